"""Two sensors against OpenSim 4.6's inertial inverse kinematics, both sides given the same facing and the same zero."""

from pathlib import Path

import numpy as np
import pytest

from supple.motion.facing import Facing
from supple.motion.sensors import sensor_angles
from supple.quantities import Quantity, Zero
from supple.recording import SensorRecording, read

DATA = Path(__file__).parents[1] / "data"
FILES = {
    "keraal-rtk": DATA / "keraal" / "RTK-vicon-orientations.sto",
    "keraal-ctk": DATA / "keraal" / "CTK-vicon-orientations.sto",
    "opensense-swinger": DATA / "opensense" / "MT_012005D6_009-quaternions_RHJCSwinger.sto",
}
#: The task allows 0.3; a solver that iterates to its own tolerance stays within this.
LARGEST_MEAN_DEG = 0.01


def orientations(name: str) -> SensorRecording:
    recording = read(FILES[name])
    assert isinstance(recording, SensorRecording)
    return recording


@pytest.mark.reference
@pytest.mark.parametrize("name", FILES)
def test_every_angle_is_opensims(name):
    golden = np.loadtxt(DATA / "opensim" / f"{name}.csv", delimiter=",", skiprows=1)
    angles = sensor_angles(orientations(name), facing=Facing("pelvis", "z"), neutral="first")
    ours = np.column_stack([-angles.flexion_deg, angles.lateral_flexion_deg, angles.axial_rotation_deg])
    assert angles.zero is Zero.NEUTRAL
    assert angles.quantity is Quantity.THORACIC_ROTATION
    np.testing.assert_allclose(angles.time_s - angles.time_s[0], golden[:, 0] - golden[0, 0], atol=0.02)
    assert np.abs(ours - golden[:, 1:]).mean(axis=0).max() < LARGEST_MEAN_DEG
    assert np.abs(ours - golden[:, 1:]).max() < 0.05


@pytest.mark.reference
@pytest.mark.parametrize("name", ["keraal-rtk", "keraal-ctk"])
def test_rotation_needs_no_facing(name):
    """Without facing rotation is the twist, which differs from the Cardan angle only where bends come together."""
    golden = np.loadtxt(DATA / "opensim" / f"{name}.csv", delimiter=",", skiprows=1)[:, 3]
    twist = sensor_angles(orientations(name), neutral="first").axial_rotation_deg
    assert np.abs(twist - golden).mean() < 0.6
    assert np.abs(twist - golden).max() < 1.5
