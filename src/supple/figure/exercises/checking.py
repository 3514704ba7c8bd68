"""Whether a drawn exercise keeps to the floor, to its joints and to its own key poses, in every frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.goals import goal_place
from supple.figure.body.limits import beyond
from supple.figure.body.measures import FOREARM_M, THIGH_M, UPPER_ARM_M
from supple.figure.body.pose import Frame, Kneel, LegGoal, Plant, Pose
from supple.figure.body.skeleton import SIDES, Skeleton
from supple.figure.body.stances import SEAT_HEIGHT_M, Stance
from supple.figure.exercises.plan import Plan
from supple.figure.exercises.timing import film, still
from supple.figure.scene.costume import body_parts
from supple.figure.scene.props import TABLE_M, Prop
from supple.figure.scene.solids import Part, Solid
from supple.programme.exercise import Exercise

#: How far flesh may sink into the floor, and how far from it something that rests on it may stay, metres.
SINK_M: Final = 0.012
FLOAT_M: Final = 0.022
#: The same for a seat or the floor under somebody lying, whose flesh gives way.
SUNK_SEAT_M: Final = 0.03
FLOAT_SEAT_M: Final = 0.035
#: How far a hand may be from its place in the room.
REACH_M: Final = 0.015
#: Below the hips' centre the thighs touch a seat; a chair further away is not the one that one sits on.
_SITTING_M: Final = 0.086
_OWN_SEAT_M: Final = 0.4
_LYING: Final = frozenset({Stance.SIDE_LYING, Stance.LYING_ON_BACK, Stance.LYING_ON_FRONT})
#: A hand whose goal is lower than this is on the floor.
_HAND_DOWN_M: Final = 0.06


def faults(plan: Plan, exercise: Exercise) -> list[str]:
    """A sentence for everything impossible in the drawing; empty where all is well."""
    poses = tuple(one.pose for one in plan.poses)
    return [
        *faults_of(film(plan, exercise).skeleton, poses, plan.works, stance=plan.stance, props=plan.props),
        *_unreached(still(plan), poses),
    ]


def faults_of(
    skeleton: Skeleton, poses: tuple[Pose, ...], works: Iterable[str], *, stance: Stance, props: Sequence[Prop] = ()
) -> list[str]:
    """The same of any frames. poses: what they go between; what rests in all of them must rest in every frame."""
    n = len(skeleton.hips_m)
    lows = {part.name: lowest_m(part, n) for part in body_parts(skeleton, works)}
    return [
        *beyond(skeleton),
        *_below(lows),
        *_contacts(poses, lows),
        *_carried(skeleton, lows, stance, props),
        *_through_walls(skeleton, props),
        *_stretched(skeleton),
    ]


def _carried(skeleton: Skeleton, lows: Mapping[str, FloatArray], stance: Stance, props: Sequence[Prop]) -> list[str]:
    """Who sits, sits on the seat; who lies, lies on the floor (over a roller only the hips do)."""
    if stance is Stance.SEATED:
        seat = next((prop.size[1] for prop in props if prop.kind == "chair" and prop.size[1] and prop.at[0] < _OWN_SEAT_M), 0.0)
        gaps = np.minimum(lows["trunk"], skeleton.hips_m[:, 1] - _SITTING_M) - (seat or SEAT_HEIGHT_M)
    elif stance in _LYING:
        table = next((prop.size[1] or TABLE_M[1] for prop in props if prop.kind == "table"), None)
        # on a table only the trunk is carried: a leg may hang over its edge
        gaps = np.minimum(lows["trunk"], np.minimum(lows["left thigh"], lows["right thigh"]))
        gaps = gaps if table is None else lows["trunk"] - table
    else:
        return []
    low, high = float(gaps.min()), float(gaps.max())
    if low < -SUNK_SEAT_M or high > FLOAT_SEAT_M:
        return [f"the body is {100 * low:.1f} to {100 * high:.1f} cm over what carries it"]
    return []


def _unreached(skeleton: Skeleton, poses: tuple[Pose, ...]) -> list[str]:
    """Hands that have a place in the room are there. skeleton: one moment a pose."""
    said = []
    for side, sign in SIDES.items():
        for row, pose in enumerate(poses):
            goal = getattr(pose, f"{side}_arm")
            off = float(np.linalg.norm(skeleton.arms[side].wrist_m[row] - goal_place(goal, sign)))
            if goal.frame is Frame.ROOM and off > REACH_M:
                said.append(f"{side} hand is {100 * off:.1f} cm from its place in {pose.name!r}")
    return said


def _through_walls(skeleton: Skeleton, props: Sequence[Prop]) -> list[str]:
    said = []
    for wall in (prop for prop in props if prop.kind == "wall"):
        a = np.deg2rad(wall.turn_deg)
        facing = np.array([np.cos(a), 0.0, -np.sin(a)])
        for side in SIDES:
            arm, leg = skeleton.arms[side], skeleton.legs[side]
            places = {"hand": arm.wrist_m, "elbow": arm.elbow_m, "knee": leg.knee_m, "foot": leg.ankle_m}
            for name, place in places.items():
                gap = float(((place - np.array(wall.at)) @ facing).min())
                if gap < -SINK_M:
                    said.append(f"{side} {name} is {-100 * gap:.1f} cm in the wall")
    return said


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
    height = leg.knee[1] if isinstance(leg, Kneel) else leg.ankle[1] if isinstance(leg, Plant) else None
    return height == 0.0


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
