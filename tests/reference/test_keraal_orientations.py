"""The chest and hip targets of one person: a trunk rotation (RTK) and an arm exercise without rotation (CTK).

Expected from the optical positions of the same trials: chest against hips about -35 to 33 degrees, hips alone -17 to 14.
"""

from pathlib import Path

import numpy as np
import pytest

from supple.motion.sensors import sensor_angles
from supple.recording import SensorRecording, read

KERAAL = Path(__file__).parents[1] / "data" / "keraal"


def angles_of(name: str):
    recording = read(KERAAL / f"{name}-vicon-orientations.sto")
    assert isinstance(recording, SensorRecording)
    return sensor_angles(recording)


@pytest.mark.reference
def test_the_rotation_trial_turns_both_ways():
    angles = angles_of("RTK")
    assert np.ptp(angles.axial_rotation_deg) == pytest.approx(68.0, abs=3.0)
    assert angles.axial_rotation_deg.max() == pytest.approx(33.0, abs=4.0)
    assert angles.axial_rotation_deg.min() == pytest.approx(-35.0, abs=4.0)
    assert angles.pelvis_rotation_deg.max() == pytest.approx(14.0, abs=3.0)
    assert angles.pelvis_rotation_deg.min() == pytest.approx(-17.0, abs=3.0)


@pytest.mark.reference
def test_the_arm_exercise_does_not_turn():
    angles = angles_of("CTK")
    assert np.abs(angles.axial_rotation_deg).max() < 6.0
