"""The articles that come with Supple: well formed, every number cited, every citation known, the same in both languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from supple.findings.screening import questions
from supple_web.library import engine
from supple_web.library.text import problems_of
from web.library.shipped_articles import ARTICLES, FOLDER, LANGUAGES, SLUGS, Article, article_of
from web.library.shipped_numbers import passages, strangers, value_of

#: What issue and plan ask for; each is an article of its own.
ASKED = {
    "why-the-upper-back-stiffens",
    "flossing-for-joints",
    "linear-before-rotation",
    "mobility-or-control",
    "long-holds",
    "breathing",
    "how-we-measure",
    "real-change",
    "when-to-see-someone",
    "running",
    "desk-work",
    "statistics-for-clinicians",
    "first-week",
    "discovery-call",
}
KEYS = {"title", "summary", "for", "topic", "order", "picture", "keywords", "related", "next"}
TOPICS = {"method", "stiffness", "control", "measuring", "care", "running", "everyday", "clinicians"}
#: What no article may say, in either language (whole words).
NEVER = re.compile(r"\b(cleared (for|to)|at risk|guarantee\w*|apto para|en riesgo|garantiza\w*|lazy|vag[oa]s?)\b", re.IGNORECASE)
#: The last section of each.
ENDS = {"en": "What to do with this", "es": "Qué hacer con esto"}


each_article = pytest.mark.parametrize("article", ARTICLES, ids=str)
each_pair = pytest.mark.parametrize("slug", sorted(SLUGS))


def _pair(slug: str) -> tuple[Article, Article]:
    english, spanish = (article_of(FOLDER / language / f"{slug}.md") for language in LANGUAGES)
    return english, spanish


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_asked_for_is_there_in_each_language(language: str) -> None:
    assert {one.slug for one in ARTICLES if one.language == language} >= ASKED
    assert {one.slug for one in ARTICLES if one.language == language} == SLUGS


@each_article
def test_the_head_says_what_cards_search_and_the_end_need(article: Article) -> None:
    head = article.head
    assert set(head) <= KEYS
    assert {"title", "summary", "for", "topic", "keywords", "related", "next"} <= set(head)
    assert head["for"] in {"people", "clinicians"}
    assert head["topic"] in TOPICS
    assert head["next"] in {"check", "book", "running", "library"}
    assert 5 <= len(head["keywords"]) == len({word.casefold() for word in head["keywords"]})
    if "picture" in head:
        assert engine.picture_problem(head["picture"]) == ()


@each_article
def test_related_items_exist_and_are_others(article: Article) -> None:
    for one in article.head["related"]:
        kind, colon, key = one.partition(":")
        assert (engine.entry(key) is not None) if colon and kind == "exercise" else one in SLUGS - {article.slug}, one


@each_article
def test_the_library_would_publish_it(article: Article) -> None:
    assert [str(one) for one in problems_of(article.body, knows=SLUGS.__contains__)] == []


@each_article
def test_every_numeral_stands_beside_a_source_that_holds_it(article: Article) -> None:
    """No number that is not in the evidence, and none that is there but belongs to something else."""
    wrong = [(one.words[:90], strangers(one, article.language)) for one in article.passages if strangers(one, article.language)]
    assert wrong == []


@each_article
def test_summaries_headings_and_pictures_state_no_numbers(article: Article) -> None:
    """They stand alone on cards and in search, where no source stands beside them."""
    alone = [article.head["title"], article.head["summary"], *article.headings]
    assert [words for words in alone if re.search(r"\d", words)] == []


@each_article
def test_it_says_nothing_that_scolds_promises_or_clears(article: Article) -> None:
    assert NEVER.findall(f"{article.head['title']} {article.head['summary']} {article.body}") == []


@each_article
def test_it_is_read_in_a_few_minutes_and_ends_with_what_to_do(article: Article) -> None:
    words = sum(len(one.words.split()) for one in article.passages)
    assert 500 <= words <= 1150
    assert len(article.headings) >= 4
    assert article.headings[-1] == ENDS[article.language]


@each_pair
def test_both_languages_rest_on_the_same(slug: str) -> None:
    """Passage by passage the same sources and the same numbers; the same pictures and links in the same order."""
    english, spanish = _pair(slug)
    assert [one.cited for one in english.passages] == [one.cited for one in spanish.passages]
    assert _numbers(english) == _numbers(spanish)
    assert english.pictures == spanish.pictures
    assert Counter(english.links) == Counter(spanish.links)


@each_pair
def test_both_languages_stand_in_the_same_place(slug: str) -> None:
    english, spanish = _pair(slug)
    same = KEYS - {"title", "summary", "keywords"}
    assert {key: english.head.get(key) for key in same} == {key: spanish.head.get(key) for key in same}
    assert english.head["title"] != spanish.head["title"]


def _numbers(article: Article) -> list[Counter[float]]:
    return [Counter(value_of(one, article.language)[0] for one in passage.numerals) for passage in article.passages]


def test_nulls_are_told() -> None:
    """What was searched for and not found stands where somebody would look for it."""
    told = {key for one in ARTICLES if one.language == "en" for passage in one.passages for key in passage.cited}
    assert {"pa_norm", "warmup_thoracic", "heneghan20_gap", "cars_reps", "rri_meta", "konrad_es"} <= told


def test_a_number_without_its_source_is_noticed() -> None:
    """The tests above are able to fail."""
    (bare,) = passages("It gained 4.6 degrees.")
    (wrong,) = passages("It gained 4.7 degrees [@mob_single_change].")
    (right,) = passages("It gained 4.6 degrees, n = 20 [@mob_single_change].")
    (rounded,) = passages("Ganó unos 45 grados, en concreto 44,8 [@johnson_mean_inclinometer].")
    assert strangers(bare, "en") == ["4.6"]
    assert strangers(wrong, "en") == ["4.7"]
    assert strangers(right, "en") == []
    assert strangers(rounded, "es") == []


#: Where each sign of the screening stands in the article about when to see somebody: under which heading, by which words.
SIGNS = {
    "emergency": {
        "chest_pain": "pressure or tightness in the chest",
        "breathless": "short of breath at rest",
        "tearing_pain": "sudden tearing pain",
        "collapse": "fainting",
        "saddle_numbness": "numbness between the legs",
        "bladder_bowel": "control of bladder or bowel",
        "both_legs": "both legs newly hurt",
        "leg_weakness": "newly become weak",
        "band_numbness": "band around the trunk",
        "unsteady_gait": "newly unsteady walking",
    },
    "urgent": {
        "violent_trauma": "bad fall",
        "steroids": "cortisone tablets",
        "cancer_history": "cancer in the past",
        "weight_loss": "Loss of weight",
        "night_pain": "keeps you awake",
        "fever": "Fever, chills",
        "recent_infection": "recent infection",
        "immune": "weak immune system",
        "injected_drugs": "injected drugs",
        "pregnancy_warning": "In pregnancy: bleeding",
    },
    "soon": {
        "rash": "rash or blisters",
        "organ_pain": "with eating, with breathing in",
        "inflammatory_pattern": "better with moving and not with rest",
    },
}
UNDER = {"emergency": "Call the emergency number now", "urgent": "A doctor today", "soon": "A doctor within days"}


@pytest.mark.parametrize("urgency", SIGNS)
def test_warning_signs_stand_under_the_urgency_that_the_screening_gives_them(urgency: str) -> None:
    """All of them, and a sign that the screening takes in or grades otherwise fails here until the article follows."""
    body = article_of(FOLDER / "en/when-to-see-someone.md").body
    part = " ".join(body.split(f"## {UNDER[urgency]}\n")[1].split("\n## ")[0].split())
    assert {one.id for one in questions() if one.yes is not None and one.yes.urgency == urgency} == set(SIGNS[urgency])
    assert [key for key, words in SIGNS[urgency].items() if words not in part] == []
