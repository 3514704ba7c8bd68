"""Angles that are each zeroed at the neutral posture, for sources that know angles only and no frames."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from supple.conventions import FloatArray
from supple.motion.cardan import cardan_matrices
from supple.motion.model import JointAngles
from supple.motion.neutral import find_neutral
from supple.motion.turning import as_quaternions
from supple.quantities import Zero


def minus_neutral(angles: JointAngles) -> JointAngles:
    """The same angles less their mean in the neutral posture, which is looked for in all of them together.

    Subtraction is exact for a turn about one axis; with large bends it is an approximation (a degree or two).
    swing_deg becomes the length of the two bends together, or the given swing less its own neutral where no bend is known.
    """
    if not np.isfinite(angles.axial_rotation_deg).any():
        return angles
    bends = [
        np.zeros_like(angles.axial_rotation_deg) if b is None else b for b in (angles.flexion_deg, angles.lateral_flexion_deg)
    ]
    orientation = as_quaternions(cardan_matrices(bends[0], bends[1], angles.axial_rotation_deg))
    neutral = find_neutral(angles.time_s, orientation)
    inside = (angles.time_s >= neutral.start_s) & (angles.time_s <= neutral.end_s)

    def zeroed(angle: FloatArray) -> FloatArray:
        within = angle[inside & np.isfinite(angle)]
        return angle - within.mean() if within.size else angle

    return replace(
        angles,
        axial_rotation_deg=zeroed(angles.axial_rotation_deg),
        flexion_deg=None if angles.flexion_deg is None else zeroed(angles.flexion_deg),
        lateral_flexion_deg=None if angles.lateral_flexion_deg is None else zeroed(angles.lateral_flexion_deg),
        swing_deg=np.hypot(*(zeroed(bend) for bend in bends)),
        pelvis_rotation_deg=None if angles.pelvis_rotation_deg is None else zeroed(angles.pelvis_rotation_deg),
        zero=Zero.NEUTRAL,
        method=f"{angles.method}, zero at neutral",
    )
