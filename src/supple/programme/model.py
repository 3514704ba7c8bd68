"""A programme as it is handed out: phases of prescribed exercises, or the reason why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from supple.findings.model import Screening, Urgency
from supple.programme.exercise import Dose, Exercise
from supple.programme.person import Person
from supple.programme.plan import EVERY_DAY
from supple.programme.words import PhaseName, Side
from supple.quantities import Direction


class Turn(StrEnum):
    """On which training days: every one the dose asks for, or every other one, taking turns with the other direction."""

    EVERY = "every"
    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True)
class Prescribed:
    """One exercise of a phase, with the dose that fits. seconds: of a session, getting into place included."""

    exercise: Exercise
    side: Side
    dose: Dose
    days_per_week: int
    why: str
    seconds: float
    turn: Turn = Turn.EVERY

    @property
    def every_day(self) -> bool:
        """Whether it is upkeep, done on days without training too."""
        return self.exercise.role in EVERY_DAY

    def goes_to(self, direction: Direction) -> bool:
        return self.side in {Side(direction.value), Side.EACH, Side.ALTERNATE}

    def document(self) -> dict[str, Any]:
        """The keys of the JSON contract."""
        one, dose = self.exercise, self.dose
        return {
            "id": one.id,
            "name": one.name,
            "side": str(self.side),
            "sets": dose.sets,
            "reps": dose.reps,
            "hold_s": dose.hold_s,
            "tempo_s": {"out": dose.out_s, "hold": dose.hold_s, "back": dose.back_s},
            "rest_s": dose.rest_s,
            "days_per_week": self.days_per_week,
            "minutes": round(self.seconds / 60.0, 2),
            "turn": str(self.turn),
            "why": self.why,
            "source": one.source,
        }


@dataclass(frozen=True)
class Phase:
    """One stage of the plan. exercises: in the session's order, linear movement first."""

    name: PhaseName
    title: str
    why: str
    until: str
    exercises: tuple[Prescribed, ...]
    notes: tuple[str, ...] = ()

    @property
    def minutes(self) -> float:
        """Of its longest session."""
        turns = (Turn.FIRST, Turn.SECOND)
        return max(sum(one.seconds for one in self.exercises if one.turn in {Turn.EVERY, turn}) for turn in turns) / 60.0

    def document(self) -> dict[str, Any]:
        rows = [one.document() for one in self.exercises]
        return {"name": str(self.name), "title": self.title, "why": self.why, "until": self.until, "exercises": rows}


@dataclass(frozen=True)
class Referral:
    """Advice to be seen. direction None: the whole person."""

    text: str
    urgency: Urgency
    direction: Direction | None = None

    def document(self) -> dict[str, Any]:
        return {"text": self.text, "urgency": str(self.urgency), "direction": str(self.direction) if self.direction else None}


@dataclass(frozen=True)
class Programme:
    """phases: the present one first, then those to come if all goes well. notes: what was left out or changed, and why."""

    phases: tuple[Phase, ...]
    notes: tuple[str, ...]
    referrals: tuple[Referral, ...]
    person: Person
    screening: Screening

    @property
    def now(self) -> Phase:
        return self.phases[0]

    def document(self) -> dict[str, Any]:
        return {
            "phases": [phase.document() for phase in self.phases],
            "notes": list(self.notes),
            "referrals": [one.document() for one in self.referrals],
        }


@dataclass(frozen=True)
class NoProgramme:
    """reason: why no exercise may be shown. referral: where to go instead."""

    reason: str
    referral: Referral

    def document(self) -> dict[str, Any]:
        return {"reason": self.reason, "referral": self.referral.document()}


@dataclass(frozen=True)
class SessionPlan:
    """What to do on one day, in order. note: why there is nothing to do, or what the day's turn is."""

    day: date
    exercises: tuple[Prescribed, ...]
    note: str = ""

    @property
    def minutes(self) -> float:
        return math.fsum(one.seconds for one in self.exercises) / 60.0
