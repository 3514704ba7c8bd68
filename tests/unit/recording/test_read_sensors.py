from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from builders import recordings as build
from builders.reading import read_files, refused
from builders.recordings import G, gravity_up, opensim_orientation, quaternion, rate_dps, times, turn_deg
from supple.quantities import Instrument, Mode, Position
from supple.recording import Declared, SensorRecording, SensorStream, Still, StillWindow
from supple.recording.rotations import world_up_in_sensor


def sensors(files: dict[str, bytes], folder: Path, *, zipped: bool = False) -> SensorRecording:
    recording = read_files(files, folder, zipped=zipped)
    assert isinstance(recording, SensorRecording)
    return recording


def same_orientation(found: np.ndarray, expected: np.ndarray) -> bool:
    return bool(np.all(np.abs(np.abs(np.sum(found * expected, axis=1)) - 1.0) < 1e-6))


def assert_true_movement(stream: SensorStream, t: np.ndarray, *, rate: bool = True, orientation: bool = True) -> None:
    """The channels hold the builder's movement in this project's units and signs."""
    if rate:
        assert stream.angular_rate is not None
        assert stream.angular_rate.values == pytest.approx(rate_dps(t), abs=1e-3)
        assert stream.acceleration is not None
        assert stream.acceleration.values == pytest.approx(gravity_up(t), abs=0.06)
    if orientation:
        assert stream.orientation is not None
        assert same_orientation(stream.orientation.values, quaternion(t))


# --- neutral CSV -----------------------------------------------------------------------------------------------------


def test_neutral_csv_with_declarations(tmp_path: Path) -> None:
    recording = sensors(build.neutral_csv(), tmp_path)
    assert set(recording.streams) == {"thorax", "pelvis"}
    assert recording.declared == Declared(position=Position.SEATED, mode=Mode.ACTIVE)
    assert recording.marks == (StillWindow(Still.UPRIGHT, 0.0, 0.5),)
    assert recording.instrument is Instrument.SENSORS
    for stream in recording.streams.values():
        assert_true_movement(stream, times())


def test_trap_missing_channels_and_a_missing_pelvis(tmp_path: Path) -> None:
    recording = sensors(build.neutral_csv(quaternions=False, pelvis=False), tmp_path)
    assert list(recording.streams) == ["thorax"]
    assert recording.streams["thorax"].orientation is None


def changed(text: bytes, old: str, new: str) -> dict[str, bytes]:
    assert old.encode() in text
    return {"sensors.csv": text.replace(old.encode(), new.encode())}


@pytest.mark.parametrize(
    ("old", "new", "line", "found"),
    [
        ("thorax_gyr_z_dps", "something", 4, "thorax_gyr_z"),
        ("thorax_gyr_z_dps", "thorax_gyr_z", 4, "no unit"),
        ("time_s", "clock", 4, "no time column"),
        ("position: seated", "position: sitting", 1, "'sitting'"),
        ("upright 0.0 0.5", "upright 0.5 0.0", 3, "upright 0.5 0.0"),
        ("0.020000000", "0,02", 6, ""),
    ],
)
def test_what_is_wrong_in_a_neutral_csv_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, found: str) -> None:
    data = build.neutral_csv()["sensors.csv"]
    if old == "0.020000000":
        new = "zero"
    problem = refused(changed(data, old, new), tmp_path)
    assert problem.where.endswith(f"sensors.csv:{line}")
    assert found in problem.found


def test_other_units_of_the_neutral_csv_are_converted(tmp_path: Path) -> None:
    t = times()
    names = ["time_ms", *(f"sternum_gyr_{a}_radps" for a in "xyz"), *(f"sternum_acc_{a}_g" for a in "xyz")]
    data = build.csv(names, 1000 * t, np.radians(rate_dps(t)), gravity_up(t) / G, digits=9, delimiter=";", decimal=",")
    recording = sensors({"s.csv": data}, tmp_path)
    assert_true_movement(recording.streams["thorax"], t, orientation=False)
    assert recording.streams["thorax"].angular_rate.time_s == pytest.approx(t)


@pytest.mark.parametrize(
    ("name", "scale"), [("time_ms", 1e3), ("time", 1.0), ("time", 1e3), ("timestamp", 1e6), ("time_ns", 1e9)]
)
def test_time_in_other_units(tmp_path: Path, name: str, scale: float) -> None:
    t = times()
    data = build.csv([name, *(f"thorax_gyr_{a}_dps" for a in "xyz")], t * scale, rate_dps(t))
    recording = sensors({"s.csv": data}, tmp_path)
    assert recording.streams["thorax"].angular_rate.time_s == pytest.approx(t)
    assert bool(recording.warnings) == ("_" not in name and scale > 1.0)


