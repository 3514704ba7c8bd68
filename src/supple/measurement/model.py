"""Trials, the kinds that are never pooled across, and the day's measurement."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, time

from supple.quantities import (
    SELF_RATER,
    Arm,
    Assist,
    Direction,
    Grade,
    Instrument,
    Mode,
    Movement,
    Placement,
    Position,
    Support,
)


@dataclass(frozen=True, order=True)
class KindOfTrial:
    """The key that is never pooled across."""

    position: Position
    mode: Mode
    instrument: Instrument
    placement: Placement | None = None
    arm: Arm | None = None
    assist: Assist | None = None


@dataclass(frozen=True)
class Trial:
    """One good or usable repetition.

    value_deg is positive toward ``direction``. own_error_deg: standard deviation that the instrument's own analysis gives this
    one value (a recording's interval), None for a typed value. pain is 0..10 or None where nobody asked.
    """

    movement: Movement
    direction: Direction | None
    mode: Mode
    position: Position
    instrument: Instrument
    value_deg: float
    day: date
    time: time | None = None
    order: int | None = None
    rater: str = SELF_RATER
    placement: Placement | None = None
    arm: Arm | None = None
    assist: Assist | None = None
    support: Support | None = None
    pain: int | None = None
    quality: Grade = Grade.GOOD
    own_error_deg: float | None = None

    @property
    def kind(self) -> KindOfTrial:
        return KindOfTrial(self.position, self.mode, self.instrument, self.placement, self.arm, self.assist)


@dataclass(frozen=True)
class ErrorModel:
    """Degrees: ``y = theta + b_d + e_di``, ``b ~ N(0, s_day^2)``, ``e ~ N(0, s_trial^2)``.

    source names the figure(s) of ``supple.evidence`` or says how it was learned ("learned from n days").
    """

    s_trial_deg: float
    s_day_deg: float
    source: str


@dataclass(frozen=True)
class Measurement:
    """The day's trials of one kind, movement and direction put together."""

    movement: Movement
    direction: Direction | None
    kind: KindOfTrial
    rater: str
    day: date
    mean_deg: float
    sem_deg: float
    n: int
    error: ErrorModel

    @property
    def mdc95_deg(self) -> float:
        """Minimal detectable change, 1.96 * sqrt(2) * SEM; always computed, never stored."""
        return 1.96 * math.sqrt(2.0) * self.sem_deg
