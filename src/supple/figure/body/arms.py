"""Arms that reach their goals, and the goals' places in the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import UP, FloatArray
from supple.figure.body.legs import Leg
from supple.figure.body.measures import ELBOW_SKIN_M, FOREARM_M, HAND_M, PALM_SKIN_M, UPPER_ARM_M
from supple.figure.body.pose import ArmGoal, Frame, Triple
from supple.figure.body.reach import joint_at_height, middle_joint
from supple.figure.body.spine import HEAD, INDEX, REST_M, Spine
from supple.figure.body.vectors import across, frame, length, rows, unit

#: From the wrist to the middle of the palm.
PALM_M: Final = 0.45 * HAND_M
#: How far the shoulder blade carries the shoulder toward what the hand reaches for.
_GIRDLE_M: Final = 0.05
_EASY_REACH: Final = 0.985 * (UPPER_ARM_M + FOREARM_M)


@dataclass(frozen=True)
class Arm:
    """(n, 3) places; hand: (n, 3, 3) axes of the hand: along the fingers, out of its back, and across; grip: (n,) 0 open to 1 closed."""

    shoulder_m: FloatArray
    elbow_m: FloatArray
    wrist_m: FloatArray
    hand: FloatArray
    grip: FloatArray


@dataclass(frozen=True)
class Bearings:
    """What an arm hangs on and what its goals move with. sign: 1 right, -1 left."""

    sign: float
    shoulder_m: FloatArray
    hips_m: FloatArray
    pelvis: FloatArray
    spine: Spine
    leg: Leg

    def of(self, which: Frame) -> tuple[FloatArray, FloatArray]:
        """Origin (n, 3) and axes (n, 3, 3) of a frame."""
        n = len(self.hips_m)
        room = np.broadcast_to(np.eye(3), (n, 3, 3))
        if which is Frame.ROOM:
            return rows((0.0, 0.0, 0.0), n), room
        if which is Frame.PELVIS:
            return self.hips_m, self.pelvis
        if which is Frame.REACH:
            return self.shoulder_m, room
        if which is Frame.THIGH:
            return self.leg.hip_m, self._thigh()
        if which is Frame.SHOULDER:
            return self.shoulder_m, self.spine.turned[:, INDEX["T4"]]
        row = {Frame.BELLY: INDEX["L3"], Frame.THORAX: INDEX["T4"], Frame.HEAD: HEAD}[which]
        return self.spine.places_m[:, row], self.spine.turned[:, row]

    def _thigh(self) -> FloatArray:
        along = self.leg.knee_m - self.leg.hip_m
        upward = np.where(np.abs(unit(along)[:, 1:2]) > 0.9, self.pelvis[:, :, 0], UP)
        axes = frame(along, upward)
        axes[:, :, 0] *= length(along)[:, None]
        return axes


def place_arm(bearings: Bearings, goals: list[ArmGoal], start: np.ndarray, end: np.ndarray, share: FloatArray) -> Arm:
    """An arm at each moment. goals: one a pose; start, end, share: where between which poses each moment lies."""
    wrists, poles, fingers, palms = (np.stack(each) for each in zip(*(_aims(bearings, goal) for goal in goals), strict=True))
    pick = np.arange(len(share))
    p = share[:, None]
    target = (1.0 - p) * wrists[start, pick] + p * wrists[end, pick]
    target = _round_the_shoulder(bearings, goals, start, end, p, target)
    pole = unit((1.0 - p) * poles[start, pick] + p * poles[end, pick])
    joint = _girdle(bearings.shoulder_m, target)
    lying = np.array([goal.forearm for goal in goals])
    elbow, wrist = middle_joint(joint, target, UPPER_ARM_M, FOREARM_M, pole)
    if lying.any():
        down = joint_at_height(joint, target, UPPER_ARM_M, FOREARM_M, height_m=ELBOW_SKIN_M, pole=pole)
        weight = (1.0 - p) * lying[start][:, None] + p * lying[end][:, None]
        blend = (1.0 - weight) * elbow + weight * down
        elbow = np.where(weight >= 1.0, down, joint + UPPER_ARM_M * unit(blend - joint))
        wrist = np.where(weight >= 1.0, wrist, elbow + FOREARM_M * unit(wrist - elbow))
    along = unit(wrist - elbow)
    known = np.array([goal.fingers is not None for goal in goals], dtype=float)
    aim = (1.0 - p) * fingers[start, pick] + p * fingers[end, pick]
    given = (1.0 - p) * known[start][:, None] + p * known[end][:, None]
    pointing = unit(aim + (1.0 - given) * along)
    palm = (1.0 - p) * palms[start, pick] + p * palms[end, pick]
    closed = np.array([goal.grip for goal in goals], dtype=float)
    grip = ((1.0 - p) * closed[start][:, None] + p * closed[end][:, None])[:, 0]
    return Arm(joint, elbow, wrist, frame(pointing, -palm), grip)


def goal_place(goal: ArmGoal, sign: float) -> FloatArray:
    """(3,) the wrist of a goal in the room's axes."""
    at = _own(goal.at, sign)
    if goal.fingers is None:
        return at
    direction = _own(goal.fingers, sign)
    return at - PALM_M * direction / np.linalg.norm(direction)


