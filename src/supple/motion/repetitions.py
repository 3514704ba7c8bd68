"""Repetitions of every movement told apart in one recording.

Each angle is searched for excursions to either side of a slowly moving baseline. An excursion is a repetition of the
movement whose angle is largest at its peak (the twist against the swing for rotation), if it is not small beside the
other repetitions of its kind, nor the little way that a big one swung past neutral.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
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
_SHARE_OF_SIDE: Final = 0.45
_SHARE_OF_MOVEMENT: Final = 0.2
#: A swing past neutral: right after an excursion to the other side, this small beside it, beyond half of itself this briefly, s.
_OVERSHOOTS: Final = ((0.34, 1.8), (0.30, 3.0))
#: Or this small beside it, and beyond half of itself for this share of the larger one's time: repetitions are alike in tempo.
_BRIEF_SHARE, _BRIEF_TIME = 0.45, 0.3
_FOLLOWS_WITHIN_S: Final = 0.5
#: Unless it is at least this large beside one to its own side that is no such swing.
_LIKE_OTHERS: Final = 0.75
_PASSES: Final = 3
#: While stays are looked for, also smaller excursions are kept out of them, degrees.
_SMALLEST_IN_STAYS_DEG: Final = 6.0
_SURE_Z: Final = 2.33


_SEARCH: Final = {
    "rotation_deg": SEARCH_HEADING,
    "flexion_deg": SEARCH_INCLINATION,
    "lateral_flexion_deg": SEARCH_INCLINATION,
}
_PARTS: Final = ("swing_part_a", "swing_part_b")


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
    series: Series,
    *,
    zero_s: float | None = None,
    after_s: float | None = None,
    smallest_deg: float = SMALLEST_DEG,
    pauses_s: Sequence[tuple[float, float]] = (),
) -> tuple[Found, ...]:
    """All repetitions in time order. zero_s: when zero was taken. after_s: what leaves before is getting into place.

    pauses_s: from and to of the times in which somebody rested out of position; what peaks there is no repetition.
    """
    zero = float(series.time_s[0]) if zero_s is None else zero_s
    paused = _within(series, pauses_s)
    centred, found = _centred(series, None, zero), tuple[Found, ...]()
    for _ in range(_PASSES):
        candidates = [one for one in _candidates(centred, smallest_deg) if not paused[one.excursion.peak]]
        found = _selected(centred, candidates)
        centred = _centred(series, paused | moving(centred, _candidates(centred, _SMALLEST_IN_STAYS_DEG)), zero)
    begin = -1 if after_s is None else series.index(after_s)
    return tuple(one for one in found if one.excursion.start >= begin)


def _within(series: Series, spans_s: Sequence[tuple[float, float]]) -> NDArray[np.bool_]:
    """(n,) the samples in any of the spans."""
    mask = np.zeros(len(series.time_s), dtype=np.bool_)
    for start_s, end_s in spans_s:
        mask |= (series.time_s >= start_s) & (series.time_s <= end_s)
    return mask


def calm(series: Series, *, zero_s: float) -> NDArray[np.bool_]:
    """(n,) where nothing larger than fidgeting goes on in any angle."""
    centred = _centred(series, None, zero_s)
    for _ in range(_PASSES - 1):
        centred = _centred(series, moving(centred, _candidates(centred, _SMALLEST_IN_STAYS_DEG)), zero_s)
    return ~moving(centred, _candidates(centred, _SMALLEST_IN_STAYS_DEG))


def _centred(series: Series, excluded: NDArray[np.bool_] | None, zero_s: float) -> dict[str, FloatArray]:
    """What is known of the angles relative to their baseline: by name, else a bend's nameless parts, else its size alone."""
    columns = {name: getattr(series, name) for name in _SEARCH}
    known = {name: values for name, values in columns.items() if values is not None}
    if len(known) < len(columns) and series.swing_parts_deg is not None:
        known |= dict(zip(_PARTS, series.swing_parts_deg.T, strict=True))
    if excluded is not None:
        error = {name: _SEARCH.get(name, SEARCH_INCLINATION) for name in known}
        known = {name: values - _level(series.time_s, values, excluded, error[name], zero_s) for name, values in known.items()}
    if _bends_in(known):
        return {**known, "swing": np.hypot(*(known[name] for name in _bends_in(known)))}
    still = 0.0 if excluded is None or excluded.all() else float(np.median(series.swing_deg[~excluded]))
    return {**known, "swing": np.maximum(series.swing_deg - still, 0.0)}


