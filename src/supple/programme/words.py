"""The closed sets of words that exercises, phases and plans are described with (see docs: programme)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Equipment(StrEnum):
    MAT = "mat"
    STICK = "stick"
    WALL = "wall"
    CHAIR = "chair"
    FOAM_ROLLER = "foam-roller"
    TOWEL = "towel"
    PILLOW = "pillow"
    BAND = "band"


class Posture(StrEnum):
    """Where an exercise is done; not the positions of the tests, although some share a name."""

    HANDS_AND_KNEES = "hands-and-knees"
    HEEL_SIT = "heel-sit"
    HALF_KNEELING = "half-kneeling"
    SIDE_LYING = "side-lying"
    LYING_ON_BACK = "lying-on-back"
    LYING_ON_FRONT = "lying-on-front"
    SEATED = "seated"
    STANDING = "standing"


class Serves(StrEnum):
    """What an exercise is for: one of the two limitations, the linear opening, or plain upkeep."""

    LINEAR = "linear"
    UPKEEP = "upkeep"
    MOBILITY = "mobility"
    CONTROL = "control"


class Role(StrEnum):
    """The place of an exercise in a session; a phase asks for roles, not for exercises."""

    LINEAR_GENERAL = "linear-general"
    LINEAR_LUMBAR = "linear-lumbar"
    LINEAR_EXTENSION = "linear-extension"
    UPKEEP = "upkeep"
    BREATHING = "breathing"
    LONG_HOLD = "long-hold"
    SHORT_HOLDS = "short-holds"
    UNHELD_MOBILITY = "unheld-mobility"
    END_RANGE = "end-range"
    CONTROL = "control"


#: What every session begins with: bending, arching and circles.
LINEAR: Final = frozenset({Role.LINEAR_GENERAL, Role.LINEAR_LUMBAR, Role.LINEAR_EXTENSION})


class EndRangeKind(StrEnum):
    """What it asks of the end of the range, hence which gate of the screening it must pass.

    none: stays in the comfortable middle. active: reaches the end with its own muscles. assisted: is helped there.
    held: stays there.
    """

    NONE = "none"
    ACTIVE = "active"
    ASSISTED = "assisted"
    HELD = "held"


class SideRule(StrEnum):
    """How an exercise goes with sides. limited: only the limited one(s). both-at-once: it has none."""

    EACH = "each-side"
    LIMITED = "limited-side"
    ALTERNATE = "alternate"
    BOTH_AT_ONCE = "both-at-once"


class Side(StrEnum):
    """The side(s) of a prescribed exercise. alternate: one side a training day, the other on the next."""

    LEFT = "left"
    RIGHT = "right"
    EACH = "each-side"
    ALTERNATE = "alternate"
    BOTH_AT_ONCE = "both-at-once"


class PhaseName(StrEnum):
    LINEAR = "linear"
    PASSIVE_RANGE = "passive-range"
    END_RANGE = "end-range"
    CONTROL = "control"
    UPKEEP = "upkeep"
    MAINTENANCE = "maintenance"
