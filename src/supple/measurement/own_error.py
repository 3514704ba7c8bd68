"""The person's own error, learned from repeats; it replaces the borrowed one as days accumulate.

Each variance gets a scaled inverse chi-squared prior centred on the borrowed one (the conjugate of a normal variance); what is
used is the weighted mean ``(nu0 * borrowed^2 + nu * own^2) / (nu0 + nu)``, with nu the degrees of freedom of the person's own
 repeats (Gelman et al., Bayesian Data Analysis, section 2.6). nu0, the
repeats that the borrowed error is worth, is a convention.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from statistics import fmean
from typing import Final

from supple.measurement.day import OWN_ERROR_CORRELATION, group_of, own_variance, usable
from supple.measurement.model import ErrorModel, Trial

#: The borrowed error counts as much as this many degrees of freedom of own repeats (convention of this project).
BORROWED_TRIAL_WEIGHT: Final = 6.0
BORROWED_DAY_WEIGHT: Final = 3.0
#: Days further apart say nothing about error: the range itself may have changed (convention of this project).
LONGEST_STEP_DAYS: Final = 14
#: Each step between consecutive days is worth this much of a degree of freedom: steps share their days (von Neumann 1941).
STEP_WEIGHT: Final = 2.0 / 3.0


@dataclass(frozen=True)
class _Spread:
    """A variance (deg^2) with its degrees of freedom."""

    variance: float
    freedom: float

    def with_borrowed(self, borrowed_sd_deg: float, weight: float) -> float:
        return math.sqrt((weight * borrowed_sd_deg**2 + self.freedom * self.variance) / (weight + self.freedom))


def learn_error(trials: Iterable[Trial], borrowed: ErrorModel) -> ErrorModel:
    """Shrink the borrowed error toward what the person's own repeats show.

    trials: of one kind and one rater over one or more days (both directions may be mixed: they share one error, not one range).
    The trial part pools the variance within each day; the day part comes from steps between consecutive days at most two weeks
    apart, so that a slow trend is not taken for error. With one day only the trial part is learned.
    Without repeats ``borrowed`` comes back unchanged.
    """
    sets = _sets(usable(trials))
    within = _within(sets)
    if within.freedom == 0.0 and all(len(by_day) < 2 for by_day in sets):
        return borrowed
    s_trial = within.with_borrowed(borrowed.s_trial_deg, BORROWED_TRIAL_WEIGHT)
    between = _between(sets, s_trial)
    s_day = between.with_borrowed(borrowed.s_day_deg, BORROWED_DAY_WEIGHT)
    if between.freedom == 0.0:
        return replace(borrowed, s_trial_deg=s_trial)
    share = between.freedom / (between.freedom + BORROWED_DAY_WEIGHT)
    days = len({day for by_day in sets for pair in _close_days(by_day) for day in pair})
    source = f"learned from {days} days"
    return replace(borrowed, s_trial_deg=s_trial, s_day_deg=s_day, source=source, learned_days=days, own_share=share)


def _sets(trials: Sequence[Trial]) -> list[dict[date, list[Trial]]]:
    """Trials by day, one set for each thing that has one true range."""
    found: dict[Hashable, dict[date, list[Trial]]] = defaultdict(lambda: defaultdict(list))
    for trial in trials:
        group = group_of(trial)
        found[group.movement, group.direction, group.kind, group.rater][trial.day].append(trial)
    return [dict(sorted(by_day.items())) for by_day in found.values()]


def _within(sets: Sequence[dict[date, list[Trial]]]) -> _Spread:
    """Pooled variance within a day, less what the instrument's own error explains (it is added again to each trial)."""
    squares, freedom = 0.0, 0
    for by_day in sets:
        for members in by_day.values():
            mean = fmean(trial.value_deg for trial in members)
            own = fmean((trial.own_error_deg or 0.0) ** 2 for trial in members)
            count = len(members) - 1
            squares += sum((trial.value_deg - mean) ** 2 for trial in members)
            squares -= count * (1.0 - OWN_ERROR_CORRELATION) * own
            freedom += count
    return _Spread(max(0.0, squares / freedom) if freedom else 0.0, freedom)


def _between(sets: Sequence[dict[date, list[Trial]]], s_trial_deg: float) -> _Spread:
    """Variance between days from steps between consecutive ones, less the trial and instrument error left in each mean."""
    steps = [half_square for by_day in sets for half_square in _steps(by_day, s_trial_deg)]
    freedom = len(steps) if len(steps) < 2 else max(1.0, STEP_WEIGHT * len(steps))
    return _Spread(max(0.0, fmean(steps)) if steps else 0.0, freedom)


def _steps(by_day: dict[date, list[Trial]], s_trial_deg: float) -> Iterable[float]:
    for earlier, later in _close_days(by_day):
        first, second = by_day[earlier], by_day[later]
        step = fmean(t.value_deg for t in second) - fmean(t.value_deg for t in first)
        known = [s_trial_deg**2 / len(members) + own_variance(members) for members in (first, second)]
        yield (step * step - sum(known)) / 2.0


def _close_days(by_day: dict[date, list[Trial]]) -> list[tuple[date, date]]:
    """Consecutive days near enough that the range itself has hardly changed."""
    return [(one, next_one) for one, next_one in pairwise(by_day) if (next_one - one).days <= LONGEST_STEP_DAYS]
