"""A key pose: the angles and goals that say where every part of the body is at one moment of a movement.

Angles are degrees in this project's signs and order (flexion forward, lateral flexion right, rotation left). Points are
metres. In the axes of a goal's frame the third number is *out*, to the limb's own side, so that one row serves both sides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol, Self, TypeVar

from supple.problems import InputProblem

Triple = tuple[float, float, float]
NOTHING: Final[Triple] = (0.0, 0.0, 0.0)


class Frame(StrEnum):
    """What a hand's goal moves with."""

    ROOM = "room"
    PELVIS = "pelvis"
    BELLY = "belly"
    THORAX = "thorax"
    HEAD = "head"
    #: From the limb's own shoulder, in the axes of the thorax or of the room.
    SHOULDER = "shoulder"
    REACH = "reach"
    #: Along the own thigh from hip (0) to knee (1), then metres above it and out.
    THIGH = "thigh"


class Breath(StrEnum):
    IN = "in"
    OUT = "out"
    QUIET = "quiet"


@dataclass(frozen=True)
class ArmGoal:
    """Where a hand is.

    at: the middle of the palm, or the wrist where ``fingers`` is None (the hand then goes on along the forearm). elbow: the
    direction in which the elbow stands off, in the axes of the thorax (room: where the frame is the room). fingers, palm:
    where fingers and palm point, in the goal's frame. forearm: the whole forearm lies on the floor. grip: the fingers are
    closed round something. give_m: how much nearer than at a straight arm's length the shoulder comes to a hand that carries
    the trunk.
    """

    frame: Frame
    at: Triple
    elbow: Triple
    fingers: Triple | None = None
    palm: Triple | None = None
    forearm: bool = False
    grip: bool = False
    give_m: float = 0.0


@dataclass(frozen=True)
class Plant:
    """A foot on the ground, flat or with its heel raised.

    ankle: forward, height over the floor beyond a standing ankle's, out, as the foot stands flat. toes: degrees turned out.
    heel: degrees that the foot rolls over its ball while the toes stay flat.
    """

    ankle: Triple
    knee: Triple = (1.0, 0.0, 0.1)
    toes: float = 6.0
    heel: float = 0.0


@dataclass(frozen=True)
class Kneel:
    """A knee on the ground, the shank lying behind it. knee: forward, height over its skin, out. tucked: standing on the toes."""

    knee: Triple
    shank: Triple = (-1.0, 0.0, 0.0)
    tucked: bool = False


@dataclass(frozen=True)
class Free:
    """A leg by its joints' angles, degrees: hip flexion, abduction, rotation outward; knee flexion; ankle dorsiflexion."""

    hip: Triple
    knee: float
    ankle: float = 0.0


LegGoal = Plant | Kneel | Free


@dataclass(frozen=True)
class Pose:
    """One moment.

    thorax_deg: thorax in pelvis, as ``supple.motion`` measures it. lumbar_deg: how much of it the lumbar spine does. neck_deg:
    head on the thorax. pelvis_deg: pelvis in the room against the stance's own posture. root_m: shift of the hips from the
    stance's own.
    """

    name: str
    left_arm: ArmGoal
    right_arm: ArmGoal
    left_leg: LegGoal
    right_leg: LegGoal
    breath: Breath = Breath.QUIET
    pelvis_deg: Triple = NOTHING
    root_m: Triple = NOTHING
    lumbar_deg: Triple = NOTHING
    thorax_deg: Triple = NOTHING
    neck_deg: Triple = NOTHING


def other_side(word: str) -> str:
    """The same word for the other side; a word without a side stays."""
    return word.replace("left", "right") if "left" in word else word.replace("right", "left")


def sided(words: str, side: str | None) -> str:
    """Words with their side in place of {side}, and the other one in place of {other}."""
    return words.replace("{side}", side or "").replace("{other}", other_side(side or ""))


class Sided(Protocol):
    """What is drawn to a side, or to none, and can be mirrored."""

    @property
    def side(self) -> str | None: ...

    def mirrored(self) -> Self: ...


S = TypeVar("S", bound=Sided)


def turned_to(one: S, side: str | None, name: str) -> S:
    """The same turned to a side; as it was made for None. Raises InputProblem for no side, and for one where there is none."""
    if side is None or side == one.side:
        return one
    if one.side is None:
        neither = "no side: both sides work at once or none (left and right are only where it turns)"
        raise InputProblem("side", f"{side} for {name}", neither, "leave the side out")
    if side not in {"left", "right"}:
        raise InputProblem("side", repr(side), "left or right", "choose one")
    return one.mirrored()


def other_way(angles: Triple) -> Triple:
    """The same angles of the other side."""
    return (angles[0], -angles[1], -angles[2])


def mirrored(pose: Pose) -> Pose:
    """The same pose of the other side."""
    return replace(
        pose,
        left_arm=pose.right_arm,
        right_arm=pose.left_arm,
        left_leg=pose.right_leg,
        right_leg=pose.left_leg,
        pelvis_deg=other_way(pose.pelvis_deg),
        lumbar_deg=other_way(pose.lumbar_deg),
        thorax_deg=other_way(pose.thorax_deg),
        neck_deg=other_way(pose.neck_deg),
        root_m=(pose.root_m[0], pose.root_m[1], -pose.root_m[2]),
    )
