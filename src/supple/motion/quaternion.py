"""Products of scalar-last unit quaternions as plain arrays, (4,) or (n, 4); NaN rows give NaN rows.

scipy's ``Rotation`` refuses NaN and costs more than the filter itself on short recordings, so these few lines stand here.
"""

from __future__ import annotations

import numpy as np

from supple.conventions import FloatArray

IDENTITY = np.array([0.0, 0.0, 0.0, 1.0])
IDENTITY.flags.writeable = False


def multiply(first: FloatArray, second: FloatArray) -> FloatArray:
    """``first`` applied after ``second``: the orientation of second's frame seen from first's reference."""
    a, b = np.broadcast_arrays(first, second)
    ax, ay, az, aw = a[..., 0], a[..., 1], a[..., 2], a[..., 3]
    bx, by, bz, bw = b[..., 0], b[..., 1], b[..., 2], b[..., 3]
    product = np.empty(a.shape)
    product[..., 0] = aw * bx + ax * bw + ay * bz - az * by
    product[..., 1] = aw * by - ax * bz + ay * bw + az * bx
    product[..., 2] = aw * bz + ax * by - ay * bx + az * bw
    product[..., 3] = aw * bw - ax * bx - ay * by - az * bz
    return product


def conjugate(quaternion: FloatArray) -> FloatArray:
    """The inverse rotation."""
    inverse: FloatArray = quaternion * np.array([-1.0, -1.0, -1.0, 1.0])
    return inverse


def rotate(quaternion: FloatArray, vector: FloatArray) -> FloatArray:
    """``vector`` (3,) or (n, 3) turned by ``quaternion`` (4,) or (n, 4)."""
    axis, scalar = quaternion[..., :3], quaternion[..., 3:]
    across = 2.0 * np.cross(axis, vector)
    turned: FloatArray = vector + scalar * across + np.cross(axis, across)
    return turned


def about_vertical(angle_deg: FloatArray | float) -> FloatArray:
    """Turn(s) about the world's vertical (z), counter-clockwise seen from above."""
    half = 0.5 * np.deg2rad(np.asarray(angle_deg, dtype=np.float64))
    zero = np.zeros_like(half)
    return np.stack([zero, zero, np.sin(half), np.cos(half)], axis=-1)


def heading_deg(quaternion: FloatArray) -> FloatArray:
    """Twist about the world's vertical, degrees in [-180, 180]; ``quaternion`` is a rotation in world axes."""
    half = np.arctan2(quaternion[..., 2], quaternion[..., 3])
    return np.asarray(np.rad2deg(np.arctan2(np.sin(2.0 * half), np.cos(2.0 * half))), dtype=np.float64)


def angle_deg(quaternion: FloatArray) -> FloatArray:
    """Size of the rotation, degrees in [0, 180]."""
    length = np.sqrt(np.einsum("...i,...i->...", quaternion[..., :3], quaternion[..., :3]))
    return np.asarray(np.rad2deg(2.0 * np.arctan2(length, np.abs(quaternion[..., 3]))), dtype=np.float64)


def mean_orientation(quaternions: FloatArray) -> FloatArray:
    """(4,) the orientation nearest to all rows in the least-squares sense; rows of NaN are left out.

    Source: Markley et al. 2007, doi:10.2514/1.28949 (largest eigenvector of the summed outer products).
    """
    rows = quaternions[np.isfinite(quaternions).all(axis=1)]
    _, vectors = np.linalg.eigh(rows.T @ rows)
    return np.asarray(vectors[:, -1], dtype=np.float64)
