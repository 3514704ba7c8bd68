"""Joint turns of the spine such that the science measures what a key pose says."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from scipy.spatial.transform import Rotation

from supple.conventions import FloatArray
from supple.figure.body.landmarks import thorax_in_pelvis
from supple.figure.body.pose import Pose
from supple.figure.body.spine import bent, joint_vectors
from supple.figure.body.vectors import turned
from supple.problems import InputProblem

#: Newton steps at most; how close is close; the step for the slopes, degrees.
_STEPS: Final = 25
_CLOSE_DEG: Final = 1e-3
_PROBE_DEG: Final = 0.5
_LONGEST_DEG: Final = 30.0


@lru_cache(maxsize=256)
def spine_vectors(poses: tuple[Pose, ...]) -> FloatArray:
    """(poses, JOINTS, 3) rotation vectors of the joints, degrees, such that ``thorax_deg`` is measured on each pose.

    The lumbar spine does its own part; the thoracic joints do what is left, found by Newton's method from what the landmarks
    measure. Raises InputProblem naming the pose whose angles no bend of the thoracic joints gives.
    """
    regions = np.zeros((len(poses), 3, 3))
    regions[:, 0] = _vectors([pose.lumbar_deg for pose in poses])
    regions[:, 2] = _vectors([pose.neck_deg for pose in poses])
    wanted = turned([pose.thorax_deg for pose in poses])
    missing = _missing(regions, wanted)
    for _ in range(_STEPS):
        if np.abs(missing).max() < _CLOSE_DEG:
            break
        step = _step(regions, wanted, missing)
        regions[:, 1] += step
        missing = _missing(regions, wanted)
    worst = int(np.abs(missing).max(axis=1).argmax())
    if np.abs(missing[worst]).max() >= _CLOSE_DEG:
        pose = poses[worst]
        found = f"thorax {pose.thorax_deg} with lumbar {pose.lumbar_deg} degrees"
        raise InputProblem(f"pose:{pose.name}", found, "angles that thoracic joints can give", "bend less, or more evenly")
    found_vectors = joint_vectors(regions)
    found_vectors.flags.writeable = False
    return found_vectors


def _missing(regions: FloatArray, wanted: FloatArray) -> FloatArray:
    """(poses, 3) rotation vector from what is measured to what is wanted, degrees."""
    measured = thorax_in_pelvis(bent(joint_vectors(regions)))
    return np.asarray(Rotation.from_matrix(np.swapaxes(measured, 1, 2) @ wanted).as_rotvec(degrees=True))


def _step(regions: FloatArray, wanted: FloatArray, missing: FloatArray) -> FloatArray:
    """(poses, 3) degrees for the thoracic joints, by the slopes at the place; long steps are shortened."""
    slopes = np.empty((len(regions), 3, 3))
    for axis in range(3):
        probe = regions.copy()
        probe[:, 1, axis] += _PROBE_DEG
        slopes[:, :, axis] = (_missing(probe, wanted) - missing) / _PROBE_DEG
    step = -np.linalg.solve(slopes, missing[:, :, None])[:, :, 0]
    return np.asarray(np.clip(step, -_LONGEST_DEG, _LONGEST_DEG))


def _vectors(angles_deg: list[tuple[float, float, float]]) -> FloatArray:
    return np.asarray(Rotation.from_matrix(turned(angles_deg)).as_rotvec(degrees=True))
