"""One and two body-worn sensors to joint angles: what the angles are, when they are missing, what is refused."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation
from sensor_recordings import UPRIGHT, body, bump, oriented_stream, raw_stream, recording

from supple.motion.facing import Facing
from supple.motion.sensors import sensor_angles
from supple.problems import InputProblem
from supple.quantities import Grade, Instrument, Placement, Position, Quantity, Reason
from supple.recording.model import Channel, Format, SensorStream, Still, StillWindow

TIME = np.arange(0.0, 24.0, 0.02)
TURN = 40.0 * bump(TIME, 4.0) - 30.0 * bump(TIME, 12.0)
BEND = 50.0 * bump(TIME, 17.0)
NOTHING = np.zeros_like(TIME)
PELVIS_TURN = 0.25 * TURN
MOUNTED = Rotation.from_rotvec([20.0, 100.0, -35.0], degrees=True)
ON_PELVIS = Rotation.from_rotvec([-150.0, 10.0, 40.0], degrees=True)


def two(flexion=NOTHING, lateral=NOTHING, rotation=TURN, *, stream=raw_stream):
    pelvis = body(NOTHING, NOTHING, PELVIS_TURN)
    thorax = pelvis * Rotation.from_euler("ZXY", np.column_stack([-flexion, lateral, rotation]), degrees=True)
    return {"thorax": stream(TIME, thorax, MOUNTED), "pelvis": stream(TIME, pelvis, ON_PELVIS)}


def lying(angle_deg):
    """A trunk whose head end points forward and up by an angle above the horizontal, chest to the floor."""
    return UPRIGHT * Rotation.from_euler("Z", angle_deg - 90.0, degrees=True)


def test_two_raw_sensors_give_the_turn_against_the_pelvis():
    angles = sensor_angles(recording(two()))
    assert angles.quantity is Quantity.THORACIC_ROTATION
    np.testing.assert_allclose(angles.axial_rotation_deg, TURN, atol=0.5)
    np.testing.assert_allclose(angles.pelvis_rotation_deg, PELVIS_TURN, atol=0.5)
    assert angles.flexion_deg is None
    assert angles.swing_deg.max() < 1.0
    assert any("which way the person faces" in warning for warning in angles.warnings)
    assert angles.zeros_s


def test_flexion_further_forward_than_back_tells_facing():
    angles = sensor_angles(recording(two(flexion=BEND)))
    np.testing.assert_allclose(angles.flexion_deg, BEND, atol=1.0)
    np.testing.assert_allclose(angles.lateral_flexion_deg, 0.0, atol=1.0)


def test_declared_facing_gives_the_cardan_angles_and_its_relation_to_the_twist():
    side = 15.0 * bump(TIME, 17.0)
    streams = two(flexion=BEND, lateral=side, stream=oriented_stream)
    streams["thorax"] = oriented_stream(
        TIME, body(NOTHING, NOTHING, PELVIS_TURN) * Rotation.from_euler("ZXY", np.column_stack([-BEND, side, TURN]), degrees=True)
    )
    cardan = sensor_angles(recording(streams), facing=Facing("thorax", "x"), neutral="first")
    twist = sensor_angles(recording(streams), neutral="first")
    np.testing.assert_allclose(cardan.flexion_deg, BEND, atol=1e-6)
    np.testing.assert_allclose(cardan.lateral_flexion_deg, side, atol=1e-6)
    np.testing.assert_allclose(cardan.axial_rotation_deg, TURN, atol=1e-6)
    apart = np.rad2deg(2.0 * np.arctan(np.tan(np.deg2rad(BEND) / 2) * np.tan(np.deg2rad(side) / 2)))
    np.testing.assert_allclose(np.abs(twist.axial_rotation_deg - TURN), apart, atol=1e-6)


def test_one_sensor_upright_is_the_trunks_turn():
    angles = sensor_angles(recording({"thorax": raw_stream(TIME, body(NOTHING, NOTHING, TURN), MOUNTED)}))
    assert angles.quantity is Quantity.TRUNK_TURN
    assert angles.pelvis_rotation_deg is None
    np.testing.assert_allclose(angles.axial_rotation_deg, TURN, atol=0.5)


@pytest.mark.parametrize("above_horizontal_deg", [5.0, 30.0, -10.0])
def test_a_phone_in_the_lumbar_locked_position(above_horizontal_deg):
    """Upright first, then down; the turn is about the trunk's own axis, to the left positive, however it is held."""
    down = np.clip((TIME - 1.5) / 1.5, 0.0, 1.0) * (90.0 - above_horizontal_deg)
    turn = 40.0 * bump(TIME, 7.0) - 30.0 * bump(TIME, 14.0)
    trunk = (
        UPRIGHT * Rotation.from_euler("Z", -down[:, None], degrees=True) * Rotation.from_euler("Y", turn[:, None], degrees=True)
    )
    marks = [StillWindow(Still.UPRIGHT, 0.0, 1.4), StillWindow(Still.ZERO, 3.5, 6.5), StillWindow(Still.END, 20.0, 23.9)]
    streams = {"thorax": raw_stream(TIME, trunk, MOUNTED)}
    angles = sensor_angles(
        recording(streams, form=Format.PHONE_TRIAL, instrument=Instrument.PHONE, marks=marks, position=Position.LUMBAR_LOCKED)
    )
    after = TIME > 3.5
    assert angles.quantity is Quantity.THORACIC_ROTATION
    np.testing.assert_allclose(angles.axial_rotation_deg[after], turn[after], atol=1.0)
    np.testing.assert_allclose(angles.flexion_deg[after], 0.0, atol=1.0)
    assert angles.grade is Grade.GOOD


