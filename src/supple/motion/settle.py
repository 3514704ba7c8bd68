"""Take off the heading's drift that the stays between the repetitions show, and say what is left unknown.

The orientation's own drift removal can only use the moments in which a sensor keeps still. Between repetitions people often
only pause; once the repetitions are known those pauses are known too. How large the drift is and how differently the person
comes back is taken from the recording itself: the pair of sizes under which its stays are most likely (Rasmussen & Williams
2006, section 5.4, ISBN 026218253X).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from supple.conventions import FloatArray
from supple.motion.baseline import Stays, find_stays
from supple.motion.model import JointAngles
from supple.motion.repetitions import Found, calm
from supple.motion.sensor_error import DECLARED_ZERO_SD_DEG
from supple.motion.series import Series

#: Sizes of the random walk tried, beside the one the angles came with, and of the posture people come back to, degrees.
_WALKS: Final = (0.5, 1.0, 2.0, 4.0)
_RETURNS_DEG: Final = (0.7, 1.2, 2.0, 3.0, 4.5)
_FEWEST_STAYS: Final = 3
_SHORTEST_AWAY_S: Final = 1.0


@dataclass(frozen=True)
class _Fit:
    zero_s: float
    stays: Stays
    walk: float
    return_deg: float

    def prior(self, left_s: FloatArray, right_s: FloatArray) -> FloatArray:
        left, right = left_s[:, None] - self.zero_s, right_s[None, :] - self.zero_s
        return np.asarray(self.walk**2 * np.minimum(np.abs(left), np.abs(right)) * (left * right > 0.0))

    @property
    def seen(self) -> FloatArray:
        """(k, k) covariance of the stays: drift, each one's own posture, that of the zero, common to all, and sway."""
        posture = self.return_deg**2 * (1.0 + np.equal.outer(self.stays.spell, self.stays.spell))
        sway = DECLARED_ZERO_SD_DEG**2 * np.eye(len(self.stays.time_s))
        return np.asarray(self.prior(self.stays.time_s, self.stays.time_s) + posture + sway)

    def at(self, time_s: FloatArray) -> tuple[FloatArray, FloatArray]:
        cross = self.prior(time_s, self.stays.time_s)
        gain = np.linalg.solve(self.seen, cross.T).T
        variance = self.walk**2 * np.abs(time_s - self.zero_s) - (gain * cross).sum(axis=1)
        return gain @ self.stays.level_deg, np.maximum(variance, 0.0)

    @property
    def log_likelihood(self) -> float:
        _, size = np.linalg.slogdet(self.seen)
        level = self.stays.level_deg
        return float(-0.5 * (level @ np.linalg.solve(self.seen, level) + size))


def settle(angles: JointAngles, series: Series, found: Sequence[Found], *, zeros_s: Sequence[float]) -> JointAngles:
    """Angles whose rotation reads zero between the repetitions as far as drift and not posture is the likelier cause.

    found: the repetitions in the series of these angles. Recordings without drift, with more than one zero, or with
    hardly any stay are given back as they are.
    """
    walk = angles.error.drift_deg_per_sqrt_s
    still = calm(series, zero_s=zeros_s[0])
    # Where zero was taken the angle reads zero by definition: that says nothing of how people come back.
    stays = find_stays(series.time_s, series.rotation_deg, ~still | _spell_at(still, series.index(zeros_s[0])))
    if walk <= 0.0 or len(zeros_s) > 1 or len(stays.time_s) < _FEWEST_STAYS or not found:
        return angles
    fits = _weighed(stays, walk, zeros_s[0])
    coarse = np.linspace(series.time_s[0], series.time_s[-1], max(2, int(series.time_s[-1] - series.time_s[0])))
    removed = np.interp(angles.time_s, coarse, _mixed(fits, coarse)[0])
    peaks_s = np.array([series.time_s[one.excursion.peak] for one in found])
    constant, walk = _left_over(fits, peaks_s, zeros_s[0])
    error = replace(angles.error, drift_deg_per_sqrt_s=walk, lost_deg=float(np.hypot(angles.error.lost_deg, constant)))
    return replace(angles, axial_rotation_deg=angles.axial_rotation_deg - removed, error=error)


def _spell_at(still: NDArray[np.bool_], index: int) -> NDArray[np.bool_]:
    """(n,) the unbroken run of still samples around one of them."""
    run = np.cumsum(np.concatenate([[0], np.diff(still.astype(np.int8)) != 0]))
    return np.asarray(still & (run == run[index]), dtype=np.bool_)


def _weighed(stays: Stays, walk: float, zero_s: float) -> list[tuple[_Fit, float]]:
    """Each pair of sizes with its probability given the stays, all pairs being equally likely before."""
    fits = [_Fit(zero_s, stays, share * walk, spread) for share in _WALKS for spread in _RETURNS_DEG]
    likelihood = np.array([fit.log_likelihood for fit in fits])
    weight = np.exp(likelihood - likelihood.max())
    return list(zip(fits, (weight / weight.sum()).tolist(), strict=True))


def _mixed(fits: Sequence[tuple[_Fit, float]], time_s: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Mean and variance (m,) of the drift over all pairs of sizes."""
    parts = [(weight, *fit.at(time_s)) for fit, weight in fits]
    mean = np.sum([weight * level for weight, level, _ in parts], axis=0)
    square = np.sum([weight * (variance + level**2) for weight, level, variance in parts], axis=0)
    return mean, np.maximum(square - mean**2, 0.0)


def _left_over(fits: Sequence[tuple[_Fit, float]], peaks_s: FloatArray, zero_s: float) -> tuple[float, float]:
    """Drift still unknown at the peaks: a constant part, degrees, and a random walk since zero, deg/sqrt(s).

    Between stays the variance hardly grows any more, beyond them it does: the two that come nearest to it, by least squares.
    """
    away = np.maximum(np.abs(peaks_s - zero_s), _SHORTEST_AWAY_S)
    (constant, walk), _ = nnls(np.column_stack([np.ones_like(away), away]), _mixed(fits, peaks_s)[1])
    return float(np.sqrt(constant)), float(np.sqrt(walk))
