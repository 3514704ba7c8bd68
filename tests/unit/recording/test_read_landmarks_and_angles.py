from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from builders import recordings as build
from builders.reading import read_files, refused
from builders.recordings import landmarks, times, turn_deg
from supple.quantities import Instrument, Quantity, Zero
from supple.recording import AngleRecording, LandmarkModel, LandmarkRecording
from supple.recording.kinect import JOINTS
from supple.recording.mediapipe_names import LANDMARKS

T = times()


def pose(files: dict[str, bytes], folder: Path) -> LandmarkRecording:
    recording = read_files(files, folder)
    assert isinstance(recording, LandmarkRecording)
    assert recording.instrument is Instrument.CAMERA
    return recording


def angles(files: dict[str, bytes], folder: Path) -> AngleRecording:
    recording = read_files(files, folder)
    assert isinstance(recording, AngleRecording)
    return recording


# --- MediaPipe -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("world", [False, True])
@pytest.mark.parametrize("key", ["poseLandmarks", "pose_landmarks", "landmarks", "nested", "bare", "lists"])
def test_mediapipe_json_in_its_many_shapes(tmp_path: Path, key: str, world: bool) -> None:
    points = landmarks() - (np.array([0.5175, 0.5175, 0.0]) if world else 0.0)
    as_objects = [[{"x": p[0], "y": p[1], "z": p[2], "visibility": 0.9} for p in frame] for frame in points.tolist()]
    as_lists = [[[*p, 0.9] for p in frame] for frame in points.tolist()]
    name = {"poseLandmarks": "poseWorldLandmarks", "pose_landmarks": "pose_world_landmarks"}.get(key, key) if world else key
    value: object = {
        "nested": [{"timestamp": 33.333 * i, "landmarks": [frame]} for i, frame in enumerate(as_objects)],
        "bare": as_objects,
        "lists": {"fps": 30, "frames": [{"pose": frame} for frame in as_lists]},
    }.get(key, [{"time_s": i / 30, name: frame} for i, frame in enumerate(as_objects)])
    recording = pose({"p.json": json.dumps(value).encode()}, tmp_path)
    assert recording.model is (LandmarkModel.MEDIAPIPE_WORLD if world else LandmarkModel.MEDIAPIPE_IMAGE)
    assert recording.names == LANDMARKS
    assert recording.positions == pytest.approx(points)
    assert recording.visibility == pytest.approx(0.9)
    assert recording.time_s == pytest.approx(np.arange(points.shape[0]) / 30, abs=1e-4)
    assert any("no time stamps" in text for text in recording.warnings) == (key == "bare")


def test_world_landmarks_are_preferred(tmp_path: Path) -> None:
    image = json.loads(build.mediapipe_json()["pose.json"])
    world = json.loads(build.mediapipe_json(world=True)["pose.json"])
    both = [first | second for first, second in zip(image, world, strict=True)]
    assert pose({"p.json": json.dumps(both).encode()}, tmp_path).model is LandmarkModel.MEDIAPIPE_WORLD


def test_frames_without_a_person_are_missing(tmp_path: Path) -> None:
    frames = json.loads(build.mediapipe_json()["pose.json"])
    frames[5]["poseLandmarks"] = None
    frames[6]["poseLandmarks"] = []
    recording = pose({"p.json": json.dumps(frames).encode()}, tmp_path)
    assert np.flatnonzero(np.isnan(recording.positions).all(axis=(1, 2))).tolist() == [5, 6]


STYLES = ["{name}_{axis}", "{axis}_{name}", "{NAME}.{axis}", "{axis}{i}", "{axis}{i1}", "landmark_{i}_{axis}"]


@pytest.mark.parametrize("style", STYLES)
def test_mediapipe_wide_csv(tmp_path: Path, style: str) -> None:
    points = landmarks()
    names = ["time_ms"]
    for i, name in enumerate(LANDMARKS):
        names += [style.format(name=name, NAME=name.upper(), axis=axis, i=i, i1=i + 1) for axis in "xyz"]
    data = build.csv(names, 1000 * np.arange(points.shape[0]) / 30, points.reshape(points.shape[0], -1), digits=9)
    recording = pose({"p.csv": data}, tmp_path)
    assert recording.positions == pytest.approx(points, abs=1e-8)
    assert recording.time_s == pytest.approx(np.arange(points.shape[0]) / 30)


def test_mediapipe_long_csv(tmp_path: Path) -> None:
    recording = pose(build.mediapipe_long_csv(), tmp_path)
    assert recording.positions == pytest.approx(landmarks(), abs=1e-6)
    assert recording.visibility == pytest.approx(0.9)
    assert any("30 Hz" in text for text in recording.warnings)


# --- Kinect ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("blank_lines", [0, 1, 7])
def test_kinect_rows_with_leading_blank_lines(tmp_path: Path, blank_lines: int) -> None:
    recording = pose(build.kinect(blank_lines=blank_lines), tmp_path)
    assert recording.names == JOINTS
    assert recording.positions[2, 3] == pytest.approx([1.032] * 3)
    assert recording.time_s[1] == pytest.approx(1 / 30)
    assert any("30 Hz" in text for text in recording.warnings)


