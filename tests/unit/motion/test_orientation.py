"""Raw samples to orientation: time stamps, glitches, saturation, the device's own orientation."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation
from sensor_recordings import body, bump, oriented_stream, raw_stream

from supple.motion.orientation import device_orientation, filtered_orientation
from supple.motion.quaternion import angle_deg, conjugate, heading_deg, mean_orientation, multiply
from supple.motion.resampling import covered, slerp
from supple.problems import InputProblem
from supple.recording.model import Channel, SensorStream

TIME = np.arange(0.0, 16.0, 0.01)
NOTHING = np.zeros_like(TIME)
TURN = 60.0 * bump(TIME, 4.0)
SEGMENT = body(NOTHING, NOTHING, TURN)


def turned(estimate):
    """Heading since the first second."""
    start = mean_orientation(estimate.quaternion[:100])
    return heading_deg(multiply(estimate.quaternion, conjugate(start)))


def test_stamps_are_the_gyroscopes_and_duplicates_are_dropped_with_a_warning():
    stream = raw_stream(TIME, SEGMENT)
    stamps = TIME.copy()
    stamps[500] = stamps[499]
    stamps[700] = stamps[650]
    estimate = filtered_orientation(SensorStream(Channel(stamps, stream.angular_rate.values), stream.acceleration), where="x")
    assert len(estimate.time_s) == len(TIME) - 2
    assert (np.diff(estimate.time_s) > 0).all()
    assert any("2 rows with a repeated or earlier time stamp" in text for text in estimate.warnings)


@pytest.mark.parametrize("bias", [0.0, 1.2, 4.0])
def test_a_constant_bias_is_learned_at_rest(bias):
    estimate = filtered_orientation(raw_stream(TIME, SEGMENT, bias_dps=(0.0, bias, 0.0)), where="x")
    np.testing.assert_allclose(turned(estimate), TURN, atol=1.5)


def test_a_single_wild_rate_is_bridged():
    stream = raw_stream(TIME, SEGMENT)
    rates = stream.angular_rate.values.copy()
    rates[300, 1] += 1800.0
    estimate = filtered_orientation(SensorStream(Channel(TIME, rates), stream.acceleration), where="x")
    assert any("jump away and back" in text for text in estimate.warnings)
    np.testing.assert_allclose(turned(estimate), TURN, atol=1.0)


def test_a_saturated_gyroscope_is_said():
    fast = 60.0 * bump(TIME, 4.0, 1.2)
    stream = raw_stream(TIME, body(NOTHING, NOTHING, fast))
    rates = np.clip(stream.angular_rate.values, -250.0, 250.0)
    estimate = filtered_orientation(SensorStream(Channel(TIME, rates), stream.acceleration), where="x")
    assert np.abs(stream.angular_rate.values).max() < 250.0 or any("out of its range" in text for text in estimate.warnings)
    rates = np.clip(stream.angular_rate.values, -201.0, 201.0)
    estimate = filtered_orientation(SensorStream(Channel(TIME, rates), stream.acceleration), where="x")
    assert any("out of its range at 201" in text for text in estimate.warnings)


def test_a_device_orientation_survives_sign_flips_and_single_jumps():
    quaternion = oriented_stream(TIME, SEGMENT).orientation.values * np.where(np.arange(len(TIME)) % 7 < 3, -1.0, 1.0)[:, None]
    quaternion[600] = (SEGMENT[600] * Rotation.from_euler("X", 150.0, degrees=True)).as_quat()
    quaternion[900] = 0.0
    estimate = device_orientation(SensorStream(orientation=Channel(TIME, quaternion)), where="x")
    np.testing.assert_allclose(turned(estimate), TURN, atol=0.1)
    assert any("1 single orientations" in text for text in estimate.warnings)


def test_quaternions_that_are_none_are_refused():
    with pytest.raises(InputProblem, match="unit quaternions"):
        device_orientation(SensorStream(orientation=Channel(TIME, np.full((len(TIME), 4), 3.0))), where="x")


def test_a_rate_too_low_is_refused():
    slow = TIME[::100]
    with pytest.raises(InputProblem, match="4 samples a second"):
        filtered_orientation(raw_stream(slow, SEGMENT[::100]), where="x")


def test_a_leaping_clock_is_refused():
    stream = raw_stream(TIME, SEGMENT)
    leaping = np.where(TIME > 8.0, TIME + 1e12, TIME)
    with pytest.raises(InputProblem, match="a leap of 1e\\+12 s"):
        filtered_orientation(SensorStream(Channel(leaping, stream.angular_rate.values), stream.acceleration), where="x")


def test_slerp_is_scipys_and_leaves_gaps():
    knots = np.array([0.0, 0.1, 0.2, 0.6, 0.7])
    rotations = Rotation.random(5, random_state=3)
    at = np.array([-0.01, 0.05, 0.2, 0.4, 0.65, 0.8])
    found = slerp(knots, rotations.as_quat(), at)
    assert np.isnan(found[[0, 3, 5]]).all()
    assert covered(knots, at).tolist() == [False, True, True, False, True, False]
    expected = (rotations[0] * Rotation.from_rotvec(0.5 * (rotations[0].inv() * rotations[1]).as_rotvec())).as_quat()
    assert angle_deg(multiply(found[1], conjugate(expected))) < 1e-6
