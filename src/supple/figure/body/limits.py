"""How far joints go, and whether a skeleton stays within: the drawings' own check, and no norm for anybody.

Each limit is a row with its source. Upper limb: AAOS and AMA values in Norkin & White, table A.1, read where a textbook page
prints it. Hip, knee, ankle: AAOS values as others quote them; a knee that is knelt on and a wrist that is leaned on go further
than the free joint, by convention. Neck: Vasavada et al. 1998 (doi:10.1097/00007632-199802150-00002) as quoted. Lumbar: the
range of Christophy et al. 2012, read in its model. Thorax in pelvis: flexion, extension and side-bending AAOS as quoted;
rotation to 60, since heel-sit means of healthy groups reach that (see the evidence, bucke2017 and its neighbours).
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


@dataclass(frozen=True)
class Limit:
    """Degrees, both inclusive. joint: as ``joint_angles_deg`` names it."""

    joint: str
    lowest_deg: float
    highest_deg: float
    source: str


_LIMB: Final = "Norkin & White, table A.1"
_AAOS: Final = "AAOS, as quoted"
_LOADED: Final = "convention: further under the body's own weight"
LIMITS: Final = (
    Limit("elbow flexion", 0.0, 150.0, _LIMB),
    Limit("wrist bend", 0.0, 92.0, _LOADED),
    Limit("shoulder elevation", 0.0, 180.0, _LIMB),
    Limit("shoulder extension", -180.0, 62.0, _LIMB),
    Limit("shoulder across the body", -135.0, 60.0, "ACSM 90 to 135 from the side, with the shoulder blade; convention"),
    Limit("hip flexion", -20.0, 130.0, _AAOS),
    Limit("hip abduction", -30.0, 45.0, _AAOS),
    Limit("knee flexion", 0.0, 160.0, _LOADED),
    Limit("ankle dorsiflexion", -75.0, 32.0, _LOADED),
    Limit("neck flexion", -66.0, 60.0, "Vasavada et al. 1998, as quoted"),
    Limit("neck lateral flexion", -42.0, 42.0, "Vasavada et al. 1998, as quoted"),
    Limit("neck rotation", -70.0, 70.0, "Vasavada et al. 1998, as quoted"),
    Limit("lumbar flexion", -26.0, 70.0, "Christophy et al. 2012"),
    Limit("lumbar lateral flexion", -25.0, 25.0, "Christophy et al. 2012"),
    Limit("lumbar rotation", -9.0, 9.0, "White & Panjabi 1990, as quoted"),
    Limit("thorax flexion", -35.0, 80.0, _AAOS),
    Limit("thorax lateral flexion", -35.0, 35.0, _AAOS),
    Limit("thorax rotation", -60.0, 60.0, "convention, see above"),
)


def joint_angles_deg(skeleton: Skeleton) -> dict[str, FloatArray]:
    """Joint -> (n, k) degrees, k places that have it (left and right)."""
    sides = [_side(skeleton, side, sign) for side, sign in SIDES.items()]
    found = {joint: np.stack([side[joint] for side in sides], axis=1) for joint in sides[0]}
    pelvis, upper = skeleton.pelvis, skeleton.level("T1")
    for region, lower, higher in (("neck", upper, skeleton.head), ("lumbar", pelvis, skeleton.level("L1"))):
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
        if low < limit.lowest_deg - 0.5 or high > limit.highest_deg + 0.5:
            said.append(f"{limit.joint} {low:.0f} to {high:.0f}, limits {limit.lowest_deg:g} to {limit.highest_deg:g}")
    return said


def _add(found: dict[str, FloatArray], region: str, relative: FloatArray) -> None:
    angles = cardan_angles(relative)
    found[f"{region} flexion"] = angles.flexion_deg[:, None]
    found[f"{region} lateral flexion"] = angles.lateral_flexion_deg[:, None]
    found[f"{region} rotation"] = angles.axial_rotation_deg[:, None]


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
        "knee flexion": angle_deg(leg.knee_m - leg.hip_m, shank),
        "ankle dorsiflexion": angle_deg(shank, leg.foot[:, :, 0]) - 90.0,
    }
