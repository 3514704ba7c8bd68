"""From key poses to the whole skeleton in the room, one row a moment.

A moment lies between two key poses. Joints of the spine turn by their own share of the way (``spread``), so that a movement can
run through the spine segment by segment; hands and feet stay where their goals are while the trunk moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FORWARD, RIGHT, UP, FloatArray
from supple.figure.body.landmarks import thorax_in_pelvis
from supple.figure.body.legs import Leg, place_leg
from supple.figure.body.measures import (
    ELBOW_SKIN_M,
    FOREARM_M,
    SHOULDER_M,
    UPPER_ARM_M,
)
from supple.figure.body.arms import Arm, Bearings, goal_place, place_arm
from supple.figure.body.pose import ArmGoal, Breath, Pose
from supple.figure.body.reach import STRAIGHTEST
from supple.figure.body.spine import HEAD, INDEX, REST_M, Spine, bent, joint_vectors
from supple.figure.body.stances import POSTURES, Carried, Stance
from supple.figure.body.vectors import rows
from supple.motion.cardan import cardan_matrices
from scipy.spatial.transform import Rotation

SIDES: Final = {"left": -1.0, "right": 1.0}
_BREATH: Final = {Breath.IN: 1.0, Breath.OUT: 0.0, Breath.QUIET: 0.5}
#: Steps of the solution for the thorax' angles, and of the one for the pelvis' tilt.
_STEPS: Final = 40
_CLOSE_DEG: Final = 1e-3
_CARRY_STEPS: Final = 8


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
    def measured_thorax(self) -> FloatArray:
        """(n, 3, 3) the thorax' axes as ``supple.motion`` builds them from the landmarks."""
        local = Spine(
            np.einsum("nji,nkj->nki", self.pelvis, self.spine.places_m - self.hips_m[:, None]),
            np.swapaxes(self.pelvis, 1, 2)[:, None] @ self.spine.turned,
        )
        return np.asarray(self.pelvis @ thorax_in_pelvis(local))

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


@dataclass(frozen=True)
class Moments:
    """Where between two key poses each moment lies. start, end: (n,) rows of poses. share: (n,) 0 to 1 of the way, for hands, feet
    and pelvis; spine_share: (n, JOINTS) the same for every joint of the spine."""

    start: np.ndarray
    end: np.ndarray
    share: FloatArray
    spine_share: FloatArray

    def between(self, values: FloatArray) -> FloatArray:
        """(n, k) of (poses, k)."""
        p = self.share[:, None]
        return np.asarray((1.0 - p) * values[self.start] + p * values[self.end])


def spine_vectors(poses: tuple[Pose, ...]) -> FloatArray:
    """(poses, JOINTS, 3) rotation vectors of the joints, degrees, such that the science measures each pose's ``thorax_deg``.

    The lumbar spine does its own part; the thoracic joints do what is left, found step by step from what the landmarks measure.
    """
    regions = np.zeros((len(poses), 3, 3))
    regions[:, 0] = _vector(np.array([pose.lumbar_deg for pose in poses]))
    regions[:, 2] = _vector(np.array([pose.neck_deg for pose in poses]))
    wanted = _matrix(np.array([pose.thorax_deg for pose in poses]))
    for _ in range(_STEPS):
        spine = bent(joint_vectors(regions))
        missing = Rotation.from_matrix(np.swapaxes(thorax_in_pelvis(spine), 1, 2) @ wanted).as_rotvec(degrees=True)
        if np.abs(missing).max() < _CLOSE_DEG:
            break
        regions[:, 1] += missing * _GAIN
    return joint_vectors(regions)


#: How much more the thoracic joints must turn for a degree at the landmarks, about forward, up and right.
_GAIN: Final = np.array([1.25, 1.0, 1.3])


def build(stance: Stance, poses: tuple[Pose, ...], moments: Moments, *, mirror: bool = False) -> Skeleton:
    """The skeleton at each moment. mirror: the stance's other side (it matters where one lies on a side)."""
    posture = POSTURES[stance]
    joints = spine_vectors(poses)
    p = moments.spine_share[:, :, None]
    local = bent((1.0 - p) * joints[moments.start] + p * joints[moments.end])
    hips = np.array(posture.root_m) + moments.between(np.array([pose.root_m for pose in poses]))
    hips = hips * [1.0, 1.0, -1.0] if mirror and posture.root_m[2] else hips
    own = moments.between(np.array([pose.pelvis_deg for pose in poses]))
    tilt, list_, turn = posture.pelvis_deg
    stand = _laid(posture.lying_deg, mirror) @ _matrix(np.array([[tilt, -list_ if mirror else list_, -turn if mirror else turn]]))[0]
    pelvis = stand @ _matrix(own)
    arms = _Arms(poses, moments)
    if posture.carried is not Carried.NOTHING:
        pelvis = _carry(posture.carried, hips, pelvis, local, arms)
    spine = Spine(hips[:, None] + np.einsum("nij,nkj->nki", pelvis, local.places_m), pelvis[:, None] @ local.turned)
    legs = {
        side: place_leg(
            sign,
            hips,
            pelvis,
            [getattr(pose, f"{side}_leg") for pose in poses],
            moments.start,
            moments.end,
            moments.share,
        )
        for side, sign in SIDES.items()
    }
    breath = moments.between(np.array([[_BREATH[pose.breath]] for pose in poses]))[:, 0]
    placed = {side: arms.place(side, hips, pelvis, spine, legs) for side in SIDES}
    return Skeleton(hips, pelvis, spine, placed, legs, breath)


