"""A heading that runs away steadily, because the gyroscope's bias was never seen at rest: the line it runs along.

People who sit come back to the front again and again, and do not turn while they bend. So most of the moments in which the
heading hardly changes lie on one line, level but for the bias. The line that passes nearest to most of them is looked for
within what is not known of the bias (a Hough transform, Duda & Hart 1972, doi:10.1145/361237.361242).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from scipy.ndimage import gaussian_filter1d

from supple.conventions import FloatArray
from supple.motion.drift import LARGEST_STEP_DEG, RETURN_SD_DEG
from supple.motion.quaternion import about_vertical, conjugate, heading_deg, multiply
from supple.motion.turning import unwrap_deg
from supple.motion.zeroing import Worn

#: Conventions of this project. Rate at which headings are looked at, Hz; smoothing, s; what counts as hardly changing, deg/s.
_RATE_HZ: Final = 10.0
_SMOOTHING_S: Final = 0.15
_SETTLED_DPS: Final = 8.0
#: How near the line a moment must be to count (where it counts 0.6), degrees; the largest slope looked for: two gyroscopes
#: of 2.5 deg/s each.
_NEAR_DEG: Final = 4.0
_REACH_DPS: Final = 5.0
#: Levels told apart, degrees.
_BIN_DEG: Final = 1.0
#: A bias wanders: it is one line for this long at most, s. Longer recordings hold rests enough for the filter to learn it.
_LONGEST_S: Final = 180.0
#: Moments on the line that a bias of one standard deviation has to bring in addition, s (a far one not much more: the
#: filter is sure of a bias within its own bounds only).
_PRICE_S: Final = 0.7
#: A bias known better than this was seen at rest (0.2 deg/s against 1 where it never was, on simulated recordings), deg/s.
_UNSEEN_DPS: Final = 0.5


def without_line(worn: Worn, *, bias_sd_dps: float) -> tuple[Worn, float]:
    """The headings without the line they run along, and what is then not known of the bias, deg/s.

    Only where the bias was never seen at rest, and may carry the heading further than single returns to the front are
    looked for (drift.py), in recordings of up to three minutes.
    """
    known = np.flatnonzero(worn.known)
    duration = float(worn.time_s[known[-1]] - worn.time_s[known[0]]) if len(known) > 1 else 0.0
    seen = bias_sd_dps < _UNSEEN_DPS or bias_sd_dps * duration <= LARGEST_STEP_DEG
    if seen or duration > _LONGEST_S:
        return worn, bias_sd_dps
    since = worn.time_s - worn.time_s[known[0]]
    own = _heading(worn.thorax, known)
    if worn.pelvis is None:
        slope, left = _line(since[known], own, bias_sd_dps=bias_sd_dps)
        return replace(worn, thorax=_turned_back(worn.thorax, slope * since)), left
    base = _heading(worn.pelvis, known)
    pelvis_slope, _ = _line(since[known], base, bias_sd_dps=bias_sd_dps)
    slope, left = _line(since[known], own - base, bias_sd_dps=bias_sd_dps)
    thorax = _turned_back(worn.thorax, (slope + pelvis_slope) * since)
    return Worn(worn.time_s, thorax, _turned_back(worn.pelvis, pelvis_slope * since)), left


def _heading(quaternions: FloatArray, known: np.ndarray[tuple[int], np.dtype[np.intp]]) -> FloatArray:
    seen = quaternions[known]
    return unwrap_deg(heading_deg(multiply(seen, conjugate(seen[0]))))


def _turned_back(quaternions: FloatArray, by_deg: FloatArray) -> FloatArray:
    return multiply(about_vertical(-by_deg), quaternions)


def _line(time_s: FloatArray, heading_deg_: FloatArray, *, bias_sd_dps: float) -> tuple[float, float]:
    """Slope of the line and how well it is then known, deg/s."""
    grid = np.arange(time_s[0], time_s[-1], 1.0 / _RATE_HZ)
    heading = gaussian_filter1d(np.interp(grid, time_s, heading_deg_), _SMOOTHING_S * _RATE_HZ)
    rate = np.gradient(heading) * _RATE_HZ
    slopes = np.linspace(-_REACH_DPS, _REACH_DPS, 2 * max(2, round(2.0 * _REACH_DPS * (grid[-1] - grid[0]) / _NEAR_DEG)) + 1)
    price = _PRICE_S * np.log2(1.0 + (slopes / bias_sd_dps) ** 2)
    scores = np.array([_time_on_line(grid, heading, rate, float(slope)) for slope in slopes]) - price
    slope = float(slopes[int(np.argmax(scores))])
    return _refined(grid, heading, rate, slope=slope, bias_sd_dps=bias_sd_dps)


def _counted(left_over: FloatArray) -> tuple[FloatArray, float]:
    """How many residuals lie near each level, one a bin (each counts by its nearness), and the first bin's middle."""
    lowest = float(left_over.min())
    bins = np.rint((left_over - lowest) / _BIN_DEG).astype(np.intp)
    spread = _NEAR_DEG / _BIN_DEG
    near = gaussian_filter1d(np.bincount(bins).astype(np.float64), spread, mode="constant")
    return near * spread * np.sqrt(2.0 * np.pi), lowest


def _level(left_over: FloatArray) -> float:
    """Where most of the residuals lie together."""
    near, lowest = _counted(left_over)
    return lowest + _BIN_DEG * int(np.argmax(near))


def _weights(distance_deg: FloatArray) -> FloatArray:
    return np.asarray(np.exp(-0.5 * (distance_deg / _NEAR_DEG) ** 2))


def _time_on_line(grid: FloatArray, heading: FloatArray, rate: FloatArray, slope: float) -> float:
    settled = np.abs(rate - slope) < _SETTLED_DPS
    if not settled.any():
        return 0.0
    near, _ = _counted((heading - slope * grid)[settled])
    return float(near.max() / _RATE_HZ)


def _refined(grid: FloatArray, heading: FloatArray, rate: FloatArray, *, slope: float, bias_sd_dps: float) -> tuple[float, float]:
    """The slope by weighted least squares near the line found, drawn toward none by what was known before."""
    settled = np.abs(rate - slope) < _SETTLED_DPS
    if not settled.any():
        return 0.0, bias_sd_dps
    time, left_over = grid[settled], (heading - slope * grid)[settled]
    weight = _weights(left_over - _level(left_over))
    centre = np.average(time, weights=weight)
    spread = float(np.average((time - centre) ** 2, weights=weight))
    if spread <= 0.0:
        return 0.0, bias_sd_dps
    further = float(np.average((time - centre) * left_over, weights=weight)) / spread
    # As good as two stays at either end of what was seen: many stays of one person share posture and drift.
    line_sd = RETURN_SD_DEG / np.sqrt(2.0 * spread)
    share = bias_sd_dps**2 / (bias_sd_dps**2 + line_sd**2)
    return share * (slope + further), float(np.sqrt(share) * line_sd)