def test_heading_errors_count_by_how_vertical_the_axis_is():
    marks = [StillWindow(Still.UPRIGHT, 0.0, 1.4), StillWindow(Still.ZERO, 3.5, 6.5)]
    drift = {}
    for above in (0.0, 45.0):
        down = np.clip((TIME - 1.5) / 1.5, 0.0, 1.0) * (90.0 - above)
        trunk = UPRIGHT * Rotation.from_euler("Z", -down[:, None], degrees=True)
        streams = {"thorax": raw_stream(TIME, trunk, MOUNTED)}
        found = sensor_angles(recording(streams, marks=marks, position=Position.SEATED_INCLINED))
        drift[above] = found.error.drift_deg_per_sqrt_s
    assert drift[0.0] < 0.05 * drift[45.0]


def test_a_phone_trial_without_upright_window_is_rejected():
    streams = {"thorax": raw_stream(TIME, lying(5.0) * Rotation.from_euler("Y", TURN[:, None], degrees=True))}
    kind = {"form": Format.PHONE_TRIAL, "instrument": Instrument.PHONE, "position": Position.LUMBAR_LOCKED}
    angles = sensor_angles(recording(streams, **kind, placement=Placement.STERNUM))
    assert Reason.NO_UPRIGHT_WINDOW in angles.reasons
    assert angles.grade is Grade.REJECTED


@pytest.mark.parametrize(("tilted_deg", "mismatch"), [(10.0, False), (40.0, True)])
def test_the_placements_axis_is_checked_against_the_movement(tilted_deg, mismatch):
    mounting = Rotation.from_euler("Z", tilted_deg, degrees=True)
    streams = {"thorax": raw_stream(TIME, lying(5.0) * Rotation.from_euler("Y", TURN[:, None], degrees=True), mounting)}
    angles = sensor_angles(recording(streams, position=Position.LUMBAR_LOCKED, placement=Placement.STERNUM))
    assert (Reason.AXIS_MISMATCH in angles.reasons) is mismatch
    assert angles.grade is (Grade.REJECTED if mismatch else Grade.GOOD)


def test_a_second_estimate_that_disagrees_costs_the_grade():
    trunk = body(NOTHING, NOTHING, TURN)
    marks = [StillWindow(Still.UPRIGHT, 0.0, 2.0), StillWindow(Still.ZERO, 2.0, 3.9)]
    found = {}
    for scale in (1.0, 1.15, 1.5):
        raw = raw_stream(TIME, trunk, MOUNTED)
        other = body(NOTHING, NOTHING, scale * TURN) * MOUNTED
        stream = SensorStream(raw.angular_rate, raw.acceleration, Channel(TIME + 0.08, other.as_quat()))
        angles = sensor_angles(
            recording(
                {"thorax": stream}, form=Format.PHONE_TRIAL, instrument=Instrument.PHONE, marks=marks, position=Position.SEATED
            )
        )
        found[scale] = (angles.grade, Reason.ESTIMATES_DISAGREE in angles.reasons)
    assert found == {1.0: (Grade.GOOD, False), 1.15: (Grade.USABLE, True), 1.5: (Grade.REJECTED, True)}


