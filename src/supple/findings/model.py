"""What the screening and the measurements amount to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from supple.measurement.model import KindOfTrial, Measurement
from supple.quantities import Assist, Direction, Mode, Movement, Position


class Category(StrEnum):
    MEETS_CRITERION = "meets-criterion"
    MOBILITY_LIMITATION = "mobility-limitation"
    MOTOR_CONTROL_DEFICIT = "motor-control-deficit"
    BORDERLINE = "borderline"
    UNDETERMINED = "undetermined"
    PAINFUL = "painful"
    NO_CRITERION = "no-criterion"


class Urgency(StrEnum):
    """How soon somebody should be seen; ordered from none to now."""

    NONE = "none"
    CLINICIAN = "clinician"  # talk to a clinician before going on
    SOON = "soon"  # a clinician within days
    URGENT = "urgent"  # a doctor today
    EMERGENCY = "emergency"  # emergency services now


@dataclass(frozen=True)
class Flag:
    """One screening answer that changes what may be done. text is for the person, source a key of ``supple.evidence``."""

    question: str
    group: str
    urgency: Urgency
    text: str
    source: str


@dataclass(frozen=True)
class Screening:
    """What may be tested today. stop: a red flag; nothing but ``advice`` may be shown.

    active, assisted, held_end_range: whether those tests or exercises are allowed at all.
    phone_on_chest: False with a magnet-sensitive implant.
    restrictions: ids of contraindications, against which exercises are checked.
    unanswered: ids of the required questions nobody answered; an unanswered question closes nothing and clears nothing.
    """

    stop: bool
    flags: tuple[Flag, ...]
    urgency: Urgency
    advice: str
    active: bool = True
    assisted: bool = True
    held_end_range: bool = True
    phone_on_chest: bool = True
    restrictions: frozenset[str] = frozenset()
    pain_zone: str = "go"  # go | modify | stop | not-asked
    unanswered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """The mark a range is held against: rows of a table that a clinic may replace."""

    movement: Movement
    position: Position
    value_deg: float
    source: str
    strength: str  # "convention" where it is one
    healthy_mean_deg: float | None = None
    healthy_mean_source: str | None = None


@dataclass(frozen=True)
class NextTrial:
    """The trial worth doing next, within the protocol's order and limits."""

    mode: Mode
    kind: KindOfTrial
    why: str
    another_day: bool = False


@dataclass(frozen=True)
class EndRange:
    """The best end range at hand: passive (clinician) or assisted (a lower bound)."""

    mode: Mode
    measurement: Measurement
    assist: Assist | None = None


@dataclass(frozen=True)
class Finding:
    """One movement and direction in one position.

    probabilities: category -> probability, empty where nothing was judged. reasons: whole sentences, why it was judged so.
    """

    movement: Movement
    direction: Direction | None
    position: Position
    category: Category
    probabilities: Mapping[Category, float]
    active: Measurement | None
    end_range: EndRange | None
    criterion: Criterion | None
    reasons: tuple[str, ...]
    next_trial: NextTrial | None
