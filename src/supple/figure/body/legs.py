"""Legs: planted on a foot, kneeling, or free with their joints' angles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import UP, FloatArray
from supple.figure.body.measures import ANKLE_M, HIP_ASIDE_M, KNEE_SKIN_M, SHANK_M, THIGH_M
from supple.figure.body.moments import Moments
from supple.figure.body.pose import Free, Kneel, LegGoal, Plant
from supple.figure.body.reach import middle_joint
from supple.figure.body.vectors import frame, rows, unit
from supple.motion.cardan import cardan_matrices

#: Height of the ankle over the floor when the shank lies on it, foot stretched; and when one stands on the toes.
ANKLE_LYING_M: Final = 0.068
ANKLE_TUCKED_M: Final = 0.125
#: The ball of the foot from the ankle: forward and below, metres; and half its length and its thickness.
BALL_M: Final = (0.125, -0.046)
BALL_HALF_M: Final = (0.036, 0.020)


@dataclass(frozen=True)
class Leg:
    """(n, 3) places; foot, toes: (n, 3, 3) axes: forward, out of the foot's back, to the right; toes bend at the ball."""

    hip_m: FloatArray
    knee_m: FloatArray
    ankle_m: FloatArray
    foot: FloatArray
    toes: FloatArray


def place_leg(sign: float, hips: FloatArray, pelvis: FloatArray, goals: Sequence[LegGoal], moments: Moments) -> Leg:
    """A leg at each moment. sign: 1 right, -1 left. goals: one a pose."""
    hip = hips + sign * HIP_ASIDE_M * pelvis[:, :, 2]
    if len(set(goals)) == 1:
        return _placed(goals[0], sign, hip, pelvis)
    every = [_placed(goal, sign, hip, pelvis) for goal in goals]
    knee = hip + THIGH_M * unit(moments.blended(np.stack([leg.knee_m for leg in every])) - hip)
    ankle = knee + SHANK_M * unit(moments.blended(np.stack([leg.ankle_m for leg in every])) - knee)
    foot, toes = (moments.blended(np.stack(axes)) for axes in zip(*((leg.foot, leg.toes) for leg in every), strict=True))
    return Leg(hip, knee, ankle, frame(foot[:, :, 0], foot[:, :, 1]), frame(toes[:, :, 0], toes[:, :, 1]))


def _placed(goal: LegGoal, sign: float, hip: FloatArray, pelvis: FloatArray) -> Leg:
    if isinstance(goal, Plant):
        return _planted(goal, sign, hip)
    if isinstance(goal, Kneel):
        return _kneeling(goal, sign, hip)
    return _free(goal, sign, hip, pelvis)


def _planted(goal: Plant, sign: float, hip: FloatArray) -> Leg:
    n = len(hip)
    forward, up, out = goal.ankle
    ankle = rows((forward, ANKLE_M + up, sign * out), n)
    pole = rows((goal.knee[0], goal.knee[1], sign * goal.knee[2]), n)
    turned = np.deg2rad(goal.toes)
    flat = frame(rows((np.cos(turned), 0.0, sign * np.sin(turned)), n), rows(UP, n))
    foot, ankle = _rolled(goal.heel, flat, ankle)
    knee, ankle = middle_joint(hip, ankle, THIGH_M, SHANK_M, pole)
    return Leg(hip, knee, ankle, foot, flat)


def _rolled(heel_deg: float, flat: FloatArray, ankle: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Foot and ankle after the foot rolled over its ball, which stays on the floor."""
    a = np.deg2rad(heel_deg)
    toward, back = flat[:, :, 0], flat[:, :, 1]
    low = np.hypot(BALL_HALF_M[0] * np.sin(a), BALL_HALF_M[1] * np.cos(a)) - BALL_HALF_M[1]
    ball = ankle + BALL_M[0] * toward + (BALL_M[1] + low) * back
    foot = frame(np.cos(a) * toward - np.sin(a) * back, np.cos(a) * back + np.sin(a) * toward)
    return foot, ball - BALL_M[0] * foot[:, :, 0] - BALL_M[1] * foot[:, :, 1]


def _kneeling(goal: Kneel, sign: float, hip: FloatArray) -> Leg:
    n = len(hip)
    forward, up, out = goal.knee
    # the thigh keeps its length: a knee on the floor slides rather than stretches it
    knee = hip + THIGH_M * unit(rows((forward, KNEE_SKIN_M + up, sign * out), n) - hip)
    direction = unit(rows((goal.shank[0], 0.0, sign * goal.shank[2]), n))
    height = (ANKLE_TUCKED_M if goal.tucked else ANKLE_LYING_M) + up + goal.shank[1]
    drop = height - knee[:, 1]
    flat = np.sqrt(np.maximum(SHANK_M**2 - drop**2, 0.0))
    ankle = knee + flat[:, None] * direction + drop[:, None] * UP
    if goal.tucked:
        toes, back = -UP - 0.25 * direction, -direction
    else:
        toes, back = direction - 0.32 * UP, rows(-UP, n)
    foot = frame(toes, back)
    return Leg(hip, knee, ankle, foot, foot)


def _free(goal: Free, sign: float, hip: FloatArray, pelvis: FloatArray) -> Leg:
    flexion, abduction, outward = goal.hip
    thigh = pelvis @ cardan_matrices(-flexion, sign * -abduction, sign * -outward)
    knee = hip - THIGH_M * thigh[:, :, 1]
    shank = thigh @ cardan_matrices(goal.knee, 0.0, 0.0)
    ankle = knee - SHANK_M * shank[:, :, 1]
    foot = shank @ cardan_matrices(-goal.ankle, 0.0, 0.0)
    return Leg(hip, knee, ankle, foot, foot)
