"""Which red flag stands, whatever was begun or looked at since."""

from __future__ import annotations

from django.urls import reverse

from supple_web.accounts.models import Person
from supple_web.assessments.engine import screening_of
from supple_web.assessments.models import Check
from supple_web.assessments.standing import is_open


def warned_check(person: Person | None) -> Check | None:
    """The latest check with a red flag that no later finished check has cleared; one that was only begun clears nothing."""
    check: Check
    for check in Check.objects.of(person).order_by("-day"):
        if check.answers and screening_of(check).stop:
            return check
        if check.finished_at is not None:
            return None
    return None


def warning_address(check: Check) -> str:
    """Where a red flag is told: on its own page on its day, where a slip can be taken back, and on today's page after it."""
    return reverse("check_stop", args=[check.pk]) if is_open(check) else reverse("today")
