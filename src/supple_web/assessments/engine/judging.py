"""A check as the science sees it: who, what was answered, and every trial up to its day."""

from __future__ import annotations

from typing import Any

import supple
from supple import Assessment, Finding, Screening, judge
from supple.exchange.assess_file import AssessInput
from supple.exchange.assessment import screened
from supple.exchange.person_fields import FIELDS, person_from
from supple_web.assessments.engine.rows import hurt_without_value, trials_of
from supple_web.assessments.models import Check

#: How a problem names a check; nobody sees it unless the program itself stored something impossible.
_SOURCE = "check"


def screening_of(check: Check) -> Screening:
    """What the answers of this check allow today, as far as they go."""
    return screened(_given(check))


def assessment_of(check: Check, *, alone: bool = False) -> Assessment:
    """Screening, findings and programme of a check: its own trials and the person's earlier ones; alone: without those.

    A check without any trial of its own day (nothing was tested, or nothing could be) has no findings.
    """
    trials = tuple(trial for trial in _trials(check) if not alone or trial.day == check.day)
    return supple.assess(_given(check, trials), today=check.day)


def findings_of(check: Check) -> tuple[Finding, ...]:
    """The findings alone, while the day's tests go on."""
    return judge(_trials(check), screening_of(check))


def _trials(check: Check) -> tuple[supple.Trial, ...]:
    every = (*trials_of(check.person, until=check.day), *hurt_without_value(check.person, check.day))
    return every if any(trial.day == check.day for trial in every) else ()


def _given(check: Check, trials: tuple[supple.Trial, ...] = ()) -> AssessInput:
    return AssessInput(
        source=_SOURCE,
        person=person_from(_about(check), lambda name: f"{_SOURCE}:{name}" if name else _SOURCE),
        answers=dict(check.answers),
        trials=trials,
        recordings=(),
        where={},
    )


def _about(check: Check) -> dict[str, Any]:
    return {key: value for key, value in check.about.items() if key in FIELDS}
