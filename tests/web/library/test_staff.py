"""The library as staff write it: bad input keeps what was typed, a preview stores nothing, others see nothing of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from builders.articles import BODY, change, make_article, shipped_text
from builders.rows import everything
from builders.staff import make_staff
from builders.visitors import client_of
from supple_web.library import actions
from supple_web.library.models import Article, ExerciseVideo, Version

pytestmark = pytest.mark.django_db

FIELDS = {
    "slug": "own-words",
    "language": "en",
    "title": "Own words",
    "summary": "Short.",
    "body": BODY,
    "keywords": "zebra ,  lion,",
    "picture": "exercise/open-book",
    "readers": "people",
    "topic": "care",
    "order": "7",
    "next_step": "check",
    "related": "exercise:open-book\n",
    "note": "The first",
    "seen": "0",
}
PAGES = ("library_staff", "library_new")


@pytest.fixture
def staff():
    return make_staff()


@pytest.fixture
def client(staff) -> Client:
    return client_of(staff.person)


def edit_url(article: Article) -> str:
    return reverse("library_edit", args=[article.pk])


def fields_of(article: Article, **changes: str) -> dict[str, str]:
    return {**FIELDS, "seen": str(article.current), **changes}


class TestWhoMay:
    def test_others_are_led_away_or_told_that_it_is_not_there(self, staff):
        article = make_article("first")
        paths = [reverse(name) for name in PAGES]
        paths += [reverse(name, args=[article.pk]) for name in ("library_edit", "library_versions")]
        paths += [reverse("library_additions", args=["open-book"])]
        for path in paths:
            assert Client().get(path).status_code == 302
            assert client_of(staff.person).get(path).status_code == 200

    def test_somebody_with_an_account_finds_nothing(self, member_client):
        article = make_article("first")
        assert member_client.get(edit_url(article)).status_code == 404
        for name in ("library_restore", "library_publish"):
            assert member_client.post(reverse(name, args=[article.pk])).status_code == 404
        assert member_client.post(reverse("library_preview"), {"body": "x"}).status_code == 404

    def test_without_a_second_step_nothing_is_written(self):
        article = make_article("first")
        client = client_of(make_staff("New One", second_step=False).person)
        assert client.post(edit_url(article), fields_of(article))["Location"] == reverse("clinic_second_step")
        assert Version.objects.count() == 1


class TestWriting:
    def test_a_new_article_is_saved_previewed_and_published(self, client: Client):
        answer = client.post(reverse("library_new"), FIELDS)
        article = Article.objects.get()
        assert answer["Location"] == edit_url(article)
        version = article.versions.get()
        assert (version.title, version.keywords, version.note) == ("Own words", "zebra, lion", "The first")
        assert (article.topic, article.order, article.related, article.published) == ("care", 7, ["exercise:open-book"], False)
        client.post(reverse("library_publish", args=[article.pk]), {"shown": "yes"})
        assert Client().get("/library/own-words").status_code == 200
        client.post(reverse("library_publish", args=[article.pk]), {"shown": "no"})
        assert Client().get("/library/own-words").status_code == 404

    def test_the_page_shows_what_is_there(self, client: Client):
        article = make_article("first", keywords=["zebra"], related=["exercise:open-book"])
        page = client.get(edit_url(article)).text
        for words in ("Linear first", "zebra", "exercise:open-book", "{{ev:morita_total.1}}", "Published"):
            assert words in page

    def test_saving_adds_a_version_of_this_member_of_staff(self, client: Client, staff):
        article = make_article("first")
        answer = client.post(edit_url(article), fields_of(article, body="Other words."))
        assert answer.status_code == 302
        assert article.versions.first().author == staff.pk
        assert "Other words." in Client().get("/library/first").text

    @pytest.mark.parametrize(
        ("field", "typed", "words"),
        [
            ("body", "one [@nothing-like-this]", "Line 1: no source “nothing-like-this”"),
            ("body", "![x](figure:exercise/nothing)", "no picture “figure:exercise/nothing”"),
            ("body", "[a](http://example.org)", "a link begins with https://"),
            ("body", "", "This field is required."),
            ("title", "", "This field is required."),
            ("picture", "exercise/nothing", "No picture “exercise/nothing”"),
            ("related", "nothing", "There is no “nothing”"),
            ("related", "exercise:nothing", "There is no “exercise:nothing”"),
            ("topic", "nothing", "Select a valid choice"),
            ("order", "-1", "greater than or equal to 0"),
            ("slug", "Own Words", "valid “slug”"),
            ("slug", "Own-Words", "Only small letters, digits and hyphens."),
        ],
    )
    def test_bad_input_is_told_in_a_line_and_stays(self, client: Client, field: str, typed: str, words: str):
        answer = client.post(reverse("library_new"), {**FIELDS, field: typed, "title" if field != "title" else "note": "Kept"})
        assert answer.status_code == 422
        assert words in answer.text
        assert "Kept" in answer.text
        assert not Article.objects.exists()

    def test_a_taken_name_is_told(self, client: Client):
        make_article("own-words")
        answer = client.post(reverse("library_new"), FIELDS)
        assert answer.status_code == 422
        assert "There is “own-words” in this language already" in answer.text

    def test_what_somebody_else_saved_meanwhile_is_not_written_over(self, client: Client):
        article = make_article("first")
        typed = fields_of(article, body="Mine, typed slowly.")
        change(article, make_staff("Bea Kim"), body="Hers.")
        answer = client.post(edit_url(article), typed)
        assert answer.status_code == 422
        assert "Version 2 was saved while you wrote" in answer.text
        assert "Mine, typed slowly." in answer.text
        assert article.versions.count() == 2
        again = client.post(edit_url(article), {**typed, "seen": "2"})
        assert again.status_code == 302

    def test_the_same_in_another_language_begins_with_what_is_there(self, client: Client):
        make_article("first")
        page = client.get(reverse("library_new"), {"of": "first", "language": "es"}).text
        assert 'value="first"' in page
        assert "Linear first" in page
        assert '<option value="es" selected>' in page


class TestPreview:
    def test_it_shows_and_stores_nothing(self, client: Client):
        before = everything()
        answer = client.post(reverse("library_preview"), FIELDS)
        assert answer.status_code == 200
        assert "Preview: nothing is saved yet" in answer.text
        assert "Morita 2014, read in source" in answer.text
        assert "<animate" in answer.text
        assert 'value="own-words"' in answer.text
        assert everything() == before

    def test_it_tells_what_is_wrong(self, client: Client):
        answer = client.post(reverse("library_preview"), {**FIELDS, "body": "a [@nothing]"}, headers={"HX-Request": "true"})
        assert "Line 1: no source “nothing”" in answer.text
        assert "<html" not in answer.text

    def test_html_that_was_typed_is_text(self, client: Client):
        answer = client.post(reverse("library_preview"), {**FIELDS, "body": "<img src=x onerror=alert(1)>"})
        assert "<img src=x" not in answer.text

    def test_of_an_article_that_is_there_it_knows_the_language(self, client: Client):
        article = make_article("first", language="es")
        answer = client.post(reverse("library_preview"), {**FIELDS, "article": str(article.pk)}, headers={"HX-Request": "true"})
        assert answer.status_code == 200

    @pytest.mark.parametrize("key", ["x", "00000000-0000-0000-0000-000000000000"])
    def test_of_one_that_is_not_there_it_says_so(self, client: Client, key: str):
        assert client.post(reverse("library_preview"), {**FIELDS, "article": key}).status_code == 404


class TestHistory:
    def test_two_versions_beside_each_other(self, client: Client, staff):
        article = make_article("first", body="One.\n\nTwo.\n\nThree.\n")
        change(article, staff, body="One.\n\nTwo and a half.\n\nThree.\n")
        page = client.get(reverse("library_versions", args=[article.pk])).text
        assert '<del><span class="visually-hidden">Gone: </span>Two.</del>' in page
        assert '<ins><span class="visually-hidden">New: </span>Two and a half.</ins>' in page
        assert "Ada Reyes" in page
        assert "Came with Supple" in page
        same = client.get(reverse("library_versions", args=[article.pk]), {"old": "1", "new": "1"}).text
        assert "They say the same." in same

    @pytest.mark.parametrize("asked", [{"old": "x", "new": "99999999999999"}, {"old": "-1"}, {"new": "0"}])
    def test_versions_that_are_not_there_are_passed_over(self, client: Client, asked: dict[str, str]):
        assert client.get(reverse("library_versions", args=[make_article("first").pk]), asked).status_code == 200

    def test_restoring(self, client: Client, staff):
        article = make_article("first")
        change(article, staff, body="Other words.")
        client.post(reverse("library_restore", args=[article.pk]), {"number": "1"})
        assert "Bending comes first" in Client().get("/library/first").text

    @pytest.mark.parametrize("number", ["", "x", "9", "99999999999999999999"])
    def test_one_that_is_not_there_cannot_be_restored(self, client: Client, number: str):
        article = make_article("first")
        assert client.post(reverse("library_restore", args=[article.pk]), {"number": number}).status_code == 404
        assert article.versions.count() == 1

    def test_a_newer_text_of_the_program_is_offered(self, client: Client, staff):
        article = make_article("first")
        change(article, staff, body="The clinic's own.")
        actions.load_shipped([shipped_text("first", title="Newer")], exercises=False)
        assert "A newer text came with the program" in client.get(edit_url(article)).text
        assert "Newer text" in client.get(reverse("library_staff")).text
        assert "Take it" in client.get(reverse("library_versions", args=[article.pk])).text


class TestExercises:
    def test_a_video_is_linked_and_taken_away(self, client: Client):
        url = reverse("library_additions", args=["open-book"])
        client.post(url, {"language": "en", "title": "Ada shows it", "url": "https://video.example/watch?v=1"})
        assert "https://video.example/watch?v=1" in Client().get("/library/exercise/open-book").text
        assert "Video" in client.get(reverse("library_staff")).text
        client.post(url, {"language": "en", "remove": "yes"})
        assert not ExerciseVideo.objects.exists()

    @pytest.mark.parametrize(
        "url", ["http://video.example/1", "javascript:alert(1)", "//video.example", "video.example", "https://", "https:// x.y"]
    )
    def test_only_by_https(self, client: Client, url: str):
        fields = {"language": "en", "title": "Kept words", "url": url}
        answer = client.post(reverse("library_additions", args=["open-book"]), fields)
        assert answer.status_code == 422
        assert "Kept words" in answer.text
        assert not ExerciseVideo.objects.exists()

    def test_a_note_is_written_on_an_exercise(self, client: Client):
        page = client.get(reverse("library_new"), {"kind": "note", "exercise": "open-book", "language": "en"}).text
        assert "Note on an exercise" in page
        fields = {"kind": "note", "slug": "open-book", "language": "en", "title": "With a towel", "body": "Roll it.", "seen": "0"}
        client.post(reverse("library_new"), fields)
        note = Article.objects.get(kind="note")
        client.post(reverse("library_publish", args=[note.pk]), {"shown": "yes"})
        assert "Roll it." in Client().get("/library/exercise/open-book").text

    def test_no_note_on_an_exercise_that_is_not_there(self, client: Client):
        assert client.get(reverse("library_new"), {"kind": "note", "exercise": "nothing"}).status_code == 404
        fields = {"kind": "note", "slug": "nothing", "language": "en", "title": "x", "body": "y", "seen": "0"}
        assert client.post(reverse("library_new"), fields).status_code == 422
        assert client.get(reverse("library_additions", args=["nothing"])).status_code == 404
