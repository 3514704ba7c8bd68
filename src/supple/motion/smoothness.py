"""How smooth a movement is: the spectral arc length of its speed."""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.conventions import FloatArray

#: Balasubramanian et al. 2015, table 3: padding (powers of two beyond the length), highest frequency, least amplitude.
PADDING: Final = 4
HIGHEST_HZ: Final = 10.0
LEAST_AMPLITUDE: Final = 0.05
_FEWEST_SAMPLES: Final = 4


def sparc(speed: FloatArray, rate_hz: float) -> float | None:
    """Spectral arc length of a (n,) speed profile; always negative, and the nearer to zero the smoother.

    speed: any unit, the sign does not matter, no NaN. Returns None where there are too few samples or nothing moved.

    Source: Balasubramanian, Melendez-Calderon, Roby-Brami, Burdet 2015, doi:10.1186/s12984-015-0090-9.
    """
    if len(speed) < _FEWEST_SAMPLES or not np.any(speed):
        return None
    length = 2 ** (int(np.ceil(np.log2(len(speed)))) + PADDING)
    frequency = np.arange(length) * (rate_hz / length)
    magnitude = np.abs(np.fft.fft(speed, length))
    magnitude = magnitude / magnitude.max()
    within = frequency <= HIGHEST_HZ
    frequency, magnitude = frequency[within], magnitude[within]
    large = np.flatnonzero(magnitude >= LEAST_AMPLITUDE)
    frequency, magnitude = frequency[large[0] : large[-1] + 1], magnitude[large[0] : large[-1] + 1]
    if len(frequency) < 2:
        return None
    band = (frequency - frequency[0]) / (frequency[-1] - frequency[0])
    return float(-np.hypot(np.diff(band), np.diff(magnitude)).sum())
