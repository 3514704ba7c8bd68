"""Excursions in one angle: out and back, whatever happens in between.

A local maximum is one excursion as long as the angle does not come back by half of it: so a plateau that wobbles, a
pause on the way and a hold with two peaks stay one, and two movements with an unfinished return between them stay two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from supple.conventions import FloatArray
from supple.motion.series import GRID_HZ

#: Conventions of this project. Smaller excursions are not looked at, degrees.
SMALLEST_DEG: Final = 10.0
#: Coming back by this share of a peak ends an excursion; so does leaving by this share begin one.
RETURN_SHARE: Final = 0.5
#: The excursion begins and ends where it is within this share of its peak (and not within the wobble of a degree).
_EDGE_SHARE: Final = 0.10
_WOBBLE_DEG: Final = 1.0
#: Who pauses below this share of the peak, slower than this, has come back as far as they will.
_PAUSE_SHARE: Final = 0.3
_PAUSE_DPS: Final = 2.0
#: Where the recording ends in the middle of the way back, this much of the way back must have been seen.
_CUT_SHARE: Final = 0.15
#: A swaying gait turns the trunk to and fro faster than this, s from start to end.
SHORTEST_S: Final = 0.6


@dataclass(frozen=True)
class Excursion:
    """Indices into the series; height_deg above the baseline at the peak."""

    start: int
    peak: int
    end: int
    height_deg: float
    complete: bool = True

    def overlaps(self, other: Excursion) -> int:
        """Samples in common."""
        return min(self.end, other.end) - max(self.start, other.start)


def find_excursions(height: FloatArray, *, smallest_deg: float = SMALLEST_DEG) -> list[Excursion]:
    """Excursions of a (n,) angle toward its positive side, in order. height: relative to the baseline, degrees, no NaN."""
    maxima = find_peaks(height, height=smallest_deg, prominence=_WOBBLE_DEG)[0]
    peaks = _merged(height, maxima)
    bounds = [0, *peaks, len(height) - 1]
    found = (_excursion(height, *bounds[i : i + 3]) for i in range(len(peaks)))
    return [excursion for excursion in found if excursion is not None]


def _merged(height: FloatArray, maxima: NDArray[np.intp]) -> list[int]:
    """Peaks between which the angle came back by its share of the smaller one."""
    kept: list[int] = []
    for maximum in (int(index) for index in maxima):
        peak = maximum
        while kept:
            valley = height[kept[-1] : peak + 1].min()
            if valley <= (1.0 - RETURN_SHARE) * min(height[kept[-1]], height[peak]):
                break
            previous = kept.pop()
            peak = previous if height[previous] >= height[peak] else peak
        kept.append(peak)
    return kept


def _excursion(height: FloatArray, before: int, peak: int, after: int) -> Excursion | None:
    top = float(height[peak])
    edge = max(_EDGE_SHARE * top, _WOBBLE_DEG)
    start, end = _start(height, before, peak, edge), _end(height, peak, after, edge)
    left_by, back_by = top - float(height[start]), top - float(height[end])
    cut = end == len(height) - 1 and back_by < RETURN_SHARE * top
    wanted = _CUT_SHARE if cut else RETURN_SHARE
    if left_by < RETURN_SHARE * top or back_by < wanted * top or (end - start) / GRID_HZ < SHORTEST_S:
        return None
    return Excursion(start, peak, end, top, complete=not cut)


def _start(height: FloatArray, before: int, peak: int, edge: float) -> int:
    return peak - _leaving(height[before : peak + 1][::-1], edge)


def _end(height: FloatArray, peak: int, after: int, edge: float) -> int:
    return peak + _leaving(height[peak : after + 1], edge)


def _leaving(falling: FloatArray, edge: float) -> int:
    """First sample, seen from the peak, that is back: within the edge, or pausing well below the peak, else the lowest."""
    fall_dps = -np.gradient(falling) * GRID_HZ if len(falling) > 1 else np.zeros(len(falling))
    back = np.flatnonzero((falling <= edge) | ((falling <= _PAUSE_SHARE * falling[0]) & (fall_dps <= _PAUSE_DPS)))
    return int(back[0] if back.size else np.argmin(falling))
