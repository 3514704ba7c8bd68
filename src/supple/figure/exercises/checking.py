"""Whether a drawn exercise keeps to the floor, to its joints and to its own key poses, in every frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.limits import beyond
from supple.figure.body.measures import FOREARM_M, THIGH_M, UPPER_ARM_M
from supple.figure.body.pose import Frame, Kneel, LegGoal, Plant, Pose
from supple.figure.body.skeleton import SIDES, Skeleton
from supple.figure.exercises.plan import Plan
from supple.figure.exercises.timing import film
from supple.figure.scene.costume import body_parts
from supple.figure.scene.solids import Part, Solid
from supple.programme.exercise import Exercise

#: How far flesh may sink into the floor, and how far from it something that rests on it may stay, metres.
SINK_M: Final = 0.012
FLOAT_M: Final = 0.022
#: A hand whose goal is lower than this is on the floor.
_HAND_DOWN_M: Final = 0.06


def faults(plan: Plan, exercise: Exercise) -> list[str]:
    """A sentence for everything impossible in the drawing; empty where all is well."""
    return faults_of(film(plan, exercise).skeleton, tuple(one.pose for one in plan.poses), plan.works)


def faults_of(skeleton: Skeleton, poses: tuple[Pose, ...], works: Iterable[str]) -> list[str]:
    """The same of any frames. poses: what they go between; what rests on the floor in all of them must rest in every frame."""
    n = len(skeleton.hips_m)
    parts = {part.name: part for part in body_parts(skeleton, works)}
    lows = {name: lowest_m(part, n) for name, part in parts.items()}
    return [*beyond(skeleton), *_below(lows), *_contacts(poses, lows), *_stretched(skeleton)]


def lowest_m(part: Part, n: int) -> FloatArray:
    """(n,) height of the lowest point of a part over the floor."""
    heights = []
    for solid in part.solids:
        if isinstance(solid, Solid):
            for ball in solid.balls:
                shape = ball.shape(n)
                heights.append(np.broadcast_to(ball.centre_m, (n, 3))[:, 1] - np.sqrt((shape[:, 1] ** 2).sum(axis=1)))
    return np.asarray(np.min(heights, axis=0))


def _below(lows: Mapping[str, FloatArray]) -> list[str]:
    deepest = {name: float(low.min()) for name, low in lows.items()}
    return [f"{name} is {-100 * low:.1f} cm under the floor" for name, low in deepest.items() if low < -SINK_M]


def _contacts(poses: tuple[Pose, ...], lows: Mapping[str, FloatArray]) -> list[str]:
    """What is said to rest on the floor rests there."""
    said = []
    for side in SIDES:
        legs = [getattr(pose, f"{side}_leg") for pose in poses]
        arms = [getattr(pose, f"{side}_arm") for pose in poses]
        resting = []
        if all(_on_the_floor(leg) for leg in legs):
            resting.append(f"{side} shank")
        if all(arm.frame is Frame.ROOM and arm.at[1] < _HAND_DOWN_M for arm in arms):
            resting.append(f"{side} forearm")
        for name in resting:
            high = float(lows[name].max())
            if high > FLOAT_M:
                said.append(f"{name} floats {100 * high:.1f} cm over the floor")
    return said


def _on_the_floor(leg: LegGoal) -> bool:
    return isinstance(leg, Kneel) or (isinstance(leg, Plant) and leg.ankle[1] == 0.0)


def _stretched(skeleton: Skeleton) -> list[str]:
    """Bones keep their length."""
    said = []
    for side in SIDES:
        arm, leg = skeleton.arms[side], skeleton.legs[side]
        for name, first, second, bone in (
            ("upper arm", arm.shoulder_m, arm.elbow_m, UPPER_ARM_M),
            ("forearm", arm.elbow_m, arm.wrist_m, FOREARM_M),
            ("thigh", leg.hip_m, leg.knee_m, THIGH_M),
        ):
            wrong = np.abs(np.sqrt(((second - first) ** 2).sum(axis=1)) - bone).max()
            if wrong > 0.01:
                said.append(f"{side} {name} is {100 * wrong:.1f} cm off its length")
    return said
