"""The neutral posture: the one somebody declared by keeping still, else the one the person keeps coming back to.

The first second of a recording is not it: people press the button and then get into place. Without a declared window
the postures in which the movement pauses or turns round are counted as visits, each once however long it lasted (a long
hold at the end of range is one visit); their median is the typical posture, and the stillest half second near it is neutral.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy.ndimage import gaussian_filter1d
from scipy.spatial.transform import Rotation

from supple.conventions import FloatArray
from supple.recording.model import Still, StillWindow

#: Conventions of this project. Length of the window, s; rate at which postures are compared, Hz; smoothing, s.
WINDOW_S: Final = 0.5
_RATE_HZ: Final = 20.0
_SMOOTHING_S: Final = 0.15
#: Two turning points closer than this share of the largest excursion, or than this angle, are one visit.
_SAME_VISIT_SHARE: Final = 0.35
_SAME_VISIT_DEG: Final = 6.0
#: How far from the typical posture the window may be, degrees, beyond the nearest one.
_NEAR_DEG: Final = 6.0
_FEWEST_SAMPLES: Final = 4


@dataclass(frozen=True)
class Neutral:
    """orientation: (4,) scalar-last, the mean over the window. declared: somebody marked it."""

    orientation: FloatArray
    start_s: float
    end_s: float
    declared: bool


def find_neutral(
    time_s: FloatArray, orientation: FloatArray, *, marks: Sequence[StillWindow] = (), purpose: Still = Still.ZERO
) -> Neutral:
    """The neutral of a series of orientations (a sensor's, a segment's, or one segment in another).

    time_s: (n,) seconds. orientation: (n, 4) scalar-last unit quaternions, NaN where missing. marks: declared windows; the
    first of the given purpose with samples in it is taken. Raises ValueError where no sample is finite.
    """
    seen = np.isfinite(orientation).all(axis=1)
    if not seen.any():
        msg = "no orientation to take a neutral from"
        raise ValueError(msg)
    times, quaternions = time_s[seen], orientation[seen]
    for mark in marks:
        inside = (times >= mark.start_s) & (times <= mark.end_s)
        if mark.purpose is purpose and inside.any():
            return _mean(quaternions[inside], mark.start_s, mark.end_s, declared=True)
    start_s = _stillest_typical(times, quaternions)
    inside = (times >= start_s) & (times <= start_s + WINDOW_S)
    if not inside.any():
        inside[int(np.argmin(np.abs(times - start_s)))] = True
    return _mean(quaternions[inside], start_s, start_s + WINDOW_S, declared=False)


def _mean(quaternions: FloatArray, start_s: float, end_s: float, *, declared: bool) -> Neutral:
    return Neutral(np.asarray(Rotation.from_quat(quaternions).mean().as_quat()), float(start_s), float(end_s), declared)


def _stillest_typical(times: FloatArray, quaternions: FloatArray) -> float:
    """Start of the stillest half second near the typical posture."""
    grid = np.arange(times[0], times[-1] + 0.5 / _RATE_HZ, 1.0 / _RATE_HZ)
    width = round(WINDOW_S * _RATE_HZ)
    if len(grid) <= max(width, _FEWEST_SAMPLES):
        return float(times[0])
    nearest = np.searchsorted(times, grid).clip(0, len(times) - 1)
    posture = _postures(quaternions[nearest])
    missing = np.abs(times[nearest] - grid) > WINDOW_S
    typical = geometric_median(posture[_visits(posture)])
    windows = sliding_window_view(posture, width, axis=0)
    distance = np.linalg.norm(windows.mean(axis=2) - typical, axis=1)
    movement = np.sqrt(windows.var(axis=2).sum(axis=1))
    # A hole in the samples looks perfectly still.
    unusable = sliding_window_view(missing, width).any(axis=1)
    near = (distance <= distance[~unusable].min() + _NEAR_DEG) & ~unusable if not unusable.all() else ~missing[: len(distance)]
    # A degree away from the typical posture weighs as a tenth of a degree of movement inside the window.
    score = np.where(near, movement + 0.1 * distance, np.inf)
    return float(grid[int(np.argmin(score))])


def _postures(quaternions: FloatArray) -> FloatArray:
    """(n, 3) rotation vectors in degrees about the mean orientation, smoothed: postures as points of a space."""
    rotation = Rotation.from_quat(quaternions)
    vectors = (rotation.mean().inv() * rotation).as_rotvec(degrees=True)
    return np.asarray(gaussian_filter1d(vectors, _SMOOTHING_S * _RATE_HZ, axis=0))


def _visits(posture: FloatArray) -> list[int]:
    """Indices of the turning points and pauses, one for each stay; start and end of the recording are stays too."""
    speed = np.linalg.norm(np.gradient(posture, axis=0), axis=1)
    turning = np.flatnonzero((speed[1:-1] <= speed[:-2]) & (speed[1:-1] < speed[2:])) + 1
    candidates = [0, *turning.tolist(), len(posture) - 1]
    centre = np.median(posture, axis=0)
    reach = float(np.percentile(np.linalg.norm(posture - centre, axis=1), 95))
    same = max(_SAME_VISIT_DEG, _SAME_VISIT_SHARE * reach)
    visits = [candidates[0]]
    for index in candidates[1:]:
        if np.linalg.norm(posture[index] - posture[visits[-1]]) > same:
            visits.append(index)
        elif speed[index] < speed[visits[-1]]:
            visits[-1] = index
    return visits


def geometric_median(points: FloatArray) -> FloatArray:
    """The point with the least sum of distances to the (n, k) points (Weiszfeld's iteration)."""
    estimate = np.median(points, axis=0)
    for _ in range(50):
        weight = 1.0 / np.maximum(np.linalg.norm(points - estimate, axis=1), 1e-3)
        following = (points * weight[:, None]).sum(axis=0) / weight.sum()
        if np.linalg.norm(following - estimate) < 1e-3:
            break
        estimate = following
    return np.asarray(following)
