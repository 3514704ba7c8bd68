"""Left against right, said only where the difference is more than error; and what was not tested at all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from scipy.special import ndtr

from supple.findings.model import Finding
from supple.findings.sentences import degrees, percent
from supple.measurement.model import KindOfTrial, Measurement
from supple.problems import InputProblem
from supple.quantities import Direction, Movement

#: What no trunk measurement speaks about; every result says so.
NOT_TESTED: Final = (
    "The shoulders were not tested; they limit turning and reaching too.",
    "The low back was not tested.",
    "The hips were not tested.",
)
#: Movements and directions that a full assessment holds.
FULL: Final[tuple[tuple[Movement, Direction | None], ...]] = (
    (Movement.ROTATION, Direction.LEFT),
    (Movement.ROTATION, Direction.RIGHT),
    (Movement.FLEXION, None),
    (Movement.EXTENSION, None),
)


@dataclass(frozen=True)
class SideDifference:
    """difference_deg is left minus right. probability: that the side which reads less truly goes less far (flat prior)."""

    movement: Movement
    kind: KindOfTrial
    left: Measurement
    right: Measurement
    difference_deg: float
    detectable_deg: float
    probability: float
    reason: str


def side_difference(left: Measurement, right: Measurement) -> SideDifference | None:
    """The difference of two sides measured the same way; None where it is below the detectable one, or missing.

    Detectable (degrees): 6 by a clinician and 10 by oneself while the error is borrowed, 1.96 * sqrt(2) * SEM of one's own;
    all for means of three, and as much more as a mean of fewer asks for.
    Raises InputProblem for sides of different kinds, raters or movements, which are never compared.
    """
    detectable = detectable_between(left, right)
    difference = left.mean_deg - right.mean_deg
    if not abs(difference) >= detectable:
        return None
    probability = float(ndtr(abs(difference) / math.hypot(left.sem_deg, right.sem_deg)))
    less = Direction.RIGHT if difference > 0 else Direction.LEFT
    basis = "your own repeats" if left.error.is_own else "convention, derived from error"
    reason = (
        f"The {left.kind.mode} range to the {less} is {degrees(abs(difference))} less than to the {less.opposite}, at least the "
        f"{degrees(detectable)} that can be told apart from error ({basis}); it truly is less with {percent(probability)} "
        "probability."
    )
    return SideDifference(left.movement, left.kind, left, right, difference, detectable, probability, reason)


def detectable_between(left: Measurement, right: Measurement) -> float:
    """The smallest difference of two sides that can be told apart from error, degrees. Raises as ``side_difference``."""
    same = (left.movement, left.kind, left.rater) == (right.movement, right.kind, right.rater)
    if not same or (left.direction, right.direction) != (Direction.LEFT, Direction.RIGHT):
        raise InputProblem(
            "side difference", "two different kinds of trial", "left and right of one kind", "compare like with like"
        )
    return max(_detectable(left), _detectable(right))


def side_differences(findings: Iterable[Finding]) -> tuple[SideDifference, ...]:
    """Every detectable difference between the sides of one movement and position, active range before end range."""
    found = list(findings)
    pairs = [
        pair
        for left in found
        for right in found
        if left.direction is Direction.LEFT
        and right.direction is Direction.RIGHT
        and (left.movement, left.position) == (right.movement, right.position)
        for pair in _pairs(left, right)
    ]
    return tuple(difference for left, right in pairs if (difference := side_difference(left, right)))


def _detectable(measured: Measurement) -> float:
    return measured.error.detectable_deg * max(1.0, measured.error.sem_deg(measured.n) / measured.error.sem_deg(3))


def not_tested(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What the findings say nothing about: parts of the body never tested, and movements and directions without a trial."""
    tried = {(finding.movement, finding.direction) for finding in findings}
    missing = [
        f"{_named(movement, direction)} was not tested." for movement, direction in FULL if (movement, direction) not in tried
    ]
    return (*missing, *NOT_TESTED)


def _pairs(left: Finding, right: Finding) -> list[tuple[Measurement, Measurement]]:
    ends = (left.end_range.measurement, right.end_range.measurement) if left.end_range and right.end_range else None
    actives = (left.active, right.active) if left.active and right.active else None
    return [pair for pair in (actives, ends) if pair and pair[0].kind == pair[1].kind and pair[0].rater == pair[1].rater]


def _named(movement: Movement, direction: Direction | None) -> str:
    words = f"{movement} to the {direction}" if direction else str(movement)
    return words.capitalize()
