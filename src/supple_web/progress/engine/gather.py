"""What is stored of a person, as a ``Record``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from supple.programme import Standing, state_from, trains_on
from supple.progress.model import Session
from supple_web.accounts.models import Person
from supple_web.assessments.engine import trials_of
from supple_web.assessments.models import Check, Result
from supple_web.progress.engine.record import Plan, Record
from supple_web.training.models import DayMove, PlanChange
from supple_web.training.models import Plan as PlanRow
from supple_web.training.models import Session as SessionRow

_EVERY_DAY_OF_THE_WEEK: Final = 7
#: Two answers in a row that decided nothing are a reason to be seen, so two results are looked at.
_RESULTS: Final = 2


def gather(person: Person | None, today: date) -> Record:
    """Everything about one person up to a day; an empty record for nobody."""
    if not person:
        return Record(today)
    checks = list(Check.objects.of(person).filter(finished_at__isnull=False, day__lte=today)[:1])
    about = checks[0].about if checks else person.about
    plan = _plan(person, today)
    sessions, upkeep = _sessions(SessionRow.objects.of(person).filter(day__lte=today))
    return Record(
        today=today,
        trials=trials_of(person, until=today),
        sessions=sessions,
        upkeep=upkeep,
        results=_results(person, today),
        plan=plan,
        seeks_more=_seeks_more(about),
    )


def _seeks_more(about: dict[str, Any]) -> bool | None:
    """A goal or symptoms; None where neither was asked."""
    asked = [bool(about[name]) for name in ("goal", "symptoms") if about.get(name) is not None]
    return any(asked) if asked else None


def _results(person: Person, today: date) -> list[dict[str, Any]]:
    rows = Result.objects.filter(check_of__person=person, check_of__finished_at__isnull=False, check_of__day__lte=today)
    return [row.document for row in rows.order_by("-check_of__day")[:_RESULTS]]


def _plan(person: Person, today: date) -> Plan | None:
    row = PlanRow.objects.of(person).select_related("check_of").first()
    if row is None or row.started_on > today:
        return None
    days = row.check_of.about.get("days_per_week") or _EVERY_DAY_OF_THE_WEEK
    standings = [(change.day, state_from(change.after).standing) for change in PlanChange.objects.of(person).exclude(after=None)]
    moves = {move.from_day: move.to_day for move in DayMove.objects.of(person)}
    asked = prescribed_days(row.started_on, today, days_per_week=days, moves=moves, standings=standings)
    return Plan(row.started_on, days, asked, state_from(row.state).standing)


def prescribed_days(
    began: date, until: date, *, days_per_week: int, moves: dict[date, date], standings: Sequence[tuple[date, Standing]]
) -> frozenset[date]:
    """The days on which training was asked for. standings: in order of time, from which day on each held."""
    every = (began + timedelta(days=offset) for offset in range((until - began).days + 1))
    usual = {day for day in every if trains_on(day, days_per_week)}
    moved = {to for start, to in moves.items() if start in usual and began <= to <= until}
    return frozenset(day for day in (usual - moves.keys()) | moved if _may_train(day, standings))


def _may_train(day: date, standings: Iterable[tuple[date, Standing]]) -> bool:
    """While the programme stood still nothing was asked for; the day on which it stopped is one of those."""
    now = Standing.GO
    for since, standing in standings:
        if since <= day:
            now = standing
    return now in {Standing.GO, Standing.EASED}


def _sessions(rows: Iterable[SessionRow]) -> tuple[tuple[Session, ...], frozenset[date]]:
    listed = list(rows)
    return tuple(_session(row) for row in listed), frozenset(row.day for row in listed if not row.training)


def _session(row: SessionRow) -> Session:
    done, asked = _sets(row) if row.training else (0, 0)
    return Session(
        day=row.day,
        done=done,
        prescribed=asked,
        pain_before=row.pain_before,
        pain_during=row.pain_during,
        pain_after=row.pain_after,
        pain_next_morning=row.pain_next_morning,
    )


def _sets(row: SessionRow) -> tuple[int, int]:
    """Sets done and sets asked for; an exercise that was skipped counts with one set where it is not among the done."""
    done = sum(min(int(one["sets_done"]), int(one["sets"])) for one in row.done)
    named = {one["exercise"] for one in row.done}
    skipped = sum(1 for one in row.skipped if one["exercise"] not in named)
    return done, sum(int(one["sets"]) for one in row.done) + skipped