def shoulder(spine: Spine, sign: float) -> FloatArray:
    """(n, 3) the shoulder joint at rest on the upper thorax; sign: 1 right, -1 left."""
    forward, up, right = SHOULDER_M
    return spine.at(INDEX["T2"], REST_M[INDEX["T1"]] + np.array([forward, up, sign * right]))


@dataclass(frozen=True)
class _Arms:
    poses: tuple[Pose, ...]
    moments: Moments

    def goals(self, side: str) -> list[ArmGoal]:
        return [getattr(pose, f"{side}_arm") for pose in self.poses]

    def place(self, side: str, hips: FloatArray, pelvis: FloatArray, spine: Spine, legs: dict[str, Leg]) -> Arm:
        bearings = _bearings(side, hips, pelvis, spine, legs)
        return place_arm(bearings, self.goals(side), self.moments.start, self.moments.end, self.moments.share)

    def supports(self) -> list[str]:
        """Sides whose hand or forearm stays at one place of the floor all the time."""
        return [side for side in SIDES if all(goal.frame == "room" and goal.at == self.goals(side)[0].at for goal in self.goals(side))]

    def gives(self, side: str) -> FloatArray:
        """(n,) how much shorter than straight a carrying arm is, metres."""
        return self.moments.between(np.array([[goal.give_m] for goal in self.goals(side)]))[:, 0]


def _bearings(side: str, hips: FloatArray, pelvis: FloatArray, spine: Spine, legs: dict[str, Leg]) -> Bearings:
    sign = SIDES[side]
    return Bearings(sign, shoulder(spine, sign), hips, pelvis, spine, legs[side])


def _carry(carried: Carried, hips: FloatArray, pelvis: FloatArray, local: Spine, arms: _Arms) -> FloatArray:
    """The pelvis tilted about the hips so far that the supporting arms reach the floor without being stretched or folded."""
    hands = carried is Carried.HANDS
    upper = STRAIGHTEST * (UPPER_ARM_M + FOREARM_M) - 0.006 if hands else UPPER_ARM_M
    tilt = np.zeros(len(hips))
    sides = arms.supports()
    if not sides:
        return pelvis
    own = {side: shoulder(local, SIDES[side]) for side in sides}
    contacts = {side: _contact(arms, side, hands) for side in sides}
    gives = {side: arms.gives(side) for side in sides}

    def short_by(tilts: FloatArray) -> FloatArray:
        turned = pelvis @ _matrix(np.column_stack([tilts, np.zeros((len(tilts), 2))]))
        gaps = []
        for side in sides:
            place = hips + np.einsum("nij,nj->ni", turned, own[side])
            gaps.append(np.sqrt(((place - contacts[side]) ** 2).sum(axis=1)) - upper + gives[side])
        return np.mean(gaps, axis=0)

    for _ in range(_CARRY_STEPS):
        now = short_by(tilt)
        slope = (short_by(tilt + 0.5) - now) / 0.5
        tilt = tilt - np.clip(now / np.where(np.abs(slope) < 1e-4, 1e-4, slope), -6.0, 6.0)
    return np.asarray(pelvis @ _matrix(np.column_stack([tilt, np.zeros((len(tilt), 2))])))


def _contact(arms: _Arms, side: str, hands: bool) -> FloatArray:
    """(n, 3) the wrist of a supporting hand, or the elbow of a supporting forearm, in the room."""
    goals = arms.goals(side)
    sign = SIDES[side]
    places = []
    for goal in goals:
        forward, up, out = goal.at
        if not hands:  # the goal of a lying forearm is its hand; the elbow lies behind it
            back = np.array(goal.elbow) * [1.0, 0.0, sign]
            elbow = np.array([forward, ELBOW_SKIN_M, sign * out]) + FOREARM_M * back / np.linalg.norm(back)
            places.append(elbow)
        else:
            places.append(goal_place(goal, sign))
    return arms.moments.between(np.array(places))


def _laid(lying_deg: float | None, mirror: bool) -> FloatArray:
    """The room's axes for somebody upright, or laid down with the head backward and rolled onto a side."""
    if lying_deg is None:
        return np.eye(3)
    supine = np.column_stack([UP, -FORWARD, RIGHT])
    roll = -lying_deg if mirror else lying_deg
    return np.asarray(supine @ Rotation.from_rotvec(np.deg2rad(roll) * UP).as_matrix())


def _matrix(angles_deg: FloatArray) -> FloatArray:
    return cardan_matrices(*np.asarray(angles_deg, dtype=np.float64).T)


def _vector(angles_deg: FloatArray) -> FloatArray:
    return np.asarray(np.rad2deg(Rotation.from_matrix(_matrix(angles_deg)).as_rotvec()))


__all__ = ["Moments", "Skeleton", "build", "rows", "shoulder", "spine_vectors"]
