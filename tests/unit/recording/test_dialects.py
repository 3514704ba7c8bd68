"""Dialects of the real exporters that an earlier reader refused, or read wrongly without saying so."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from builders.reading import read_files, refused
from builders.recordings import csv, gravity_up, quaternion, rate_dps, times, turn_deg
from supple.motion.pipeline import measure_motion
from supple.recording import AngleRecording, Channel, Format, LandmarkRecording, SensorRecording
from supple.recording.kinect import JOINTS
from supple.recording.mediapipe_names import LANDMARKS

DATA = Path(__file__).parents[2] / "data"
T = times()
SCALAR_FIRST = quaternion(T)[:, [3, 0, 1, 2]]


def of_sensors(files: dict[str, bytes], folder: Path) -> SensorRecording:
    recording = read_files(files, folder)
    assert isinstance(recording, SensorRecording)
    return recording


def assert_orientation(found: Channel | None) -> None:
    assert found is not None
    assert found.time_s - found.time_s[0] == pytest.approx(T, abs=1e-6)
    assert np.abs(np.sum(found.values * quaternion(T), axis=1)) == pytest.approx(np.ones(T.size), abs=1e-6)


# --- Xsens -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "delimiter", "per_second", "kind"),
    [
        ("Quat_q0 Quat_q1 Quat_q2 Quat_q3", "\t", 1e4, Format.MT_MANAGER),
        ("Quat_q0 Quat_q1 Quat_q2 Quat_q3", ",", 1e4, Format.MT_MANAGER),
        ("Quat_W Quat_X Quat_Y Quat_Z", ",", 1e6, Format.MOVELLA_DOT),
        ("Quat_W Quat_X Quat_Y Quat_Z", "\t", 1e6, Format.MT_MANAGER),
    ],
)
def test_without_its_header_a_clock_keeps_its_unit(
    tmp_path: Path, names: str, delimiter: str, per_second: float, kind: Format
) -> None:
    counts = 5000 + np.round(T * per_second)
    text = csv(["PacketCounter", "SampleTimeFine", *names.split()], np.arange(T.size), counts, SCALAR_FIRST, delimiter=delimiter)
    recording = of_sensors({"chest.txt": text}, tmp_path)
    assert recording.format is kind
    assert_orientation(recording.streams["thorax"].orientation)


def test_increments_by_mt_managers_names(tmp_path: Path) -> None:
    step = float(T[1])
    half = np.radians(rate_dps(T)) * step / 2
    turns = np.column_stack((np.sqrt(1 - np.sum(half**2, axis=1)), half))
    names = ["PacketCounter", "VelInc_X", "VelInc_Y", "VelInc_Z", *(f"OriInc_q{i}" for i in range(4))]
    table = csv(names, np.arange(T.size), gravity_up(T) * step, turns, delimiter="\t", digits=9)
    recording = of_sensors({"chest.txt": b"// Update Rate: 50.0Hz\n" + table}, tmp_path)
    stream = recording.streams["thorax"]
    assert stream.angular_rate is not None
    assert stream.acceleration is not None
    assert stream.angular_rate.values == pytest.approx(rate_dps(T), abs=0.05)
    assert stream.acceleration.values == pytest.approx(gravity_up(T), abs=1e-6)


def test_a_dot_file_saved_again_with_decimal_commas(tmp_path: Path) -> None:
    names = ["PacketCounter", "SampleTimeFine", "Quat_W", "Quat_X", "Quat_Y", "Quat_Z"]
    text = csv(names, np.arange(T.size), T * 1e6, SCALAR_FIRST, delimiter=";", decimal=",")
    assert_orientation(of_sensors({"chest.csv": text}, tmp_path).streams["thorax"].orientation)


# --- APDM ------------------------------------------------------------------------------------------------------------


def test_apdm_with_the_name_of_the_sensor_in_every_column(tmp_path: Path) -> None:
    quantities = {"Acceleration": "XYZ", "Angular Velocity": "XYZ", "Magnetic Field": "XYZ", "Orientation": ("Scalar", *"XYZ")}
    labels = [f"{s}/{q}/{a}" for s in ("Lumbar", "Left Foot", "Sternum") for q, axes in quantities.items() for a in axes]
    block = np.column_stack((gravity_up(T), np.radians(rate_dps(T)), gravity_up(T), SCALAR_FIRST))
    table = csv(["Time", *labels], T, block, np.zeros_like(block), block)
    head, rows = table.split(b"\n", 1)
    units = b"s" + b",m/s^2" * len(labels)
    text = b"\n".join([b"Test Name:,Trial 1", b"Sample Rate:,50,Hz", head, units, rows])
    recording = of_sensors({"apdm.csv": text}, tmp_path)
    assert recording.format is Format.APDM
    assert set(recording.streams) == {"thorax", "pelvis"}
    for stream in recording.streams.values():
        assert_orientation(stream.orientation)
        assert stream.angular_rate is not None
        assert stream.angular_rate.values == pytest.approx(rate_dps(T), abs=1e-3)


@pytest.mark.parametrize("number", ["1", "I1", "607"])
@pytest.mark.parametrize("kind_over_every_column", [True, False])
def test_apdm_blocks_however_they_are_headed(tmp_path: Path, number: str, kind_over_every_column: bool) -> None:
    kinds = [("Accelerometer", 3), ("Gyroscope", 3), ("Orientation", 4)]
    cells = [[kind] * n if kind_over_every_column else [kind] + [""] * (n - 1) for kind, n in kinds]
    head = [
        "Format=7," + ",".join([number, "", "", "Chest", *[""] * 6]),
        "Time," + ",".join(cell for one in cells for cell in one),
        "," * 10,
    ]
    block = np.column_stack((gravity_up(T), np.radians(rate_dps(T)), SCALAR_FIRST))
    rows = csv(["x"], 1.55e15 + np.round(T * 1e6), block).split(b"\n", 1)[1]
    recording = of_sensors({"apdm.csv": "\n".join(head).encode() + b"\n" + rows}, tmp_path)
    stream = recording.streams["thorax"]
    assert_orientation(stream.orientation)
    assert stream.angular_rate is not None
    assert stream.acceleration is not None


# --- OpenSim ---------------------------------------------------------------------------------------------------------


def test_opensim_4_says_the_type_of_its_numbers(tmp_path: Path) -> None:
    head = b"inDegrees=no\nDataType=double\nversion=3\nOpenSimVersion=4.4\nendheader\n"
    names = ["time", "/jointset/back/lumbar_rotation/value", "/jointset/back/lumbar_rotation/speed"]
    recording = read_files({"a.sto": head + csv(names, T, np.radians(turn_deg(T)), T, delimiter="\t", digits=9)}, tmp_path)
    assert isinstance(recording, AngleRecording)
    assert recording.axial_rotation_deg == pytest.approx(turn_deg(T), abs=1e-6)


# --- landmarks -------------------------------------------------------------------------------------------------------

POINTS = np.random.default_rng(0).normal(size=(8, 33, 3)).round(6)


def of_landmarks(content: object, folder: Path) -> LandmarkRecording:
    text = content if isinstance(content, str) else json.dumps(content)
    recording = read_files({"pose.json": text.encode()}, folder)
    assert isinstance(recording, LandmarkRecording)
    return recording


def _point(row: np.ndarray) -> dict[str, float]:
    return dict(zip("xyz", map(float, row), strict=True))


FRAMES = {
    "each landmark says its name": [
        {"t": i / 30, "landmarks": [{"name": n.upper(), **_point(p[k])} for k, n in reversed(list(enumerate(LANDMARKS)))]}
        for i, p in enumerate(POINTS)
    ],
    "each landmark says its number": [[{"id": k, **_point(p[k])} for k in reversed(range(33))] for p in POINTS],
    "names of the enumeration": [
        {"landmarks": {f"PoseLandmark.{n.upper()}": _point(p[k]) for k, n in enumerate(LANDMARKS)}} for p in POINTS
    ],
    "one row of numbers": [{"keypoints": np.column_stack((p, np.ones(33))).ravel().tolist()} for p in POINTS],
    "frames by name": {f"frame_{i:04d}": [_point(q) for q in p] for i, p in enumerate(POINTS)},
    "a frame a line": "\n".join(json.dumps({"landmarks": [_point(q) for q in p]}) for p in POINTS),
}


@pytest.mark.parametrize("content", FRAMES.values(), ids=FRAMES)
def test_json_landmarks_land_on_their_own_place(tmp_path: Path, content: object) -> None:
    assert of_landmarks(content, tmp_path).positions == pytest.approx(POINTS)


@pytest.mark.parametrize("prefix", ["PoseLandmark.", "world_", "pose_world_", "landmark_", ""])
def test_csv_columns_with_a_prefix(tmp_path: Path, prefix: str) -> None:
    names = [f"{prefix}{n.upper()}_{a}" for n in LANDMARKS for a in "xyz"]
    recording = read_files({"pose.csv": csv(["time_s", *names], np.arange(8) / 30, POINTS.reshape(8, -1))}, tmp_path)
    assert isinstance(recording, LandmarkRecording)
    assert recording.positions == pytest.approx(POINTS)


@pytest.mark.parametrize("start", [0.0, 6.35e17])
def test_kinect_rows_with_the_sdks_ticks(tmp_path: Path, start: float) -> None:
    rows = np.random.default_rng(1).normal(size=(20, len(JOINTS) * 7))
    ticks = start + np.round(np.arange(20) / 30 * 1e7)
    recording = read_files({"k.csv": csv(["x"], ticks, rows, digits=3).split(b"\n", 1)[1]}, tmp_path)
    assert isinstance(recording, LandmarkRecording)
    assert recording.time_s == pytest.approx(np.arange(20) / 30, abs=1e-4)


def test_stamps_in_whole_milliseconds_keep_the_true_rate(tmp_path: Path) -> None:
    t = np.round(np.arange(600) / 30, 3)
    t = np.delete(t, [100, 300, 301])
    table = csv(["time_s", "axial_rotation_deg"], t, 30 * np.sin(t))
    motion = measure_motion(read_files({"a.csv": table}, tmp_path))
    assert motion.sampling_rate_hz == pytest.approx(30.0, abs=0.05)


# --- phyphox ---------------------------------------------------------------------------------------------------------


def _phyphox(name: str, values: np.ndarray) -> bytes:
    unit = "rad/s" if name == "Gyroscope" else "m/s^2"
    return csv(["Time (s)", *(f"{name} {a} ({unit})" for a in "xyz")], T, values)


def test_phyphox_does_not_choose_between_two_recordings(tmp_path: Path) -> None:
    rate, up = np.radians(rate_dps(T)), gravity_up(T)
    files = {
        f"{day}/{name}.csv": _phyphox(name, v) for day in ("a", "b") for name, v in (("Gyroscope", rate), ("Acceleration", up))
    }
    assert "two files of the accelerometer (a/Acceleration.csv, b/Acceleration.csv)" in str(refused(files, tmp_path))


def test_an_old_excel_file_of_phyphox() -> None:
    from supple.recording import read

    recording = read(DATA / "phyphox" / "gyroscope-and-accelerometer.xls")
    assert isinstance(recording, SensorRecording)
    stream = recording.streams["thorax"]
    assert stream.angular_rate is not None
    assert stream.acceleration is not None
    assert stream.angular_rate.time_s == pytest.approx(0.0123 + np.arange(60) / 50, abs=1e-9)
    assert stream.angular_rate.values == pytest.approx(rate_dps(T), abs=1e-6)
    assert stream.acceleration.values == pytest.approx(gravity_up(T), abs=1e-9)


def test_a_spreadsheet_that_is_small_only_while_packed(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(520):
                sheet.write(bytes(1024 * 1024))
    assert "520 MB once unpacked" in str(refused({"bomb.xlsx": packed.getvalue()}, tmp_path))
