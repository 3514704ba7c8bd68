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

_STEPS: Final = 40
_CLOSE_DEG: Final = 1e-3
#: How much the thoracic joints turn at each step for a degree missing at the landmarks, about forward, up and right. Their frame
#: turns less than the topmost joint, because the lower landmarks lie in the middle of the thorax.
_GAIN: Final = np.array([1.25, 1.0, 1.3])


@lru_cache(maxsize=256)
def spine_vectors(poses: tuple[Pose, ...]) -> FloatArray:
    """(poses, JOINTS, 3) rotation vectors of the joints, degrees, such that ``thorax_deg`` is measured on each pose.

    The lumbar spine does its own part; the thoracic joints do what is left, found step by step from what the landmarks measure.
    """
    regions = np.zeros((len(poses), 3, 3))
    regions[:, 0] = _vectors([pose.lumbar_deg for pose in poses])
    regions[:, 2] = _vectors([pose.neck_deg for pose in poses])
    wanted = turned([pose.thorax_deg for pose in poses])
    for _ in range(_STEPS):
        spine = bent(joint_vectors(regions))
        missing = Rotation.from_matrix(np.swapaxes(thorax_in_pelvis(spine), 1, 2) @ wanted).as_rotvec(degrees=True)
        if np.abs(missing).max() < _CLOSE_DEG:
            break
        regions[:, 1] += missing * _GAIN
    found = joint_vectors(regions)
    found.flags.writeable = False
    return found


def _vectors(angles_deg: list[tuple[float, float, float]]) -> FloatArray:
    return np.asarray(Rotation.from_matrix(turned(angles_deg)).as_rotvec(degrees=True))
