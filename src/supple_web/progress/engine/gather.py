"""What is stored of a person, as a ``Record``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from supple.progress import Occasion, Retest
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
        sessions=tuple(training.sitting_of(row) for row in rows),
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
    rows = PlanChange.objects.of(now.person).select_related("session")
    # since the last check it is what the person says now: they may have corrected it
    asking = [replace(one, days_per_week=days) if one.since >= now.check.day else one for one in training.asking_of(rows)]
    asked = training.asked_days(asking, began, today, moves=training.moves_of(now.person, days))
    return Plan(began, days, asked, now.state.standing)
