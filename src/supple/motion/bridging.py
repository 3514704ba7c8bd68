"""Holes in a gyroscope's samples: a curve from edge to edge, and how far off such a curve is in this very recording.

The error is not assumed: the same curve is laid over moments of the recording that were seen, at least as fast at their
edges, and compared with what really happened there.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy.interpolate import CubicHermiteSpline

from supple.conventions import FloatArray
from supple.motion.resampling import Samples, gaps

#: Conventions of this project. Holes of more than this many samples are bridged here, up to the first length by a cubic, up
#: to the second by a straight line between the rates at the edges, s; longer ones count as standing still.
HOLE_STEPS: Final = 3.0
LONGEST_CURVE_S: Final = 0.5
LONGEST_BRIDGE_S: Final = 1.0
#: Samples on either side that give the slope at an edge, and the fewest moments seen that an error is judged by.
_SLOPE_SAMPLES: Final = 3
_FEWEST_MOMENTS: Final = 20


def bridge(samples: Samples, grid: FloatArray, straight: FloatArray) -> FloatArray:
    """(m, k) the values on the grid, which are straight lines across holes, with each hole bridged by its own rule."""
    filled = straight.copy()
    slopes = _slopes(samples)
    for i in gaps(samples.time_s, longer_than_s=HOLE_STEPS * samples.step_s):
        inside = (grid > samples.time_s[i]) & (grid < samples.time_s[i + 1])
        length = samples.time_s[i + 1] - samples.time_s[i]
        if length > LONGEST_BRIDGE_S:
            filled[inside] = 0.0
        elif length <= LONGEST_CURVE_S:
            edges = samples.time_s[[i, i + 1]], samples.values[[i, i + 1]], np.array([slopes[0][i], slopes[1][i + 1]])
            filled[inside] = CubicHermiteSpline(*edges)(grid[inside])
    return filled


def lost_deg(samples: Samples) -> float:
    """Turn that may have gone unseen in all holes together, standard deviation, degrees (values: deg/s)."""
    holes = gaps(samples.time_s, longer_than_s=HOLE_STEPS * samples.step_s)
    return float(np.sqrt(sum(_unseen_deg(samples, int(i)) ** 2 for i in holes)))


def _unseen_deg(samples: Samples, hole: int) -> float:
    """Root mean square of what the same bridge misses at seen moments that are as fast at their edges as this hole's."""
    length = float(samples.time_s[hole + 1] - samples.time_s[hole])
    speed = np.linalg.norm(samples.values, axis=1)
    steps = round(length / samples.step_s)
    if length > LONGEST_BRIDGE_S or steps + _FEWEST_MOMENTS >= len(speed):
        return 0.5 * length * float(max(speed[hole], speed[hole + 1], np.percentile(speed, 75)))
    missed = _missed_deg(samples, steps)
    fastest = np.maximum(speed[:-steps], speed[steps:])
    # Where the recording was hardly ever as fast as here the fastest moments have to do.
    asked = min(max(speed[hole], speed[hole + 1]), np.sort(fastest)[-_FEWEST_MOMENTS])
    return float(np.sqrt(np.mean(missed[fastest >= asked] ** 2)))


def _missed_deg(samples: Samples, steps: int) -> FloatArray:
    """(n - steps,) how far the bridge over so many steps is from the turn seen, from each sample on."""
    values, time = samples.values, samples.time_s
    turn = np.vstack([np.zeros(values.shape[1]), np.cumsum(0.5 * (values[1:] + values[:-1]) * np.diff(time)[:, None], axis=0)])
    length = (time[steps:] - time[:-steps])[:, None]
    bridged = 0.5 * length * (values[:-steps] + values[steps:])
    if steps * samples.step_s <= LONGEST_CURVE_S:
        before, after = _slopes(samples)
        bridged = bridged + length**2 / 12.0 * (before[:-steps] - after[steps:])
    return np.asarray(np.linalg.norm(turn[steps:] - turn[:-steps] - bridged, axis=1))


def _slopes(samples: Samples) -> tuple[FloatArray, FloatArray]:
    """(n, k) slope seen up to each sample, and from each sample on; 0 at the very ends."""
    slope = np.zeros_like(samples.values)
    before, after = slope, slope.copy()
    apart = _SLOPE_SAMPLES
    if len(slope) > apart:
        rise = (samples.values[apart:] - samples.values[:-apart]) / (samples.time_s[apart:] - samples.time_s[:-apart])[:, None]
        before[apart:], after[:-apart] = rise, rise
    return before, after
