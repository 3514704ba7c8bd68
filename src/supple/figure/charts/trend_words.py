"""A trend in words and numbers: what its chart says to those who do not see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from supple.figure.phrases import between, day_words, degrees, figure, plainly
from supple.findings.model import Criterion
from supple.markup import Table
from supple.measurement.model import Measurement, Trial
from supple.progress.model import RealChange, SeriesProgress, Trend
from supple.progress.two_point import Z95
from supple.words import VERDICT_TITLE, kind_words, movement_words


def title(series: SeriesProgress) -> str:
    return f"Trend of {movement_words(series.key.movement, series.key.direction)}"


def now(trend: Trend) -> str:
    return f"Now {degrees(trend.level_deg, 1)} ({between(*trend.level_interval_deg)})"


def call_words(call: RealChange) -> str:
    """``real change +6°``: on the picture, beside the day on which it was called."""
    sign = "+" if call.size_deg > 0 else ""
    return f"real change {sign}{degrees(call.size_deg)}"


def mark_words(criterion: Criterion) -> str:
    return f"mark {plainly(criterion.value_deg)}° ({criterion.strength})"


#: So many calls are told one by one; the table has them all.
_TOLD: Final = 6


def description(series: SeriesProgress, criterion: Criterion | None, *, drawn: int) -> str:
    """drawn: how many of the days are on the picture."""
    trend = series.trend
    days = "1 day" if trend.days == 1 else f"{trend.days} days from {day_words(trend.first)} to {day_words(trend.last)}"
    said = f"{VERDICT_TITLE[trend.verdict]}. {now(trend)}, measured on {days}"
    if trend.change_deg is not None and trend.change_interval_deg is not None:
        said += f"; since the baseline {figure(trend.change_deg, 1)}° ({between(*trend.change_interval_deg)})"
    if drawn < len(series.measurements):
        said += f", of which the lowest and highest of each stretch are drawn ({drawn})"
    if trend.calls:
        last = trend.calls[-_TOLD:]
        earlier = f"{len(trend.calls) - len(last)} earlier real changes, " if len(last) < len(trend.calls) else ""
        said += f"; {earlier}" + ", ".join(f"{call_words(call)} seen on {day_words(call.seen)}" for call in last)
    return said + (f"; {mark_words(criterion)}." if criterion else ".")


def table(series: SeriesProgress, trials: Mapping[date, Sequence[Trial]]) -> Table:
    calls = {call.seen: call_words(call) for call in series.trend.calls}
    rows = tuple(_row(one, trials.get(one.day, ()), calls.get(one.day)) for one in series.measurements)
    columns = ("day", "mean, degrees", "95 %", "trials", "each trial, degrees", "measured by", "called on this day")
    return Table(f"{title(series)}; {kind_words(series.key.kind)}", columns, rows)


def _row(one: Measurement, trials: Sequence[Trial], call: str | None) -> tuple[object, ...]:
    low, high = one.mean_deg - Z95 * one.sem_deg, one.mean_deg + Z95 * one.sem_deg
    each = ", ".join(figure(trial.value_deg, 1) for trial in trials) or None
    return (
        one.day.isoformat(),
        one.mean_deg,
        f"{figure(low, 1)} to {figure(high, 1)}",
        one.n,
        each,
        one.rater,
        call,
    )
