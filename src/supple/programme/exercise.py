"""An exercise of the catalogue: what it is for, how it is done, who should not do it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from supple.programme.words import EndRangeKind, Equipment, PhaseName, Posture, Role, Serves, SideRule
from supple.quantities import Movement


@dataclass(frozen=True)
class Dose:
    """How much. A repetition lasts out_s + hold_s + back_s, on one side; rest_s lies between sets. Times in seconds."""

    sets: int
    reps: int
    out_s: float
    hold_s: float
    back_s: float
    rest_s: float
    days_per_week: int

    @property
    def side_s(self) -> float:
        """Time of one side, seconds, rests between sets included."""
        return self.sets * self.reps * (self.out_s + self.hold_s + self.back_s) + (self.sets - 1) * self.rest_s

    @property
    def held_s(self) -> float:
        """Time of one side that is held, seconds."""
        return self.sets * self.reps * self.hold_s

    def total_s(self, sides: int) -> float:
        """Time of a session's share, seconds; sides is 1 for what has none. A rest of rest_s lies between the sides."""
        return sides * self.side_s + (sides - 1) * self.rest_s

    @property
    def minutes(self) -> float:
        return self.side_s / 60.0

    def on_days(self, days: int) -> Dose:
        return replace(self, days_per_week=days)


@dataclass(frozen=True)
class Breath:
    pattern: str
    in_s: float
    out_s: float


@dataclass(frozen=True)
class Fault:
    """Something that often goes wrong, and what to do about it."""

    fault: str
    remedy: str


@dataclass(frozen=True)
class Exercise:
    """One row of the catalogue (``catalogue/*.toml``).

    rank: order of preference among exercises of the same role. moves: what it moves; with pain in one of these it is left out.
    least and most: the bounds of the dose. contraindications: ids of ``Screening.restrictions``. easier is the inverse of harder.
    source: a source of the evidence, or "convention"; evidence: what that amounts to.
    """

    id: str
    name: str
    clinical_name: str
    purpose: str
    serves: frozenset[Serves]
    moves: frozenset[Movement]
    role: Role
    rank: int
    phases: tuple[PhaseName, ...]
    posture: Posture
    equipment: frozenset[Equipment]
    helpful: tuple[Equipment, ...]
    side_rule: SideRule
    end_range: EndRangeKind
    dose: Dose
    least: Dose
    most: Dose
    breath: Breath
    cues: tuple[str, ...]
    faults: tuple[Fault, ...]
    contraindications: frozenset[str]
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    source: str
    evidence: str

    @property
    def sided(self) -> bool:
        return self.side_rule is not SideRule.BOTH_AT_ONCE

    @property
    def trains_rotation(self) -> bool:
        """Rotation training proper, which linear movement must have opened; upkeep and breathing are not."""
        return Movement.ROTATION in self.moves and self.role is not Role.UPKEEP

    @property
    def stretches_passively(self) -> bool:
        return self.role in {Role.LONG_HOLD, Role.SHORT_HOLDS}