def test_gaps_are_missing_and_short_holes_are_bridged():
    streams = two()
    whole = streams["thorax"].angular_rate
    kept = ~((TIME > 9.0) & (TIME < 9.6)) & ~((TIME > 13.0) & (TIME < 13.2))
    streams["thorax"] = SensorStream(Channel(whole.time_s[kept], whole.values[kept]), streams["thorax"].acceleration)
    missing = streams["pelvis"].angular_rate.values.copy()
    missing[(TIME > 20.0) & (TIME < 20.5)] = np.nan
    streams["pelvis"] = SensorStream(Channel(TIME, missing), streams["pelvis"].acceleration)
    angles = sensor_angles(recording(streams))
    assert len(angles.time_s) == kept.sum()
    hole = (angles.time_s > 20.0) & (angles.time_s < 20.5)
    assert np.isnan(angles.axial_rotation_deg[hole]).all()
    assert np.isfinite(angles.axial_rotation_deg[~hole]).all()
    np.testing.assert_allclose(angles.axial_rotation_deg[~hole], TURN[kept][~hole], atol=1.0)
    assert any("gaps" in warning for warning in angles.warnings)


def test_two_windows_each_with_its_own_zero():
    drifted = TURN + np.where(TIME > 10.5, 8.0, 0.0)
    marks = [StillWindow(Still.ZERO, 1.0, 3.0), StillWindow(Still.ZERO, 10.8, 11.8)]
    streams = {"thorax": oriented_stream(TIME, body(NOTHING, NOTHING, drifted))}
    angles = sensor_angles(recording(streams, marks=marks, position=Position.SEATED))
    np.testing.assert_allclose(angles.axial_rotation_deg[TIME > 10.8], TURN[TIME > 10.8], atol=1e-6)
    assert angles.zeros_s == (2.0, 11.3)


@pytest.mark.parametrize("neutral", [2.0, (1.0, 3.0), "first"])
def test_the_caller_chooses_neutral(neutral):
    streams = {"thorax": oriented_stream(TIME, body(NOTHING, NOTHING, TURN + 12.0))}
    angles = sensor_angles(recording(streams), neutral=neutral)
    assert abs(np.interp(2.0, TIME, angles.axial_rotation_deg)) < 1e-6


def test_starts_apart_and_other_rates():
    pelvis_time = np.arange(0.035, 24.0, 1 / 87.0)
    turn = 40.0 * bump(pelvis_time, 4.0) - 30.0 * bump(pelvis_time, 12.0)
    zeros = np.zeros_like(pelvis_time)
    streams = two()
    streams["pelvis"] = raw_stream(pelvis_time, body(zeros, zeros, 0.25 * turn), ON_PELVIS)
    slow = np.arange(0, len(TIME), 5)
    acceleration = streams["thorax"].acceleration
    streams["thorax"] = SensorStream(
        streams["thorax"].angular_rate, Channel(acceleration.time_s[slow] + 0.004, acceleration.values[slow])
    )
    angles = sensor_angles(recording(streams))
    known = np.isfinite(angles.axial_rotation_deg)
    assert known.mean() > 0.99
    np.testing.assert_allclose(angles.axial_rotation_deg[known], TURN[known], atol=0.7)


def problem(streams, **given):
    with pytest.raises(InputProblem) as caught:
        sensor_angles(recording(streams), **given)
    return str(caught.value)


def test_what_is_refused():
    raw = raw_stream(TIME, body(NOTHING, NOTHING, TURN))
    assert "angular rates only" in problem({"thorax": SensorStream(angular_rate=raw.angular_rate)})
    assert "acceleration only" in problem({"thorax": SensorStream(acceleration=raw.acceleration)})
    assert "a sensor on the thorax" in problem({"pelvis": raw})
    assert "facing by the pelvis" in problem({"thorax": raw}, facing=Facing("pelvis", "z"))
    assert "no sample at 99 s" in problem({"thorax": raw}, neutral=99.0)
    assert "no samples between" in problem({"thorax": raw}, neutral=(50.0, 60.0))
    in_g = SensorStream(raw.angular_rate, Channel(TIME, raw.acceleration.values / 9.81))
    assert "about 9.81" in problem({"thorax": in_g})
    dead = SensorStream(Channel(TIME, np.ones((len(TIME), 3))), raw_stream(TIME, body(BEND, NOTHING, NOTHING)).acceleration)
    assert "never change" in problem({"thorax": dead})
    apart = SensorStream(raw.angular_rate, Channel(TIME + 100.0, raw.acceleration.values))
    assert "overlap" in problem({"thorax": apart})
    empty = SensorStream(Channel(np.empty(0), np.empty((0, 3))), raw.acceleration)
    assert "samples" in problem({"thorax": empty})
    late = raw_stream(TIME + 40.0, body(NOTHING, NOTHING, TURN))
    assert "pelvis" in problem({"thorax": raw, "pelvis": late})
