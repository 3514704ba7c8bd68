"""Two segments' frames to angles relative to the person's neutral posture: twist, and the swing's parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from supple.conventions import FORWARD, FloatArray
from supple.motion.cardan import twist_swing
from supple.motion.frames import SegmentFrames, relative_matrices
from supple.motion.neutral import find_neutral
from supple.motion.turning import as_matrices, as_quaternions


@dataclass(frozen=True)
class NeutralAngles:
    """(n,) degrees in this project's signs, all zero in the neutral posture.

    swing_deg: the whole bend. pelvis_rotation_deg: the pelvis' own turn in the room about the same axis as the rotation.
    """

    axial_rotation_deg: FloatArray
    flexion_deg: FloatArray
    lateral_flexion_deg: FloatArray
    swing_deg: FloatArray
    pelvis_rotation_deg: FloatArray


def neutral_angles(time_s: FloatArray, *, pelvis: SegmentFrames, thorax: SegmentFrames, up: FloatArray | None) -> NeutralAngles:
    """Thorax in pelvis since neutral. time_s: (n,) seconds; frames as in ``SegmentFrames``, NaN gives NaN.

    up: (3,) the laboratory's vertical where the person is upright, and the axis of the twist; None takes the trunk's own
    axis at neutral. Raises ValueError where no frame shows both segments.
    """
    relative = as_quaternions(np.moveaxis(relative_matrices(pelvis, thorax), 2, 0))
    neutral = find_neutral(time_s, relative)
    inside = (time_s >= neutral.start_s) & (time_s <= neutral.end_s) & np.isfinite(relative).all(axis=1)
    thorax_at_neutral = as_matrices(neutral.orientation[None])[0]
    pelvis_at_neutral = _mean_matrix(pelvis.matrices[inside if inside.any() else np.isfinite(relative).all(axis=1)])
    axis = thorax_at_neutral[:, 1] if up is None else pelvis_at_neutral.T @ up

    twist_deg, swing = twist_swing(as_matrices(relative) @ thorax_at_neutral.T, axis)
    forward, right = _across(axis)
    pelvis_twist_deg, _ = twist_swing(pelvis.matrices @ pelvis_at_neutral.T, pelvis_at_neutral @ axis)
    return NeutralAngles(
        axial_rotation_deg=twist_deg,
        # a positive turn about the axis to the right bends backward
        flexion_deg=-swing @ right,
        lateral_flexion_deg=swing @ forward,
        swing_deg=np.sqrt(np.einsum("ij,ij->i", swing, swing)),
        pelvis_rotation_deg=pelvis_twist_deg,
    )


def _across(axis: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The pelvis' forward made square to the axis, and the axis to the right that belongs to it."""
    unit = axis / np.linalg.norm(axis)
    forward = FORWARD - (FORWARD @ unit) * unit
    forward = forward / np.linalg.norm(forward)
    return forward, np.cross(forward, unit)


def _mean_matrix(matrices: FloatArray) -> FloatArray:
    """The rotation nearest to the mean of (k, 3, 3) matrices (its polar factor)."""
    left, _, right = np.linalg.svd(matrices.mean(axis=0))
    return np.asarray(left @ np.diag([1.0, 1.0, np.linalg.det(left @ right)]) @ right)
