"""The guidance of one set of tests: steps that follow each other by the clock, and the marks that the recording gets."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from supple.quantities import Arm, Assist, Direction, Mode, Placement, Position, Support

SCHEMA: Final = "supple.guidance/1"


class SetMovement(StrEnum):
    """What a set tests: turning, or bending forward and back."""

    ROTATION = "rotation"
    FLEXION_EXTENSION = "flexion-extension"


class Kind(StrEnum):
    """What a step is, which its picture and its colour follow."""

    PLACE = "place"
    STILL = "still"
    SAY = "say"
    TURN = "turn"
    HOLD = "hold"
    BACK = "back"
    REST = "rest"
    DONE = "done"


class Tone(StrEnum):
    """The sound with which a step begins."""

    READY = "ready"
    OUT = "out"
    HOLD = "hold"
    BACK = "back"
    STILL = "still"
    DONE = "done"


class MarkKind(StrEnum):
    """What the recording is told of a step: still windows, and what was asked for (never what was done)."""

    UPRIGHT = "upright"
    ZERO = "zero"
    END = "end"
    CUE = "cue"
    HOLD = "hold"


@dataclass(frozen=True)
class Mark:
    """A cue is the moment in which its step begins; every other mark lasts as long as its step."""

    kind: MarkKind
    direction: Direction | None = None
    label: str | None = None

    def document(self) -> dict[str, Any]:
        return {"kind": str(self.kind), "direction": _word(self.direction), "label": self.label}


@dataclass(frozen=True)
class Step:
    """One step. say: spoken as it begins, None for silence. show: a short line in large type. direction: of the turn."""

    kind: Kind
    seconds: float
    show: str
    say: str | None = None
    tone: Tone | None = None
    mark: Mark | None = None
    direction: Direction | None = None

    def document(self) -> dict[str, Any]:
        return {
            "kind": str(self.kind),
            "say": self.say,
            "show": self.show,
            "seconds": self.seconds,
            "tone": _word(self.tone),
            "mark": self.mark.document() if self.mark else None,
            "direction": _word(self.direction),
        }


@dataclass(frozen=True)
class Guidance:
    """One set, from getting into place to getting up. figures: ids of how-tos. practice: played only, never recorded."""

    id: str
    title: str
    movement: SetMovement
    position: Position
    mode: Mode
    placement: Placement
    arm: Arm
    assist: Assist | None
    support: Support
    figures: tuple[str, ...]
    steps: tuple[Step, ...]
    practice: bool = False

    @property
    def seconds(self) -> float:
        return math.fsum(step.seconds for step in self.steps)

    @property
    def asked(self) -> tuple[Mark, ...]:
        """The cue of each repetition, in order."""
        return tuple(step.mark for step in self.steps if step.mark and step.mark.kind is MarkKind.CUE)

    @property
    def facing(self) -> str | None:
        """What ``supple.measure`` needs as ``facing``: bends have to know where forward is, turns need nothing."""
        if self.movement is SetMovement.ROTATION:
            return None
        return "thorax:z" if self.placement is Placement.STERNUM else "thorax:-z"

    def document(self) -> dict[str, Any]:
        """JSON of schema ``supple.guidance/1``."""
        trial = {name: _word(getattr(self, name)) for name in ("position", "mode", "placement", "arm", "assist", "support")}
        return {
            "schema": SCHEMA,
            "id": self.id,
            "title": self.title,
            "practice": self.practice,
            "seconds": self.seconds,
            "trial": trial,
            "figures": list(self.figures),
            "steps": [step.document() for step in self.steps],
        }


def _word(value: StrEnum | None) -> str | None:
    return None if value is None else str(value)
