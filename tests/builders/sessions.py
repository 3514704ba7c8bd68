"""A session as a device reports it, one short call each."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from supple_web.accounts.models import Person
from supple_web.training import engine
from supple_web.training.actions import store_session
from supple_web.training.models import Plan, Session
from supple_web.training.results import read_result

LINEAR = ("cat-camel-general",)


def result(
    day: date | None = None,
    *,
    pains: tuple[int, int | None, int | None] = (0, 0, 0),
    exercises: Sequence[str] = LINEAR,
    started: datetime | None = None,
    minutes: float = 9,
    **changes: Any,
) -> dict[str, Any]:
    """A whole, painless, controlled session. pains: before, during, after. started: else some minutes ago, on that day."""
    today = timezone.localdate()
    day = day or today
    if started is None:
        ago = timezone.now() - timedelta(minutes=minutes + 1)
        started = ago if day == today else ago - timedelta(days=(today - day).days)
    before, during, after = pains
    return {
        "schema": "supple.session-result/1",
        "client_id": str(uuid.uuid4()),
        "day": day.isoformat(),
        "started_ms": round(started.timestamp() * 1000),
        "finished_ms": round((started + timedelta(minutes=minutes)).timestamp() * 1000),
        "pain_before": before,
        "pain_during": during,
        "pain_after": after,
        "controlled": True,
        "segments_moved": 3,
        "done": [{"exercise": one, "sets_done": 1, "sets": 1} for one in exercises],
        "skipped": [],
        "ended": "finished",
        **changes,
    }


def do_session(person: Person, day: date | None = None, **changes: Any) -> Session:
    """Do every exercise of a day's plan and report it."""
    now = engine.current(person)
    rows = engine.kept_document(now, day or timezone.localdate())["exercises"] if now else []
    if rows and "exercises" not in changes and "done" not in changes:
        changes["done"] = [{"exercise": row["id"], "sets_done": row["sets"], "sets": row["sets"]} for row in rows]
    return store_session(person=person, result=read_result(result(day, **changes)), by=person).session


def state_of(person: Person) -> Mapping[str, Any]:
    """The plan's state as it is stored."""
    return Plan.objects.get(person=person).state
