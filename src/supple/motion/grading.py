"""What makes a repetition good, usable or rejected: a table of limits, and the sentence a person reads."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from supple.quantities import Grade, Movement, Reason

_NEVER: Final = math.inf
_ALL: Final = tuple(Movement)
_ROTATION: Final = (Movement.ROTATION,)


@dataclass(frozen=True)
class Facts:
    """What is known of one repetition; None where it was not measured, which breaks no rule.

    pelvis_turn_deg, lean_deg: sizes at the peak relative to the start. lean_share: the lean beside the peak itself.
    end_deg: angle left at the end, less what the repetition began with. missing_share, missing_at_peak: of the samples, 0..1.
    """

    peak_speed_dps: float
    pelvis_turn_deg: float | None
    lean_deg: float | None
    lean_share: float | None
    end_deg: float
    missing_share: float
    missing_at_peak: float


@dataclass(frozen=True)
class Rule:
    """A fact beyond ``usable_above`` makes a repetition at best usable, beyond ``rejected_above`` rejected."""

    reason: Reason
    fact: str
    unit: str
    usable_above: float
    rejected_above: float
    source: str
    movements: tuple[Movement, ...] = _ALL


RULES: Final = (
    Rule(Reason.TOO_FAST, "peak_speed_dps", "deg/s", 120.0, 240.0, "convention"),
    Rule(Reason.PELVIS_TURNED, "pelvis_turn_deg", "deg", 10.0, 30.0, "convention", _ROTATION),
    Rule(Reason.LEANED, "lean_deg", "deg", 15.0, _NEVER, "convention", _ROTATION),
    Rule(Reason.LEANED, "lean_share", "share of the peak", 0.5, 0.8, "convention", _ROTATION),
    Rule(Reason.NOT_RETURNED, "end_deg", "deg", 8.0, 20.0, "convention"),
    Rule(Reason.SAMPLES_MISSING, "missing_share", "share of the repetition", 0.0, 0.25, "convention"),
    Rule(Reason.SAMPLES_MISSING, "missing_at_peak", "share of the second around the peak", 0.0, 0.2, "convention"),
)

#: One sentence a reason, for the person who moved.
REASON_TEXT: Final[Mapping[Reason, str]] = MappingProxyType(
    {
        Reason.TOO_FAST: "You moved faster than the end of the movement can be measured well; take about three seconds each way.",
        Reason.PELVIS_TURNED: "Your pelvis turned with your chest; keep it where it is and turn the chest alone.",
        Reason.LEANED: "You leaned or bent while turning; keep the back long and only turn.",
        Reason.NOT_RETURNED: "You did not come back to where you began before the next movement.",
        Reason.SAMPLES_MISSING: "The sensor missed part of this movement, so its peak is less certain.",
        Reason.ESTIMATES_DISAGREE: "Two independent ways of computing the angle do not agree on this recording.",
        Reason.NO_UPRIGHT_WINDOW: "You were not upright and still at the beginning, so left and right cannot be told for sure.",
        Reason.AXIS_MISMATCH: "The sensor turned about another axis than its placement says; fasten it again as shown.",
        Reason.CLOSING_ERROR: "At the end the sensor did not read the same as at the beginning; it may have slipped or drifted.",
        Reason.NOT_STILL: "You were not still while the starting position was taken.",
    }
)
_ORDER: Final = (Grade.GOOD, Grade.USABLE, Grade.REJECTED)


def worst(*grades: Grade) -> Grade:
    """The lowest of the grades; good where there is none."""
    return max(grades, key=_ORDER.index, default=Grade.GOOD)


def judge(rule: Rule, value: float | None) -> Grade:
    """Hold one value against one rule; what was not measured is no fault."""
    if value is None or not value > rule.usable_above:
        return Grade.GOOD
    return Grade.REJECTED if value > rule.rejected_above else Grade.USABLE


def grade(facts: Facts, movement: Movement, *, rules: Sequence[Rule] = RULES) -> tuple[Grade, tuple[Reason, ...]]:
    """The grade of a repetition and the reasons why it is not better, each once, in the table's order."""
    judged = [(rule.reason, judge(rule, getattr(facts, rule.fact))) for rule in rules if movement in rule.movements]
    reasons = tuple(dict.fromkeys(reason for reason, found in judged if found is not Grade.GOOD))
    return worst(*(found for _, found in judged)), reasons
