"""Trials of one day to measurements: one per kind, movement, direction and rater."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from statistics import fmean
from typing import Final

from supple.measurement.errors import borrowed_error
from supple.measurement.model import ErrorModel, KindOfTrial, Measurement, Trial
from supple.problems import InputProblem
from supple.quantities import Direction, Grade, Movement

#: How far the instrument's own errors of one day's trials go together (shared zero and drift): convention of this project.
OWN_ERROR_CORRELATION: Final = 0.5
#: A rise across trials widens the error only beyond what chance alone gives one time in twenty, one-sided.
RISE_BEYOND_SE: Final = 1.645


@dataclass(frozen=True)
class Group:
    """What may be averaged: the same movement, direction, kind and rater, on one day."""

    movement: Movement
    direction: Direction | None
    kind: KindOfTrial
    rater: str
    day: date

    @property
    def sort_key(self) -> tuple[str, ...]:
        return (self.day.isoformat(), self.movement, self.direction or "", *self.kind.sort_key, self.rater)


#: An error for everything, for each group, or None for the borrowed one.
ErrorChoice = ErrorModel | Mapping[Group, ErrorModel] | Callable[[Group], ErrorModel] | None


def group_of(trial: Trial) -> Group:
    return Group(trial.movement, trial.direction, trial.kind, trial.rater, trial.day)


def usable(trials: Iterable[Trial]) -> list[Trial]:
    """Trials that count: not rejected, with a finite value (a missing one is not zero) and no unknown error of the instrument."""
    return [
        trial
        for trial in trials
        if trial.quality != Grade.REJECTED and math.isfinite(trial.value_deg) and math.isfinite(trial.own_error_deg or 0.0)
    ]


def measure_day(trials: Iterable[Trial], error: ErrorChoice = None) -> list[Measurement]:
    """Put the trials of one day together, never across kinds, raters or directions.

    The mean is the plain mean. Its SEM (degrees) is sqrt(s_day^2 + s_trial^2/k + own + rise^2/4): ``own`` is the instrument's
    own error with half of it shared by the day's trials, ``rise`` a warm-up across the trials beyond chance.
    Rejected trials and missing values are left out. Raises InputProblem where the trials are of several days.
    """
    counted = usable(trials)
    days = sorted({trial.day for trial in counted})
    if len(days) > 1:
        raise InputProblem("trials", f"trials of {len(days)} days ({days[0]} to {days[-1]})", "one day", "call measure_days")
    return measure_days(counted, error)


def measure_days(trials: Iterable[Trial], error: ErrorChoice = None) -> list[Measurement]:
    """``measure_day`` for each day of a history, in order of day, movement, direction and kind."""
    counted = sorted(usable(trials), key=lambda trial: group_of(trial).sort_key)
    return [_measurement(group, list(members), error) for group, members in groupby(counted, key=group_of)]


def rise_across(trials: Sequence[Trial], s_trial_deg: float) -> float:
    """How far the values rise from the first trial to the last beyond chance, degrees; 0 for fewer than three trials.

    A straight line through the trials in their order; chance is what trial error alone would give.
    """
    count = len(trials)
    if count < 3:
        return 0.0
    ordered = sorted(trials, key=in_order)
    spread = count * (count * count - 1) / 12.0
    slope = sum((place - (count - 1) / 2.0) * trial.value_deg for place, trial in enumerate(ordered)) / spread
    chance = RISE_BEYOND_SE * s_trial_deg / math.sqrt(spread)
    return max(0.0, (slope - chance) * (count - 1))


def in_order(trial: Trial) -> tuple[bool, int, bool, str]:
    """Sort key within a day: by order, else by time, else as given."""
    return (trial.order is None, trial.order or 0, trial.time is None, str(trial.time or ""))


def _measurement(group: Group, members: list[Trial], error: ErrorChoice) -> Measurement:
    model = _error_of(group, error)
    rise = rise_across(members, model.s_trial_deg)
    variance = model.sem_deg(len(members)) ** 2 + own_variance(members) + rise**2 / 4.0
    return Measurement(
        movement=group.movement,
        direction=group.direction,
        kind=group.kind,
        rater=group.rater,
        day=group.day,
        mean_deg=fmean(trial.value_deg for trial in members),
        sem_deg=math.sqrt(variance),
        n=len(members),
        error=model,
        rise_deg=rise,
    )


def own_variance(trials: Sequence[Trial]) -> float:
    """Variance of the mean from the instrument's own errors, deg^2, part of it shared by the day's trials."""
    own = [trial.own_error_deg or 0.0 for trial in trials]
    shared = OWN_ERROR_CORRELATION * fmean(own) ** 2
    return shared + (1.0 - OWN_ERROR_CORRELATION) * sum(value * value for value in own) / len(own) ** 2


def _error_of(group: Group, error: ErrorChoice) -> ErrorModel:
    borrowed = borrowed_error(instrument=group.kind.instrument, position=group.kind.position, rater=group.rater)
    if error is None:
        return borrowed
    if isinstance(error, ErrorModel):
        return error
    return error(group) if callable(error) else error.get(group, borrowed)
