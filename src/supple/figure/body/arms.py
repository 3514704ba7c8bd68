"""Arms that reach their goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.goals import Aim, Bearings
from supple.figure.body.measures import ELBOW_SKIN_M, FOREARM_M, UPPER_ARM_M
from supple.figure.body.moments import Moments
from supple.figure.body.pose import ArmGoal, Frame
from supple.figure.body.reach import joint_at_height, middle_joint
from supple.figure.body.vectors import frame, length, unit

#: How far the shoulder blade carries the shoulder toward what the hand reaches for.
_GIRDLE_M: Final = 0.05
_EASY_REACH: Final = 0.985 * (UPPER_ARM_M + FOREARM_M)
#: Directions nearer to each other than this (sine) have no arc between them.
_NO_ARC: Final = 1e-3


@dataclass(frozen=True)
class Arm:
    """Places (n, 3), metres.

    hand: (n, 3, 3) its axes along the fingers, out of its back, and across. grip: (n,) 0 open to 1 closed.
    """

    shoulder_m: FloatArray
    elbow_m: FloatArray
    wrist_m: FloatArray
    hand: FloatArray
    grip: FloatArray


def place_arm(bearings: Bearings, goals: Sequence[ArmGoal], moments: Moments) -> Arm:
    """An arm at each moment. goals: one a pose."""
    aims = [bearings.aim(goal) for goal in goals]
    target = _target(bearings, goals, aims, moments)
    pole = unit(_blend(moments, [aim.elbow for aim in aims]))
    joint = _girdle(bearings.shoulder_m, target)
    elbow, wrist = middle_joint(joint, target, UPPER_ARM_M, FOREARM_M, pole)
    lying = _flag(moments, [goal.forearm for goal in goals])
    if lying.any():
        elbow, wrist = _lowered(joint, target, pole, lying, (elbow, wrist))
    free = 1.0 - _flag(moments, [goal.fingers is not None for goal in goals])
    pointing = unit(_blend(moments, [aim.fingers for aim in aims]) + free * unit(wrist - elbow))
    palm = _blend(moments, [aim.palm for aim in aims])
    grip = _flag(moments, [goal.grip for goal in goals])[:, 0]
    return Arm(joint, elbow, wrist, frame(pointing, -palm), grip)


def _blend(moments: Moments, values: Sequence[FloatArray]) -> FloatArray:
    return moments.blended(np.stack(values))


def _flag(moments: Moments, values: Sequence[bool]) -> FloatArray:
    """(n, 1) 0 to 1."""
    return moments.between(np.array(values, dtype=np.float64)[:, None])


def _target(bearings: Bearings, goals: Sequence[ArmGoal], aims: Sequence[Aim], moments: Moments) -> FloatArray:
    """The wrist's goal; between two goals that go with the shoulder the hand swings round it instead of cutting across."""
    wrists = np.stack([aim.wrist for aim in aims])
    straight = moments.blended(wrists)
    swings = np.array([goal.frame in {Frame.SHOULDER, Frame.REACH} for goal in goals])
    both = (swings[moments.start] & swings[moments.end])[:, None]
    if not both.any():
        return straight
    each = np.arange(len(moments.share))
    first, last = (wrists[row, each] - bearings.shoulder_m for row in (moments.start, moments.end))
    return np.where(both, bearings.shoulder_m + _arc(first, last, moments.share[:, None]), straight)


def _arc(first: FloatArray, last: FloatArray, p: FloatArray) -> FloatArray:
    """(n, 3) between two vectors along a circle, the length changing evenly."""
    from_, to = unit(first), unit(last)
    angle = np.arccos(np.clip(np.einsum("ni,ni->n", from_, to), -1.0, 1.0))[:, None]
    sine = np.sin(angle)
    round_ = (np.sin((1.0 - p) * angle) * from_ + np.sin(p * angle) * to) / np.maximum(sine, _NO_ARC)
    direction = np.where(sine < _NO_ARC, unit((1.0 - p) * from_ + p * to), round_)
    return np.asarray(((1.0 - p) * length(first)[:, None] + p * length(last)[:, None]) * direction)


def _lowered(
    joint: FloatArray, target: FloatArray, pole: FloatArray, lying: FloatArray, raised: tuple[FloatArray, FloatArray]
) -> tuple[FloatArray, FloatArray]:
    """Elbow and wrist of a forearm that lies on the floor, or comes down to it as ``lying`` grows from 0 to 1."""
    elbow, wrist = raised
    down = joint_at_height(joint, target, UPPER_ARM_M, FOREARM_M, height_m=ELBOW_SKIN_M, pole=pole)
    between = (1.0 - lying) * elbow + lying * down
    elbow = np.where(lying >= 1.0, down, joint + UPPER_ARM_M * unit(between - joint))
    return elbow, np.where(lying >= 1.0, wrist, elbow + FOREARM_M * unit(wrist - elbow))


def _girdle(shoulder_m: FloatArray, target: FloatArray) -> FloatArray:
    """The shoulder as the shoulder blade carries it toward a far goal."""
    way = target - shoulder_m
    wanting = np.clip(length(way) - _EASY_REACH, 0.0, _GIRDLE_M)
    return shoulder_m + wanting[:, None] * unit(way)