def _bends_in(known: Mapping[str, FloatArray]) -> tuple[str, ...]:
    """The two columns that together are the bend, where they are known."""
    pairs = (("flexion_deg", "lateral_flexion_deg"), _PARTS)
    return next((pair for pair in pairs if all(name in known for name in pair)), ())


def _level(time_s: FloatArray, values: FloatArray, excluded: NDArray[np.bool_], error: AngleError, zero_s: float) -> FloatArray:
    return baseline_over(fit_baseline(find_stays(time_s, values, excluded), error, zero_s=zero_s), time_s)


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
    real = _without_overshoots(centred, alone)
    return tuple(sorted(real, key=lambda one: one.excursion.peak))


def _leads(centred: dict[str, FloatArray], one: Found) -> bool:
    """Whether the movement's own angle goes further than the others while it lasts, from where it began and ended.

    Nobody comes back to quite the same posture: what counts is how far each angle went in this movement.
    """
    side, found = SIDE_OF[one.movement, one.direction], one.excursion
    height = side.sign * centred[side.angle][found.start : found.end + 1]
    lasting = found.start + np.flatnonzero(height > 0.5 * found.height_deg)
    rivals = _bends_in(centred) or ("swing",)
    if one.movement is not Movement.ROTATION:
        rivals = tuple(name for name in (*_bends_in(centred), "rotation_deg") if name != side.angle)
    others = [_went(centred[name], found)[lasting - found.start] for name in rivals]
    if one.movement is Movement.ROTATION:
        others = [np.sqrt(np.sum(np.square(others), axis=0))]
    own = float(np.max(side.sign * _went(centred[side.angle], found)))
    return own > max(float(np.percentile(np.abs(other), 90)) for other in others)


def _went(angle: FloatArray, excursion: Excursion) -> FloatArray:
    """(k,) how far an angle is from a line between start and end of an excursion (from its start where the end was not seen)."""
    inside = angle[excursion.start : excursion.end + 1]
    end = inside[-1] if excursion.complete else inside[0]
    return np.asarray(inside - np.linspace(inside[0], end, len(inside)))


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


def _without_overshoots(centred: dict[str, FloatArray], found: Sequence[Found]) -> list[Found]:
    sure = [one for one in found if not _overshoot(centred, one, found)]
    return [one for one in found if one in sure or any(_like(one, other) for other in sure)]


def _like(one: Found, other: Found) -> bool:
    same = one.movement is other.movement and one.direction is other.direction
    return same and one.excursion.height_deg >= _LIKE_OTHERS * other.excursion.height_deg


def _overshoot(centred: dict[str, FloatArray], one: Found, others: Sequence[Found]) -> bool:
    """Whether this is only the end of a larger movement to the other side that swung past neutral."""
    angle = SIDE_OF[one.movement, one.direction].angle
    before = [
        other
        for other in others
        if SIDE_OF[other.movement, other.direction].angle == angle
        and other.excursion.end < one.excursion.peak
        and one.excursion.start - other.excursion.end <= _FOLLOWS_WITHIN_S * GRID_HZ
    ]
    if not before:
        return False
    larger = max(before, key=lambda other: other.excursion.height_deg)
    share = one.excursion.height_deg / larger.excursion.height_deg
    beyond_s, larger_s = _beyond_half_s(centred, one), _beyond_half_s(centred, larger)
    brief = share < _BRIEF_SHARE and beyond_s <= _BRIEF_TIME * larger_s
    return brief or any(share < most and beyond_s <= longest_s for most, longest_s in _OVERSHOOTS)


def _beyond_half_s(centred: dict[str, FloatArray], one: Found) -> float:
    side = SIDE_OF[one.movement, one.direction]
    height = side.sign * centred[side.angle][one.excursion.start : one.excursion.end + 1]
    return float(np.count_nonzero(height > 0.5 * one.excursion.height_deg)) / GRID_HZ
