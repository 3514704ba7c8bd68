"""A check as the science sees it: who, what was answered, and every trial up to its day."""

from __future__ import annotations

from typing import Any

import supple
from supple import Assessment, Screening
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


def assessment_of(check: Check) -> Assessment:
    """Screening, findings and programme of a check: its own trials and the person's earlier ones.

    A check without any trial of its own day (nothing was tested, or nothing could be) has no findings.
    """
    trials = trials_of(check.person, until=check.day)
    earlier = Check.objects.of(check.person).filter(day__lte=check.day).prefetch_related("sets__trials")
    every = (*trials, *hurt_without_value(earlier))
    today = any(trial.day == check.day for trial in every)
    return supple.assess(_given(check, every if today else ()), today=check.day)


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
