"""All days of one series judged together: is there real change, how fast, and where does the range stand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.measurement.model import Measurement
from supple.progress.boundary import Boundary
from supple.progress.fit import Days, Fits, fit_prefixes, line, weeks_between
from supple.progress.level import level_now, recent
from supple.progress.model import Interval, RealChange, Trend, Verdict, in_time_order
from supple.progress.settings import DEFAULT, RECENT_WEEKS, ChangeSettings
from supple.progress.two_point import Z95, same_series

_SENTENCE: Final = {
    Verdict.IMPROVED: "Real change: the range grew by more than its error explains.",
    Verdict.DECLINED: "Real change: the range shrank by more than its error explains.",
    Verdict.NO_REAL_CHANGE: "No change beyond error so far.",
    Verdict.TOO_EARLY: "Too few days, or too short a time, to tell.",
}


def trend(
    measurements: Sequence[Measurement], *, training_began: date | None = None, settings: ChangeSettings = DEFAULT
) -> Trend:
    """Judge a series of days of one kind, direction and movement; any number of days, any spacing, any order.

    training_began: days up to it are the baseline; without it, the days of the first week are. Every measured day is a look;
    the chance of ever calling a change where there is none stays below the settings' budget while the stated errors hold.
    After a call the test starts anew with the next measured day. Different raters widen the error.
    Raises InputProblem for no days, for several kinds, for values or errors that are no numbers.
    """
    same_series(measurements)
    ordered = in_time_order(measurements)
    days = Days.of(ordered)
    calls, detectable = _calls(ordered, training_began, settings)
    whole = _look(ordered, training_began, settings)
    scale = math.sqrt(float(whole.scale[-1]))
    slope, slope_interval = _recent_slope(ordered, scale)
    level, level_interval = level_now(ordered, scale)
    change, change_interval = _change(whole)
    verdict = _verdict(calls, ordered, settings)
    return Trend(
        verdict=verdict,
        first=ordered[0].day,
        last=ordered[-1].day,
        days=len({measurement.day for measurement in ordered}),
        weeks=float(days.weeks[-1]),
        level_deg=level,
        level_interval_deg=level_interval,
        slope_deg_per_week=slope,
        slope_interval=slope_interval,
        change_deg=change,
        change_interval_deg=change_interval,
        detectable_deg=detectable,
        error_scale=scale,
        calls=calls,
        reasons=_reasons(verdict, calls, whole, settings),
    )


@dataclass(frozen=True)
class _Look:
    """One run of the test over a stretch of days: everything at every look, (n,) each."""

    measurements: Sequence[Measurement]
    baseline_end: date
    shape: FloatArray
    fits: Fits
    scale: FloatArray

    def amount(self, row: int) -> tuple[float, float]:
        """The change since the baseline by that day's fit and its standard error, degrees."""
        height = float(self.shape[row])
        error = math.sqrt(float(self.scale[row] / self.fits.information[row]))
        return float(self.fits.amount[row]) * height, error * height


@dataclass(frozen=True)
class _Outcome:
    """Where a run of the test ended: at a call, or at the last day with what it would have taken there."""

    row: int
    verdict: Verdict | None
    detectable_deg: float | None


def _run(look: _Look, settings: ChangeSettings) -> _Outcome:
    """Go through the looks in order until one is called; only the last entry of a day is a look."""
    up, down = Boundary(settings.false_improved, settings), Boundary(settings.false_declined, settings)
    z = np.nan_to_num(look.fits.z) / np.sqrt(look.scale)
    detectable = None
    for row in np.flatnonzero(_last_of_day(look.measurements)):
        if not _enough(look.measurements[: int(row) + 1], settings):
            continue
        information = float(look.fits.information[row])
        above, below = up.at(information), down.at(information)
        if z[row] > above or -z[row] > below:
            return _Outcome(int(row), Verdict.IMPROVED if z[row] > 0.0 else Verdict.DECLINED, detectable)
        if math.isfinite(above):
            detectable = above * look.amount(int(row))[1]
    return _Outcome(len(z) - 1, None, detectable)


