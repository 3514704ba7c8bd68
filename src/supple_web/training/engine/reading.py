"""A finished check reduced to what moves a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from supple.exchange.assessment import Assessment
from supple.findings.model import Category, Finding
from supple.measurement.model import KindOfTrial
from supple.programme.events import ScreeningOutcome, screening_outcome, verdict_since
from supple.programme.reading import deciding_findings, painful_linear
from supple.progress import SeriesKey, Verdict, progress_of
from supple.quantities import Direction, Movement
from supple_web.assessments.engine import assessment_of, screening_of
from supple_web.assessments.models import Check
from supple_web.training.engine.happening import CheckDone

_CALLED: Final = frozenset({Verdict.IMPROVED, Verdict.DECLINED})


def read_check(check: Check, *, began: date | None, since: date | None) -> CheckDone:
    """What this check says. began: the first session of training; since: the last re-test, after which a change counts."""
    screening = screening_of(check)
    if screening.stop:
        return CheckDone(check.day, ScreeningOutcome.RED_FLAG, tested=False)
    assessment = assessment_of(check)
    person = assessment.given.person.person
    return CheckDone(
        day=check.day,
        screening=screening_outcome(screening),
        findings=assessment.findings,
        tested=_tested(assessment, check.day),
        twice=frozenset(one.direction for one in assessment.undecided_twice),
        verdicts={} if since is None else _verdicts(assessment, began, since),
        seeks_more=person.seeks_more,
        days_per_week=person.days_per_week,
    )


def _tested(assessment: Assessment, day: date) -> bool:
    """Whether turning was tested on that day, or something that every session begins with hurt."""
    turned = any(trial.day == day and trial.movement is Movement.ROTATION for trial in assessment.trials)
    return turned or painful_linear(assessment.findings) is not None


def _verdicts(assessment: Assessment, began: date | None, since: date) -> dict[Direction, Verdict]:
    """The change of each direction since a day: of the kind of trial that its finding rests on, never of kinds together."""
    progress = {one.key: one for one in progress_of(assessment.trials, training_began=began)}
    verdicts = {}
    for side, finding in deciding_findings(assessment.findings).items():
        keys = (SeriesKey(Movement.ROTATION, side, kind) for kind in _kinds(finding))
        found = [verdict_since(progress[key], since) for key in keys if key in progress]
        verdicts[side] = next((verdict for verdict in found if verdict in _CALLED), Verdict.NO_REAL_CHANGE)
    return verdicts


def _kinds(finding: Finding) -> Iterator[KindOfTrial]:
    """What shows a gain first: the end of the range where the range is short, the own turn where control is."""
    end = finding.end_range.measurement.kind if finding.end_range else None
    active = finding.active.kind if finding.active else None
    order = (end, active) if finding.category is Category.MOBILITY_LIMITATION else (active, end)
    yield from (kind for kind in order if kind is not None)
