"""Goals of hands: where in the room they are, given what they move with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import UP, FloatArray
from supple.figure.body.legs import Leg
from supple.figure.body.measures import HAND_M
from supple.figure.body.pose import ArmGoal, Frame, Triple
from supple.figure.body.spine import HEAD, INDEX, Spine
from supple.figure.body.vectors import frame, length, unit

#: From the wrist to the middle of the palm.
PALM_M: Final = 0.45 * HAND_M
_ROWS: Final = {Frame.BELLY: INDEX["L3"], Frame.THORAX: INDEX["T4"], Frame.HEAD: HEAD}
#: A thigh steeper than this (cosine to the vertical) has its upper side in front.
_STEEP: Final = 0.9


@dataclass(frozen=True)
class Aim:
    """A goal in the room, (n, 3) each: the wrist, and where elbow, fingers and palm point.

    fingers are zero where the hand goes on along the forearm.
    """

    wrist: FloatArray
    elbow: FloatArray
    fingers: FloatArray
    palm: FloatArray


@dataclass(frozen=True)
class Bearings:
    """What an arm hangs on and what its goals move with. sign: 1 right, -1 left."""

    sign: float
    shoulder_m: FloatArray
    hips_m: FloatArray
    pelvis: FloatArray
    spine: Spine
    leg: Leg

    def aim(self, goal: ArmGoal) -> Aim:
        origin, axes = self._frame(goal.frame)
        chest = self.spine.turned[:, INDEX["T4"]]
        around = axes if goal.frame in {Frame.ROOM, Frame.REACH} else chest
        palm = -self.sign * chest[:, :, 2] if goal.palm is None else axes @ own_side(goal.palm, self.sign)
        fingers = np.zeros((len(origin), 3)) if goal.fingers is None else unit(axes @ own_side(goal.fingers, self.sign))
        at = goal_place(goal, self.sign)
        if goal.frame is Frame.THIGH:
            at = at + self._along_thigh(goal)
        wrist = origin + np.einsum("nij,nj->ni", axes, np.broadcast_to(at, (len(origin), 3)))
        return Aim(wrist, around @ own_side(goal.elbow, self.sign), fingers, palm)

    def _frame(self, which: Frame) -> tuple[FloatArray, FloatArray]:
        """Origin (n, 3) and axes (n, 3, 3) of a frame."""
        n = len(self.hips_m)
        room = np.broadcast_to(np.eye(3), (n, 3, 3))
        if which is Frame.ROOM:
            return np.zeros((n, 3)), room
        if which is Frame.PELVIS:
            return self.hips_m, self.pelvis
        if which is Frame.REACH:
            return self.shoulder_m, room
        if which is Frame.SHOULDER:
            return self.shoulder_m, self.spine.turned[:, INDEX["T4"]]
        if which is Frame.THIGH:
            return self.leg.hip_m, self._thigh()
        return self.spine.places_m[:, _ROWS[which]], self.spine.turned[:, _ROWS[which]]

    def _thigh(self) -> FloatArray:
        along = unit(self.leg.knee_m - self.leg.hip_m)
        return frame(along, np.where(np.abs(along[:, 1:2]) > _STEEP, self.pelvis[:, :, 0], UP))

    def _along_thigh(self, goal: ArmGoal) -> FloatArray:
        """(n, 3) what turns the goal's share of the thigh into metres."""
        long = length(self.leg.knee_m - self.leg.hip_m)
        extra = np.zeros((len(long), 3))
        extra[:, 0] = goal.at[0] * (long - 1.0)
        return extra


def goal_place(goal: ArmGoal, sign: float) -> FloatArray:
    """(3,) the wrist of a goal in its frame."""
    at = own_side(goal.at, sign)
    if goal.fingers is None:
        return at
    direction = own_side(goal.fingers, sign)
    return np.asarray(at - PALM_M * direction / np.linalg.norm(direction))


def own_side(value: Triple, sign: float) -> FloatArray:
    """Forward, up, out to forward, up, right."""
    return np.array([value[0], value[1], sign * value[2]])
