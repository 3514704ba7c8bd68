"""Between which angles the true peak lies, 95 times in 100."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from supple.motion.model import AngleError
from supple.quantities import Movement

Z95: Final = 1.959964
#: The fixed part of a bend's error beside that of rotation: how the bend is split into flexion and side-bending, and the
#: inclination of both neutral and peak, count too (convention, from simulated recordings).
BEND_SHARE: Final = 1.45


def seconds_since_zero(moment_s: float, zeros_s: Sequence[float]) -> float:
    """Distance in time to the zero in force: the last one before the moment, else the first one after it."""
    before = [zero for zero in zeros_s if zero <= moment_s]
    return abs(moment_s - (max(before) if before else min(zeros_s, default=moment_s)))


def peak_sd_deg(error: AngleError, *, movement: Movement, peak_deg: float, since_zero_s: float) -> float:
    """Standard deviation of one peak, degrees: the independent parts of the error, added as squares.

    The heading's drift counts for rotation only: gravity holds flexion and lateral flexion.
    """
    parts = [error.proportional * peak_deg, error.noise_deg]
    if movement is Movement.ROTATION:
        drift = [error.drift_deg_per_sqrt_s * math.sqrt(since_zero_s), error.drift_deg_per_s * since_zero_s]
        return math.hypot(error.fixed_deg, error.lost_deg, *drift, *parts)
    return math.hypot(BEND_SHARE * error.fixed_deg, *parts)


def peak_interval_deg(error: AngleError, *, movement: Movement, peak_deg: float, since_zero_s: float) -> tuple[float, float]:
    """The 95 % interval of the true peak, degrees; errors taken as normal."""
    half = Z95 * peak_sd_deg(error, movement=movement, peak_deg=peak_deg, since_zero_s=since_zero_s)
    return peak_deg - half, peak_deg + half
