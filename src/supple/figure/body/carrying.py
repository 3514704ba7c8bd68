"""The trunk carried by hands or forearms: how far the pelvis tilts so that they stay where they are on the floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.goals import goal_place, own_side
from supple.figure.body.measures import ELBOW_SKIN_M, FOREARM_M, UPPER_ARM_M
from supple.figure.body.moments import Moments
from supple.figure.body.pose import ArmGoal, Frame
from supple.figure.body.reach import STRAIGHTEST
from supple.figure.body.stances import Carried
from supple.figure.body.vectors import length, turned

_STEPS: Final = 8
#: One step tilts no further, degrees; a slope below this counts as none.
_FURTHEST_DEG: Final = 6.0
_FLAT: Final = 1e-4
#: A carrying arm is nearly straight, by this much less, metres.
_ALMOST_M: Final = 0.006


@dataclass(frozen=True)
class Support:
    """An arm that stays at one place of the floor.

    shoulder_m: (n, 3) in the pelvis' axes from the hips. contact_m: (n, 3) wrist or elbow in the room. reach_m: (n,) how far
    apart.
    """

    shoulder_m: FloatArray
    contact_m: FloatArray
    reach_m: FloatArray


def support(carried: Carried, goals: Sequence[ArmGoal], sign: float, shoulder_m: FloatArray, moments: Moments) -> Support | None:
    """The support that an arm gives, None where its goal moves."""
    if any(goal.frame is not Frame.ROOM or goal.at != goals[0].at for goal in goals):
        return None
    if carried is Carried.FOREARMS:
        contacts = [_elbow_of(goal, sign) for goal in goals]
        reach = np.full(len(shoulder_m), UPPER_ARM_M)
    else:
        contacts = [goal_place(goal, sign) for goal in goals]
        gives = moments.between(np.array([[goal.give_m] for goal in goals]))[:, 0]
        reach = STRAIGHTEST * (UPPER_ARM_M + FOREARM_M) - _ALMOST_M - gives
    return Support(shoulder_m, moments.between(np.array(contacts)), reach)


def carried_pelvis(hips_m: FloatArray, pelvis: FloatArray, supports: Sequence[Support]) -> FloatArray:
    """(n, 3, 3) the pelvis tilted about the hips until the shoulders are as far from the contacts as the arms reach.

    With two supports that holds in the mean.
    """
    tilt = np.zeros(len(hips_m))

    def tilted(degrees: FloatArray) -> FloatArray:
        nothing = np.zeros_like(degrees)
        return np.asarray(pelvis @ turned(np.column_stack([degrees, nothing, nothing])))

    def too_far(degrees: FloatArray) -> FloatArray:
        axes = tilted(degrees)
        gaps = [length(hips_m + np.einsum("nij,nj->ni", axes, one.shoulder_m) - one.contact_m) - one.reach_m for one in supports]
        return np.asarray(np.mean(gaps, axis=0))

    if not supports:
        return pelvis
    for _ in range(_STEPS):
        now = too_far(tilt)
        slope = (too_far(tilt + 0.5) - now) / 0.5
        tilt = tilt - np.clip(now / np.where(np.abs(slope) < _FLAT, _FLAT, slope), -_FURTHEST_DEG, _FURTHEST_DEG)
    return tilted(tilt)


def _elbow_of(goal: ArmGoal, sign: float) -> FloatArray:
    """(3,) the elbow of a forearm that lies on the floor; its goal is the hand, and the elbow lies behind it."""
    hand = own_side(goal.at, sign)
    back = own_side(goal.elbow, sign) * [1.0, 0.0, 1.0]
    return np.asarray(hand * [1.0, 0.0, 1.0] + [0.0, ELBOW_SKIN_M, 0.0] + FOREARM_M * back / np.linalg.norm(back))
