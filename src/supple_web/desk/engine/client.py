"""Everything of one client for one page, from the engines that also make the client's own pages."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from supple_web.accounts.models import Person
from supple_web.assessments.engine.result import Result, recorded_sets, result_of
from supple_web.assessments.engine.result.recorded import RecordedSet
from supple_web.assessments.engine.stopping import Stop, stop_of
from supple_web.assessments.models import Check
from supple_web.assessments.warned import warned_check
from supple_web.desk.engine.word import SaidByScience, said_of, title_of
from supple_web.desk.models import Overruling
from supple_web.progress import engine as progress
from supple_web.training import engine as training
from supple_web.training.models import PlanChange

_CHANGES = 12


@dataclass(frozen=True)
class Direction:
    """What the science said of turning to one side in the check at hand, and a clinician's words on it, the latest last."""

    said: SaidByScience
    words: tuple[tuple[Overruling, str], ...]

    @property
    def now(self) -> tuple[Overruling, str] | None:
        """The word that holds."""
        return next((one for one in reversed(self.words) if one[0].withdrawn_at is None), None)


@dataclass(frozen=True)
class Programme:
    """The phase at hand and what stands in it. unplaced: a clinician's words that have no place in it, and why."""

    now: training.Current
    phase: object | None
    cards: tuple[tuple[object, object], ...]
    why_none: str
    unplaced: tuple[tuple[str, str], ...]
    edits: tuple[PlanChange, ...]
    awaits: bool


@dataclass(frozen=True)
class Client:
    """check: whose findings and trials are shown; the latest where none was asked for. checks: all, the latest first."""

    record: object
    red_flag: Stop | None
    red_flag_on: date | None
    check: Check | None
    checks: tuple[Check, ...]
    result: Result | None
    directions: tuple[Direction, ...]
    sets: tuple[RecordedSet, ...]
    dial: progress.NowAndThen | None
    groups: tuple[progress.KindGroup, ...]
    done: progress.Done | None
    hurt: progress.Hurt | None
    referred: tuple[progress.Referred, ...]
    next_test: progress.NextTest | None
    programme: Programme | None
    changes: tuple[PlanChange, ...]


def client_of(person: Person, today: date, *, check: uuid.UUID | None = None) -> Client:
    """today: the client's own day. check: one of theirs, else the latest."""
    record = progress.gather(person, today)
    warned = warned_check(person)
    checks = tuple(Check.objects.of(person).select_related("result", "plan_change"))
    shown = next((one for one in checks if one.pk == check), None) or _latest(checks)
    return Client(
        record=record,
        red_flag=stop_of(warned) if warned else None,
        red_flag_on=warned.day if warned else None,
        check=shown,
        checks=checks,
        result=_result(shown, today),
        directions=directions_of(shown) if shown else (),
        sets=recorded_sets(shown) if shown else (),
        dial=progress.now_and_then(record),
        groups=progress.kind_groups(record),
        done=progress.done(record),
        hurt=progress.hurt(record),
        referred=progress.referred(record),
        next_test=None if warned else progress.next_test(record),
        programme=programme_of(person, today),
        changes=_changes(person),
    )


def _latest(checks: tuple[Check, ...]) -> Check | None:
    """The latest in which anything was finished, else the latest that was begun."""
    return next((one for one in checks if one.finished_at is not None), checks[0] if checks else None)


def _result(check: Check | None, today: date) -> Result | None:
    return None if check is None or check.finished_at is None else result_of(check, today=today)


def directions_of(check: Check) -> tuple[Direction, ...]:
    """In the order left, right; empty where nothing decides about a side."""
    words: dict[str, list[tuple[Overruling, str]]] = {}
    for one in Overruling.objects.filter(check_of=check).select_related("clinician"):
        words.setdefault(one.direction, []).append((one, title_of(one.category)))
    said: Mapping[str, SaidByScience] = said_of(check)
    return tuple(Direction(said[side], tuple(words.get(side, ()))) for side in ("left", "right") if side in said)


def programme_of(person: Person, today: date) -> Programme | None:
    """None before there is a plan."""
    now = training.current(person)
    if now is None:
        return None
    choices = training.choices_of(now, today, offers=False)
    edits = tuple(row for row in PlanChange.objects.of(person).filter(event__has_key="edited").order_by("-at"))
    return Programme(
        now=now,
        phase=now.programme.now if now.programme else None,
        cards=tuple((training.card(one.chosen), one) for one in choices),
        why_none=training.why_none(now),
        unplaced=tuple((training.edit_words(one.edit), one.why) for one in training.unplaced_today(now, today)),
        edits=edits,
        awaits=training.awaits_clinician(now),
    )


def _changes(person: Person) -> tuple[PlanChange, ...]:
    rows = reversed(training.ordered(PlanChange.objects.of(person).select_related("session")))
    told = (row for row in rows if row.changed or row.kind not in {"session", "morning"})
    return tuple(row for row, _ in zip(told, range(_CHANGES), strict=False))
