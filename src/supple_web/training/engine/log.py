"""The log in the database as happenings, oldest first, and what each came to written back into its row."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from supple.findings.model import Category, Finding
from supple.programme import SessionDone, State, catalogue
from supple.programme.events import SEGMENTS, ScreeningOutcome
from supple.programme.state_document import state_document, state_from
from supple.programme.words import Role
from supple.progress.model import Verdict
from supple.quantities import Direction, Movement, Position
from supple_web.training.engine.course import fold
from supple_web.training.engine.happening import CheckDone, Course, Event, SeenOn, SessionHeld, Step
from supple_web.training.engine.zones import STOP_FROM
from supple_web.training.models import PlanChange, Session

LINEAR: Final = frozenset({Role.LINEAR_GENERAL, Role.LINEAR_LUMBAR, Role.LINEAR_EXTENSION})


def derived(rows: Iterable[PlanChange]) -> tuple[Course, list[PlanChange]]:
    """Where a log leads, and the rows whose outcome is not what stands in them, put right but not saved."""
    ordered = sorted(rows, key=in_order)
    course, steps = fold(event_of(row) for row in ordered)
    return course, [row for row, one in zip(ordered, steps, strict=True) if _put(row, one)]


def in_order(row: PlanChange) -> tuple[date, datetime, str]:
    """By day, on one day the check first, then by the devices' clocks."""
    tie = uuid.UUID(str(row.session.client_id)) if row.session else row.pk
    return (row.day, row.happened_at, tie.hex)


def first_of(day: date) -> datetime:
    """Before anything that can happen on a day, anywhere on earth: the place of its check."""
    return datetime.combine(day, time.min, tzinfo=UTC) - timedelta(days=2)


def event_of(row: PlanChange) -> Event:
    if row.session is not None:
        return session_held(row.session)
    return SeenOn(row.day) if row.check_of_id is None else check_done(row.day, row.event)


def state_of(document: object) -> State | None:
    return None if document is None else state_from(document)


def _put(row: PlanChange, one: Step) -> bool:
    told = {
        "kind": str(one.kind),
        "changed": one.changed,
        "reasons": list(one.reasons),
        "before": state_document(one.before) if one.before else None,
        "after": state_document(one.after) if one.after else None,
    }
    news = {name: value for name, value in told.items() if getattr(row, name) != value}
    for name, value in news.items():
        setattr(row, name, value)
    return bool(news)


# checks


def check_document(done: CheckDone) -> dict[str, Any]:
    """JSON of a check reduced to what moves a plan; ``check_done`` reads it back."""
    return {
        "screening": str(done.screening),
        "findings": [
            {
                "movement": str(one.movement),
                "direction": str(one.direction) if one.direction else None,
                "position": str(one.position),
                "category": str(one.category),
            }
            for one in done.findings
        ],
        "tested": done.tested,
        "twice": sorted(str(side) for side in done.twice),
        "verdicts": {str(side): str(verdict) for side, verdict in done.verdicts.items()},
        "seeks_more": done.seeks_more,
        "days_per_week": done.days_per_week,
    }


def check_done(day: date, event: Mapping[str, Any]) -> CheckDone:
    return CheckDone(
        day=day,
        screening=ScreeningOutcome(event["screening"]),
        findings=tuple(_finding(one) for one in event["findings"]),
        tested=event["tested"],
        twice=frozenset(Direction(side) for side in event["twice"]),
        verdicts={Direction(side): Verdict(word) for side, word in event["verdicts"].items()},
        seeks_more=event["seeks_more"],
        days_per_week=event["days_per_week"],
    )


def _finding(one: Mapping[str, Any]) -> Finding:
    """What a programme needs of a finding; the measurements themselves stand in the check's result."""
    return Finding(
        movement=Movement(one["movement"]),
        direction=Direction(one["direction"]) if one["direction"] else None,
        position=Position(one["position"]),
        category=Category(one["category"]),
        probabilities={},
        active=None,
        end_range=None,
        criterion=None,
        reasons=(),
        next_trial=None,
    )


# sessions


def session_held(session: Session) -> SessionHeld:
    done, prescribed = sets_of(session)
    return SessionHeld(
        day=session.day,
        report=report_of(session),
        training=session.training,
        sets_done=done,
        sets=prescribed,
        linear_done=frozenset(_linear_done(session)),
        offers_lumbar=session.document.get("offers_lumbar", True),
    )


def report_of(session: Session) -> SessionDone:
    """What the science is told. What was not answered is never taken for good: not controlled, no region moved.

    A session that ended in pain counts as the zone in which one stops, whatever numbers came with it.
    """
    during = session.pain_before if session.pain_during is None else session.pain_during
    after = during if session.pain_after is None else session.pain_after
    if session.ended == "pain":
        during = max(during, STOP_FROM)
    return SessionDone(
        pain_before=session.pain_before,
        pain_during=during,
        pain_after=after,
        pain_next_morning=session.pain_next_morning,
        controlled=session.controlled is True,
        segments_moved=min(SEGMENTS, session.segments_moved or 0),
    )


def sets_of(session: Session) -> tuple[int, int]:
    """Sets done and sets prescribed, over all exercises of that day."""
    done = sum(row["sets_done"] for row in session.done)
    prescribed = sum(row["sets"] for row in session.document.get("exercises", [])) or sum(row["sets"] for row in session.done)
    return min(done, prescribed), prescribed


def _linear_done(session: Session) -> Iterable[Role]:
    for row in session.done:
        role = catalogue()[row["exercise"]].role
        if role in LINEAR and row["sets_done"] >= row["sets"]:
            yield role
