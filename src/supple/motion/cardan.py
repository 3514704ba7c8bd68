"""From the orientation of the thorax in the pelvis to angles and back: Cardan angles, swing and twist.

A relative orientation is given as (n, 3, 3) rotation matrices or (n, 4) scalar-last unit quaternions; both map
thorax coordinates into pelvis coordinates, axes x forward, y up, z right (``supple.conventions``). Everything is
in degrees and in this project's signs. NaN rows give NaN angles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from supple.conventions import NEAR_SINGULAR_DEG, FloatArray
from supple.motion.turning import as_matrices, as_quaternions, unwrap_deg


@dataclass(frozen=True)
class CardanAngles:
    """(n,) degrees each. near_singular: where the middle angle makes the other two unreliable (|lateral flexion| > 70)."""

    flexion_deg: FloatArray
    lateral_flexion_deg: FloatArray
    axial_rotation_deg: FloatArray

    @property
    def near_singular(self) -> NDArray[np.bool_]:
        return np.abs(self.lateral_flexion_deg) > NEAR_SINGULAR_DEG


def cardan_angles(relative: ArrayLike, *, rotation_first: bool = False) -> CardanAngles:
    """Flexion, lateral flexion and axial rotation of (n, 3, 3) matrices or (n, 4) quaternions, thorax in pelvis.

    The sequence is Z-X-Y (ISB: flexion, lateral flexion, axial rotation); with ``rotation_first`` it is Y-X-Z.
    All angles lie in [-180, 180], the middle one (lateral flexion) in [-90, 90].

    Source: Wu et al. 2002, doi:10.1016/S0021-9290(01)00222-6. Raises ValueError for other shapes.
    """
    matrix = as_matrices(relative)
    if rotation_first:
        return _angles(
            flexion=(-matrix[:, 1, 0], matrix[:, 1, 1]),
            sine_lateral=-matrix[:, 1, 2],
            rotation=(matrix[:, 0, 2], matrix[:, 2, 2]),
        )
    return _angles(
        flexion=(matrix[:, 0, 1], matrix[:, 1, 1]),
        sine_lateral=matrix[:, 2, 1],
        rotation=(-matrix[:, 2, 0], matrix[:, 2, 2]),
    )


def cardan_matrices(
    flexion_deg: ArrayLike,
    lateral_flexion_deg: ArrayLike,
    axial_rotation_deg: ArrayLike,
    *,
    rotation_first: bool = False,
) -> FloatArray:
    """The (n, 3, 3) thorax-in-pelvis matrices that have these angles (scalars or (n,)); inverse of ``cardan_angles``."""
    degrees = np.broadcast_arrays(*map(np.atleast_1d, (flexion_deg, lateral_flexion_deg, axial_rotation_deg)))
    flexion, lateral, rotation = (np.deg2rad(np.asarray(angle, dtype=np.float64)) for angle in degrees)
    # a positive turn about z (to the right) lifts x (forward): extension, so flexion turns the other way
    bend, side, turn = _about(2, -flexion), _about(0, lateral), _about(1, rotation)
    product: FloatArray = turn @ side @ bend if rotation_first else bend @ side @ turn
    return product


def twist_swing(relative: ArrayLike, axis: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Split a relative orientation into a turn about ``axis`` (twist) and what remains (swing): relative = swing * twist.

    relative: (n, 3, 3) or (n, 4), here of any body against any reference. axis: (3,) in the reference's axes at zero,
    any length but 0. Returns twist_deg (n,), positive counter-clockwise seen from the axis' tip, starting within
    [-180, 180] and unwrapped so that it never jumps by a full turn (samples of NaN are stepped over), and
    swing_vector_deg (n, 3): the rotation vector of the swing in the reference's axes, at right angles to ``axis``,
    its length the swing angle in [0, 180]. Where the swing is a half turn the twist is undetermined and is 0.

    Source: the decomposition about a given axis after Dobrowolski 2015, arXiv:1506.05481.
    """
    unit = _unit_axis(axis)
    quaternion = as_quaternions(relative)
    along = quaternion[:, :3] @ unit
    scalar = quaternion[:, 3]
    half_twist = np.arctan2(along, scalar)
    swing = _swing_vector(quaternion, unit=unit, half_twist=half_twist)
    wrapped = np.rad2deg(np.arctan2(np.sin(2 * half_twist), np.cos(2 * half_twist)))
    return unwrap_deg(wrapped), np.rad2deg(swing)


def _swing_vector(quaternion: FloatArray, *, unit: FloatArray, half_twist: FloatArray) -> FloatArray:
    """Rotation vector (n, 3), radians, of quaternion * conj(twist); its scalar part is >= 0 by the choice of the half twist."""
    vector, scalar = quaternion[:, :3], quaternion[:, 3]
    cosine, sine = np.cos(half_twist)[:, None], np.sin(half_twist)[:, None]
    swing_vector = cosine * vector - sine * (scalar[:, None] * unit + np.cross(vector, unit))
    swing_scalar = cosine[:, 0] * scalar + sine[:, 0] * (vector @ unit)
    length = np.sqrt(np.einsum("ij,ij->i", swing_vector, swing_vector))
    half_swing = np.arctan2(length, swing_scalar)
    factor = np.divide(2 * half_swing, length, out=np.full_like(length, 2.0), where=length > 0)
    product: FloatArray = factor[:, None] * swing_vector
    return product


def _angles(
    *, flexion: tuple[FloatArray, FloatArray], sine_lateral: FloatArray, rotation: tuple[FloatArray, FloatArray]
) -> CardanAngles:
    return CardanAngles(
        flexion_deg=np.rad2deg(np.arctan2(*flexion)),
        lateral_flexion_deg=np.rad2deg(np.arcsin(np.clip(sine_lateral, -1.0, 1.0))),
        axial_rotation_deg=np.rad2deg(np.arctan2(*rotation)),
    )


def _about(axis: int, angle: FloatArray) -> FloatArray:
    """Right-handed rotation matrices (n, 3, 3) about a coordinate axis; angle in radians."""
    matrix = np.zeros((angle.size, 3, 3))
    following, last = (axis + 1) % 3, (axis + 2) % 3
    matrix[:, axis, axis] = np.where(np.isnan(angle), np.nan, 1.0)
    matrix[:, following, following] = matrix[:, last, last] = np.cos(angle)
    matrix[:, last, following] = np.sin(angle)
    matrix[:, following, last] = -np.sin(angle)
    return matrix


def _unit_axis(axis: ArrayLike) -> FloatArray:
    vector = np.asarray(axis, dtype=np.float64)
    length = float(np.linalg.norm(vector))
    if vector.shape != (3,) or not length > 0:
        msg = f"the axis must be a vector of three numbers that are not all zero, found {axis!r}"
        raise ValueError(msg)
    return np.asarray(vector / length, dtype=np.float64)
