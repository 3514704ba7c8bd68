"""A phone trial's own checks: two independent estimates against each other, and the way back to the start.

The limits are this project's conventions, kept in one table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.quantities import Grade, Reason


@dataclass(frozen=True)
class Limit:
    """Above ``usable_deg`` a trial is at best usable, above ``rejected_deg`` rejected."""

    reason: Reason
    usable_deg: float
    rejected_deg: float
    source: str

    def judge(self, found_deg: float) -> Grade:
        if found_deg > self.rejected_deg:
            return Grade.REJECTED
        return Grade.USABLE if found_deg > self.usable_deg else Grade.GOOD


ESTIMATES: Final = Limit(Reason.ESTIMATES_DISAGREE, 3.0, 8.0, "convention: method, measuring well")
CLOSING: Final = Limit(Reason.CLOSING_ERROR, 3.0, 8.0, "convention: method, measuring well")
STILL: Final = Limit(Reason.NOT_STILL, 3.0, 8.0, "convention: the closing error's limits, for the windows it is measured from")
#: A phone's own attitude may come late by up to this much; conventions of this project, seconds.
LONGEST_LAG_S: Final = 0.3
_LAG_STEP_S: Final = 0.01
#: Share of the samples that must agree (a few where the phone catches up are let pass).
_SHARE_PERCENT: Final = 95.0

_ORDER: Final = (Grade.GOOD, Grade.USABLE, Grade.REJECTED)


def worst(*grades: Grade) -> Grade:
    return max(grades, key=_ORDER.index)


def disagreement_deg(
    time_s: FloatArray, rotation_deg: FloatArray, *, other_time_s: FloatArray, other_rotation_deg: FloatArray
) -> float | None:
    """By how much two estimates of the same rotation differ, once the other's lag is taken out; None without common samples.

    (n,) and (m,) degrees relative to the same zero at their own stamps, NaN where unknown. Returns the 95th percentile of
    the absolute difference at the lag (the other at most 0.3 s late or early) at which they agree best.
    """
    ours, theirs = np.isfinite(rotation_deg), np.isfinite(other_rotation_deg)
    if ours.sum() < 2 or theirs.sum() < 2:
        return None
    time, rotation = time_s[ours], rotation_deg[ours]
    other_time, other = other_time_s[theirs], other_rotation_deg[theirs]
    common = (time >= other_time[0] + LONGEST_LAG_S) & (time <= other_time[-1] - LONGEST_LAG_S)
    if not common.any():
        return None
    time, rotation = time[common], rotation[common]
    lags = np.arange(-LONGEST_LAG_S, LONGEST_LAG_S + 0.5 * _LAG_STEP_S, _LAG_STEP_S)
    best = min(lags, key=lambda lag: float(np.mean((np.interp(time + lag, other_time, other) - rotation) ** 2)))
    return float(np.percentile(np.abs(np.interp(time + best, other_time, other) - rotation), _SHARE_PERCENT))
