"""A day's session as steps by the clock: every prescribed repetition of every set and side once, in the session's order."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from supple.problems import InputProblem
from supple.programme.exercise import Dose
from supple.programme.model import Prescribed, SessionPlan
from supple.programme.words import LINEAR, Posture, Role, Side
from supple.quantities import Direction

SCHEMA: Final = "supple.session/1"
#: Conventions of this project, seconds: getting ready, changing sides, getting ready for a further set, and
#: above which a hold is long for the voice.
READY_S: Final = 8.0
SWITCH_S: Final = 5.0
AGAIN_S: Final = 5.0
LONG_HOLD_S: Final = 20.0
HALF_WAY: Final = "Half way."
_IN_POSTURE: Final = {
    Posture.HANDS_AND_KNEES: "On hands and knees.",
    Posture.HEEL_SIT: "Sit on your heels.",
    Posture.HALF_KNEELING: "Half-kneeling.",
    Posture.SIDE_LYING: "Lie on your side.",
    Posture.LYING_ON_BACK: "Lie on your back.",
    Posture.LYING_ON_FRONT: "Lie on your front.",
    Posture.SEATED: "Sit tall.",
    Posture.STANDING: "Stand tall.",
}
_COUNTS: Final = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


class Kind(StrEnum):
    READY = "ready"
    OUT = "out"
    HOLD = "hold"
    BACK = "back"
    REST = "rest"
    SWITCH = "switch"


class Tone(StrEnum):
    READY = "ready"
    OUT = "out"
    HOLD = "hold"
    BACK = "back"
    REST = "rest"
    SWITCH = "switch"


@dataclass(frozen=True)
class SessionStep:
    """One step. exercise: its place in the session from nought. side: where it goes, None where it has none.

    set, rep: counted from one, of sets and reps; what comes before a set counts toward it. half_say: spoken at half time.
    """

    exercise: int
    kind: Kind
    seconds: float
    show: str
    say: str | None
    tone: Tone
    side: Direction | None
    set: int
    sets: int
    rep: int
    reps: int
    breathe: bool = False
    half_say: str | None = None

    def document(self) -> dict[str, Any]:
        return {
            "exercise": self.exercise,
            "kind": str(self.kind),
            "seconds": self.seconds,
            "say": self.say,
            "show": self.show,
            "tone": str(self.tone),
            "side": None if self.side is None else str(self.side),
            "set": self.set,
            "sets": self.sets,
            "rep": self.rep,
            "reps": self.reps,
            "breathe": self.breathe,
            "half_say": self.half_say,
        }


def session_steps(plan: SessionPlan) -> tuple[SessionStep, ...]:
    """Every step of a day's session, in order; none where the day has nothing to do.

    One side is finished before the other begins. Raises InputProblem for a plan that does not begin with linear movement.
    """
    _check_order(plan)
    return tuple(step for place, one in enumerate(plan.exercises) for step in _Exercise(place, one).steps())


def session_document(plan: SessionPlan) -> dict[str, Any]:
    """JSON of schema ``supple.session/1``: the exercises with all that is shown of them, and the steps. Raises InputProblem."""
    steps = session_steps(plan)
    return {
        "schema": SCHEMA,
        "day": plan.day.isoformat(),
        "minutes": round(math.fsum(step.seconds for step in steps) / 60.0, 1),
        "note": plan.note,
        "exercises": [_exercise(one) for one in plan.exercises],
        "steps": [step.document() for step in steps],
    }


def sides_of(one: Prescribed) -> tuple[Direction | None, ...]:
    """The sides of one session, in order; one None for what has no side.

    Raises InputProblem for sides that take turns by day, of which ``supple.programme.today`` has chosen one.
    """
    if one.side is Side.EACH:
        return (Direction.LEFT, Direction.RIGHT)
    if one.side is Side.ALTERNATE:
        found = f"{one.exercise.id} for sides that take turns by day"
        raise InputProblem("session", found, "the side of the day", "take the plan of a day")
    return (None,) if one.side is Side.BOTH_AT_ONCE else (Direction(one.side.value),)


def dose_words(dose: Dose) -> str:
    """Sets, repetitions and tempo, for example ``2 sets of 6: 3 s out, 2 s hold, 3 s back``."""
    if dose.reps == 1 and not dose.out_s and not dose.back_s:
        held = _length(dose.hold_s)
        return f"one hold of {held}" if dose.sets == 1 else f"{dose.sets} holds of {held}"
    parts = (("out", dose.out_s), ("hold", dose.hold_s), ("back", dose.back_s))
    tempo = ", ".join(f"{seconds:g} s {word}" for word, seconds in parts if seconds)
    once = "once" if dose.reps == 1 else f"{dose.reps} times"
    repeats = once if dose.sets == 1 else f"{dose.sets} sets of {dose.reps}"
    return f"{repeats}: {tempo}"


@dataclass(frozen=True)
class _Exercise:
    """Writes the steps of one exercise of the session."""

    place: int
    one: Prescribed

    def steps(self) -> Iterator[SessionStep]:
        dose = self.one.dose
        for turn, side in enumerate(sides_of(self.one)):
            if turn:
                yield from self._change(side)
            else:
                yield self._ready(side)
            for number in range(1, dose.sets + 1):
                if number > 1:
                    yield from self._rest(side, number)
                for rep in range(1, dose.reps + 1):
                    yield from self._repetition(side, number, rep)

    def _ready(self, side: Direction | None) -> SessionStep:
        exercise = self.one.exercise
        toward = f" Turning {side}." if side else ""
        return self._step(Kind.READY, READY_S, exercise.name, f"{exercise.name}. {_IN_POSTURE[exercise.posture]}{toward}", side)

    def _change(self, side: Direction | None) -> Iterator[SessionStep]:
        """Between the sides: the dose's rest, of which the last part is for changing over, or that part alone."""
        rest_s = self.one.dose.rest_s - SWITCH_S
        if rest_s > 0.0:
            yield self._step(Kind.REST, rest_s, "Rest", "Rest.", side)
        yield self._step(Kind.SWITCH, SWITCH_S, f"Now turning {side}", f"Change sides. Now turning {side}.", side)

    def _rest(self, side: Direction | None, number: int) -> Iterator[SessionStep]:
        """Between two sets: the dose's rest, the last part of a long one to get ready again."""
        dose = self.one.dose
        again_s = AGAIN_S if dose.rest_s >= 2.0 * AGAIN_S else 0.0
        if dose.rest_s > 0.0:
            yield self._step(Kind.REST, dose.rest_s - again_s, "Rest", "Rest.", side, number)
        if again_s:
            yield self._step(Kind.READY, again_s, f"Set {number} of {dose.sets}", f"Set {number} of {dose.sets}.", side, number)

    def _repetition(self, side: Direction | None, number: int, rep: int) -> Iterator[SessionStep]:
        dose, long = self.one.dose, self.one.dose.hold_s > LONG_HOLD_S
        counted = _count(rep, dose.reps)
        shown = f"{rep} of {dose.reps}" if dose.reps > 1 else "Go"
        breathing = self.one.exercise.role is Role.BREATHING
        if dose.out_s:
            yield self._step(Kind.OUT, dose.out_s, "Breathe out" if breathing else shown, counted, side, number, rep)
        if dose.hold_s:
            said = "Hold, and breathe." if long else "Hold."
            yield self._step(Kind.HOLD, dose.hold_s, said.rstrip("."), said, side, number, rep)
        if dose.back_s:
            said_back = "And back." if rep == 1 else None
            yield self._step(Kind.BACK, dose.back_s, "Breathe in" if breathing else "And back", said_back, side, number, rep)

    def _step(  # noqa: PLR0917 (a row of a table)
        self, kind: Kind, seconds: float, show: str, say: str | None, side: Direction | None, number: int = 1, rep: int = 1
    ) -> SessionStep:
        dose, breath = self.one.dose, self.one.exercise.breath
        held = kind is Kind.HOLD
        return SessionStep(
            exercise=self.place,
            kind=kind,
            seconds=float(seconds),
            show=show,
            say=say,
            tone=Tone(kind.value),
            side=side,
            set=number,
            sets=dose.sets,
            rep=rep,
            reps=dose.reps,
            breathe=held and seconds >= breath.in_s + breath.out_s,
            half_say=HALF_WAY if held and seconds > LONG_HOLD_S else None,
        )


