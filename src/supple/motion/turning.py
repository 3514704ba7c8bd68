"""Small tools for rotations that numpy and scipy lack: NaN-safe conversions and unwrapping."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from supple.conventions import FloatArray

FULL_TURN_DEG = 360.0


def unwrap_deg(angle_deg: ArrayLike) -> FloatArray:
    """(n,) degrees without jumps of a full turn between one finite sample and the next; NaN stays where it was."""
    angle = np.array(angle_deg, dtype=np.float64)
    step = np.diff(angle)
    if not (np.abs(step) > FULL_TURN_DEG / 2).any() and not np.isnan(step).any():
        return angle
    seen = np.isfinite(angle)
    angle[seen] = np.unwrap(angle[seen], period=FULL_TURN_DEG)
    return angle


def wrap_deg(angle_deg: ArrayLike) -> FloatArray:
    """The same direction within [-180, 180)."""
    half = FULL_TURN_DEG / 2
    return np.asarray((np.asarray(angle_deg, dtype=np.float64) + half) % FULL_TURN_DEG - half)


def as_matrices(rotation: ArrayLike) -> FloatArray:
    """(n, 3, 3) matrices of (n, 3, 3) matrices or of (n, 4) scalar-last unit quaternions; NaN rows stay NaN."""
    given = _checked(rotation)
    return given if given.ndim == 3 else _matrices_of(given)


def as_quaternions(rotation: ArrayLike) -> FloatArray:
    """(n, 4) scalar-last unit quaternions, either sign, of (n, 3, 3) matrices or (n, 4) quaternions; NaN rows stay NaN."""
    given = _checked(rotation)
    return given if given.ndim == 2 else _quaternions_of(given)


def _checked(rotation: ArrayLike) -> FloatArray:
    given = np.asarray(rotation, dtype=np.float64)
    if given.shape[1:] not in {(3, 3), (4,)}:
        msg = f"rotations must be (n, 3, 3) matrices or (n, 4) quaternions, found shape {given.shape}"
        raise ValueError(msg)
    return given


def _matrices_of(quaternion: FloatArray) -> FloatArray:
    x, y, z, w = quaternion.T
    rows = (
        (1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)),
        (2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)),
        (2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)),
    )
    return np.ascontiguousarray(np.moveaxis(np.array(rows), 2, 0))


def _quaternions_of(matrix: FloatArray) -> FloatArray:
    """By the largest of the four squared components, so that no division loses digits (Shepperd 1978)."""
    m = np.moveaxis(matrix, 0, 2)
    outer = np.empty((4, 4, len(matrix)))
    for i in range(3):
        following, last = (i + 1) % 3, (i + 2) % 3
        outer[i, i] = 1 + m[i, i] - m[following, following] - m[last, last]
        outer[i, following] = outer[following, i] = m[i, following] + m[following, i]
        outer[i, 3] = outer[3, i] = m[last, following] - m[following, last]
    outer[3, 3] = 1 + m[0, 0] + m[1, 1] + m[2, 2]
    squares = np.einsum("iin->in", outer)
    largest = np.argmax(squares, axis=0)
    every = np.arange(len(matrix))
    chosen = outer[largest, :, every]
    normalised: FloatArray = chosen / np.linalg.norm(chosen, axis=1, keepdims=True)
    return normalised
