"""From key poses to the whole skeleton in the room, one row a moment.

A moment lies between two key poses. Joints of the spine turn by their own share of the way, so that a movement can run through
the spine segment by segment; hands and feet stay where their goals are while the trunk moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.spatial.transform import Rotation

from supple.conventions import FORWARD, RIGHT, UP, FloatArray
from supple.figure.body.arms import Arm, place_arm
from supple.figure.body.carrying import carried_pelvis, support
from supple.figure.body.goals import Bearings
from supple.figure.body.legs import Leg, place_leg
from supple.figure.body.measures import SHOULDER_M
from supple.figure.body.moments import Moments
from supple.figure.body.pose import Breath, Pose, other_way
from supple.figure.body.solving import spine_vectors
from supple.figure.body.spine import HEAD, INDEX, REST_M, Spine, bent
from supple.figure.body.stances import POSTURES, Carried, Posture, Stance
from supple.figure.body.vectors import turned

SIDES: Final = {"left": -1.0, "right": 1.0}
_BREATH: Final = {Breath.IN: 1.0, Breath.OUT: 0.0, Breath.QUIET: 0.5}


@dataclass(frozen=True)
class Skeleton:
    """Everything in the room, metres, x forward, y up, z right; n moments.

    hips_m: (n, 3) the middle between the hips. pelvis: (n, 3, 3) its axes as columns. spine: places and orientations in the room.
    breath: (n,) 0 breathed out to 1 breathed in.
    """

    hips_m: FloatArray
    pelvis: FloatArray
    spine: Spine
    arms: dict[str, Arm]
    legs: dict[str, Leg]
    breath: FloatArray

    @property
    def head(self) -> FloatArray:
        """(n, 3, 3) the head's axes."""
        return self.spine.turned[:, HEAD]

    @property
    def spine_in_pelvis(self) -> Spine:
        """The spine in the pelvis' axes, from the middle between the hips."""
        places = np.einsum("nji,nkj->nki", self.pelvis, self.spine.places_m - self.hips_m[:, None])
        return Spine(places, np.swapaxes(self.pelvis, 1, 2)[:, None] @ self.spine.turned)

    def only(self, rows: list[int]) -> Skeleton:
        """Some of its moments."""
        return Skeleton(
            self.hips_m[rows],
            self.pelvis[rows],
            Spine(self.spine.places_m[rows], self.spine.turned[rows]),
            {side: Arm(*(each[rows] for each in vars(arm).values())) for side, arm in self.arms.items()},
            {side: Leg(*(each[rows] for each in vars(leg).values())) for side, leg in self.legs.items()},
            self.breath[rows],
        )

    def level(self, name: str) -> FloatArray:
        """(n, 3, 3) axes of a vertebra, the identity at rest meaning those of the pelvis."""
        return self.spine.turned[:, INDEX[name]]


def build(stance: Stance, poses: tuple[Pose, ...], moments: Moments, *, mirror: bool = False) -> Skeleton:
    """The skeleton at each moment. mirror: the stance's other side (it matters where one lies on a side)."""
    posture = POSTURES[stance]
    local = _bent_spine(poses, moments)
    hips = _hips(posture, poses, moments, mirror=mirror)
    pelvis = _standing(posture, mirror=mirror) @ turned(moments.between(np.array([pose.pelvis_deg for pose in poses])))
    goals = {side: [getattr(pose, f"{side}_arm") for pose in poses] for side in SIDES}
    if posture.carried is not Carried.NOTHING:
        every = [support(posture.carried, goals[side], sign, shoulder(local, sign), moments) for side, sign in SIDES.items()]
        pelvis = carried_pelvis(hips, pelvis, [one for one in every if one is not None])
    spine = Spine(hips[:, None] + np.einsum("nij,nkj->nki", pelvis, local.places_m), pelvis[:, None] @ local.turned)
    legs = {
        side: place_leg(sign, hips, pelvis, [getattr(pose, f"{side}_leg") for pose in poses], moments)
        for side, sign in SIDES.items()
    }
    arms = {
        side: place_arm(Bearings(sign, shoulder(spine, sign), hips, pelvis, spine, legs[side]), goals[side], moments)
        for side, sign in SIDES.items()
    }
    breath = moments.between(np.array([_BREATH[pose.breath] for pose in poses]))
    return Skeleton(hips, pelvis, spine, arms, legs, breath)


def shoulder(spine: Spine, sign: float) -> FloatArray:
    """(n, 3) the shoulder joint at rest on the upper thorax, in the spine's axes; sign: 1 right, -1 left."""
    forward, up, right = SHOULDER_M
    return spine.at(INDEX["T2"], REST_M[INDEX["T1"]] + np.array([forward, up, sign * right]))


def _bent_spine(poses: tuple[Pose, ...], moments: Moments) -> Spine:
    """In the pelvis' axes, each joint at its own share of the way."""
    joints = spine_vectors(poses)
    p = moments.spine_share[:, :, None]
    return bent((1.0 - p) * joints[moments.start] + p * joints[moments.end])


def _hips(posture: Posture, poses: tuple[Pose, ...], moments: Moments, *, mirror: bool) -> FloatArray:
    base = np.array(posture.root_m) * [1.0, 1.0, -1.0 if mirror else 1.0]
    return np.asarray(base + moments.between(np.array([pose.root_m for pose in poses])))


def _standing(posture: Posture, *, mirror: bool) -> FloatArray:
    """(3, 3) the pelvis of a posture in the room: upright, or laid down with the head backward and rolled onto a side."""
    own = turned([other_way(posture.pelvis_deg) if mirror else posture.pelvis_deg])[0]
    if posture.lying_deg is None:
        return np.asarray(own)
    supine = np.column_stack([UP, -FORWARD, RIGHT])
    roll = -posture.lying_deg if mirror else posture.lying_deg
    return np.asarray(supine @ Rotation.from_rotvec(np.deg2rad(roll) * UP).as_matrix() @ own)
