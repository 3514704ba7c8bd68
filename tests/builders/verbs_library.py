"""The verbs of ``supple_web.library``, ready to be called; see ``verbs.py``."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from builders.articles import draft_of, make_article
from builders.staff import make_staff
from supple_web.accounts.models import Person
from supple_web.clinic.models import Staff
from supple_web.library import actions
from supple_web.library.actions import Draft
from supple_web.library.models import Article

Act = Callable[[], object]
Prepare = Callable[[Person], Act]

EXERCISE = "open-book"
ABOUT = {"readers": "people", "topic": "method"}
DRAFT = Draft("Breathing", "How to breathe.", "breath", "", "Out comes first.")


def _staff() -> Staff:
    return make_staff(f"Writer {uuid.uuid4().hex[:8]}")


def _by_staff(call: Callable[[Staff], object]) -> Prepare:
    def prepare(_person: Person) -> Act:
        staff = _staff()
        return lambda: call(staff)

    return prepare


def _of_article(call: Callable[[Article, Staff], object]) -> Prepare:
    def prepare(_person: Person) -> Act:
        article, staff = make_article("linear-first"), _staff()
        return lambda: call(article, staff)

    return prepare


def _set_video(staff: Staff) -> object:
    told = {"exercise": EXERCISE, "language": "en", "title": "Open book", "url": "https://example.org/video"}
    return actions.set_video(**told, by=staff)


def _remove_video(_person: Person) -> Act:
    staff = _staff()
    _set_video(staff)
    return lambda: actions.remove_video(exercise=EXERCISE, language="en", by=staff)


def _save(article: Article, staff: Staff) -> object:
    changed = draft_of(article, title="Linear comes first")
    return actions.save(article=article, draft=changed, seen=article.current, about={}, by=staff)


CALLS: dict[str, Prepare] = {
    "library.actions.videos.set_video": _by_staff(_set_video),
    "library.actions.videos.remove_video": _remove_video,
    "library.actions.writing.new_article": _by_staff(
        lambda staff: actions.new_article(slug="breathing", language="en", about=ABOUT, draft=DRAFT, by=staff)
    ),
    "library.actions.writing.save": _of_article(_save),
    "library.actions.writing.restore": _of_article(
        lambda article, staff: actions.restore(article=article, number=article.current, by=staff)
    ),
    "library.actions.writing.publish": _of_article(
        lambda article, staff: actions.publish(article=article, shown=False, by=staff)
    ),
}
