"""Somebody with a long history: checks and sessions over many days, the plan derived from all of it."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.utils import timezone

from builders.checks import make_check, make_set
from builders.setups import TYPED, WHO
from supple_web.accounts.models import Person
from supple_web.assessments import actions
from supple_web.assessments.models import Check, Result
from supple_web.training.actions import recompute, take_up
from supple_web.training.models import PlanChange, Session

ACTIVE = {"left": [36.0, 38.0, 37.0], "right": [40.0, 41.0, 42.0]}
ASSISTED = {"left": [41.0, 42.0, 40.0], "right": [44.0, 45.0, 46.0]}


def make_history(person: Person, days: int) -> Check:
    """A check on each of the last ``days`` days up to today and a session after each; only the first check is judged by itself.

    Returns the check of today.
    """
    today = timezone.localdate()
    first = _check(person, today - timedelta(days=days - 1))
    actions.finish(check=first, by=person)
    said = Result.objects.get(check_of=first)
    last = first
    for ago in reversed(range(days - 1)):
        last = _check(person, today - timedelta(days=ago))
        last.finished_at = timezone.now()
        last.save()
        Result.objects.create(check_of=last, document=said.document, science_version=said.science_version)
    take_up(person=person, check=last, by=person)
    for ago in reversed(range(days)):
        _session(person, today - timedelta(days=ago))
    recompute(person=person, by=person)
    return last


def _check(person: Person, day: date) -> Check:
    check = make_check(person, day, about=dict(WHO), setup=dict(TYPED))
    make_set(check, ACTIVE)
    make_set(check, ASSISTED, mode="assisted")
    return check


def _session(person: Person, day: date) -> None:
    noon = timezone.now() - (timezone.localdate() - day)
    session = Session.objects.create(
        person=person,
        client_id=uuid.uuid4(),
        day=day,
        started_at=noon,
        finished_at=noon + timedelta(minutes=9),
        pain_before=0,
        pain_during=1,
        pain_after=0,
        pain_next_morning=0 if day < timezone.localdate() else None,
        controlled=True,
        segments_moved=3,
        done=[{"exercise": "cat-camel-general", "sets_done": 1, "sets": 1}],
    )
    PlanChange.objects.create(person=person, session=session, day=day, happened_at=noon)
