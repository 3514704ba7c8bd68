"""Repetitions of every movement told apart in one recording.

Each angle is searched for excursions to either side of a slowly moving baseline. An excursion is a repetition of the
movement whose angle is largest at its peak (the twist against the swing for rotation), if it is not small beside the
other repetitions of its kind, nor the little way that a big one swung past neutral.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.conventions import FloatArray
from supple.motion.baseline import SEARCH_HEADING, SEARCH_INCLINATION, Baseline, find_stays, fit_baseline
from supple.motion.model import AngleError
from supple.motion.segmentation import SMALLEST_DEG, Excursion, find_excursions
from supple.motion.series import GRID_HZ, Series
from supple.quantities import Direction, Movement

#: Conventions of this project: the least size of a repetition beside the second largest to its own side, and beside
#: the second largest of the movement.
_SHARE_OF_SIDE: Final = 0.35
_SHARE_OF_MOVEMENT: Final = 0.25
#: A swing past neutral: right after an excursion to the other side, this small beside it, beyond half of itself this briefly, s.
_OVERSHOOTS: Final = ((0.34, 1.8), (0.30, 3.0))
_FOLLOWS_WITHIN_S: Final = 0.5
_PASSES: Final = 3
#: While stays are looked for, also smaller excursions are kept out of them, degrees.
_SMALLEST_IN_STAYS_DEG: Final = 6.0
_NEIGHBOURHOOD_S: Final = 0.15
_SURE_Z: Final = 2.33


@dataclass(frozen=True)
class Found:
    """A repetition before it is measured: indices into the series."""

    movement: Movement
    direction: Direction | None
    excursion: Excursion


@dataclass(frozen=True)
class Side:
    """One way an angle can go. angle: name of the series' column; sign: of that way in this project's signs."""

    movement: Movement
    direction: Direction | None
    angle: str
    sign: float


SIDES: Final = (
    Side(Movement.ROTATION, Direction.LEFT, "rotation_deg", +1.0),
    Side(Movement.ROTATION, Direction.RIGHT, "rotation_deg", -1.0),
    Side(Movement.FLEXION, None, "flexion_deg", +1.0),
    Side(Movement.EXTENSION, None, "flexion_deg", -1.0),
    Side(Movement.LATERAL_FLEXION, Direction.RIGHT, "lateral_flexion_deg", +1.0),
    Side(Movement.LATERAL_FLEXION, Direction.LEFT, "lateral_flexion_deg", -1.0),
)
SIDE_OF: Final = {(side.movement, side.direction): side for side in SIDES}


def smallest_sure_deg(error: AngleError) -> float:
    """The smallest excursion that the angles' own error hardly ever makes up: 99 times in 100 (one-sided)."""
    return max(SMALLEST_DEG, _SURE_Z * math.hypot(error.fixed_deg, error.noise_deg))


def find_repetitions(
    series: Series, *, zero_s: float | None = None, after_s: float | None = None, smallest_deg: float = SMALLEST_DEG
) -> tuple[Found, ...]:
    """All repetitions in time order. zero_s: when zero was taken. after_s: what leaves before is getting into place."""
    zero = float(series.time_s[0]) if zero_s is None else zero_s
    centred, found = _centred(series, None, zero), tuple[Found, ...]()
    for _ in range(_PASSES):
        candidates = list(_candidates(centred, smallest_deg))
        found = _selected(centred, candidates)
        centred = _centred(series, moving(centred, _candidates(centred, _SMALLEST_IN_STAYS_DEG)), zero)
    begin = -1 if after_s is None else series.index(after_s)
    return tuple(one for one in found if one.excursion.start >= begin)


def calm(series: Series, *, zero_s: float) -> NDArray[np.bool_]:
    """(n,) where nothing larger than fidgeting goes on in any angle."""
    centred = _centred(series, None, zero_s)
    for _ in range(_PASSES - 1):
        centred = _centred(series, moving(centred, _candidates(centred, _SMALLEST_IN_STAYS_DEG)), zero_s)
    return ~moving(centred, _candidates(centred, _SMALLEST_IN_STAYS_DEG))


def _centred(series: Series, excluded: NDArray[np.bool_] | None, zero_s: float) -> dict[str, FloatArray]:
    """The angles known, relative to their baseline, and ``swing``: the size of the bend."""
    columns = {name: getattr(series, name) for name in ("rotation_deg", "flexion_deg", "lateral_flexion_deg")}
    known = {name: values for name, values in columns.items() if values is not None}
    swing = series.swing_deg
    if excluded is not None:
        known = {name: values - _level(series, name, excluded, zero_s) for name, values in known.items()}
        if not excluded.all():
            swing = np.maximum(swing - float(np.median(swing[~excluded])), 0.0)
    if len(known) == len(columns):
        swing = np.hypot(known["flexion_deg"], known["lateral_flexion_deg"])
    return {**known, "swing": swing}


