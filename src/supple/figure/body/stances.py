"""The positions an exercise or a test is done in: where hips and legs are, and what carries the trunk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from supple.figure.body.measures import ANKLE_M, HIP_ASIDE_M, KNEE_SKIN_M, SEAT_SKIN_M, SHANK_M, THIGH_M
from supple.figure.body.pose import Free, Kneel, LegGoal, Plant, Triple

#: Height of a chair's seat over the floor, metres. Convention of the drawings.
SEAT_HEIGHT_M: Final = 0.43
_CALF_M: Final = 0.052


class Stance(StrEnum):
    STANDING = "standing"
    SEATED = "seated"
    HALF_KNEELING = "half-kneeling"
    HANDS_AND_KNEES = "hands-and-knees"
    HEEL_SIT = "heel-sit"
    SIDE_LYING = "side-lying"
    LYING_ON_BACK = "lying-on-back"
    LYING_ON_FRONT = "lying-on-front"


class Carried(StrEnum):
    """What the pelvis tilts for, so that both ends of the trunk keep their place."""

    NOTHING = "nothing"
    HANDS = "hands"
    FOREARMS = "forearms"


@dataclass(frozen=True)
class Posture:
    """root_m: the middle between the hips in the room. pelvis_deg: tilt forward, list right, turn left of the pelvis in the room.

    lying_deg: the whole person rolled about the body's long axis after being laid down: 90 is on the left side.
    """

    root_m: Triple
    left_leg: LegGoal
    right_leg: LegGoal
    pelvis_deg: Triple = (0.0, 0.0, 0.0)
    lying_deg: float | None = None
    carried: Carried = Carried.NOTHING


def _both(leg: LegGoal) -> tuple[LegGoal, LegGoal]:
    return leg, leg


_STANDING: Final = Plant((0.0, 0.0, 0.095))
_SITTING: Final = Plant((0.405, 0.0, 0.11))
_ON_KNEES: Final = Kneel((0.0, 0.0, HIP_ASIDE_M))

POSTURES: Final[dict[Stance, Posture]] = {
    Stance.STANDING: Posture((0.0, ANKLE_M + SHANK_M + THIGH_M - 0.006, 0.0), *_both(_STANDING)),
    Stance.SEATED: Posture((0.0, SEAT_HEIGHT_M + SEAT_SKIN_M, 0.0), *_both(_SITTING)),
    Stance.HALF_KNEELING: Posture(
        (0.02, KNEE_SKIN_M + THIGH_M - 0.001, 0.0),
        Plant((0.43, 0.0, 0.10)),
        Kneel((0.0, 0.0, HIP_ASIDE_M), tucked=False),
    ),
    Stance.HANDS_AND_KNEES: Posture(
        (0.0, KNEE_SKIN_M + THIGH_M, 0.0), *_both(_ON_KNEES), pelvis_deg=(82.0, 0.0, 0.0), carried=Carried.HANDS
    ),
    Stance.HEEL_SIT: Posture(
        (-0.924 * THIGH_M, KNEE_SKIN_M + 0.382 * THIGH_M, 0.0),
        *_both(_ON_KNEES),
        pelvis_deg=(62.0, 0.0, 0.0),
        carried=Carried.FOREARMS,
    ),
    Stance.SIDE_LYING: Posture(
        (0.0, 0.166, 0.0),
        Free((69.8, 1.0, 5.1), 80.0, -20.0),  # the lower leg lies on the floor, the upper one level above it
        Free((69.9, -0.3, 2.3), 80.0, -20.0),
        pelvis_deg=(0.0, 6.0, 0.0),
        lying_deg=90.0,
    ),
    Stance.LYING_ON_BACK: Posture((0.0, 0.10, 0.0), *_both(Free((0.0, 0.0, 0.0), 0.0)), lying_deg=0.0),
    Stance.LYING_ON_FRONT: Posture((0.0, 0.105, 0.0), *_both(Free((5.0, 5.0, 4.0), 4.5, -68.0)), lying_deg=180.0),
}
