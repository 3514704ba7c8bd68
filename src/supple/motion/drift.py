"""The heading's slow drift: what still windows say of it, what is taken off, and what stays unknown.

Gravity holds the inclination; the heading rests on the gyroscope alone and wanders off. Where the person stands still in
the same posture again, the heading read there is drift plus an error of coming back. A Gaussian process for the drift (left-over
bias times time, and a random walk, both zero at the neutral) weighs the one against the other: with a well-known bias next to
nothing is taken off, without any rest nearly everything. Source of the estimator: Rasmussen & Williams 2006, chapter 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.conventions import FloatArray
from supple.motion.quaternion import angle_deg, conjugate, multiply
from supple.motion.resampling import slerp

#: Random walk of the heading once VQF has estimated the bias (convention: sensors on a body that bends and sways do worse
#: than BROAD's undisturbed trials, which end 1.55 degrees off after about 120 s).
WALK_DEG_PER_SQRT_S: Final = 0.4
#: How exactly a person comes back to the same posture: on real seated trials another choice of neutral shifts the
#: angles by 2.6 degrees in the median, of which a part is drift (convention), degrees.
RETURN_SD_DEG: Final = 2.0
#: Conventions of this project: a window is still below this speed, for at least this long; read at this rate.
STILL_DPS: Final = 4.0
STILL_S: Final = 0.6
_RATE_HZ: Final = 5.0
#: How far a still window's tilt may be from the neutral posture's, and its heading at most, to count as a return.
SAME_TILT_DEG: Final = 6.0
LARGEST_STEP_DEG: Final = 12.0
MOST_WINDOWS: Final = 200


@dataclass(frozen=True)
class Drift:
    """time_s, removed_deg: (m,) what to take off the heading, between which it runs straight.

    per_sqrt_s, per_s: what stays unknown, as in ``AngleError``, before it is weighted by how vertical the axis is.
    largest_deg: the most that was taken off. windows: how many returns it rests on.
    """

    time_s: FloatArray
    removed_deg: FloatArray
    per_sqrt_s: float
    per_s: float
    windows: int

    @property
    def largest_deg(self) -> float:
        return float(np.abs(self.removed_deg).max(initial=0.0))

    def at(self, time_s: FloatArray) -> FloatArray:
        """(n,) degrees to take off at each moment."""
        return np.asarray(np.interp(time_s, self.time_s, self.removed_deg))


def nothing_removed(*, bias_sd_dps: float, walk: float = WALK_DEG_PER_SQRT_S) -> Drift:
    return Drift(np.zeros(1), np.zeros(1), walk, bias_sd_dps, 0)


def still_moments(time_s: FloatArray, orientations: tuple[FloatArray, ...]) -> FloatArray:
    """(m, 2) start and end of the spells in which every one of the (n, 4) orientation series keeps still."""
    if time_s[-1] - time_s[0] < STILL_S:
        return np.empty((0, 2))
    grid = np.arange(time_s[0], time_s[-1], 1.0 / _RATE_HZ)
    speed = np.zeros(len(grid) - 1)
    for series in orientations:
        seen = np.isfinite(series).all(axis=1)
        if seen.sum() < 2:
            return np.empty((0, 2))
        at = slerp(time_s[seen], series[seen], grid)
        step = angle_deg(multiply(conjugate(at[:-1]), at[1:])) * _RATE_HZ
        speed = np.maximum(speed, np.where(np.isfinite(step), step, np.inf))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], speed < STILL_DPS, [False]]).astype(np.int8)))
    spells = grid[edges.reshape(-1, 2)]
    return np.asarray(spells[spells[:, 1] - spells[:, 0] >= STILL_S])


def returns(
    moments_s: FloatArray,
    headings_deg: FloatArray,
    *,
    certain: NDArray[np.bool_],
    neutral_s: float,
    bias_sd_dps: float,
) -> NDArray[np.intp]:
    """Indices of the still moments that can be returns to neutral: declared ones, and others within reach.

    certain: (m,) declared. Every other moment must be near the line between its nearest anchors, the neutral and the declared
    ones; without a declared one beyond it, within reach of the one before, going outward from neutral.
    """
    anchors_s = np.append(moments_s[certain], neutral_s)
    order = np.argsort(anchors_s)
    anchors_s, anchors_deg = anchors_s[order], np.append(headings_deg[certain], 0.0)[order]
    chosen: list[int] = np.flatnonzero(certain).tolist()
    for side in (moments_s >= neutral_s, moments_s < neutral_s):
        last_s, last_deg = neutral_s, 0.0
        for i in sorted(np.flatnonzero(side & ~certain), key=lambda k: abs(moments_s[k] - neutral_s)):
            between = anchors_s[0] < moments_s[i] < anchors_s[-1]
            expected = float(np.interp(moments_s[i], anchors_s, anchors_deg)) if between else last_deg
            apart = float(np.abs(anchors_s - moments_s[i]).min()) if between else abs(moments_s[i] - last_s)
            spread = np.sqrt((bias_sd_dps * apart) ** 2 + WALK_DEG_PER_SQRT_S**2 * apart + 2.0 * RETURN_SD_DEG**2)
            if abs(headings_deg[i] - expected) <= min(2.5 * spread, LARGEST_STEP_DEG):
                chosen.append(int(i))
                last_s, last_deg = moments_s[i], headings_deg[i]
    return np.array(sorted(chosen), dtype=np.intp)


def estimate_drift(
    moments_s: FloatArray, headings_deg: FloatArray, *, neutral_s: float, span_s: tuple[float, float], bias_sd_dps: float
) -> Drift:
    """The drift over ``span_s`` from the headings (relative to neutral) read at the moments of return."""
    if not len(moments_s):
        return nothing_removed(bias_sd_dps=bias_sd_dps)
    every = max(1, int(np.ceil(len(moments_s) / MOST_WINDOWS)))
    seen, values = moments_s[::every] - neutral_s, headings_deg[::every]
    knots = np.linspace(*span_s, max(2, min(400, int(span_s[1] - span_s[0]) + 2)))
    knots = np.unique(np.append(knots, neutral_s))
    wanted = knots - neutral_s
    # Each return has its own posture, and so has the zero itself: that part is common to all and is no drift.
    known = _covariance(seen, seen, bias_sd_dps) + RETURN_SD_DEG**2 * (np.eye(len(seen)) + 1.0)
    gain = np.linalg.solve(known, _covariance(seen, wanted, bias_sd_dps)).T
    prior = bias_sd_dps**2 * wanted**2 + WALK_DEG_PER_SQRT_S**2 * np.abs(wanted)
    variance = np.maximum(prior - np.einsum("ij,ji->i", gain, _covariance(seen, wanted, bias_sd_dps)), 0.0)
    away = np.abs(wanted) > 1.0
    per_sqrt = float(np.sqrt(np.mean(variance[away] / np.abs(wanted[away])))) if away.any() else WALK_DEG_PER_SQRT_S
    return Drift(knots, gain @ values, per_sqrt, 0.0, len(seen))


def _covariance(first_s: FloatArray, second_s: FloatArray, bias_sd_dps: float) -> FloatArray:
    """Of the drift between moments, seconds from neutral: a line through zero, and a walk to either side."""
    a, b = first_s[:, None], second_s[None, :]
    walk = np.where(a * b > 0.0, np.minimum(np.abs(a), np.abs(b)), 0.0)
    return np.asarray(bias_sd_dps**2 * a * b + WALK_DEG_PER_SQRT_S**2 * walk)
