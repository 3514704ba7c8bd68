"""The library as everybody reads it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from builders.articles import change, make_article
from builders.example_checks import example_check
from builders.staff import make_staff
from builders.visitors import client_of
from supple_web.accounts.models import Person
from supple_web.library import actions
from supple_web.library.actions import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article("first", picture="exercise/cat-camel-general", related=["second", "exercise:open-book"])


def get(path: str, **headers: str) -> str:
    answer = Client(headers=headers).get(path)
    assert answer.status_code == 200, path
    return str(answer.text)


def draft(title: str, body: str = "Text.") -> Draft:
    return Draft(title, "Short.", "", "", body)


class TestTheLibrary:
    def test_it_has_articles_by_shelf_and_every_exercise(self, article):
        page = get("/library")
        assert "How the method works" in page
        assert 'href="/library/first"' in page
        assert page.count('href="/library/exercise/') == len(set(page.split('href="/library/exercise/'))) - 1 >= 38
        assert 'src="/library/picture/exercise/cat-camel-general.svg"' in page

    def test_it_is_there_before_anything_was_loaded(self):
        assert "There is no article yet." in get("/library")
        assert "Nothing found for “back”" in get("/library?q=back")

    def test_search_marks_what_was_found_and_keeps_the_question(self, article):
        page = get("/library?q=linaer")
        assert "<mark>Linear</mark> first" in page
        assert 'value="linaer"' in page
        assert "Not spelled like this anywhere" in page

    def test_what_was_asked_is_shown_as_text(self, article):
        page = get('/library?q=<script>alert("1")</script>')
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page

    def test_htmx_gets_only_what_was_found(self, article):
        part = get("/library?q=linear", **{"HX-Request": "true"})
        assert "<mark>Linear</mark>" in part
        assert "<html" not in part
        assert "<html" in get("/library?q=linear", **{"HX-Request": "true", "HX-History-Restore-Request": "true"})

    def test_what_is_not_published_is_nowhere(self, article):
        actions.publish(article=article, shown=False, by=make_staff())
        assert "/library/first" not in get("/library")
        assert Client().get("/library/first").status_code == 404

    def test_as_many_queries_with_many_articles(self, article):
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                get("/library")
            counts.append(len(asked))
            for number in range(8):
                make_article(f"more-{number}")
        assert counts[0] == counts[1]


class TestAnArticle:
    def test_it_has_text_contents_pictures_sources_and_a_next_step(self, article):
        page = get("/library/first")
        for words in (
            "<h1>Linear first</h1>",
            'href="#s-how-much"',
            "data-moving",
            "Morita 2014, read in source",
            'id="article-sources"',
            "All articles and exercises",
        ):
            assert words in page
        assert 'href="/library/exercise/open-book"' in page

    def test_what_belongs_to_it_is_shown_once_it_is_there(self, article):
        assert "/library/second" not in get("/library/first")
        make_article("second", title="The second")
        assert "The second" in get("/library/first")

    def test_it_is_in_the_readers_language_where_there_is_one(self, article):
        make_article("first", language="es", title="Primero lo lineal")
        page = get("/library/first", **{"Accept-Language": "es"})
        assert "Primero lo lineal" in page
        assert "Linear first" not in page

    def test_else_in_english_and_says_so(self, article):
        page = get("/library/first", **{"Accept-Language": "es"})
        assert '<h1 lang="en">Linear first</h1>' in page
        assert "English" in page
        assert 'lang="en"' in get("/library", **{"Accept-Language": "es"})

    def test_a_text_that_is_there_in_spanish_only_is_better_than_none(self):
        make_article("solo", language="es", title="Solo aquí")
        assert "Solo aquí" in get("/library/solo")

    def test_every_next_step(self):
        for step, words in (("check", "To the check"), ("library", "All articles and exercises")):
            make_article(f"to-{step}", next=step)
            assert words in get(f"/library/to-{step}")

    def test_only_staff_are_led_to_editing(self, article):
        assert "/clinic/library" not in get("/library/first")
        assert f"/clinic/library/{article.pk}" in client_of(make_staff().person).get("/library/first").text

    def test_a_new_version_is_shown_at_once(self, article):
        get("/library/first")
        change(article, make_staff(), body="Quite other words.")
        assert "Quite other words." in get("/library/first")

    def test_no_cache_keeps_it(self, article):
        for path in ("/library", "/library/first", "/library/exercise/open-book"):
            assert "no-store" in Client().get(path)["Cache-Control"]


class TestAnExercise:
    def test_anybody_sees_how_it_is_done(self):
        page = get("/library/exercise/open-book")
        for words in ("Open book", "side-lying active thoracic rotation", "How to do it", "What often goes wrong", "data-moving"):
            assert words in page

    def test_the_clinics_note_and_video_stand_there(self):
        staff = make_staff()
        note = actions.new_article(slug="open-book", language="en", kind="note", about={}, draft=draft("With a towel"), by=staff)
        actions.set_video(exercise="open-book", language="en", title="Ada shows it", url="https://video.example/1", by=staff)
        page = get("/library/exercise/open-book")
        assert "With a towel" not in page
        assert '<a href="https://video.example/1" rel="noopener noreferrer"' in page
        assert "<iframe" not in page
        actions.publish(article=note, shown=True, by=staff)
        assert "With a towel" in get("/library/exercise/open-book")

    def test_a_note_is_no_article(self):
        staff = make_staff()
        note = actions.new_article(slug="open-book", language="en", kind="note", about={}, draft=draft("With a towel"), by=staff)
        actions.publish(article=note, shown=True, by=staff)
        assert Client().get("/library/open-book").status_code == 404
        assert "With a towel" not in get("/library")

    def test_articles_about_it_are_named(self, article):
        assert "Linear first" in get("/library/exercise/open-book")

    def test_one_that_is_not_there(self):
        assert Client().get("/library/exercise/nothing").status_code == 404


class TestPictures:
    def test_each_is_a_file_that_may_be_kept(self):
        answer = Client().get("/library/picture/exercise/open-book.svg")
        assert answer["Content-Type"] == "image/svg+xml"
        assert "public" in answer["Cache-Control"]
        assert answer.text.startswith("<svg")

    @pytest.mark.parametrize("path", ["exercise/nothing.svg", "nothing/open-book.svg", "exercise/open-book.svg?side=up"])
    def test_what_is_not_there_is_not_found(self, path: str):
        assert Client().get(f"/library/picture/{path}").status_code == 404


class TestBesideARedFlag:
    @pytest.fixture
    def warned_client(self, guest: Person) -> Client:
        example_check(guest, "red-flag")
        return client_of(guest)

    def test_no_exercise_and_no_call(self, warned_client: Client, article):
        for path in ("/library", "/library?q=open+book", "/library/exercise/open-book", "/library/first"):
            page = warned_client.get(path).text
            assert "Where to go now" in page, path
            assert "/book" not in page.replace("/booked", ""), path
        assert "data-moving" not in warned_client.get("/library/exercise/open-book").text
        assert "data-moving" not in warned_client.get("/library/first").text
        assert 'href="/library/exercise/' not in warned_client.get("/library").text
        assert 'href="/library/exercise/' not in warned_client.get("/library?q=open+book").text
