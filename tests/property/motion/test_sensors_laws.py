"""Laws of body-worn sensors: how they are mounted, where north is and when the clock started change nothing."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from supple.motion.facing import Facing
from supple.motion.sensors import sensor_angles
from supple.quantities import Direction, Instrument, Movement, Position
from supple.recording.model import Channel, SensorRecording, SensorStream, StillWindow
from supple.simulation import ONE_PHONE, TWO_SENSORS, Device, Move, Rest, SimulationSpec, simulate

LEFT, RIGHT = Direction.LEFT, Direction.RIGHT
QUIET = Device(bias_dps=0.0, bias_walk_dps_per_sqrt_s=0.0, heading_drift_deg=0.0, gyroscope_scale=0.0, jitter_s=0.0)
TURNS = tuple(Move(direction=side, peak_deg=35.0, pelvis_turn_deg=6.0, coupled_lateral_flexion_deg=4.0) for side in (LEFT, RIGHT))
BENDS = (Move(movement=Movement.FLEXION, peak_deg=50.0), Move(movement=Movement.EXTENSION, peak_deg=15.0))
TWO = simulate(SimulationSpec(script=(*TURNS, *BENDS), devices=dict.fromkeys(TWO_SENSORS, QUIET), seed=3))[0]
PHONE, PHONE_TRUTH = simulate(
    SimulationSpec(
        script=(Rest(marked=True), *TURNS),
        position=Position.LUMBAR_LOCKED,
        instrument=Instrument.PHONE,
        devices=ONE_PHONE,
        marked=True,
        seed=5,
    )
)
FEW = settings(max_examples=12, deadline=None)
rotations = st.integers(0, 2**32 - 1).map(lambda seed: Rotation.random(random_state=seed))


def remounted(stream: SensorStream, mounting: Rotation) -> SensorStream:
    """The same motion by a sensor that is turned on the body."""

    def vectors(channel):
        return None if channel is None else Channel(channel.time_s, mounting.inv().apply(channel.values))

    attitude = stream.orientation
    if attitude is not None:
        attitude = Channel(attitude.time_s, (Rotation.from_quat(attitude.values) * mounting).as_quat())
    return SensorStream(vectors(stream.angular_rate), vectors(stream.acceleration), attitude)


def with_streams(recording: SensorRecording, **streams: SensorStream) -> SensorRecording:
    return replace(recording, streams={**recording.streams, **streams})


def assert_same(one, other, atol):
    np.testing.assert_allclose(one.axial_rotation_deg, other.axial_rotation_deg, atol=atol)
    np.testing.assert_allclose(one.swing_deg, other.swing_deg, atol=atol)
    assert (one.flexion_deg is None) == (other.flexion_deg is None)
    if one.flexion_deg is not None and other.flexion_deg is not None:
        np.testing.assert_allclose(one.flexion_deg, other.flexion_deg, atol=atol)
        np.testing.assert_allclose(one.lateral_flexion_deg, other.lateral_flexion_deg, atol=atol)


@FEW
@given(rotations, rotations)
def test_mounting_of_either_sensor_leaves_the_angles_unchanged(on_thorax, on_pelvis):
    turned = with_streams(
        TWO, thorax=remounted(TWO.streams["thorax"], on_thorax), pelvis=remounted(TWO.streams["pelvis"], on_pelvis)
    )
    # The gyroscope's noise is the same in every mounting; what is left is the filter's way of starting.
    assert_same(sensor_angles(TWO), sensor_angles(turned), atol=0.6)


@FEW
@given(rotations)
def test_no_way_of_holding_the_phone_swaps_left_and_right(held):
    turned = with_streams(PHONE, thorax=remounted(PHONE.streams["thorax"], held))
    angles = sensor_angles(turned)
    for repetition in PHONE_TRUTH.repetitions:
        value = np.interp(repetition.peak_s, angles.time_s, angles.axial_rotation_deg)
        assert (value > 20.0) if repetition.direction is LEFT else (value < -20.0)


def oriented(recording: SensorRecording, north_deg: float) -> SensorRecording:
    """Only the true orientations, seen from another north."""
    north = Rotation.from_euler("Z", north_deg, degrees=True)
    truth = simulate(SimulationSpec(script=(*TURNS, *BENDS), devices=dict.fromkeys(TWO_SENSORS, QUIET), seed=3))[1]
    streams = {
        name: SensorStream(
            orientation=Channel(truth.time_s[::5], (north * Rotation.from_quat(getattr(truth, name)[::5])).as_quat())
        )
        for name in ("thorax", "pelvis")
    }
    return replace(recording, streams=streams)


@FEW
@given(st.floats(-180.0, 180.0))
def test_another_north_leaves_the_angles_unchanged(north_deg):
    one = sensor_angles(oriented(TWO, 0.0), facing=Facing("thorax", "x"))
    other = sensor_angles(oriented(TWO, north_deg), facing=Facing("thorax", "x"))
    assert_same(one, other, atol=1e-6)
    assert_same(sensor_angles(oriented(TWO, 0.0)), sensor_angles(oriented(TWO, north_deg)), atol=1e-3)


@FEW
@given(st.floats(-1e4, 1e6))
def test_the_clocks_start_changes_nothing(shift_s):
    def later(channel):
        return None if channel is None else Channel(channel.time_s + shift_s, channel.values)

    streams = {
        name: SensorStream(later(s.angular_rate), later(s.acceleration), later(s.orientation))
        for name, s in PHONE.streams.items()
    }
    marks = tuple(StillWindow(m.purpose, m.start_s + shift_s, m.end_s + shift_s) for m in PHONE.marks)
    shifted = sensor_angles(replace(PHONE, streams=streams, marks=marks))
    np.testing.assert_allclose(shifted.axial_rotation_deg, sensor_angles(PHONE).axial_rotation_deg, atol=1e-2)
