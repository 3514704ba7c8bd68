"""Running checks in the database, one short call each."""

from __future__ import annotations

from datetime import date
from typing import Any

from builders.checks import make_check
from supple_web.accounts.models import Person
from supple_web.running import actions
from supple_web.running.models import RunningCheck

LEFT_OUT = {"left_out": True}


def knee(left=(12.0, 12.0, 12.0), right=(12.0, 12.0, 12.0), *, tool="ruler", pain=0) -> dict[str, Any]:
    return {"tool": tool, "left": list(left), "right": list(right), "pain_left": pain, "pain_right": pain}


def hip(values=(12.0, 12.0, 12.0), *, watched: bool = True) -> dict[str, Any]:
    return {**knee(values, values, tool="phone"), "condition": watched}


def make_running(person: Person, day: date, *, finished: bool = True, **tests: dict[str, Any]) -> RunningCheck:
    """A running check of a day whose questions are all answered; tests by id with ``_`` for ``-``, others are left out."""
    from supple_web.assessments.models import Check

    check = Check.objects.of(person).filter(day=day).first() or make_check(person, day)
    running = RunningCheck.objects.create(person=person, day=day, screened=check)
    if finished:
        tests = {"knee_to_wall": LEFT_OUT, "hip_extension": LEFT_OUT, "big_toe": LEFT_OUT} | tests
    for test, entry in tests.items():
        running = actions.keep(running=running, test=test.replace("_", "-"), entry=entry, by=person)
    return actions.finish(running=running, by=person) if finished else running