def test_trap_frame_numbers_in_time_s_need_a_stated_rate(tmp_path: Path) -> None:
    t = times()
    data = build.csv(["time_s", *(f"thorax_gyr_{a}_dps" for a in "xyz")], np.arange(t.size), rate_dps(t))
    assert "frame numbers" in refused({"s.csv": data}, tmp_path).found
    (tmp_path / "two").mkdir()
    recording = sensors({"s.csv": b"# sampling_rate_hz: 50\n" + data}, tmp_path / "two")
    assert recording.streams["thorax"].angular_rate.time_s == pytest.approx(t)


def test_duplicate_and_backward_stamps_are_dropped_with_a_warning(tmp_path: Path) -> None:
    t = times()
    t[10], t[20] = t[9], t[5]
    data = build.csv(["time_s", *(f"thorax_gyr_{a}_dps" for a in "xyz")], t, rate_dps(times()))
    recording = sensors({"s.csv": data}, tmp_path)
    assert recording.streams["thorax"].angular_rate.time_s.size == t.size - 2
    assert any(text.startswith("2 of 60") for text in recording.warnings)


def test_one_stamp_that_jumps_ahead_costs_only_itself(tmp_path: Path) -> None:
    t = times()
    t[10] = 500.0
    data = build.csv(["time_s", *(f"thorax_gyr_{a}_dps" for a in "xyz")], t, rate_dps(times()))
    assert sensors({"s.csv": data}, tmp_path).streams["thorax"].angular_rate.time_s.size == t.size - 1


def test_a_gap_stays_a_gap(tmp_path: Path) -> None:
    t = times()
    keep = (t < 0.4) | (t > 0.8)
    data = build.csv(["time_s", *(f"thorax_gyr_{a}_dps" for a in "xyz")], t[keep], rate_dps(t)[keep])
    found = sensors({"s.csv": data}, tmp_path).streams["thorax"].angular_rate.time_s
    assert found == pytest.approx(t[keep])


def test_quaternions_that_are_none_are_refused(tmp_path: Path) -> None:
    t = times()
    data = build.csv(["time_s", *(f"thorax_quat_{a}" for a in "xyzw")], t, 7 * quaternion(t))
    assert "norm 7" in refused({"s.csv": data}, tmp_path).found


def test_a_single_wrong_quaternion_is_a_missing_sample(tmp_path: Path) -> None:
    t = times()
    q = quaternion(t)
    q[7] *= 1.5
    data = build.csv(["time_s", *(f"thorax_quat_{a}" for a in "xyzw")], t, q)
    recording = sensors({"s.csv": data}, tmp_path)
    assert recording.streams["thorax"].orientation.values.shape[0] == t.size - 1
    assert any("norm one" in text for text in recording.warnings)


# --- OpenSense -------------------------------------------------------------------------------------------------------


def test_trap_scalar_first_quaternions(tmp_path: Path) -> None:
    recording = sensors(opensim_orientation(), tmp_path)
    assert set(recording.streams) == {"thorax", "pelvis"}
    assert_true_movement(recording.streams["pelvis"], times(), rate=False)


def test_trap_a_blank_cell_misses_one_sensor_and_moves_no_other(tmp_path: Path) -> None:
    lines = opensim_orientation()["orientations.sto"].decode().split("\n")
    first, second = lines[10].split("\t"), lines[12].split("\t")
    lines[10] = "\t".join([first[0], "", *first[2:]])
    lines[12] = "\t".join([second[0], second[1], "", ""])
    recording = sensors({"o.sto": "\n".join(lines).encode()}, tmp_path)
    t = times()
    for segment, missing in (("thorax", 10 - 6), ("pelvis", 12 - 6)):
        keep = np.arange(t.size) != missing
        found = recording.streams[segment].orientation
        assert found.time_s == pytest.approx(t[keep])
        assert same_orientation(found.values, quaternion(t)[keep])


def test_trap_a_time_column_in_frames(tmp_path: Path) -> None:
    recording = sensors(opensim_orientation(frames=True), tmp_path)
    assert recording.streams["thorax"].orientation.time_s == pytest.approx(times())
    assert any("counts frames" in text for text in recording.warnings)


def test_frames_without_a_rate_are_refused(tmp_path: Path) -> None:
    text = opensim_orientation(frames=True)["orientations.sto"].replace(b"DataRate=50.0\n", b"")
    assert "frame numbers" in refused({"o.sto": text}, tmp_path).found


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("sternum_imu", "sacrum_imu"), ["thorax", "pelvis"]),
        (("femur_r_imu", "chest"), ["thorax"]),
        (("T4_imu", "lumbar"), ["thorax", "pelvis"]),
        (("UpperBack", "LowerBack"), ["thorax", "pelvis"]),
        (("right_hip", "Pelvis 2"), ["pelvis"]),
    ],
)
def test_sensors_are_known_by_many_names(tmp_path: Path, names: tuple[str, ...], found: list[str]) -> None:
    assert list(sensors(opensim_orientation(sensors=names), tmp_path).streams) == found


