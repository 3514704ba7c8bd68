"""Where a check stands: whether it is still its day, what the wizard knows, and the last session before it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.utils import timezone

from supple_web.accounts.models import Person
from supple_web.assessments.engine import screening_of
from supple_web.assessments.engine.questionnaire import HISTORY, MORNING_AFTER_WITHIN
from supple_web.assessments.fields import Value
from supple_web.assessments.models import Check
from supple_web.assessments.page import Facts

#: Who begins before midnight may end after it: it is still the same sitting, with the same screening (convention).
SITTING: Final = timedelta(hours=4)


def is_open(check: Check) -> bool:
    """Whether something may still be added: its day is not over, or it was begun a moment before midnight.

    A day ahead of today's stays open: whoever flies west meets the same day twice, and it is one day of tests.
    """
    today = timezone.localdate()
    same_sitting = today - check.day == timedelta(days=1) and timezone.now() - check.created_at < SITTING
    return check.day >= today or same_sitting


def open_check(person: Person | None) -> Check | None:
    """The check of this person's day, begun already; None where today's has not begun."""
    latest: Check | None = Check.objects.of(person).order_by("-day").first()
    return latest if latest is not None and is_open(latest) else None


def check_of_before(check: Check) -> Check | None:
    """The latest check of an earlier day, whose history may be shown to be confirmed."""
    earlier: Check | None = Check.objects.of(check.person).filter(day__lt=check.day).order_by("-day").first()
    return earlier


def facts_of(check: Check, *, borrowed: bool = False) -> Facts:
    """Everything the wizard needs of a check. Of earlier answers only history is kept, and it is never an answer of today's.

    borrowed: for a device that sees this check alone, and so no earlier answer.
    """
    screening = screening_of(check)
    earlier = None if borrowed else check_of_before(check)
    return Facts(
        about=check.about,
        answers=check.answers,
        setup=check.setup,
        active=screening.active,
        phone=screening.phone_on_chest,
        earlier=_history(earlier),
        returning=bool(check.about.get("from_earlier")),
        session=morning_after(check) is not None,
    )


def morning_after(check: Check) -> int | None:
    """Pain just before the last session, 0..10, where its next morning is still worth asking about; None otherwise."""
    since = check.day - MORNING_AFTER_WITHIN
    last = check.person.sessions.filter(day__gte=since, day__lt=check.day).order_by("-day", "-started_at").first()
    return None if last is None else last.pain_before


def _history(earlier: Check | None) -> dict[str, Value]:
    return {} if earlier is None else {key: value for key, value in earlier.answers.items() if key in HISTORY}
