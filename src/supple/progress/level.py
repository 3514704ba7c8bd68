"""Where the range stands: the line through the last weeks, at its last day and before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from supple.conventions import FloatArray
from supple.measurement.model import Measurement
from supple.progress.fit import Days, line
from supple.progress.settings import LEVEL_WEEKS
from supple.progress.two_point import Z95

_POINTS = 9


@dataclass(frozen=True)
class LevelLine:
    """The level over the weeks it was fitted to, (n,) each, in time order; the last row is the level that a trend tells.

    days_before: 0 on the last day, negative before it. low_deg, high_deg: 95 % of the line, not of a single day.
    """

    days_before: FloatArray
    level_deg: FloatArray
    low_deg: FloatArray
    high_deg: FloatArray


def recent(ordered: Sequence[Measurement], weeks: float) -> list[Measurement]:
    """The measurements of the last weeks, the last day included."""
    start = ordered[-1].day - timedelta(weeks=weeks)
    return [measurement for measurement in ordered if measurement.day >= start]


def level_line(ordered: Sequence[Measurement], error_scale: float = 1.0) -> LevelLine:
    """The line through the last weeks with its error; with fewer than three days the last day alone.

    ordered: the days of one series in time order. error_scale: how much wider than stated the days scatter (``Trend``).
    """
    window = recent(ordered, LEVEL_WEEKS.value)
    if len({measurement.day for measurement in window}) < 3:
        last = ordered[-1]
        half = np.array([Z95 * error_scale * last.sem_deg])
        level = np.array([last.mean_deg])
        return LevelLine(np.zeros(1), level, level - half, level + half)
    days = Days.of(window)
    (end, slope), covariance = line(days)
    weeks = np.linspace(days.weeks[0] - days.weeks[-1], 0.0, _POINTS)
    level = end + slope * weeks
    # The variance of a line's height at a time is a parabola in it.
    variance = covariance[0, 0] + 2.0 * weeks * covariance[0, 1] + weeks**2 * covariance[1, 1]
    half = Z95 * error_scale * np.sqrt(variance)
    return LevelLine(7.0 * weeks, level, level - half, level + half)


def level_now(ordered: Sequence[Measurement], error_scale: float) -> tuple[float, tuple[float, float]]:
    """The level on the last day and its 95 % interval, degrees."""
    found = level_line(ordered, error_scale)
    return float(found.level_deg[-1]), (float(found.low_deg[-1]), float(found.high_deg[-1]))
