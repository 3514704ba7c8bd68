"""From trials of any kinds and days to the progress of each series: the one entry for command line and web."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from supple.findings.screening_pain import PainZone, zone_of
from supple.measurement.day import Group, group_of, measure_days, usable
from supple.measurement.errors import borrowed_error
from supple.measurement.model import ErrorModel, KindOfTrial, Measurement, Trial
from supple.measurement.own_error import learn_error
from supple.progress.model import SeriesKey, SeriesProgress, in_time_order
from supple.progress.plateaus import plateau
from supple.progress.settings import DEFAULT, ChangeSettings
from supple.progress.trends import trend
from supple.progress.two_point import series_key, two_point_change
from supple.quantities import Movement


def group_history(
    trials: Iterable[Trial], *, error: ErrorModel | None = None, learn: bool = True
) -> Mapping[SeriesKey, tuple[Measurement, ...]]:
    """Days of each series in time order; a series is one movement, direction and kind of trial.

    error: used for everything instead of the borrowed one. learn: let the person's own repeats (of a movement, kind and
    rater, both directions together) replace the borrowed error as days accumulate; the borrowed one is that of people in
    pain where some of these trials hurt beyond the go zone. Rejected and missing values are left out.
    """
    counted = usable(trials)
    chosen = error if error is not None else (_learned(counted) if learn else None)
    found: dict[SeriesKey, list[Measurement]] = defaultdict(list)
    for measurement in measure_days(counted, chosen):
        found[series_key(measurement)].append(measurement)
    ordered = sorted(found, key=lambda key: key.sort_key)
    return {key: tuple(in_time_order(found[key])) for key in ordered}


def progress_of(
    trials: Iterable[Trial],
    *,
    training_began: date | None = None,
    error: ErrorModel | None = None,
    learn: bool = True,
    settings: ChangeSettings = DEFAULT,
) -> tuple[SeriesProgress, ...]:
    """The progress of every series in a history, in order of movement, direction and kind; empty for no usable trial.

    training_began: days up to it are baseline. Raises InputProblem for values that cannot be judged.
    """
    history = group_history(trials, error=error, learn=learn)
    return tuple(series_progress(key, days, training_began=training_began, settings=settings) for key, days in history.items())


def series_progress(
    key: SeriesKey,
    measurements: tuple[Measurement, ...],
    *,
    training_began: date | None = None,
    settings: ChangeSettings = DEFAULT,
) -> SeriesProgress:
    judged = trend(measurements, training_began=training_began, settings=settings)
    first, last = measurements[0], measurements[-1]
    return SeriesProgress(
        key=key,
        measurements=measurements,
        trend=judged,
        plateau=plateau(measurements, judged),
        two_point=two_point_change(first, last) if last.day > first.day else None,
    )


def _learned(trials: list[Trial]) -> dict[Group, ErrorModel]:
    by_rater: dict[tuple[Movement, KindOfTrial, str], list[Trial]] = defaultdict(list)
    for trial in trials:
        by_rater[trial.movement, trial.kind, trial.rater].append(trial)
    errors = {
        (movement, kind, rater): learn_error(
            mine,
            borrowed_error(instrument=kind.instrument, position=kind.position, rater=rater, in_pain=_in_pain(mine)),
        )
        for (movement, kind, rater), mine in by_rater.items()
    }
    return {group_of(trial): errors[trial.movement, trial.kind, trial.rater] for trial in trials}


def _in_pain(trials: Iterable[Trial]) -> bool:
    """Whether some of them hurt beyond the go zone: the larger error published for people in pain then holds for all."""
    return any(trial.pain is not None and zone_of(trial.pain) is not PainZone.GO for trial in trials)
