"""Orientations as files write them - scalar first, matrices, Euler angles - to scalar-last unit quaternions."""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem

#: A norm further from one than this is no rounding (convention; devices write three to six decimals).
NORM_TOLERANCE: Final = 0.05


def scalar_last(wxyz: FloatArray) -> FloatArray:
    """(n, 4) w x y z to x y z w."""
    return np.ascontiguousarray(wxyz[:, [1, 2, 3, 0]])


def unit(quaternions: FloatArray, *, where: str) -> tuple[FloatArray, tuple[str, ...]]:
    """Normalise (n, 4); rows far from norm one become NaN, with a warning.

    Raises InputProblem where most rows are no unit quaternions, so the columns hold something else.
    """
    with np.errstate(over="ignore"):
        norm = np.sqrt(np.sum(quaternions**2, axis=1))
    seen = np.isfinite(norm)
    wrong = seen & (np.abs(norm - 1.0) > NORM_TOLERANCE)
    # All zeros is how devices write "no orientation"; it says nothing against the other rows.
    blank = norm == 0.0
    if 2 * int(np.count_nonzero(wrong & ~blank)) > max(1, int(np.count_nonzero(seen & ~blank))):
        found = float(np.median(norm[seen & ~blank]))
        raise InputProblem(
            where, f"quaternions of norm {found:.3g}", "unit quaternions", "check that the four columns are w, x, y, z"
        )
    scale = np.where(wrong | ~seen, np.nan, norm)
    count = int(np.count_nonzero(wrong))
    told = f"{count} of {norm.size} quaternions did not have norm one and count as missing."
    return quaternions / scale[:, None], ((told,) if count else ())


def from_euler_deg(roll: FloatArray, pitch: FloatArray, yaw: FloatArray) -> FloatArray:
    """Aerospace angles as Xsens writes them: yaw about z, then pitch about y, then roll about x (intrinsic)."""
    return product(product(_about(2, yaw), _about(1, pitch)), _about(0, roll))


def from_device_angles_deg(alpha: FloatArray, beta: FloatArray, gamma: FloatArray) -> FloatArray:
    """A browser's deviceorientation: alpha about z, then beta about x, then gamma about y (intrinsic), device to earth.

    Source: W3C DeviceOrientation Event Specification, section "deviceorientation event". Holds for every range of the
    angles, so for Safari's as well as for Chrome's.
    """
    return product(product(_about(2, alpha), _about(0, beta)), _about(1, gamma))


def from_matrices(matrices: FloatArray) -> FloatArray:
    """(n, 3, 3) rotation matrices (sensor to world) to quaternions; rows with NaN, or no rotation, give NaN."""
    from scipy.spatial.transform import Rotation

    out = np.full((matrices.shape[0], 4), np.nan)
    with np.errstate(over="ignore", invalid="ignore"):
        identity = matrices @ np.swapaxes(matrices, 1, 2)
        good = np.abs(identity - np.eye(3)).max(axis=(1, 2)) < NORM_TOLERANCE
        good &= np.linalg.det(np.where(good[:, None, None], matrices, np.eye(3))) > 0
    if good.any():
        out[good] = Rotation.from_matrix(matrices[good]).as_quat()
    return out


def product(p: FloatArray, q: FloatArray) -> FloatArray:
    """Hamilton product of (n, 4) scalar-last quaternions: first ``q``, then ``p``."""
    px, py, pz, pw = np.moveaxis(p, -1, 0)
    qx, qy, qz, qw = np.moveaxis(q, -1, 0)
    return np.stack(
        (
            pw * qx + px * qw + py * qz - pz * qy,
            pw * qy - px * qz + py * qw + pz * qx,
            pw * qz + px * qy - py * qx + pz * qw,
            pw * qw - px * qx - py * qy - pz * qz,
        ),
        axis=-1,
    )


def world_up_in_sensor(quaternions: FloatArray) -> FloatArray:
    """(n, 3) the world's upward axis in the sensor's axes, for quaternions from sensor to a z-up world."""
    x, y, z, w = np.moveaxis(quaternions, -1, 0)
    return np.stack((2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)), axis=-1)


def rates_dps(quaternions: FloatArray, time_s: FloatArray) -> FloatArray:
    """(n-1,) size of the angular rate between neighbouring orientations, degrees per second."""
    dot = np.abs(np.sum(quaternions[1:] * quaternions[:-1], axis=1))
    return np.asarray(np.degrees(2 * np.arccos(np.clip(dot, 0.0, 1.0))) / np.diff(time_s))


def _about(axis: int, degrees: FloatArray) -> FloatArray:
    out = np.zeros((degrees.shape[0], 4))
    half: FloatArray = np.radians(degrees) / 2
    out[:, axis], out[:, 3] = np.sin(half), np.cos(half)
    return out