def _look(ordered: Sequence[Measurement], began: date | None, settings: ChangeSettings) -> _Look:
    days = Days.of(ordered)
    baseline_end = _baseline_end(ordered, began, settings)
    onset = weeks_between(ordered[0].day, baseline_end)
    shape = np.clip(days.weeks - onset, 0.0, settings.ramp_weeks)
    fits = fit_prefixes(days, shape)
    return _Look(
        measurements=ordered,
        baseline_end=baseline_end,
        shape=shape,
        fits=fits,
        scale=_scale(fits, ordered, settings),
    )


def _baseline_end(ordered: Sequence[Measurement], began: date | None, settings: ChangeSettings) -> date:
    first = ordered[0].day
    limit = first + timedelta(days=math.ceil(settings.baseline_days) - 1)
    if began is not None and began >= first:
        limit = began
    return max(measurement.day for measurement in ordered if measurement.day <= limit)


def _last_of_day(ordered: Sequence[Measurement]) -> FloatArray:
    days = [measurement.day for measurement in ordered]
    return np.array([here != after for here, after in zip(days, [*days[1:], None], strict=True)])


def _scale(fits: Fits, ordered: Sequence[Measurement], settings: ChangeSettings) -> FloatArray:
    """Variance of the days against their stated errors, the stated ones counting as ``error_weight_days`` days.

    An error that was learned from the person's own days has met their scatter already and is left as it is.
    """
    if all(measurement.error.learned_days for measurement in ordered):
        return np.ones_like(fits.residual)
    weight = settings.error_weight_days
    return np.asarray((weight + fits.residual) / (weight + np.maximum(fits.freedom, 0.0)), dtype=np.float64)


def _calls(
    ordered: Sequence[Measurement], began: date | None, settings: ChangeSettings
) -> tuple[tuple[RealChange, ...], float | None]:
    """Every change called, in order, and what the test that is still running could call (degrees; None where it cannot yet)."""
    calls: list[RealChange] = []
    rest = ordered
    while rest:
        look = _look(rest, began, settings)
        outcome = _run(look, settings)
        if outcome.verdict is None:
            return tuple(calls), outcome.detectable_deg
        size, error = look.amount(outcome.row)
        seen = rest[outcome.row].day
        calls.append(RealChange(outcome.verdict, look.baseline_end, seen, size, _interval(size, error)))
        # The day of a call lies high by selection; the next one is a fair new baseline.
        rest = [measurement for measurement in rest if measurement.day > seen]
        began = None
    return tuple(calls), None


def _verdict(calls: Sequence[RealChange], ordered: Sequence[Measurement], settings: ChangeSettings) -> Verdict:
    if calls:
        return calls[-1].verdict
    return Verdict.NO_REAL_CHANGE if _enough(ordered, settings) else Verdict.TOO_EARLY


def _enough(ordered: Sequence[Measurement], settings: ChangeSettings) -> bool:
    days = len({measurement.day for measurement in ordered})
    return days >= settings.least_days and weeks_between(ordered[0].day, ordered[-1].day) >= settings.least_weeks


def _interval(middle: float, error: float) -> Interval:
    return middle - Z95 * error, middle + Z95 * error


def _recent_slope(ordered: Sequence[Measurement], scale: float) -> tuple[float | None, Interval | None]:
    window = recent(ordered, RECENT_WEEKS.value)
    if window[0].day == window[-1].day:
        return None, None
    values, covariance = line(Days.of(window))
    slope = float(values[1])
    return slope, _interval(slope, scale * math.sqrt(covariance[1, 1]))


def _change(whole: _Look) -> tuple[float | None, Interval | None]:
    if whole.fits.information[-1] <= 0.0:
        return None, None
    size, error = whole.amount(-1)
    return size, _interval(size, error)


def _reasons(verdict: Verdict, calls: Sequence[RealChange], whole: _Look, settings: ChangeSettings) -> tuple[str, ...]:
    found = [_SENTENCE[verdict]]
    if calls:
        last = calls[-1]
        found.append(f"First seen on {last.seen}, about {abs(last.size_deg):.0f} degrees against the days up to {last.since}.")
    if verdict is Verdict.TOO_EARLY:
        found.append(f"At least {settings.least_days:g} days over {settings.least_weeks:g} weeks are needed.")
    if len({measurement.rater for measurement in whole.measurements}) > 1:
        found.append("Different people measured, which widens the error.")
    return tuple(found)
