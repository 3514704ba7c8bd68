"""People who train."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from builders.checks import ABOUT, make_check, make_set
from builders.example_checks import example_check, finish
from builders.sessions import do_session
from supple_web.accounts.models import Person
from supple_web.assessments.models import Check
from supple_web.training.actions import take_up

#: What a stiff person reaches by themself and with help, degrees; and one whose control alone is short.
STIFF = {"active": (34.0, 35.0, 33.5), "assisted": (38.0, 39.0, 38.5)}
UNSTEADY = {"active": (34.0, 35.0, 33.5), "assisted": (58.0, 59.0, 58.5)}
ENOUGH = {"active": (58.0, 59.0, 58.5), "assisted": (63.0, 64.0, 63.5)}


def finished_check(
    person: Person, days_ago: int = 0, kind: dict[str, tuple[float, ...]] | None = None, **fields: object
) -> Check:
    """A check of some days ago, both sides alike, taken up; of somebody who trains every day, so that no weekday matters."""
    fields.setdefault("about", {**ABOUT, "days_per_week": 7})
    check = make_check(person, timezone.localdate() - timedelta(days=days_ago), **fields)
    for mode, values in (kind or {}).items():
        make_set(check, {"right": values, "left": values}, mode)
    finish(check)
    take_up(person=person, check=check, by=person)
    return check


def start_example(person: Person, name: str, days_ago: int = 0) -> Check:
    """Every check of an example, taken up in order; of somebody who trains every day, so that no weekday matters."""
    person.about = {"days_per_week": 7}
    person.save()
    last = example_check(person, name, timezone.localdate() - timedelta(days=days_ago))
    for check in Check.objects.of(person).order_by("day"):
        take_up(person=person, check=check, by=person)
    return last


def open_turning(person: Person) -> None:
    """Six painless, controlled sessions up to yesterday: bending and arching first, then turning is open."""
    for days_ago in range(6, 0, -1):
        do_session(person, timezone.localdate() - timedelta(days=days_ago))
