"""Where in a movement single moments lie, and what lies between key poses there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from supple.conventions import FloatArray


@dataclass(frozen=True)
class Moments:
    """n moments, each somewhere between two key poses.

    start, end: (n,) rows of poses. share: (n,) 0 to 1 of the way, for hands, feet and pelvis. spine_share: (n, JOINTS) the same
    for every joint of the spine.
    """

    start: NDArray[np.int_]
    end: NDArray[np.int_]
    share: FloatArray
    spine_share: FloatArray

    def between(self, values: FloatArray) -> FloatArray:
        """(n, ...) of (poses, ...): one value a pose."""
        return self._mixed(values[self.start], values[self.end])

    def blended(self, values: FloatArray) -> FloatArray:
        """(n, ...) of (poses, n, ...): what each pose alone would make of each moment."""
        each = np.arange(len(self.share))
        return self._mixed(values[self.start, each], values[self.end, each])

    def _mixed(self, first: FloatArray, last: FloatArray) -> FloatArray:
        p = self.share.reshape(-1, *[1] * (first.ndim - 1))
        return np.asarray((1.0 - p) * first + p * last)
