"""Single-frame glitches taken out of an angle, and short gaps bridged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from supple.conventions import FloatArray

#: Conventions of this project. Samples to each side that a sample is compared with; least deviation that is a glitch, degrees;
#: and how many robust standard deviations of its neighbourhood.
_NEIGHBOURS: Final = 3
_LEAST_DEG: Final = 30.0
_DEVIATIONS: Final = 3.0
#: Median absolute deviation of a normal distribution to its standard deviation.
_MAD_TO_SD: Final = 1.4826
#: Gaps longer than this stay gaps, s (contract of ``JointAngles``).
LONGEST_BRIDGE_S: Final = 0.25


@dataclass(frozen=True)
class Cleaned:
    """values: (n,) with glitches and short gaps bridged by straight lines. glitches: (n,) where one was taken out."""

    values: FloatArray
    glitches: NDArray[np.bool_]


def without_glitches(time_s: FloatArray, angle_deg: FloatArray) -> Cleaned:
    """Compare each sample with the median of its neighbourhood (Hampel's identifier) and bridge what stands out.

    time_s: (n,) rising seconds. angle_deg: (n,) without jumps of a full turn; NaN is missing. A run of up to three samples is
    found; gaps over 250 ms and missing ends stay NaN. Source of the identifier: Davies & Gather 1993,
    doi:10.1080/01621459.1993.10476339.
    """
    glitches = np.zeros(angle_deg.shape, dtype=np.bool_)
    seen = np.flatnonzero(np.isfinite(angle_deg))
    if seen.size > 2 * _NEIGHBOURS:
        glitches[seen] = _outliers(angle_deg[seen])
    kept = np.where(glitches, np.nan, angle_deg)
    return Cleaned(_bridged(time_s, kept), glitches)


def _outliers(values: FloatArray) -> NDArray[np.bool_]:
    windows = sliding_window_view(np.pad(values, _NEIGHBOURS, mode="reflect"), 2 * _NEIGHBOURS + 1)
    median = np.median(windows, axis=1)
    spread = _MAD_TO_SD * np.median(np.abs(windows - median[:, None]), axis=1)
    return np.asarray(np.abs(values - median) > np.maximum(_LEAST_DEG, _DEVIATIONS * spread))


def _bridged(time_s: FloatArray, values: FloatArray) -> FloatArray:
    seen = np.isfinite(values)
    if seen.all() or not seen.any():
        return values
    filled = np.interp(time_s, time_s[seen], values[seen], left=np.nan, right=np.nan)
    index = np.arange(len(values))
    before = np.maximum.accumulate(np.where(seen, index, 0))
    after = np.minimum.accumulate(np.where(seen, index, len(values) - 1)[::-1])[::-1]
    return np.where(time_s[after] - time_s[before] <= LONGEST_BRIDGE_S, filled, values)
