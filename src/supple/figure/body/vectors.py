"""Small steps of geometry on rows of vectors: (n, 3) arrays, room or segment axes."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from supple.conventions import FloatArray
from supple.motion.cardan import cardan_matrices

_TINY = 1e-12


def length(vectors: FloatArray) -> FloatArray:
    """(n,) lengths."""
    return np.asarray(np.sqrt(np.einsum("...i,...i->...", vectors, vectors)))


def unit(vectors: FloatArray) -> FloatArray:
    """(n, 3) of length one; a zero stays zero."""
    return np.asarray(vectors / np.maximum(length(vectors), _TINY)[..., None])


def across(vectors: FloatArray, axis: FloatArray) -> FloatArray:
    """(n, 3): what of the vectors is square to the unit axes."""
    return np.asarray(vectors - np.einsum("...i,...i->...", vectors, axis)[..., None] * axis)


def angle_deg(first: FloatArray, second: FloatArray) -> FloatArray:
    """(n,) the angle between two directions, 0 to 180."""
    a, b = unit(first), unit(second)
    return np.asarray(np.rad2deg(2.0 * np.arctan2(length(a - b), length(a + b))))


def frame(first: FloatArray, second: FloatArray) -> FloatArray:
    """(n, 3, 3) with columns forward (``first``), up (``second`` made square to it) and right."""
    forward = unit(first)
    up = unit(across(second, forward))
    return np.stack([forward, up, np.cross(forward, up)], axis=-1)


def rows(value: ArrayLike, n: int) -> FloatArray:
    """One vector for all n rows."""
    return np.broadcast_to(np.asarray(value, dtype=np.float64), (n, 3))


def turned(angles_deg: ArrayLike) -> FloatArray:
    """(n, 3, 3) matrices of (n, 3) flexion, lateral flexion and rotation, degrees in this project's signs."""
    return cardan_matrices(*np.asarray(angles_deg, dtype=np.float64).T)