def _level(series: Series, name: str, excluded: NDArray[np.bool_], zero_s: float) -> FloatArray:
    stays = find_stays(series.time_s, getattr(series, name), excluded)
    error = SEARCH_HEADING if name == "rotation_deg" else SEARCH_INCLINATION
    return baseline_over(fit_baseline(stays, error, zero_s=zero_s, declared=False), series.time_s)


def baseline_over(baseline: Baseline, time_s: FloatArray) -> FloatArray:
    """(n,) level at every sample, from a coarse grid: it moves slowly."""
    coarse = np.linspace(time_s[0], time_s[-1], max(2, int(time_s[-1] - time_s[0])))
    return np.interp(time_s, coarse, baseline.at(coarse)[0])


def _candidates(centred: dict[str, FloatArray], smallest_deg: float) -> Iterable[Found]:
    for side in SIDES:
        if side.angle in centred:
            heights = side.sign * centred[side.angle]
            for excursion in find_excursions(heights, smallest_deg=smallest_deg):
                yield Found(side.movement, side.direction, excursion)
    if "flexion_deg" not in centred:
        # What bends where facing is unknown has no name; it only keeps the stays clean.
        yield from (Found(Movement.FLEXION, None, one) for one in find_excursions(centred["swing"], smallest_deg=smallest_deg))


def moving(centred: dict[str, FloatArray], found: Iterable[Found]) -> NDArray[np.bool_]:
    """(n,) where any excursion goes on."""
    mask = np.zeros(len(centred["swing"]), dtype=np.bool_)
    for one in found:
        mask[one.excursion.start : one.excursion.end + 1] = True
    return mask


def _selected(centred: dict[str, FloatArray], candidates: Sequence[Found]) -> tuple[Found, ...]:
    named = [one for one in candidates if SIDE_OF[one.movement, one.direction].angle in centred]
    leading = [one for one in named if _leads(centred, one)]
    large = [one for one in leading if one.excursion.height_deg >= _least(one, leading)]
    alone = _without_overlap(large)
    real = [one for one in alone if not _overshoot(centred, one, alone)]
    return tuple(sorted(real, key=lambda one: one.excursion.peak))


def _leads(centred: dict[str, FloatArray], one: Found) -> bool:
    """Whether the movement's own angle is the largest at the peak."""
    half = round(_NEIGHBOURHOOD_S * GRID_HZ)
    around = slice(max(one.excursion.peak - half, 0), one.excursion.peak + half + 1)
    rivals = {
        Movement.ROTATION: ("swing",),
        Movement.FLEXION: ("rotation_deg", "lateral_flexion_deg"),
        Movement.EXTENSION: ("rotation_deg", "lateral_flexion_deg"),
        Movement.LATERAL_FLEXION: ("rotation_deg", "flexion_deg"),
    }[one.movement]
    others = (float(np.median(np.abs(centred[name][around]))) for name in rivals if name in centred)
    return one.excursion.height_deg > max(others, default=0.0)


def _least(one: Found, others: Sequence[Found]) -> float:
    """Least height that counts, from the second largest of the side and of the movement: one outlier decides nothing."""
    movement = [other for other in others if other.movement is one.movement]
    side = [other for other in movement if other.direction is one.direction]
    return max(SMALLEST_DEG, _SHARE_OF_SIDE * _second(side), _SHARE_OF_MOVEMENT * _second(movement))


def _second(found: Sequence[Found]) -> float:
    heights = sorted((one.excursion.height_deg for one in found), reverse=True)
    return heights[min(1, len(heights) - 1)] if heights else 0.0


def _without_overlap(found: Sequence[Found]) -> list[Found]:
    """Of two excursions of different angles that share half of the shorter one's time the larger."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda other: -other.excursion.height_deg):
        mine = one.excursion
        shares = (mine.overlaps(other.excursion) / max(1, min(_length(mine), _length(other.excursion))) for other in kept)
        if all(share < 0.5 for share in shares):
            kept.append(one)
    return kept


def _length(excursion: Excursion) -> int:
    return excursion.end - excursion.start


def _overshoot(centred: dict[str, FloatArray], one: Found, others: Sequence[Found]) -> bool:
    """Whether this is only the end of a larger movement to the other side that swung past neutral."""
    side = SIDE_OF[one.movement, one.direction]
    height = side.sign * centred[side.angle][one.excursion.start : one.excursion.end + 1]
    beyond_s = np.count_nonzero(height > 0.5 * one.excursion.height_deg) / GRID_HZ
    before = [
        other.excursion.height_deg
        for other in others
        if SIDE_OF[other.movement, other.direction].angle == side.angle
        and other.excursion.end < one.excursion.peak
        and one.excursion.start - other.excursion.end <= _FOLLOWS_WITHIN_S * GRID_HZ
    ]
    share = one.excursion.height_deg / max(before, default=one.excursion.height_deg)
    return any(share < most and beyond_s <= longest_s for most, longest_s in _OVERSHOOTS)
