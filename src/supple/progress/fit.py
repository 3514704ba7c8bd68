"""Weighted fits of a line of days, for every prefix of the days at once.

Errors of days are independent with the days' SEM; a change of rater adds a deviation shared by all of that rater's days.
Whitening with the Cholesky factor of the whole covariance also whitens every prefix, so sums over rows give every look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.linalg import solve_triangular

from supple.conventions import FloatArray
from supple.measurement.errors import borrowed_error
from supple.measurement.model import Measurement
from supple.problems import InputProblem
from supple.progress.settings import OTHER_OBSERVER
from supple.quantities import SELF_RATER


def weeks_between(first: date, last: date) -> float:
    return (last - first).days / 7.0


@dataclass(frozen=True)
class Days:
    """A series ready for fitting: (n,) weeks since the first day, values in degrees; (n, n) covariance of their errors, deg^2."""

    weeks: FloatArray
    values_deg: FloatArray
    covariance: FloatArray

    @classmethod
    def of(cls, measurements: Sequence[Measurement]) -> Days:
        """Raises InputProblem where a value is missing or its error is not a positive number."""
        first = measurements[0].day
        weeks = np.array([weeks_between(first, m.day) for m in measurements])
        values = np.array([m.mean_deg for m in measurements])
        sem = np.array([m.sem_deg for m in measurements])
        for m in measurements:
            if not (np.isfinite(m.mean_deg) and np.isfinite(m.sem_deg) and m.sem_deg > 0.0):
                found = f"{m.mean_deg:g} degrees with SEM {m.sem_deg:g}"
                raise InputProblem(f"measurement of {m.day}", found, "a number with an SEM above 0", "leave the day out")
        return cls(weeks, values, np.diag(sem**2) + _rater_covariance(measurements))


def rater_sd(one: Measurement, other: Measurement) -> float:
    """SD of what two raters differ by for good, degrees; 0 for the same rater."""
    if one.rater == other.rater:
        return 0.0
    if SELF_RATER in (one.rater, other.rater):
        return OTHER_OBSERVER.value
    kind = one.kind
    changed = borrowed_error(instrument=kind.instrument, position=kind.position, rater=one.rater, changed=True)
    same = borrowed_error(instrument=kind.instrument, position=kind.position, rater=one.rater)
    return float(np.sqrt(2.0 * max(0.0, changed.s_day_deg**2 - same.s_day_deg**2)))


def _rater_covariance(measurements: Sequence[Measurement]) -> FloatArray:
    """Half of the variance between two raters belongs to each, shared by all days of that rater."""
    leader = measurements[0]
    sd = np.array([rater_sd(leader, m) for m in measurements])
    if not sd.any():
        return np.zeros((len(sd), len(sd)))
    half = np.where(sd > 0.0, sd, sd[sd > 0.0].max()) ** 2 / 2.0
    same = np.array([[one.rater == other.rater for other in measurements] for one in measurements])
    return np.where(same, np.minimum(half[:, None], half), 0.0)


@dataclass(frozen=True)
class Fits:
    """Level + amount * shape, fitted to the first k days for each k; (n,) each, NaN where the shape has not shown yet.

    residual: weighted sum of squares about the fit; freedom: its degrees of freedom.
    """

    amount: FloatArray
    information: FloatArray
    residual: FloatArray
    freedom: FloatArray

    @property
    def z(self) -> FloatArray:
        return np.asarray(self.amount * np.sqrt(self.information), dtype=np.float64)


def fit_prefixes(days: Days, shape: FloatArray) -> Fits:
    """Fit every prefix. shape: (n,) what one unit of ``amount`` adds on each day."""
    factor = np.linalg.cholesky(days.covariance)
    columns = np.column_stack([np.ones_like(shape), shape, days.values_deg])
    one, x, y = solve_triangular(factor, columns, lower=True).T
    s11, s1x, s1y = np.cumsum(one * one), np.cumsum(one * x), np.cumsum(one * y)
    sxx, sxy, syy = np.cumsum(x * x), np.cumsum(x * y), np.cumsum(y * y)
    information = np.maximum(sxx - s1x**2 / s11, 0.0)
    information[information < 1e-12 * np.maximum(sxx, 1e-300)] = 0.0
    score = sxy - s1x * s1y / s11
    about_level = np.maximum(syy - s1y**2 / s11, 0.0)
    shown = information > 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        amount = np.where(shown, score / information, np.nan)
    residual = np.where(shown, np.maximum(about_level - np.where(shown, amount, 0.0) * score, 0.0), about_level)
    freedom = np.arange(1, len(shape) + 1) - 1.0 - shown
    return Fits(amount, information, residual, freedom)


def line(days: Days) -> tuple[FloatArray, FloatArray]:
    """Intercept at the last day and slope per week, with their covariance: (2,), (2, 2). Needs two different days."""
    design = np.column_stack([np.ones_like(days.weeks), days.weeks - days.weeks[-1]])
    weighted = np.linalg.solve(days.covariance, design)
    covariance = np.linalg.inv(design.T @ weighted)
    return covariance @ (weighted.T @ days.values_deg), covariance
