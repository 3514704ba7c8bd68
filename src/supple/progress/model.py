"""What a history of measurements amounts to: changes, trends, plateaus, adherence, what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supple.measurement.model import KindOfTrial, Measurement
from supple.quantities import Direction, Movement

#: Lower and upper bound, degrees or degrees a week; 95 % unless said otherwise.
Interval = tuple[float, float]


class Verdict(StrEnum):
    """What the days measured so far say about the range (values are positive toward the movement, so more is better)."""

    IMPROVED = "improved"
    DECLINED = "declined"
    NO_REAL_CHANGE = "no-real-change"
    TOO_EARLY = "too-early-to-tell"


@dataclass(frozen=True)
class SeriesKey:
    """What may stand in one line of measurements: never another movement, direction or kind of trial."""

    movement: Movement
    direction: Direction | None
    kind: KindOfTrial

    @property
    def sort_key(self) -> tuple[str, ...]:
        return (self.movement, self.direction or "", *self.kind.sort_key)


@dataclass(frozen=True)
class Change:
    """Two days compared: the rule that everybody knows, for reference.

    mdc95_deg is 1.96 * sqrt(sem_first^2 + sem_last^2 + rater^2), which is 1.96 * sqrt(2) * SEM for equal errors of one rater.
    """

    first: date
    last: date
    difference_deg: float
    interval_deg: Interval
    mdc95_deg: float
    same_rater: bool

    @property
    def beyond_error(self) -> bool:
        return abs(self.difference_deg) > self.mdc95_deg


@dataclass(frozen=True)
class RealChange:
    """A change called beyond error. since: the last baseline day. seen: the day on which it was first called.

    size_deg and its interval are those of that day; a change is called when it looks large, so they lean to the large side.
    """

    verdict: Verdict
    since: date
    seen: date
    size_deg: float
    interval_deg: Interval


@dataclass(frozen=True)
class Trend:
    """A series of days judged together.

    verdict: the latest change called, else whether there was enough to call one. slope: the straight line through the last
    weeks. level: where the range stands on ``last``. change: since the baseline, all days used. None where there are too few
    days. detectable_deg: the change since the latest baseline that would be called if the next day were today's equal.
    error_scale: how much wider (above 1) or narrower the days scatter than their stated errors; it widens every interval.
    """

    verdict: Verdict
    first: date
    last: date
    days: int
    weeks: float
    level_deg: float
    level_interval_deg: Interval
    slope_deg_per_week: float | None
    slope_interval: Interval | None
    change_deg: float | None
    change_interval_deg: Interval | None
    detectable_deg: float | None
    error_scale: float
    calls: tuple[RealChange, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Plateau:
    """reached: None where the days cannot say. upper_deg_per_week: one-sided upper bound of the slope, None as ``reached``."""

    reached: bool | None
    since: date
    weeks: float
    upper_deg_per_week: float | None
    reason: str


@dataclass(frozen=True)
class Session:
    """One sitting: exercises (or sets) done of those prescribed. Pain 0..10, None where it was not asked."""

    day: date
    done: int
    prescribed: int
    pain_before: int | None = None
    pain_during: int | None = None
    pain_next_morning: int | None = None
    pain_after: int | None = None

    @property
    def worst_pain(self) -> int | None:
        """The worst of what was told, None where nothing was."""
        told = (self.pain_before, self.pain_during, self.pain_after, self.pain_next_morning)
        return max((pain for pain in told if pain is not None), default=None)


@dataclass(frozen=True)
class WeekAdherence:
    """One week of the programme. fraction: done against prescribed, at most 1; None where nothing was prescribed."""

    week: int
    starts: date
    sessions: int
    done: float
    prescribed: float
    complete: bool

    @property
    def fraction(self) -> float | None:
        return min(1.0, self.done / self.prescribed) if self.prescribed > 0 else None


@dataclass(frozen=True)
class SeriesProgress:
    """Everything about one series. two_point: first against last day, for reference; None for a single day."""

    key: SeriesKey
    measurements: tuple[Measurement, ...]
    trend: Trend
    plateau: Plateau
    two_point: Change | None


def in_time_order(measurements: Iterable[Measurement]) -> list[Measurement]:
    return sorted(measurements, key=lambda measurement: (measurement.day, measurement.rater))
