"""Against OpenSim's inverse kinematics of OpenCap's validation recordings (nimblephysics test data, not in this project)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from supple.motion.markers import marker_angles
from supple.recording.reading import read

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "opencap"
pytestmark = [
    pytest.mark.reference,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the OpenCap recordings may not be copied and are not beside this checkout"),
]
#: Root mean square, degrees, once a constant offset is gone. OpenSim's lumbar joint and skin markers are two different models.
LARGEST_RMS_DEG = {"rotation": 3.6, "lateral flexion": 5.0, "flexion": 5.5}


@pytest.mark.parametrize("trial", ["DJ1", "walking2"])
def test_changes_of_the_angles_agree(trial):
    ours, theirs = marker_angles(read(FOLDER / f"{trial}.trc")), read(FOLDER / f"{trial}_ik.mot")
    for name, found, expected in (
        ("rotation", ours.axial_rotation_deg, theirs.axial_rotation_deg),
        ("lateral flexion", ours.lateral_flexion_deg, theirs.lateral_flexion_deg),
        ("flexion", ours.flexion_deg, theirs.flexion_deg),
    ):
        assert np.nanstd(found - expected) <= LARGEST_RMS_DEG[name], name
