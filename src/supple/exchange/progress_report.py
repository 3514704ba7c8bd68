"""A history judged as a whole: what ``supple progress`` says, as one object."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from supple.exchange.json_progress import SeriesReport, progress_json
from supple.measurement.model import Trial
from supple.progress import Signs, next_retest, progress_of, referrals
from supple.progress.model import SeriesProgress


@dataclass(frozen=True)
class ProgressReport:
    """One entry for each movement, direction and kind of trial; they are never pooled."""

    series: tuple[SeriesReport, ...]

    def to_json(self) -> dict[str, object]:
        return progress_json(self.series)

    def _repr_html_(self) -> str:
        from supple.exchange.html import progress_html

        return progress_html([one.progress for one in self.series])


def progress_report(trials: Iterable[Trial], *, training_began: date | None = None) -> ProgressReport:
    """Judge a history of trials, each kind of trial by itself.

    training_began: days up to it are baseline, and lack of gain counts from it; without it no lack of gain refers anybody.
    """
    series = progress_of(trials, training_began=training_began)
    return ProgressReport(tuple(_report(one, training_began) for one in series))


def _report(series: SeriesProgress, training_began: date | None) -> SeriesReport:
    """A history of trials says nothing of adherence, symptoms or goals: what is not known refers nobody."""
    signs = Signs(
        verdict=series.trend.verdict,
        slope_deg_per_week=series.trend.slope_deg_per_week,
        trained_weeks=0.0 if training_began is None else max(0.0, (series.trend.last - training_began).days / 7.0),
        plateau=series.plateau.reached,
    )
    return SeriesReport(series, next_retest(series.trend.last), referrals(signs))
