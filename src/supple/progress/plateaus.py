"""Has the range stopped growing: the slope's upper bound against the smallest gain worth training for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Final

from scipy.special import ndtri

from supple.measurement.model import Measurement
from supple.progress.fit import Days, line, weeks_between
from supple.progress.level import recent
from supple.progress.model import Plateau, Trend, in_time_order
from supple.progress.settings import LEAST_DAYS, PLATEAU_SURE, PLATEAU_WEEKS, RECENT_WEEKS, WORTH

_NOT_YET: Final = "Too short to say whether the range still grows."


def plateau(
    measurements: Sequence[Measurement],
    trend: Trend,
    *,
    worth_deg_per_week: float = WORTH.value,
    weeks: float = PLATEAU_WEEKS.value,
) -> Plateau:
    """Judge the days since the last change was called (all days where none was), at most the last twelve weeks.

    reached is True where the slope lies below ``worth_deg_per_week`` with 90 % certainty, False where it does not, None
    with fewer than three days or less than ``weeks`` weeks of them. A decline is no gain either and counts as reached.
    """
    window = _window(in_time_order(measurements), trend)
    first = window[0].day if window else trend.last
    span = weeks_between(first, trend.last)
    if len({measurement.day for measurement in window}) < LEAST_DAYS.value or span < weeks:
        return Plateau(None, first, span, None, _NOT_YET)
    values, covariance = line(Days.of(window))
    upper = float(values[1]) + float(ndtri(PLATEAU_SURE.value)) * trend.error_scale * math.sqrt(covariance[1, 1])
    reached = upper < worth_deg_per_week
    return Plateau(reached, first, span, upper, _reason(reached, upper, worth_deg_per_week, first))


def _window(ordered: Sequence[Measurement], trend: Trend) -> list[Measurement]:
    after = trend.calls[-1].seen if trend.calls else None
    return [measurement for measurement in recent(ordered, RECENT_WEEKS.value) if after is None or measurement.day > after]


def _reason(reached: bool, upper: float, worth: float, since: date) -> str:
    compared = "below" if reached else "not below"
    return f"Since {since} the gain is at most {upper:.1f} degrees a week, {compared} the {worth:g} that are worth training for."
