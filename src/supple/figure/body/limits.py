"""How far joints go, and whether a skeleton stays within: the drawings' own check, and no norm for anybody.

Each limit is a row with the value of a source. Where a drawing needs more than the source's, ``further_deg`` says how much and
why: those are conventions of these drawings. Sources as they were seen: upper limb AAOS in Norkin & White, table A.1, read
where a textbook page prints it; hip, knee, ankle and trunk AAOS as others quote them; neck Vasavada et al. 1998
(doi:10.1097/00007632-199802150-00002) as quoted; lumbar the range of Christophy et al. 2012, read in its model file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.landmarks import thorax_in_pelvis
from supple.figure.body.skeleton import SIDES, Skeleton
from supple.figure.body.vectors import angle_deg, unit
from supple.motion.cardan import cardan_angles

#: What the solution for a pose may be off, and more than it.
_ROUNDED_DEG: Final = 0.01


@dataclass(frozen=True)
class Limit:
    """Degrees, both inclusive. joint: as ``joint_angles_deg`` names it. further_deg: added at either end for these drawings."""

    joint: str
    lowest_deg: float
    highest_deg: float
    source: str
    further_deg: tuple[float, float] = (0.0, 0.0)
    why: str = ""

    def allows(self, low_deg: float, high_deg: float) -> bool:
        least, most = self.lowest_deg - self.further_deg[0], self.highest_deg + self.further_deg[1]
        return low_deg >= least - _ROUNDED_DEG and high_deg <= most + _ROUNDED_DEG


#: How much (sine) a hinge must bend against its axis to count as bent the wrong way.
_AGAINST: Final = 0.25
_LIMB: Final = "AAOS in Norkin & White, table A.1"
_AAOS: Final = "AAOS, as quoted"
_NECK: Final = "Vasavada et al. 1998, as quoted"
_CHRISTOPHY: Final = "Christophy et al. 2012"
_MAGEE: Final = "Magee, Orthopedic Physical Assessment, from memory"
_LOADED: Final = "the body's own weight bends it"
LIMITS: Final = (
    Limit("elbow flexion", 0.0, 150.0, _LIMB),
    Limit("wrist bend", 0.0, 80.0, _LIMB, (0.0, 12.0), _LOADED),
    Limit("shoulder elevation", 0.0, 180.0, _LIMB),
    Limit("shoulder extension", -180.0, 60.0, _LIMB),
    Limit(
        "shoulder across the body",
        -135.0,
        45.0,
        "horizontal adduction 135, AccessPhysiotherapy",
        (0.0, 15.0),
        "the shoulder blade",
    ),
    Limit("hip flexion", -20.0, 120.0, _AAOS, (0.0, 10.0), "folded on the thighs, which give way"),
    Limit("hip abduction", -30.0, 45.0, _AAOS),
    Limit("knee flexion", 0.0, 135.0, _AAOS, (0.0, 25.0), "sitting on the heels"),
    Limit("ankle dorsiflexion", -50.0, 20.0, _AAOS, (25.0, 12.0), _LOADED),
    Limit("neck flexion", -61.0, 61.0, _NECK, (5.0, 0.0), "half of a total of 122 is no more than a guess at each way"),
    Limit("neck lateral flexion", -40.0, 40.0, _NECK),
    Limit("neck rotation", -66.0, 66.0, _NECK),
    Limit("lumbar flexion", -26.0, 70.0, _CHRISTOPHY),
    Limit("lumbar lateral flexion", -25.0, 25.0, _CHRISTOPHY),
    Limit("lumbar rotation", -9.0, 9.0, "White & Panjabi 1990, as quoted"),
    Limit(
        "thoracic flexion",
        -25.0,
        45.0,
        _MAGEE,
        (3.0, 3.0),
        "so that it reads at phone size",
    ),
    Limit("thoracic lateral flexion", -40.0, 40.0, _MAGEE),
    Limit("thoracic rotation", -50.0, 50.0, _MAGEE, (15.0, 15.0), "so that it reads at phone size"),
    Limit("thorax flexion", -25.0, 80.0, _AAOS, (10.0, 0.0), "the arms push, or a backrest or roller supports"),
    Limit("thorax lateral flexion", -35.0, 35.0, _AAOS),
    Limit(
        "thorax rotation", -45.0, 45.0, _AAOS, (15.0, 15.0), "so that it reads at phone size; heel-sit turns are measured larger"
    ),
)


def joint_angles_deg(skeleton: Skeleton) -> dict[str, FloatArray]:
    """Joint -> (n, k) degrees, k places that have it (left and right)."""
    sides = [_side(skeleton, side, sign) for side, sign in SIDES.items()]
    found = {joint: np.stack([side[joint] for side in sides], axis=1) for joint in sides[0]}
    pelvis, upper = skeleton.pelvis, skeleton.level("T1")
    for region, lower, higher in (
        ("neck", upper, skeleton.head),
        ("lumbar", pelvis, skeleton.level("L1")),
        ("thoracic", skeleton.level("L1"), upper),
    ):
        _add(found, region, np.swapaxes(lower, 1, 2) @ higher)
    _add(found, "thorax", thorax_in_pelvis(skeleton.spine_in_pelvis))
    return found


def beyond(skeleton: Skeleton) -> list[str]:
    """A sentence for every joint that goes past its limit in any frame; empty where all is well."""
    angles = joint_angles_deg(skeleton)
    said = []
    for limit in LIMITS:
        values = angles[limit.joint]
        low, high = float(values.min()), float(values.max())
        if not limit.allows(low, high):
            said.append(f"{limit.joint} {low:.1f} to {high:.1f}, limits {limit.lowest_deg:g} to {limit.highest_deg:g}")
    return said


def _add(found: dict[str, FloatArray], region: str, relative: FloatArray) -> None:
    angles = cardan_angles(relative)
    found[f"{region} flexion"] = angles.flexion_deg[:, None]
    found[f"{region} lateral flexion"] = angles.lateral_flexion_deg[:, None]
    found[f"{region} rotation"] = angles.axial_rotation_deg[:, None]


def _hinge_deg(first: FloatArray, second: FloatArray, axis: FloatArray) -> FloatArray:
    """(n,) the bend between two bones, negative where it goes round the axis the wrong way."""
    bend = np.einsum("ni,ni->n", np.cross(unit(first), unit(second)), axis)
    return angle_deg(first, second) * np.where(bend < -_AGAINST, -1.0, 1.0)


def _side(skeleton: Skeleton, side: str, sign: float) -> dict[str, FloatArray]:
    arm, leg = skeleton.arms[side], skeleton.legs[side]
    upper = np.einsum("nji,nj->ni", skeleton.level("T2"), unit(arm.elbow_m - arm.shoulder_m))
    thigh = np.einsum("nji,nj->ni", skeleton.pelvis, unit(leg.knee_m - leg.hip_m))
    shank = leg.ankle_m - leg.knee_m
    raised = 1.0 - np.abs(upper[:, 1])  # across and behind say something only where the arm is raised aside or ahead
    return {
        "elbow flexion": angle_deg(arm.elbow_m - arm.shoulder_m, arm.wrist_m - arm.elbow_m),
        "wrist bend": angle_deg(arm.wrist_m - arm.elbow_m, arm.hand[:, :, 0]),
        "shoulder elevation": np.rad2deg(np.arccos(np.clip(-upper[:, 1], -1.0, 1.0))),
        "shoulder extension": np.rad2deg(np.arcsin(np.clip(-upper[:, 0], -1.0, 1.0))),
        "shoulder across the body": np.where(raised > 0.5, np.rad2deg(np.arctan2(-sign * upper[:, 2], upper[:, 0])), 0.0),
        "hip flexion": np.rad2deg(np.arctan2(thigh[:, 0], -thigh[:, 1])),
        "hip abduction": np.rad2deg(np.arcsin(np.clip(sign * thigh[:, 2], -1.0, 1.0))),
        "knee flexion": _hinge_deg(leg.knee_m - leg.hip_m, shank, -skeleton.pelvis[:, :, 2]),
        "ankle dorsiflexion": angle_deg(shank, leg.foot[:, :, 0]) - 90.0,
    }
