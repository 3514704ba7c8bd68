from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from supple.motion import joint_angles, measure_motion
from supple.problems import InputProblem
from supple.quantities import Direction, Grade, Instrument, Mode, Movement, Position, Quantity, Reason, Zero
from supple.recording import read
from supple.recording.model import AngleRecording, Format
from supple.simulation import ONE_PHONE, Move, SimulationSpec, simulate

DATA = Path(__file__).parents[2] / "data"
LEFT, RIGHT = Direction.LEFT, Direction.RIGHT
SCRIPT = tuple(Move(direction=side, peak_deg=40.0, pelvis_turn_deg=12.0) for side in (LEFT, RIGHT))


@pytest.fixture(scope="module")
def two_sensors():
    return simulate(SimulationSpec(script=SCRIPT, seed=5))[0]


def test_what_a_measurement_says(two_sensors):
    motion = measure_motion(two_sensors)
    assert (motion.position, motion.mode) == (Position.SEATED, None)
    assert (motion.quantity, motion.zero) == (Quantity.THORACIC_ROTATION, Zero.NEUTRAL)
    assert motion.kind == "neutral-sensor-csv"
    assert motion.sampling_rate_hz == pytest.approx(60.0, rel=0.01)
    left, right = motion.repetitions
    assert (left.direction, right.direction) == (LEFT, RIGHT)
    assert left.peak_deg == pytest.approx(40.0, abs=4.0)
    assert left.hold_s > 1.0
    assert left.compensation.pelvis_turn_deg == pytest.approx(12.0, abs=2.0)
    assert right.compensation.pelvis_turn_deg == pytest.approx(-12.0, abs=2.0)
    assert left.grade is Grade.USABLE
    assert left.reasons == (Reason.PELVIS_TURNED,)
    assert left.sparc is not None
    assert left.sparc < -1.0


def test_one_sensor_says_trunk_turn_and_why():
    recording, _ = simulate(SimulationSpec(script=SCRIPT, devices=ONE_PHONE, instrument=Instrument.PHONE, marked=True, seed=5))
    motion = measure_motion(recording)
    assert motion.quantity is Quantity.TRUNK_TURN
    assert any("pelvis' turn is part of it" in warning for warning in motion.warnings)
    assert motion.repetitions[0].peak_deg == pytest.approx(52.0, abs=4.0)
    assert motion.repetitions[0].compensation.pelvis_turn_deg is None


def test_position_and_mode_from_a_flag(two_sensors):
    unsaid = replace(two_sensors, declared=replace(two_sensors.declared, position=None))
    assert measure_motion(unsaid).position is None
    motion = measure_motion(unsaid, position="seated", mode=Mode.ACTIVE)
    assert (motion.position, motion.mode) == (Position.SEATED, Mode.ACTIVE)


@pytest.mark.parametrize(
    ("flags", "found"),
    [({"position": "standing"}, "position seated in the file"), ({"position": "lying"}, "lying"), ({"mode": "fast"}, "fast")],
)
def test_flags_that_cannot_be(two_sensors, flags, found):
    with pytest.raises(InputProblem, match=found):
        measure_motion(two_sensors, **flags)


def test_facing_is_for_sensors():
    recording = read(DATA / "ui-prmd" / "m01_s01_e01.trc")
    with pytest.raises(InputProblem, match="facing"):
        joint_angles(recording, facing="thorax:z")


def test_nothing_recorded():
    empty = AngleRecording("x.csv", Format.JOINT_ANGLES, Instrument.SENSORS, time_s=np.empty(0), axial_rotation_deg=np.empty(0))
    with pytest.raises(InputProblem):
        measure_motion(empty)


def test_samples_missing_at_the_peak(two_sensors):
    motion = measure_motion(two_sensors)
    peak_s = motion.repetitions[0].peak_s
    thorax = two_sensors.streams["thorax"]

    def holed(channel):
        kept = np.abs(channel.time_s - peak_s) > 0.3
        return replace(channel, time_s=channel.time_s[kept], values=channel.values[kept])

    stream = replace(thorax, angular_rate=holed(thorax.angular_rate), acceleration=holed(thorax.acceleration))
    repetition = measure_motion(replace(two_sensors, streams={**two_sensors.streams, "thorax": stream})).repetitions[0]
    assert Reason.SAMPLES_MISSING in repetition.reasons
    assert repetition.grade is Grade.REJECTED


@pytest.mark.reference
def test_keraal_rotation_once_each_way():
    motion = measure_motion(read(DATA / "keraal" / "RTK-vicon-orientations.sto"))
    assert [(r.movement, r.direction) for r in motion.repetitions] == [(Movement.ROTATION, LEFT), (Movement.ROTATION, RIGHT)]
    left, right = (r.peak_deg for r in motion.repetitions)
    assert left == pytest.approx(33.0, abs=4.0)
    assert right == pytest.approx(35.0, abs=4.0)


@pytest.mark.reference
@pytest.mark.parametrize(
    "name", ["CTK-vicon-orientations.sto", "G3-BP-CTK-P1T1-Unknown-C-0.json", "G3-Kinect-CTK-P1T1-Unknown-C-0.txt"]
)
def test_keraal_arm_exercise_has_no_repetition(name):
    assert measure_motion(read(DATA / "keraal" / name)).repetitions == ()


def test_what_is_unknown_about_bends_is_said_once():
    sensors = measure_motion(read(DATA / "keraal" / "RTK-vicon-orientations.sto")).warnings
    camera = measure_motion(read(DATA / "keraal" / "G3-Kinect-RTK-P1T1-Unknown-C-0.txt")).warnings
    assert sum("faces" in note for note in sensors) == 1
    assert not any("not measured" in note for note in sensors)
    assert not any("faces" in note for note in camera)


def test_the_trunks_turn_of_a_motion_file_is_not_blamed_on_a_sensor():
    notes = measure_motion(read(DATA / "pyomeca" / "inverse_kin.mot")).warnings
    assert any("pelvis' turn is part of it" in note for note in notes)
    assert not any("sensor" in note for note in notes)