def _own(value: Triple, sign: float) -> FloatArray:
    return np.array([value[0], value[1], sign * value[2]])


def _aims(bearings: Bearings, goal: ArmGoal) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Wrist, elbow's direction, fingers' direction (zero where free) and palm's direction in the room, (n, 3) each."""
    origin, axes = bearings.of(goal.frame)
    turned = axes if goal.frame is not Frame.THIGH else axes / length(np.swapaxes(axes, 1, 2))[:, None, :]
    wrist = origin + axes @ goal_place(goal, bearings.sign) if goal.frame is not Frame.THIGH else _on_thigh(bearings, goal)
    body = turned if goal.frame in {Frame.ROOM, Frame.REACH} else bearings.spine.turned[:, INDEX["T4"]]
    pole = body @ _own(goal.elbow, bearings.sign)
    fingers = rows((0.0, 0.0, 0.0), len(wrist)) if goal.fingers is None else unit(turned @ _own(goal.fingers, bearings.sign))
    palm = turned @ _own(goal.palm, bearings.sign) if goal.palm is not None else _palm(bearings)
    return wrist, pole, fingers, palm


def _on_thigh(bearings: Bearings, goal: ArmGoal) -> FloatArray:
    origin, axes = bearings.of(Frame.THIGH)
    palm_back = PALM_M / length(axes[:, :, 0])
    at = _own(goal.at, bearings.sign)
    place = rows(at, len(origin)).copy()
    if goal.fingers is not None:
        place[:, 0] -= palm_back
    return origin + np.einsum("nij,nj->ni", axes, place)


def _palm(bearings: Bearings) -> FloatArray:
    """A hand that hangs free turns its palm to the body."""
    return np.asarray(-bearings.sign * bearings.spine.turned[:, INDEX["T4"]][:, :, 2])


def _round_the_shoulder(
    bearings: Bearings, goals: list[ArmGoal], start: np.ndarray, end: np.ndarray, p: FloatArray, straight: FloatArray
) -> FloatArray:
    """Between two goals that both go with the shoulder the hand swings round it instead of cutting across."""
    swings = np.array([goal.frame in {Frame.SHOULDER, Frame.REACH} for goal in goals])
    both = (swings[start] & swings[end])[:, None]
    if not both.any():
        return straight
    ends = []
    for rows_of in (start, end):
        places = np.stack([_aims(bearings, goal)[0] for goal in goals])[rows_of, np.arange(len(p))]
        ends.append(places - bearings.shoulder_m)
    lengths = (1.0 - p) * length(ends[0])[:, None] + p * length(ends[1])[:, None]
    from_, to = unit(ends[0]), unit(ends[1])
    angle = np.arccos(np.clip(np.einsum("ni,ni->n", from_, to), -1.0, 1.0))[:, None]
    sine = np.sin(angle)
    turned = np.where(
        sine < 1e-3,
        unit((1.0 - p) * from_ + p * to),
        (np.sin((1.0 - p) * angle) * from_ + np.sin(p * angle) * to) / np.maximum(sine, 1e-3),
    )
    return np.where(both, bearings.shoulder_m + lengths * turned, straight)


def _girdle(shoulder_m: FloatArray, target: FloatArray) -> FloatArray:
    """The shoulder as the shoulder blade carries it toward a far goal."""
    way = target - shoulder_m
    wanting = np.clip(length(way) - _EASY_REACH, 0.0, _GIRDLE_M)
    return shoulder_m + wanting[:, None] * unit(way)


__all__ = ["PALM_M", "PALM_SKIN_M", "REST_M", "Arm", "Bearings", "across", "goal_place", "place_arm"]
