"""Trials, the kinds that are never pooled across, and the day's measurement."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from supple.problems import InputProblem
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
    Quantity,
    Support,
)

#: A person's own repeats replace the borrowed smallest difference from this many days on (convention): one step between two
#: days says too little to move a rule's bound, though it already moves the standard error.
OWN_FLOOR_DAYS: Final = 3


@dataclass(frozen=True)
class KindOfTrial:
    """The key that is never pooled across. Kinds sort by their words, a missing one before any other."""

    position: Position
    mode: Mode
    instrument: Instrument
    placement: Placement | None = None
    arm: Arm | None = None
    assist: Assist | None = None
    quantity: Quantity = Quantity.THORACIC_ROTATION

    @property
    def sort_key(self) -> tuple[str, ...]:
        parts = (self.position, self.mode, self.instrument, self.placement, self.arm, self.assist, self.quantity)
        return tuple("" if part is None else str(part) for part in parts)

    def __lt__(self, other: KindOfTrial) -> bool:
        return self.sort_key < other.sort_key


def quantity_of(position: Position, instrument: Instrument) -> Quantity:
    """What a rotation is where nobody said: one phone outside lumbar-locked also sees the pelvis turn."""
    alone = instrument is Instrument.PHONE and position is not Position.LUMBAR_LOCKED
    return Quantity.TRUNK_TURN if alone else Quantity.THORACIC_ROTATION


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
    quantity: Quantity | None = None

    @property
    def kind(self) -> KindOfTrial:
        quantity = self.quantity or quantity_of(self.position, self.instrument)
        return KindOfTrial(self.position, self.mode, self.instrument, self.placement, self.arm, self.assist, quantity)


@dataclass(frozen=True)
class ErrorModel:
    """Degrees: ``y = theta + b_d + e_di``, ``b ~ N(0, s_day^2)``, ``e ~ N(0, s_trial^2)``.

    source names the figure(s) of ``supple.evidence`` or says how it was learned ("learned from n days"); strength is one of
    the words of ``supple.evidence.Strength``. floor_deg: the smallest difference between two days' means of this kind that counts
    as real while the error is borrowed; None where it is to be computed. learned_days: days of the person's own repeats in it, 0
    where all is borrowed; own_share: how much of the day part is the person's own, 0 to 1. note: a whole sentence or two.
    """

    s_trial_deg: float
    s_day_deg: float
    source: str
    strength: str = "convention"
    floor_deg: float | None = None
    learned_days: int = 0
    own_share: float = 0.0
    note: str = ""

    def __post_init__(self) -> None:
        parts = (self.s_trial_deg, self.s_day_deg)
        if not all(math.isfinite(part) and part >= 0.0 for part in parts) or not any(parts):
            found = f"an error of {self.s_trial_deg:g} from trial to trial and {self.s_day_deg:g} from day to day"
            raise InputProblem("error", found, "numbers of 0 or more, not both 0", "no measurement is without error")

    def sem_deg(self, trials: int) -> float:
        """Standard error of a day's mean of so many trials, degrees: sqrt(s_day^2 + s_trial^2 / k)."""
        return math.sqrt(self.s_day_deg**2 + self.s_trial_deg**2 / trials)

    @property
    def is_own(self) -> bool:
        """Whether enough days are in it for a floor of one's own."""
        return self.learned_days >= OWN_FLOOR_DAYS

    @property
    def detectable_deg(self) -> float:
        """The smallest difference of two days' means of three that counts as real, degrees.

        The borrowed floor, or 1.96 * sqrt(2) * SEM once the error is the person's own (or has no borrowed floor).
        """
        if self.floor_deg is not None and not self.is_own:
            return self.floor_deg
        return 1.96 * math.sqrt(2.0) * self.sem_deg(3)


@dataclass(frozen=True)
class Measurement:
    """The day's trials of one kind, movement and direction put together.

    sem_deg holds the day, the trials, the instrument's own analysis and a rise across the trials (rise_deg, 0 where there is none
    beyond chance). days: how many days are in it (1 unless a finding put several together; ``day`` is then the latest).
    """

    movement: Movement
    direction: Direction | None
    kind: KindOfTrial
    rater: str
    day: date
    mean_deg: float
    sem_deg: float
    n: int
    error: ErrorModel
    rise_deg: float = 0.0
    days: int = 1

    @property
    def mdc95_deg(self) -> float:
        """Minimal detectable change, 1.96 * sqrt(2) * SEM; always computed, never stored."""
        return 1.96 * math.sqrt(2.0) * self.sem_deg
