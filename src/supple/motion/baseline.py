"""Where neutral is while a recording goes on: the heading drifts, and nobody comes back to quite the same posture.

Between the excursions the angle should read zero. What it reads there is the drift since the zero plus that stay's own
posture; a Gaussian process with the drift's known size parts the two (kriging of a random walk and a slope, Rasmussen &
Williams 2006, chapter 2, ISBN 026218253X), and says how well: its variance goes into the interval of every peak.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.conventions import FloatArray
from supple.motion.model import AngleError
from supple.motion.series import GRID_HZ

#: Conventions of this project. Posture to which people come back, standard deviation where nothing is known yet, degrees,
#: and how many stays that is worth.
RETURN_DEG: Final = 2.0
_RETURN_WEIGHT: Final = 4.0
#: A stay is at least this long; a long one counts again after the second number of seconds.
_SHORTEST_STAY_S: Final = 0.2
_LONGEST_STAY_S: Final = 10.0
#: Drift allowed while repetitions are only being looked for, whatever the instrument: heading, and inclination (which
#: gravity holds, so that only the person's posture creeps).
SEARCH_HEADING: Final = AngleError(drift_deg_per_sqrt_s=0.6, drift_deg_per_s=0.15)
SEARCH_INCLINATION: Final = AngleError(drift_deg_per_sqrt_s=0.2, drift_deg_per_s=0.02)
_SETTLED_DPS: Final = 8.0
#: Further than this from the other stays somebody is in another posture: standing before kneeling down, for example.
_NO_STAY_DEG: Final = 15.0


@dataclass(frozen=True)
class Stays:
    """Moments (k,) and angles (k,) between the excursions; spell: (k,) pieces of one long stay have the same number."""

    time_s: FloatArray
    level_deg: FloatArray
    spell: NDArray[np.intp]


@dataclass(frozen=True)
class Baseline:
    """level_deg(t) and its variance, from stays; ``return_deg`` is how differently the person came back."""

    zero_s: float
    stays: Stays
    error: AngleError
    return_deg: float
    #: Variance of a constant offset of neutral.
    offset_variance: float

    def at(self, time_s: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Level and its variance (m,), degrees, at the moments (m,)."""
        prior = self._covariance(time_s, time_s, diagonal=True)
        if not len(self.stays.time_s):
            return np.zeros(len(time_s)), prior
        noise = (self.return_deg**2 + 1e-6) * np.eye(len(self.stays.time_s))
        known = self._covariance(self.stays.time_s, self.stays.time_s) + noise
        cross = self._covariance(time_s, self.stays.time_s)
        gain = np.linalg.solve(known, cross.T).T
        return gain @ self.stays.level_deg, np.maximum(prior - (gain * cross).sum(axis=1), 0.0)

    def _covariance(self, left_s: FloatArray, right_s: FloatArray, *, diagonal: bool = False) -> FloatArray:
        left, right = left_s - self.zero_s, right_s - self.zero_s
        if not diagonal:
            left, right = left[:, None], right[None, :]
        same_side = np.sign(left) == np.sign(right)
        walk = self.error.drift_deg_per_sqrt_s**2 * np.minimum(np.abs(left), np.abs(right)) * same_side
        return np.asarray(walk + self.error.drift_deg_per_s**2 * left * right + self.offset_variance)


def find_stays(time_s: FloatArray, angle_deg: FloatArray, moving: NDArray[np.bool_]) -> Stays:
    """Stays of a (n,) angle outside the excursions (``moving``), each with the median angle of its settled samples."""
    rate = np.abs(np.gradient(angle_deg)) * GRID_HZ
    edges = np.flatnonzero(np.diff(np.concatenate([[True], moving, [True]]).astype(np.int8)))
    moments, levels, spells = [], [], []
    for spell, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        pieces = max(1, round((end - start) / (_LONGEST_STAY_S * GRID_HZ)))
        for piece in np.array_split(np.arange(start, end), pieces):
            settled = piece[rate[piece] < _SETTLED_DPS]
            if len(settled) >= _SHORTEST_STAY_S * GRID_HZ:
                moments.append(float(time_s[settled].mean()))
                levels.append(float(np.median(angle_deg[settled])))
                spells.append(spell)
    at, level = np.array(moments), np.array(levels)
    near = np.abs(level - np.median(level)) <= _NO_STAY_DEG if level.size else np.zeros(0, dtype=np.bool_)
    return Stays(at[near], level[near], np.array(spells, dtype=np.intp)[near])


def fit_baseline(stays: Stays, error: AngleError, *, zero_s: float, return_deg: float = RETURN_DEG) -> Baseline:
    """The baseline through the stays; the posture in which zero was taken is as uncertain as each return to it."""
    learned = _return_deg(stays, return_deg)
    return Baseline(zero_s, stays, error, learned, learned**2)


def _return_deg(stays: Stays, expected: float) -> float:
    """Spread of the stays about a line, drawn toward the expected one while there are few."""
    count = len(stays.time_s)
    if count < 3:
        return expected
    line = np.polynomial.Polynomial.fit(stays.time_s, stays.level_deg, 1)
    residual = stays.level_deg - line(stays.time_s)
    return float(np.sqrt((_RETURN_WEIGHT * expected**2 + float(residual @ residual)) / (_RETURN_WEIGHT + count - 2)))
