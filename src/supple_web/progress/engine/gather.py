"""What is stored of a person, as a ``Record``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from supple.programme import Standing, state_from, trains_on
from supple.progress import Occasion, Retest
from supple.progress.model import Session
from supple_web.accounts.models import Person
from supple_web.assessments.engine import trials_of
from supple_web.assessments.models import Check, Result
from supple_web.progress.engine.record import Plan, Record
from supple_web.training import engine as training
from supple_web.training.models import PlanChange
from supple_web.training.models import Session as SessionRow

#: Two answers in a row that decided nothing are a reason to be seen, so two results are looked at.
_RESULTS: Final = 2


def gather(person: Person | None, today: date) -> Record:
    """Everything about one person up to a day; an empty record for nobody."""
    if not person:
        return Record(today)
    now = training.current(person)
    warning = training.warning_of(person)
    rows = list(SessionRow.objects.of(person).filter(day__lte=today))
    return Record(
        today=today,
        trials=trials_of(person, until=today),
        sessions=tuple(_session(row) for row in rows),
        upkeep=frozenset(row.day for row in rows if not row.training),
        results=_results(person, today),
        plan=_plan(now, today) if now else None,
        due=_due(now, today) if now else None,
        seeks_more=_seeks_more(person, today),
        red_flag=warning.advice if warning else "",
    )


def _seeks_more(person: Person, today: date) -> bool | None:
    """A goal or symptoms, as said last; None where neither was asked."""
    check = Check.objects.of(person).filter(finished_at__isnull=False, day__lte=today).first()
    about = {**(check.about if check else {}), **person.about}
    asked = [bool(about[name]) for name in ("goal", "symptoms") if about.get(name) is not None]
    return any(asked) if asked else None


def _results(person: Person, today: date) -> list[dict[str, Any]]:
    """Those that found something: a day that ended at a red flag said nothing of the range."""
    rows = Result.objects.filter(check_of__person=person, check_of__finished_at__isnull=False, check_of__day__lte=today)
    told = rows.exclude(document__screening__stop=True).order_by("-check_of__day")
    return [row.document for row in told[:_RESULTS]]


def _due(now: training.Current, today: date) -> Retest | None:
    """The window of the next check, as the plan has it."""
    found = training.next_test(now, today)
    return Retest(Occasion(found.occasion), found.earliest, found.latest, found.text) if found else None


def _plan(now: training.Current, today: date) -> Plan | None:
    began, days = now.plan.started_on, now.fitted.days_per_week
    if began > today:
        return None
    changes = PlanChange.objects.of(now.person).exclude(after=None)
    standings = [(change.day, state_from(change.after).standing) for change in changes]
    moves = training.moves_of(now.person, days)
    asked = prescribed_days(began, today, days_per_week=days, moves=moves, standings=standings)
    return Plan(began, days, asked, now.state.standing)


def prescribed_days(
    began: date, until: date, *, days_per_week: int, moves: Mapping[date, date], standings: Sequence[tuple[date, Standing]]
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


def _session(row: SessionRow) -> Session:
    """What was upkeep alone, on a day without training, asked for nothing and counts as nothing done."""
    done, asked = training.sets_of(row) if row.training else (0, 0)
    return Session(
        day=row.day,
        done=done,
        prescribed=asked,
        pain_before=row.pain_before,
        pain_during=row.pain_during,
        pain_after=row.pain_after,
        pain_next_morning=row.pain_next_morning,
    )
