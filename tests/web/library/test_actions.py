"""Versions, publishing, and what comes with the program: nothing of the clinic's own is ever overwritten."""

from __future__ import annotations

import pytest

from builders.articles import change, draft_of, make_article, shipped_text
from builders.staff import make_staff
from supple_web.audit.models import Row
from supple_web.library import actions
from supple_web.library.actions import Changed, Draft
from supple_web.library.models import Article, Document, ExerciseVideo, Version
from supple_web.library.search import find

pytestmark = pytest.mark.django_db

DRAFT = Draft("Own words", "Short.", "zebra", "", "Text.")


def shown(article: Article) -> Version:
    article.refresh_from_db()
    version: Version = article.versions.get(number=article.current)
    return version


def load(*texts):
    return actions.load_shipped(list(texts), exercises=False)


class TestWriting:
    def test_a_new_one_is_for_staff_only_and_not_found(self):
        article = actions.new_article(slug="own", language="en", about={}, draft=DRAFT, by=make_staff())
        assert not article.published
        assert find("zebra", "en") == []

    def test_publishing_lets_it_be_found_and_taking_back_hides_it(self):
        staff = make_staff()
        article = actions.new_article(slug="own", language="en", about={}, draft=DRAFT, by=staff)
        actions.publish(article=article, shown=True, by=staff)
        assert [hit.key for hit in find("zebra", "en")] == ["article:own"]
        actions.publish(article=article, shown=False, by=staff)
        assert find("zebra", "en") == []
        assert Document.objects.count() == 0

    def test_every_saving_adds_a_version_and_changes_none(self):
        staff, article = make_staff(), make_article("first")
        before = shown(article)
        change(article, staff, body="Other words.")
        assert [one.number for one in article.versions.all()] == [2, 1]
        assert shown(article).body == "Other words."
        assert shown(article).author == staff.pk
        assert article.versions.get(number=1).body == before.body

    def test_saving_without_a_change_adds_nothing(self):
        article = make_article("first")
        change(article, make_staff())
        assert article.versions.count() == 1

    def test_who_has_not_seen_the_latest_does_not_write_over_it(self):
        staff, article = make_staff(), make_article("first")
        change(article, staff, body="Hers.")
        with pytest.raises(Changed, match="Version 2 was saved while you wrote"):
            actions.save(article=article, draft=draft_of(article, body="His."), seen=1, about={}, by=staff)
        assert shown(article).body == "Hers."
        assert article.versions.count() == 2

    def test_a_name_is_taken_once_in_a_language(self):
        staff = make_staff()
        make_article("first")
        with pytest.raises(Changed, match="There is “first” in this language already"):
            actions.new_article(slug="first", language="en", about={}, draft=DRAFT, by=staff)
        actions.new_article(slug="first", language="es", about={}, draft=DRAFT, by=staff)

    def test_restoring_adds_the_old_text_once_more(self):
        staff, article = make_staff(), make_article("first")
        first = shown(article).body
        change(article, staff, body="Other words.")
        actions.restore(article=article, number=1, by=staff)
        assert shown(article).number == 3
        assert shown(article).body == first
        assert shown(article).note == "Version 1 again"

    def test_search_reads_what_is_shown_now(self):
        staff, article = make_staff(), make_article("first")
        change(article, staff, body="A zebra.")
        assert [hit.key for hit in find("zebra", "en")] == ["article:first"]
        actions.restore(article=article, number=1, by=staff)
        assert find("zebra", "en") == []

    def test_every_act_is_written_down(self):
        staff, article = make_staff(), make_article("first")
        change(article, staff, body="x")
        actions.publish(article=article, shown=False, by=staff)
        actions.publish(article=article, shown=True, by=staff)
        actions.restore(article=article, number=1, by=staff)
        actions.set_video(exercise="open-book", language="en", title="x", url="https://example.org/x", by=staff)
        actions.remove_video(exercise="open-book", language="en", by=staff)
        rows = Row.objects.filter(by=staff.person.audit_id).order_by("pk").values_list("verb", flat=True)
        assert set(rows) == {"write", "withdraw", "publish", "restore", "link", "unlink"}
        assert Row.objects.filter(verb="load", by=None).exists()

    def test_a_video_is_one_for_each_language(self):
        staff = make_staff()
        for url in ("https://example.org/1", "https://example.org/2"):
            actions.set_video(exercise="open-book", language="en", title="x", url=url, by=staff)
        assert ExerciseVideo.objects.get().url == "https://example.org/2"


class TestWhatComesWithTheProgram:
    def test_it_is_published_and_found_at_once(self):
        load(shipped_text("first", title="Zebra"))
        assert Article.objects.get().published
        assert [hit.key for hit in find("zebra", "en")] == ["article:first"]

    def test_loading_again_does_nothing(self):
        load(shipped_text("first"))
        rows = Row.objects.count()
        again = load(shipped_text("first"))
        assert (again.new, again.newer, again.offered) == (0, 0, 0)
        assert Version.objects.count() == 1
        assert Row.objects.count() == rows

    def test_a_newer_text_takes_the_place_of_an_untouched_one(self):
        article = make_article("first")
        assert load(shipped_text("first", title="Newer", topic="running")).newer == 1
        assert shown(article).title == "Newer"
        assert article.topic == "running"
        assert article.versions.count() == 2

    def test_a_clinics_own_text_stays_and_the_newer_one_is_offered(self):
        staff, article = make_staff(), make_article("first")
        change(article, staff, body="The clinic's own.")
        assert load(shipped_text("first", title="Newer", topic="running")).offered == 1
        assert shown(article).body == "The clinic's own."
        assert article.topic == "method"
        offered = article.versions.first()
        assert (offered.title, offered.author) == ("Newer", None)
        assert offered.number > article.current
        assert load(shipped_text("first", title="Newer", topic="running")).offered == 0

    def test_so_does_its_place_in_the_library(self):
        """Whoever moves an article to another shelf has made it their own."""
        staff, article = make_staff(), make_article("first")
        actions.save(article=article, draft=draft_of(article), seen=1, about={"topic": "care"}, by=staff)
        load(shipped_text("first", title="Newer"))
        assert shown(article).title == "Linear first"
        assert article.topic == "care"

    def test_an_offered_text_can_be_taken(self):
        staff, article = make_staff(), make_article("first")
        change(article, staff, body="The clinic's own.")
        load(shipped_text("first", title="Newer"))
        actions.restore(article=article, number=3, by=staff)
        assert shown(article).title == "Newer"

    def test_what_was_taken_back_stays_so(self):
        staff, article = make_staff(), make_article("first")
        actions.publish(article=article, shown=False, by=staff)
        load(shipped_text("first", title="Newer"))
        article.refresh_from_db()
        assert not article.published
        assert find("newer", "en") == []

    def test_exercises_are_found_in_every_language_and_indexed_once(self):
        assert actions.index_exercises() > 0
        assert actions.index_exercises() == 0
        assert find("open book", "en")[0].key == "exercise:open-book"
        assert find("open book", "es")[0].key == "exercise:open-book"

    def test_a_note_is_found_with_its_exercise(self):
        staff = make_staff()
        note = actions.new_article(slug="open-book", language="en", kind="note", about={}, draft=DRAFT, by=staff)
        assert find("zebra", "en") == []
        actions.publish(article=note, shown=True, by=staff)
        assert [hit.key for hit in find("zebra", "en")] == ["exercise:open-book"]
