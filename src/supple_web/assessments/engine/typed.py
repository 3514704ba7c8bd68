"""Typed degrees: what can be, and what can hardly be."""

from __future__ import annotations

from django.utils.translation import gettext as _

from supple.exchange.trial_fields import FURTHEST_DEG
from supple.findings import remarks
from supple.problems import InputProblem
from supple.quantities import Movement
from supple_web.assessments.engine.rows import science_trial
from supple_web.assessments.models import Check, Trial


def furthest_deg(movement: str) -> float:
    """No trunk goes further than this, degrees; beyond it a number is a slip of the pen."""
    return FURTHEST_DEG[Movement(movement)]


def checked_degrees(movement: str, value_deg: float, where: str = "") -> float:
    """The value itself. Raises InputProblem for one that cannot be."""
    most = furthest_deg(movement)
    if not 0.0 <= value_deg <= most:
        found = _("{value} degrees").format(value=f"{value_deg:g}")
        expected = _("0 to {most} degrees, counted toward the direction").format(most=f"{most:g}")
        raise InputProblem(where or _("the value"), found, expected, _("correct the number"))
    return value_deg


def between_marks(movement: str, bent_deg: float, still_deg: float) -> float:
    """Range between two pen marks, degrees toward the movement: (upper - lower) bent minus (upper - lower) still.

    bent_deg, still_deg: those two differences, forward positive.
    """
    forward = bent_deg - still_deg
    return forward if Movement(movement) is Movement.FLEXION else -forward


def doubts_of(check: Check) -> list[str]:
    """What can hardly be right about the trials of this check, in the science's sentences; without what was looked at already."""
    rows = Trial.objects.filter(trial_set__check_of=check).with_sets()
    kept = set(check.setup.get("kept", ()))
    return [remark for remark in remarks([science_trial(row) for row in rows]) if remark not in kept]
