"""The one next step in words for a page, out of what the science says is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from supple import Assessment
from supple.exchange.next_step import NextStep, StepKind
from supple.findings.model import Finding, NextTrial, Screening
from supple.findings.screening_pain import ZONES, PainZone
from supple.findings.settings import Settings
from supple.programme.model import Programme
from supple.progress import Occasion, next_retest
from supple.quantities import Mode
from supple_web.assessments.engine.result.model import Next, Said, Step
from supple_web.assessments.engine.result.words import day_and_month, title_of
from supple_web.common.cited import Cited
from supple_web.common.engine.evidence import cited
from supple_web.common.lazy import gettext_lazy

_HOW: Final = {
    Mode.ACTIVE: gettext_lazy("by yourself"),
    Mode.ASSISTED: gettext_lazy("helping yourself"),
    Mode.PASSIVE: gettext_lazy("moved by a clinician"),
}
_HERE: Final = cited("this project")


@dataclass(frozen=True)
class Dates:
    """When to test again: from today or later, and at the latest when; None where that is over already."""

    earliest: date
    latest: date | None

    def __str__(self) -> str:
        if self.latest is None:
            return _("from today on")
        return _("from {earliest} to {latest}").format(earliest=day_and_month(self.earliest), latest=day_and_month(self.latest))


def next_of(assessment: Assessment, day: date, today: date, due: tuple[date, date] | None = None) -> Next:
    """What to do next. day: the check's; today: the person's own, on which a trial of that day may be past.

    due: the first and last day for the next test, where a plan that follows from this very check says so.
    """
    said, programme = assessment.next_step, assessment.programme
    dates = _dates(day, today, due)
    if said.kind is StepKind.CLINICIAN or programme is None:
        also = _("Gentle movement goes on meanwhile.") if programme else ""
        return Next(Step.CLINICIAN, _("Talk to a clinician"), (Said(said.text, _sources(assessment, said.text)),), also)
    if not assessment.findings:
        return Next(Step.MEASURE, _("Measure"), (Said(_("Without a measurement there is nothing to say about your turn.")),))
    if said.kind is StepKind.ONCE_MORE and said.trial is not None:
        return _once_more(said.trial, assessment.findings, day, today, dates)
    if said.kind is StepKind.ANOTHER_DAY and said.trial is not None:
        return _another_day(said.trial.why, day, dates)
    return _begin(said, programme, dates)


def _dates(day: date, today: date, due: tuple[date, date] | None) -> Dates:
    """As the plan says; without one, as progress says of a day that gave no answer."""
    retest = next_retest(day, {Occasion.UNDETERMINED})
    earliest, latest = due or (retest.earliest, retest.latest)
    return Dates(max(earliest, today), latest if latest >= today else None)


def pain_sources(screening: Screening) -> tuple[Cited, ...]:
    """Where the bounds of the pain that the advice speaks of come from; none where it speaks of none."""
    zone = next((bound for bound in ZONES if bound.zone == screening.pain_zone), None)
    return cited(zone.source) if zone and screening.pain_zone != PainZone.GO else ()


def _sources(assessment: Assessment, said: str) -> tuple[Cited, ...]:
    return pain_sources(assessment.screening) if said == assessment.screening.advice else ()


def _once_more(trial: NextTrial, findings: Sequence[Finding], day: date, today: date, dates: Dates) -> Next:
    """A trial of this very day; when that is over, tests are made afresh, since trials of two days are two measurements."""
    if trial.mode is Mode.PASSIVE:
        return Next(Step.CLINICIAN, _("Talk to a clinician"), (Said(trial.why),))
    if today > day:
        return _another_day(_("The day of that test is over, so it is made afresh."), day, dates)
    finding = next(one for one in findings if one.next_trial is trial)
    which = f"{title_of(finding).plain}, {_HOW[trial.mode]}."
    return Next(Step.ONCE_MORE, _("Measure once more"), (Said(which), Said(trial.why)))


def _another_day(why: str, day: date, dates: Dates) -> Next:
    """Two days count together for as long as the science puts trials together."""
    together = dates.latest is not None and dates.latest - day <= timedelta(days=Settings().window_days)
    said = _("Any day {dates}: both days then count together (convention).") if together else _("Any day {dates}.")
    said = said.format(dates=dates)
    return Next(Step.ANOTHER_DAY, _("Test again on another day"), (Said(why), Said(said, _HERE if together else ())))


def _begin(said: NextStep, programme: Programme, dates: Dates) -> Next:
    also = ""
    if said.trial is not None:
        also = f"{said.trial.why} {_('Test again {dates}.').format(dates=dates)}"
    minutes = _minutes(programme)
    if said.kind is StepKind.ENOUGH:
        words = (
            Said(_("Nothing here needs training.")),
            Said(_("Keep moving every day; {minutes} is all it takes.").format(minutes=minutes)),
        )
        return Next(Step.KEEP_MOVING, _("Fine, stop"), words, also)
    words = (
        Said(_("{phase}, {minutes} a day.").format(phase=programme.now.title, minutes=minutes)),
        Said(programme.now.why, _HERE),
    )
    return Next(Step.BEGIN, _("Begin"), words, also, tuple(phase.title for phase in programme.phases))


def _minutes(programme: Programme) -> str:
    count = max(1, round(programme.now.minutes))
    return ngettext("about a minute", "about {n} minutes", count).format(n=count)
