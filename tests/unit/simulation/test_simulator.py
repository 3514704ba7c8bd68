from dataclasses import replace

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from supple.conventions import GRAVITY_MPS2
from supple.problems import InputProblem
from supple.quantities import Direction, Instrument, Movement, Position, Quantity
from supple.recording.model import Still
from supple.simulation import (
    BODY_SENSOR,
    ONE_PHONE,
    Device,
    Kind,
    Mounting,
    Move,
    Rest,
    SimulationSpec,
    mirror,
    random_spec,
    simulate,
)

LEFT, RIGHT = Direction.LEFT, Direction.RIGHT
PERFECT = Device(
    rate_hz=100.0,
    bias_dps=0.0,
    bias_walk_dps_per_sqrt_s=0.0,
    heading_drift_deg=0.0,
    gyroscope_noise_dps=0.0,
    gyroscope_scale=0.0,
    accelerometer_noise_mps2=0.0,
    accelerometer_offset_mps2=0.0,
    jitter_s=0.0,
)
SCRIPT = (
    Move(direction=LEFT, peak_deg=45.0, pelvis_turn_deg=10.0),
    Move(direction=RIGHT, peak_deg=40.0),
    Move(movement=Movement.FLEXION, peak_deg=50.0),
    Move(movement=Movement.EXTENSION, peak_deg=20.0),
    Move(movement=Movement.LATERAL_FLEXION, direction=RIGHT, peak_deg=25.0),
    Move(direction=LEFT, peak_deg=6.0),
)
STILL = SimulationSpec(script=SCRIPT, sway_deg=0.0, devices={"thorax": PERFECT, "pelvis": PERFECT})


def test_same_spec_same_recording():
    one, other = simulate(random_spec(4, Kind.TWO_SENSORS)), simulate(random_spec(4, Kind.TWO_SENSORS))
    for segment in ("thorax", "pelvis"):
        np.testing.assert_array_equal(one[0].streams[segment].angular_rate.values, other[0].streams[segment].angular_rate.values)
    assert one[1].repetitions == other[1].repetitions


@pytest.mark.parametrize("position", list(Position))
def test_truth_is_the_script(position):
    _, truth = simulate(replace(STILL, position=position))
    assert [(r.movement, r.direction) for r in truth.repetitions] == [(m.movement, m.direction) for m in SCRIPT[:5]]
    np.testing.assert_allclose([r.peak_deg for r in truth.repetitions], [45.0, 40.0, 50.0, 20.0, 25.0], atol=0.15)


def test_one_sensor_sees_the_pelvis_turn_too():
    _, truth = simulate(replace(STILL, devices={"thorax": PERFECT}))
    assert truth.quantity is Quantity.TRUNK_TURN
    assert truth.repetitions[0].peak_deg == pytest.approx(55.0, abs=0.3)


def test_rates_integrate_to_the_true_orientation():
    recording, truth = simulate(STILL)
    rate = recording.streams["thorax"].angular_rate
    turned = Rotation.identity()
    for step, row in zip(np.diff(rate.time_s), 0.5 * (rate.values[1:] + rate.values[:-1]), strict=True):
        turned = turned * Rotation.from_rotvec(row * step, degrees=True)
    true = Rotation.from_quat(truth.thorax)
    last = np.searchsorted(truth.time_s, rate.time_s[-1])
    assert turned.magnitude() == pytest.approx((true[0].inv() * true[last]).magnitude(), abs=np.radians(0.3))


def test_accelerometer_reads_gravity_upward_at_rest():
    recording, truth = simulate(STILL)
    stream = recording.streams["thorax"]
    first = stream.acceleration.values[:50]
    np.testing.assert_allclose(np.linalg.norm(first, axis=1), GRAVITY_MPS2, atol=0.05)
    # worn the usual way the device's y axis points to the head
    assert first[:, 1].mean() == pytest.approx(GRAVITY_MPS2, abs=0.1)
    assert truth.facing_deg == 0.0


def test_a_sensor_off_the_axis_feels_the_turn():
    far = replace(STILL, script=(Move(direction=LEFT, peak_deg=60.0, out_s=0.4, back_s=0.4),))
    near = replace(far, mountings={**far.mountings, "thorax": Mounting(place_m=(0.0, 0.3, 0.0))})
    size = [np.ptp(np.linalg.norm(simulate(spec)[0].streams["thorax"].acceleration.values, axis=1)) for spec in (far, near)]
    assert size[0] > 2.0 * size[1]


def test_heading_drift_is_what_the_gyroscope_adds_up_to():
    drifting = replace(PERFECT, heading_drift_deg=9.0)
    quiet = SimulationSpec(script=(Rest(seconds=30.0),), sway_deg=0.0, devices={"thorax": drifting})
    rate = simulate(quiet)[0].streams["thorax"].angular_rate
    total = np.trapezoid(rate.values[:, 1], rate.time_s)
    assert abs(total) == pytest.approx(9.0, rel=0.03)


def test_a_phone_rounds_loses_and_jitters():
    recording, _ = simulate(replace(STILL, devices=ONE_PHONE, instrument=Instrument.PHONE, marked=True))
    rate = recording.streams["thorax"].angular_rate
    np.testing.assert_allclose(rate.values, np.round(rate.values, 1), atol=1e-9)
    steps = np.diff(rate.time_s)
    assert (steps > 0).all()
    assert steps.std() > 1e-4
    assert steps.max() > 0.03
    assert recording.streams["thorax"].orientation is not None


def test_marks_follow_the_protocol():
    spec = replace(
        STILL, script=(*SCRIPT[:2], Rest(seconds=4.0, marked=True), *SCRIPT[:1]), marked=True, position=Position.LUMBAR_LOCKED
    )
    recording, truth = simulate(spec)
    assert [mark.purpose for mark in recording.marks] == [Still.UPRIGHT, Still.ZERO, Still.ZERO, Still.END]
    upright = recording.marks[0]
    up = Rotation.from_quat(truth.thorax).apply([0.0, 1.0, 0.0])[:, 2]
    inside = (truth.time_s >= upright.start_s) & (truth.time_s <= upright.end_s)
    assert up[inside].min() > 0.99
    zero = recording.marks[1]
    inside = (truth.time_s >= zero.start_s) & (truth.time_s <= zero.end_s)
    assert up[inside].max() < 0.2


def test_a_gap_and_a_late_start():
    device = replace(BODY_SENSOR, gap_s=0.6, starts_late_s=0.08)
    recording, _ = simulate(replace(STILL, devices={"thorax": device, "pelvis": BODY_SENSOR}))
    times = recording.streams["thorax"].angular_rate.time_s
    assert np.diff(times).max() == pytest.approx(0.6, abs=0.05)
    assert times[0] > 0.07


def test_mirror_twice_is_the_same_recording():
    recording, _ = simulate(random_spec(2, Kind.PHONE_SEATED))
    back = mirror(mirror(recording)).streams["thorax"]
    for name in ("angular_rate", "acceleration", "orientation"):
        np.testing.assert_array_equal(getattr(back, name).values, getattr(recording.streams["thorax"], name).values)


def test_a_sensor_without_a_place():
    with pytest.raises(InputProblem, match="mounting"):
        simulate(replace(STILL, mountings={}))
