"""The one next step in words for a page, out of what the science says is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from supple import Assessment
from supple.exchange.next_step import NextStep, StepKind
from supple.findings.model import Finding, NextTrial, Screening
from supple.findings.screening_pain import ZONES, PainZone
from supple.findings.settings import Settings
from supple.programme.model import Programme
from supple.quantities import Mode
from supple_web.assessments.engine.result.model import Next, Said, Step
from supple_web.assessments.engine.result.words import day_and_month, title_of
from supple_web.common.cited import Cited
from supple_web.common.engine.evidence import cited

_HOW: Final = {Mode.ACTIVE: "by yourself", Mode.ASSISTED: "helping yourself", Mode.PASSIVE: "moved by a clinician"}
_HERE: Final = cited("this project")


def next_of(assessment: Assessment, day: date, today: date) -> Next:
    """What to do next. day: the check's; today: the person's own, on which a trial of that day may be past."""
    said, programme = assessment.next_step, assessment.programme
    if said.kind is StepKind.CLINICIAN or programme is None:
        also = "Gentle movement goes on meanwhile." if programme else ""
        return Next(Step.CLINICIAN, "Talk to a clinician", (Said(said.text, _sources(assessment, said.text)),), also)
    if not assessment.findings:
        return Next(Step.MEASURE, "Measure", (Said("Without a measurement there is nothing to say about your turn."),))
    if said.kind is StepKind.ONCE_MORE and said.trial is not None:
        return _once_more(said.trial, assessment.findings, day, today)
    if said.kind is StepKind.ANOTHER_DAY and said.trial is not None:
        return _another_day(said.trial.why, day, today)
    return _begin(said, programme, day, today)


def pain_sources(screening: Screening) -> tuple[Cited, ...]:
    """Where the bounds of the pain that the advice speaks of come from; none where it speaks of none."""
    zone = next((bound for bound in ZONES if bound.zone == screening.pain_zone), None)
    return cited(zone.source) if zone and screening.pain_zone != PainZone.GO else ()


def _sources(assessment: Assessment, said: str) -> tuple[Cited, ...]:
    return pain_sources(assessment.screening) if said == assessment.screening.advice else ()


def _once_more(trial: NextTrial, findings: Sequence[Finding], day: date, today: date) -> Next:
    """A trial of this very day; when that is over, tests are made afresh, since trials of two days are two measurements."""
    if trial.mode is Mode.PASSIVE:
        return Next(Step.CLINICIAN, "Talk to a clinician", (Said(trial.why),))
    if today > day:
        return _another_day("The day of that test is over, so it is made afresh.", day, today)
    finding = next(one for one in findings if one.next_trial is trial)
    which = f"{title_of(finding).plain}, {_HOW[trial.mode]}."
    return Next(Step.ONCE_MORE, "Measure once more", (Said(which), Said(trial.why)))


def _another_day(why: str, day: date, today: date) -> Next:
    first, last = window(day, today)
    when = f"Any day from {day_and_month(first)} to {day_and_month(last)}"
    counts = f"{when}: both days then count together (convention)." if last == _last(day) else f"{when}."
    return Next(Step.ANOTHER_DAY, "Test again on another day", (Said(why), Said(counts, _HERE)))


def window(day: date, today: date) -> tuple[date, date]:
    """The first and last day on which a test still counts together with this one; once that is over, from today on."""
    first = max(day + timedelta(days=1), today)
    return (first, _last(day)) if first <= _last(day) else (today, today + timedelta(days=Settings().window_days))


def _last(day: date) -> date:
    return day + timedelta(days=Settings().window_days)


def _begin(said: NextStep, programme: Programme, day: date, today: date) -> Next:
    also = ""
    if said.trial is not None:
        first, last = window(day, today)
        also = f"{said.trial.why} Test again from {day_and_month(first)} to {day_and_month(last)}."
    minutes = _minutes(programme)
    if said.kind is StepKind.ENOUGH:
        words = (Said("Nothing here needs training."), Said(f"Keep moving every day; {minutes} is all it takes."))
        return Next(Step.KEEP_MOVING, "Fine, stop", words, also)
    words = (Said(f"{programme.now.title}, {minutes} a day."), Said(programme.now.why, _HERE))
    return Next(Step.BEGIN, "Begin", words, also, tuple(phase.title for phase in programme.phases))


def _minutes(programme: Programme) -> str:
    count = max(1, round(programme.now.minutes))
    return "about a minute" if count == 1 else f"about {count} minutes"