def test_trap_a_glitch_of_150_degrees_in_one_frame_is_kept_as_it_is(tmp_path: Path) -> None:
    """Readers invent nothing and hide nothing: the glitch is for the motion layer to find."""
    lines = build.kinect()["kinect.txt"].decode().split("\n")
    lines[10] = " ".join(f"{-float(cell):.6f}" for cell in lines[10].split())
    recording = pose({"k.txt": "\n".join(lines).encode()}, tmp_path)
    assert (recording.positions[8] < 0).all()
    assert (recording.positions[[7, 9]] > 0).all()


@pytest.mark.parametrize("bogus", ["1 2 3", "nothing at all", "nan " * 175, "1e999 " * 175, "0 " * 176])
def test_a_bogus_row_is_a_missing_frame(tmp_path: Path, bogus: str) -> None:
    lines = build.kinect()["kinect.txt"].decode().split("\n")
    lines[10] = bogus
    recording = pose({"k.txt": "\n".join(lines).encode()}, tmp_path)
    assert np.flatnonzero(np.isnan(recording.positions).all(axis=(1, 2))).tolist() == [8]


# --- angles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [True, False])
def test_opensim_angles_in_our_signs(tmp_path: Path, degrees: bool) -> None:
    recording = angles(build.opensim_motion(degrees=degrees), tmp_path)
    assert recording.flexion_deg == pytest.approx(-5.0, abs=1e-5)
    assert recording.lateral_flexion_deg == pytest.approx(3.0, abs=1e-5)
    assert recording.axial_rotation_deg == pytest.approx(turn_deg(T), abs=1e-5)
    assert recording.pelvis_rotation_deg == pytest.approx(0.1 * turn_deg(T), abs=1e-5)
    assert recording.quantity is Quantity.THORACIC_ROTATION


def test_the_old_simm_header_is_in_degrees(tmp_path: Path) -> None:
    recording = angles(build.simm_motion(), tmp_path)
    assert recording.axial_rotation_deg == pytest.approx(turn_deg(T), abs=1e-5)
    assert recording.flexion_deg == pytest.approx(-5.0)


def test_coordinates_by_their_path_and_relative_to_the_ground(tmp_path: Path) -> None:
    head = b"Coordinates\nversion=3\ninDegrees=yes\nendheader\n"
    names = ["time", "/jointset/ground/thorax_rotation/value", "/jointset/ground/thorax_tilt/value"]
    recording = angles({"x.sto": head + build.csv(names, T, turn_deg(T), 4 + 0 * T, delimiter="\t")}, tmp_path)
    assert recording.quantity is Quantity.TRUNK_TURN
    assert recording.flexion_deg == pytest.approx(-4.0)
    assert recording.lateral_flexion_deg is None


def test_angles_whose_unit_nobody_says_are_refused_where_it_matters(tmp_path: Path) -> None:
    text = build.opensim_motion(degrees=False)["ik.mot"].replace(b"inDegrees=no\n", b"")
    assert "inDegrees" in refused({"x.mot": text}, tmp_path).expected
    clear = build.opensim_motion()["ik.mot"].replace(b"inDegrees=yes\n", b"")
    (tmp_path / "two").mkdir()
    assert angles({"x.mot": clear}, tmp_path / "two").axial_rotation_deg == pytest.approx(turn_deg(T), abs=1e-5)


def test_a_motion_without_a_trunk_is_refused(tmp_path: Path) -> None:
    text = build.opensim_motion()["ik.mot"].replace(b"lumbar", b"knee")
    assert "no trunk coordinates" in refused({"x.mot": text}, tmp_path).found


def test_a_locked_lumbar_joint_is_told(tmp_path: Path) -> None:
    head = b"Coordinates\nversion=1\ninDegrees=yes\nendheader\n"
    data = build.csv(["time", "lumbar_extension", "lumbar_bending", "lumbar_rotation"], T, 0 * T, 0 * T, 0 * T, delimiter="\t")
    assert any("locked" in text for text in angles({"x.mot": head + data}, tmp_path).warnings)


@pytest.mark.parametrize("quantity", ["thoracic-rotation", "trunk-turn"])
def test_joint_angle_csv(tmp_path: Path, quantity: str) -> None:
    recording = angles(build.joint_angles(quantity=quantity), tmp_path)
    assert recording.quantity.value == quantity
    assert recording.zero is Zero.ABSOLUTE
    assert recording.axial_rotation_deg == pytest.approx(turn_deg(T), abs=1e-5)
    assert recording.flexion_deg == pytest.approx(5.0)
    assert recording.lateral_flexion_deg == pytest.approx(2.0)
    assert recording.warnings == ()


def test_angles_without_time_need_a_stated_rate(tmp_path: Path) -> None:
    data = build.csv(["flexion_deg", "lateral_flexion_deg", "axial_rotation_deg"], 0 * T, 0 * T, turn_deg(T))
    problem = refused({"a.csv": data}, tmp_path)
    assert problem.where.endswith("a.csv:1")
    assert "time_s" in problem.expected
    said = b"# sampling_rate_hz: 50\n# instrument: sensors\n# zero: neutral\n# position: standing\n" + data
    (tmp_path / "two").mkdir()
    recording = angles({"a.csv": said}, tmp_path / "two")
    assert recording.time_s == pytest.approx(T)
    assert (recording.instrument, recording.zero) == (Instrument.SENSORS, Zero.NEUTRAL)
    assert recording.declared.position is not None