# --- Movella ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", ["quaternion", "euler"])
def test_dot_orientations(tmp_path: Path, payload: str) -> None:
    recording = sensors({"whatever.csv": build.dot_csv(payload)}, tmp_path)
    assert_true_movement(recording.streams["thorax"], times(rate_hz=60.0), rate=False)
    assert recording.streams["thorax"].acceleration is None  # free acceleration is no accelerometer


def test_dot_raw_payload_is_in_degrees_per_second(tmp_path: Path) -> None:
    recording = sensors({"Sternum_1.csv": build.dot_csv("raw", tag="Yao")}, tmp_path)
    assert_true_movement(recording.streams["thorax"], times(rate_hz=60.0), orientation=False)


def test_dot_folder_is_one_recording_on_one_clock(tmp_path: Path) -> None:
    files = {"a.csv": build.dot_csv(tag="Pelvis", start_us=1_004_000), "b.csv": build.dot_csv(tag="chest", start_us=1_000_000)}
    recording = sensors(files, tmp_path)
    starts = {name: stream.orientation.time_s[0] for name, stream in recording.streams.items()}
    assert starts == {"thorax": pytest.approx(0.0), "pelvis": pytest.approx(0.004)}
    assert recording.warnings == ()


def test_dot_clock_that_wraps(tmp_path: Path) -> None:
    recording = sensors({"Thorax.csv": build.dot_csv(start_us=2**32 - 500_000)}, tmp_path)
    assert recording.streams["thorax"].orientation.time_s == pytest.approx(times(rate_hz=60.0), abs=1e-6)
    assert recording.warnings == ()


def test_dot_sensors_that_were_not_synchronised_start_together(tmp_path: Path) -> None:
    files = {
        "a.csv": build.dot_csv(tag="Pelvis", start_us=5_000_000, status="Unsynced"),
        "b.csv": build.dot_csv(start_us=0, status="Unsynced"),
    }
    recording = sensors(files, tmp_path)
    assert recording.streams["pelvis"].orientation.time_s[0] == recording.streams["thorax"].orientation.time_s[0] == 0.0
    assert any("not synchronised" in text for text in recording.warnings)


def test_two_trials_in_one_folder_are_refused(tmp_path: Path) -> None:
    files = {"Thorax_1.csv": build.dot_csv(), "Thorax_2.csv": build.dot_csv()}
    assert "two files of the thorax" in refused(files, tmp_path).found


def test_two_dots_that_nobody_named_are_refused(tmp_path: Path) -> None:
    files = {"a.csv": build.dot_csv(tag="1"), "b.csv": build.dot_csv(tag="2")}
    assert "thorax and pelvis" in refused(files, tmp_path).expected


@pytest.mark.parametrize("kind", ["matrix", "quaternion", "euler"])
def test_mt_manager_orientations_rates_and_a_wrapping_counter(tmp_path: Path, kind: str) -> None:
    recording = sensors(build.mt_manager(kind=kind), tmp_path)
    t = times(rate_hz=100.0)
    assert_true_movement(recording.streams["thorax"], t)
    assert recording.streams["thorax"].orientation.time_s == pytest.approx(t)


def test_apdm_chest_and_lumbar(tmp_path: Path) -> None:
    recording = sensors(build.apdm(), tmp_path)
    assert list(recording.streams) == ["thorax", "pelvis"]
    for stream in recording.streams.values():
        assert_true_movement(stream, times(rate_hz=128.0))
        assert stream.angular_rate.time_s == pytest.approx(times(rate_hz=128.0), abs=1e-6)


def test_acceleration_of_the_real_sensors_points_up() -> None:
    """Through the device's own orientation the accelerometer reads +9.81 upward, whatever the file's dialect."""
    from supple.recording import read

    data = Path(__file__).parents[2] / "data"
    for name in ("opensense/apdm_format7.csv", "xsens/MT_012005D6_009-001_00B42268.txt"):
        recording = read(data / name)
        assert isinstance(recording, SensorRecording)
        for stream in recording.streams.values():
            up = np.sum(world_up_in_sensor(stream.orientation.values) * stream.acceleration.values, axis=1)
            assert float(np.median(up)) == pytest.approx(G, abs=0.4)


def test_builders_turn_is_left_positive() -> None:
    """The movement of the builders itself: quaternions and rates tell the same turn, counter-clockwise from above."""
    t = times()
    q = quaternion(t)
    yaw = np.degrees(np.unwrap(2 * np.arctan2(q[:, 2], q[:, 3])))
    assert yaw == pytest.approx(turn_deg(t), abs=1e-6)
    assert np.gradient(turn_deg(t), t)[1:-1] == pytest.approx(rate_dps(t)[1:-1, 1], abs=1.0)
