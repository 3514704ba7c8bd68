"""One mode's measurements as the judgement sees them: today's, which may still grow, and earlier days', which may not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from numpy.typing import ArrayLike

from supple.conventions import FloatArray
from supple.measurement.model import Measurement

_NOTHING = math.inf


@dataclass(frozen=True)
class Seen:
    """Today's mean of n trials and earlier days' mean with its variance (deg^2; infinite where there are none).

    s_day_deg: what is constant over today's trials; s_trial_deg: what averages out. Standard deviations.
    """

    today_deg: float
    n: int
    s_trial_deg: float
    s_day_deg: float
    earlier_deg: float = 0.0
    earlier_variance: float = _NOTHING

    @property
    def today_variance(self) -> float:
        return self.s_day_deg**2 + self.s_trial_deg**2 / self.n if self.n else _NOTHING

    @property
    def mean_deg(self) -> float:
        return self._together(self.today_deg, self.today_variance)[0]

    @property
    def variance(self) -> float:
        return self._together(self.today_deg, self.today_variance)[1]

    def with_more(self, mean_deg: FloatArray, count: int) -> tuple[ArrayLike, float]:
        """Mean and variance of all, should ``count`` further trials today have these means."""
        total = self.n + count
        today = (self.n * self.today_deg + count * mean_deg) / total
        variance = self.s_day_deg**2 + self.s_trial_deg**2 / total
        share = 0.0 if math.isinf(self.earlier_variance) else variance / (variance + self.earlier_variance)
        return (1.0 - share) * today + share * self.earlier_deg, variance * (1.0 - share)

    def _together(self, today: float, variance: float) -> tuple[float, float]:
        if math.isinf(variance):
            return self.earlier_deg, self.earlier_variance
        share = 0.0 if math.isinf(self.earlier_variance) else variance / (variance + self.earlier_variance)
        return (1.0 - share) * today + share * self.earlier_deg, variance * (1.0 - share)


def seen(today: Measurement | None, earlier: Sequence[Measurement], on: date, drift_deg_per_week: float) -> Seen:
    """Put today's and earlier days' measurements of one kind in this form; what may have changed since widens a day."""
    precision = [1.0 / (day.sem_deg**2 + (drift_deg_per_week * (on - day.day).days / 7.0) ** 2) for day in earlier]
    total = sum(precision)
    mean = sum(p * day.mean_deg for p, day in zip(precision, earlier, strict=True)) / total if total else 0.0
    error = (today or earlier[0]).error
    return Seen(
        today_deg=today.mean_deg if today else 0.0,
        n=today.n if today else 0,
        s_trial_deg=error.s_trial_deg,
        s_day_deg=_constant_part(today) if today else error.s_day_deg,
        earlier_deg=mean,
        earlier_variance=1.0 / total if total else _NOTHING,
    )


def _constant_part(today: Measurement) -> float:
    """Standard deviation of what further trials today do not average out (day, shared instrument error, warm-up)."""
    return math.sqrt(max(0.0, today.sem_deg**2 - today.error.s_trial_deg**2 / today.n))
