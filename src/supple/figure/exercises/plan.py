"""How an exercise is drawn: stance, view, things and key poses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from supple.figure.body.places import Force
from supple.figure.body.pose import Pose, mirrored, other_side, sided
from supple.figure.body.stances import Stance
from supple.figure.scene.camera import Camera
from supple.figure.scene.props import Prop


class Order(StrEnum):
    """together: all joints of the spine at once. from-below: one after the other, tailbone first, head last."""

    TOGETHER = "together"
    FROM_BELOW = "from-below"


class Step(StrEnum):
    """The part of a repetition that leads to a pose; its time is the dose's."""

    START = "start"
    OUT = "out"
    HOLD = "hold"
    BACK = "back"


@dataclass(frozen=True)
class KeyPose:
    step: Step
    pose: Pose
    forces: tuple[Force, ...] = ()

    def mirrored(self) -> KeyPose:
        return replace(self, pose=mirrored(self.pose), forces=tuple(force.mirrored() for force in self.forces))


@dataclass(frozen=True)
class Plan:
    """How one exercise is drawn.

    side: the side that the poses as written turn to, None where there is none. shows: row of the pose for a thumbnail.
    traced: the place of the body whose way the arrows show, none for where the breastbone points to.
    """

    exercise: str
    stance: Stance
    view: Camera
    works: tuple[str, ...]
    order: Order
    side: str | None
    props: tuple[Prop, ...]
    poses: tuple[KeyPose, ...]
    shows: int
    traced: str = ""
    mirror: bool = False

    def name(self, row: int) -> str:
        """Of a pose, with the side it turns to."""
        return sided(self.poses[row].pose.name, self.side)

    def mirrored(self) -> Plan:
        return replace(
            self,
            side=None if self.side is None else other_side(self.side),
            traced=other_side(self.traced),
            view=self.view.mirrored(),
            props=tuple(prop.mirrored() for prop in self.props),
            poses=tuple(one.mirrored() for one in self.poses),
            mirror=not self.mirror,
        )
