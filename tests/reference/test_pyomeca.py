"""Against pyomeca's way from markers to frames and angles, on pyomeca's own recordings (Apache-2.0).

pyomeca builds a frame from two axes by cross products and reads Euler angles in a named sequence. Its steps are written
out here with numpy and scipy, for the same ISB points (T1 for C7, T10 for T8, as its marker set has them).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from supple.motion.markers import marker_angles
from supple.recording.reading import read

pytestmark = pytest.mark.reference
FOLDER = Path(__file__).parents[1] / "data" / "pyomeca"


def normalised(vector):
    return vector / np.linalg.norm(vector, axis=1, keepdims=True)


def by_pyomecas_steps(recording):
    def at(label):
        return recording.positions_m[:, recording.labels.index(label)]

    def frame(z, other):
        x = normalised(np.cross(other, z))
        z = normalised(z)
        return np.stack([x, np.cross(z, x), z], axis=2)

    asis, psis = (at("ASISl") + at("ASISr")) / 2, (at("PSISl") + at("PSISr")) / 2
    upper, lower = (at("STER") + at("T1")) / 2, (at("XIPH") + at("T10")) / 2
    right = at("ASISr") - at("ASISl")
    pelvis = frame(right, np.cross(right, asis - psis))
    thorax = frame(np.cross(at("STER") - at("T1"), upper - lower), upper - lower)
    return Rotation.from_matrix(np.swapaxes(pelvis, 1, 2) @ thorax).as_euler("ZXY", degrees=True) * (-1, 1, 1)


@pytest.mark.parametrize("name", ["markers.trc", "markers_analogs.c3d"])
def test_the_same_angles(name):
    recording = read(FOLDER / name)
    angles = marker_angles(recording)
    found = np.stack([angles.flexion_deg, angles.lateral_flexion_deg, angles.axial_rotation_deg], axis=1)
    np.testing.assert_allclose(found, by_pyomecas_steps(recording), atol=1e-9)
    assert any("T10" in sentence for sentence in angles.warnings)
    assert any("T1:" in sentence for sentence in angles.warnings)
