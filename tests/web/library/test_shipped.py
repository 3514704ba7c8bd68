"""The articles that come with the program, read the way a clinic's own are."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from supple.programme import catalogue
from supple_web.library import engine
from supple_web.library.front_matter import NotAnArticle, Shipped, parse, shipped
from supple_web.library.text import read

EVERY = list(shipped())
SLUGS = {one.slug for one in EVERY}
GOOD = '+++\ntitle = "A"\nsummary = "B"\nfor = "people"\ntopic = "method"\n+++\nText.\n'


@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.language}/{one.slug}")
class TestEach:
    def test_everything_in_it_is_known(self, one: Shipped):
        text = read(one.body, one.language, knows=SLUGS.__contains__)
        assert [str(problem) for problem in text.problems] == []

    def test_its_claims_have_sources(self, one: Shipped):
        assert read(one.body, one.language).sources

    def test_what_belongs_to_it_is_there(self, one: Shipped):
        for name in one.related:
            known = engine.entry(name.removeprefix("exercise:")) if name.startswith("exercise:") else name in SLUGS
            assert known, name
        assert not one.picture or engine.card_picture(one.picture), one.picture


def test_there_are_at_least_twelve_in_each_language():
    for language in ("en", "es"):
        assert len([one for one in EVERY if one.language == language]) >= 12


def test_every_article_is_there_in_both_languages():
    names = {language: {one.slug for one in EVERY if one.language == language} for language in ("en", "es")}
    assert names["en"] == names["es"]


def test_what_is_not_about_words_is_the_same_in_both_languages():
    by_slug: dict[str, set[tuple[object, ...]]] = {}
    for one in EVERY:
        by_slug.setdefault(one.slug, set()).add((one.readers, one.topic, one.order, one.next_step, one.picture, one.related))
    assert {slug: kinds for slug, kinds in by_slug.items() if len(kinds) > 1} == {}


@pytest.mark.parametrize(
    ("text", "slug", "words"),
    [
        ("Text.", "a", "en/a.md: it begins with a head"),
        (GOOD.replace('"A"', "A"), "a", "en/a.md: the head is no TOML"),
        (GOOD.replace("title", "titel"), "a", "en/a.md: unknown in the head: titel"),
        (GOOD.replace('title = "A"\n', ""), "a", "en/a.md: the head lacks title"),
        (GOOD.replace('"method"', '"nothing"'), "a", "en/a.md: topic = 'nothing'; one of method, "),
        (GOOD.replace('"people"', '"cats"'), "a", "en/a.md: for = 'cats'; one of people, clinicians"),
        (GOOD.replace("for =", 'keywords = "one"\nfor ='), "a", "en/a.md: keywords is a list"),
        (GOOD.replace("for =", 'order = "one"\nfor ='), "a", "en/a.md: order is a number"),
        (GOOD.replace("for =", 'keywords = ["a, b"]\nfor ='), "a", "en/a.md: keywords have no comma"),
        (GOOD, "A_b", "en/A_b.md: a name of small letters"),
    ],
)
def test_a_file_that_is_not_one_says_what_is_wrong(text: str, slug: str, words: str):
    with pytest.raises(NotAnArticle, match=re.escape(words)) as caught:
        parse(text, slug=slug, language="en")
    assert str(caught.value).startswith(words)


def test_every_exercise_is_called_something_in_spanish():
    with translation.override("es"):
        spanish = engine.entries()
    assert not [one.id for one in spanish if one.name == catalogue()[one.id].name]