def _count(rep: int, reps: int) -> str:
    if reps == 1:
        return "Go."
    if rep == reps:
        return "Last one."
    return f"{_COUNTS[rep - 1]}." if rep <= len(_COUNTS) else f"{rep}."


def _length(seconds: float) -> str:
    whole, rest = divmod(round(seconds), 60)
    if not whole:
        return f"{rest} s"
    return f"{whole} min {rest} s" if rest else f"{whole} min"


def _exercise(one: Prescribed) -> dict[str, Any]:
    exercise = one.exercise
    return {
        "id": exercise.id,
        "name": exercise.name,
        "clinical_name": exercise.clinical_name,
        "why": one.why,
        "side": str(one.side),
        "dose": dose_words(one.dose),
        "cues": list(exercise.cues),
        "faults": [{"fault": each.fault, "remedy": each.remedy} for each in exercise.faults],
        "breath": {"pattern": exercise.breath.pattern, "in_s": exercise.breath.in_s, "out_s": exercise.breath.out_s},
        "linear": exercise.role in LINEAR,
        "held": exercise.stretches_passively,
    }


def _check_order(plan: SessionPlan) -> None:
    """Linear movement before everything else (the method's rule); nothing linear after it."""
    linear = [one.exercise.role in LINEAR for one in plan.exercises]
    if linear != sorted(linear, reverse=True) or (linear and not linear[0]):
        found = ", ".join(one.exercise.id for one in plan.exercises)
        raise InputProblem("session", found, "linear movement before everything else", "take the plan as the programme gives it")
