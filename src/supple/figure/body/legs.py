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


@dataclass(frozen=True)
class Leg:
    """(n, 3) places; foot: (n, 3, 3) axes of the foot: toward the toes, out of its back, to the right."""

    hip_m: FloatArray
    knee_m: FloatArray
    ankle_m: FloatArray
    foot: FloatArray


def place_leg(sign: float, hips: FloatArray, pelvis: FloatArray, goals: Sequence[LegGoal], moments: Moments) -> Leg:
    """A leg at each moment. sign: 1 right, -1 left. goals: one a pose."""
    hip = hips + sign * HIP_ASIDE_M * pelvis[:, :, 2]
    if len(set(goals)) == 1:
        return _placed(goals[0], sign, hip, pelvis)
    every = [_placed(goal, sign, hip, pelvis) for goal in goals]
    knee = hip + THIGH_M * unit(moments.blended(np.stack([leg.knee_m for leg in every])) - hip)
    ankle = knee + SHANK_M * unit(moments.blended(np.stack([leg.ankle_m for leg in every])) - knee)
    foot = moments.blended(np.stack([leg.foot for leg in every]))
    return Leg(hip, knee, ankle, frame(foot[:, :, 0], foot[:, :, 1]))


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
    knee, ankle = middle_joint(hip, ankle, THIGH_M, SHANK_M, pole)
    turned = np.deg2rad(goal.toes)
    return Leg(hip, knee, ankle, frame(rows((np.cos(turned), 0.0, sign * np.sin(turned)), n), rows(UP, n)))


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
    return Leg(hip, knee, ankle, frame(toes, back))


def _free(goal: Free, sign: float, hip: FloatArray, pelvis: FloatArray) -> Leg:
    flexion, abduction, outward = goal.hip
    thigh = pelvis @ cardan_matrices(-flexion, sign * -abduction, sign * -outward)
    knee = hip - THIGH_M * thigh[:, :, 1]
    shank = thigh @ cardan_matrices(goal.knee, 0.0, 0.0)
    ankle = knee - SHANK_M * shank[:, :, 1]
    foot = shank @ cardan_matrices(-goal.ankle, 0.0, 0.0)
    return Leg(hip, knee, ankle, foot)
