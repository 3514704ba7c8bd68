"""The log in the database as happenings, oldest first, and what each came to written back into its row."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from supple.findings.model import Category, Finding
from supple.findings.screening_pain import PainZone, pain_zone
from supple.programme import SessionDone, State, catalogue
from supple.programme.events import SEGMENTS, ScreeningOutcome
from supple.programme.state_document import state_document, state_from
from supple.programme.words import LINEAR, Role
from supple.progress.model import Session as Sitting
from supple.progress.model import Verdict
from supple.quantities import Direction, Movement, Position
from supple_web.training.engine.asked import Asking
from supple_web.training.engine.course import fold
from supple_web.training.engine.happening import CheckDone, Course, Edited, Event, MorningAfter, SeenOn, SessionHeld, Step
from supple_web.training.engine.word import with_word, word_of
from supple_web.training.engine.zones import STOP_FROM
from supple_web.training.models import PlanChange, Session


def derived(rows: Iterable[PlanChange]) -> tuple[Course, list[PlanChange]]:
    """Where a log leads, and the rows whose outcome is not what stands in them, put right but not saved."""
    in_order = ordered(rows)
    sessions = [row.session for row in in_order if row.session is not None]
    course, steps = fold(_event_of(row, sessions) for row in in_order)
    return course, [row for row, one in zip(in_order, steps, strict=True) if _put(row, one)]


def ordered(rows: Iterable[PlanChange]) -> list[PlanChange]:
    """Oldest first: by day; on one day the check comes before sessions, and after what was said before it was answered."""
    rows = list(rows)
    told = {row.day: told_at(row) for row in rows if row.check_of_id is not None}
    return sorted(rows, key=lambda row: _place(row, told.get(row.day)))


def _place(row: PlanChange, answered: datetime | None) -> tuple[date, int, datetime, str]:
    """Among sessions the devices' clocks decide."""
    tie = uuid.UUID(str(row.session.client_id)) if row.session else row.pk
    if row.check_of_id is not None:
        return row.day, 1, row.happened_at, tie.hex
    before = row.session is None and answered is not None and row.happened_at < answered
    return row.day, 0 if before else 2, row.happened_at, tie.hex


def asking_of(rows: Iterable[PlanChange]) -> tuple[Asking, ...]:
    """What a log asked for, from when on."""
    return derived(rows)[0].asking


def told_at(row: PlanChange) -> datetime:
    """When a check said what its row holds of it."""
    told = row.event.get("told_at")
    return datetime.fromisoformat(told) if told else row.happened_at


def first_of(day: date) -> datetime:
    """Before anything that can happen on a day, anywhere on earth: the place of its check."""
    return datetime.combine(day, time.min, tzinfo=UTC) - timedelta(days=2)


def _event_of(row: PlanChange, sessions: Iterable[Session]) -> Event:
    if row.session is not None:
        return session_held(row.session)
    if row.check_of_id is not None:
        return check_done(row.day, row.event)
    word = word_of(row.day, row.event)
    if word is not None:
        return word
    of = row.event.get("morning_of")
    return SeenOn(row.day) if of is None else _morning_after(row.day, date.fromisoformat(of), sessions)


def is_word(row: PlanChange) -> bool:
    """Whether a clinician said something else of a finding or of an exercise: nothing about pain."""
    return word_of(row.day, row.event) is not None


def edits_in(rows: Iterable[PlanChange]) -> tuple[Edited, ...]:
    """A clinician's last word on each exercise, from the rows of words and of starts after a red flag: as ``fold`` has it."""
    found: tuple[Edited, ...] = ()
    for row in ordered(rows):
        word = word_of(row.day, row.event)
        if row.check_of_id is not None:
            found = ()
        elif isinstance(word, Edited):
            found = with_word(found, word)
    return found


def _morning_after(day: date, of: date, sessions: Iterable[Session]) -> MorningAfter:
    """What was said on a morning stands in the sessions before it, so that a correction of them reaches it."""
    zones = [
        pain_zone(None, next_morning=one.pain_next_morning, before=one.pain_before).zone for one in sessions if one.day == of
    ]
    strict = {PainZone.STOP: ScreeningOutcome.PAUSE, PainZone.MODIFY: ScreeningOutcome.MODIFY}
    return MorningAfter(day, next((outcome for zone, outcome in strict.items() if zone in zones), ScreeningOutcome.NOT_ASKED))


def morning_pain(sessions: Iterable[Session]) -> int | None:
    """The pain on the morning after these; None where nobody was asked."""
    return max((one.pain_next_morning for one in sessions if one.pain_next_morning is not None), default=None)


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


def sitting_of(session: Session) -> Sitting:
    """What was upkeep alone, on a day without training, asked for nothing and counts as nothing done."""
    done, prescribed = sets_of(session) if session.training else (0, 0)
    return Sitting(
        day=session.day,
        done=done,
        prescribed=prescribed,
        pain_before=session.pain_before,
        pain_during=session.pain_during,
        pain_after=session.pain_after,
        pain_next_morning=session.pain_next_morning,
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
