"""Every real recording is read whole: format, rate, extent, labels. Numbers counted in the files themselves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from supple.problems import InputProblem
from supple.recording import AngleRecording, Format, LandmarkModel, LandmarkRecording, MarkerRecording, SensorRecording, read

pytestmark = pytest.mark.reference
DATA = Path(__file__).parents[1] / "data"


def rate_hz(time_s: np.ndarray) -> float:
    return float(1 / np.median(np.diff(time_s)))


@pytest.mark.parametrize("path", sorted((DATA / "ui-prmd").glob("*.trc")), ids=lambda p: p.stem)
def test_plug_in_gait_trials(path: Path) -> None:
    recording = read(path)
    assert isinstance(recording, MarkerRecording)
    lines = path.read_text().split("\n")
    assert recording.time_s.size == int(lines[2].split("\t")[2]) == sum(bool(line) for line in lines[6:])
    assert len(recording.labels) == 39
    assert rate_hz(recording.time_s) == pytest.approx(100.0)
    empty = sum(not cell.strip() for line in lines[6:] if line for cell in line.split("\t")[2:119])
    assert int(np.isnan(recording.positions_m).sum()) == empty
    assert 0.0 < np.nanmax(recording.positions_m[:, :, 2]) < 2.2
    assert recording.warnings == ()


@pytest.mark.parametrize("path", sorted((DATA / "ui-prmd").glob("*.angles.csv")), ids=lambda p: p.stem)
def test_angles_without_time_ask_for_it(path: Path, tmp_path: Path) -> None:
    said = tmp_path / "with-rate.csv"
    said.write_bytes(b"# sampling_rate_hz: 100\n" + path.read_bytes())
    recording = read(said)
    assert isinstance(recording, AngleRecording)
    assert recording.time_s.size == len(path.read_text().split()) - 1
    with pytest.raises(InputProblem, match="time_s"):
        read(path)


def test_the_trc_that_another_reader_refuses() -> None:
    """pyomeca's own reader fails on this comma-separated file (pyomeca issue 138)."""
    recording = read(DATA / "pyomeca" / "markers.trc")
    assert isinstance(recording, MarkerRecording)
    assert recording.labels[:5] == ("ASISl", "ASISr", "PSISl", "PSISr", "STER")
    assert (recording.time_s.size, rate_hz(recording.time_s)) == (93, pytest.approx(100.0))
    assert recording.positions_m[0, 0] == pytest.approx([0.7337041, 0.0809832, 0.1918668])
    assert recording.warnings == ("The header states 652 frames, the file holds 93.",)


def test_pyomeca_c3d_and_motion() -> None:
    markers = read(DATA / "pyomeca" / "markers_analogs.c3d")
    assert isinstance(markers, MarkerRecording)
    assert (markers.time_s.size, rate_hz(markers.time_s)) == (580, pytest.approx(100.0))
    assert {"STER", "XIPH", "T1", "T10", "ASISr", "PSISl"} <= set(markers.labels)
    motion = read(DATA / "pyomeca" / "inverse_kin.mot")
    assert isinstance(motion, AngleRecording)
    assert motion.quantity.value == "trunk-turn"
    assert (motion.time_s[0], motion.time_s.size) == (1.56, 88)
    first = (motion.flexion_deg[0], motion.lateral_flexion_deg[0], motion.axial_rotation_deg[0])
    assert first == pytest.approx((27.90807185, -5.48905351, 15.19796161))


def test_movella_files() -> None:
    dot = read(DATA / "xsens" / "Pelvis_20210820_202113_836.csv")
    assert isinstance(dot, SensorRecording)
    assert dot.format is Format.MOVELLA_DOT
    found = dot.streams["pelvis"].orientation
    assert (found.values.shape, rate_hz(found.time_s)) == ((382, 4), pytest.approx(60.0, abs=0.01))
    assert found.values[0] == pytest.approx([0.020083, -0.728430, 0.088013, -0.679148], abs=1e-5)
    mt = read(DATA / "xsens" / "MT_012005D6_009-001_00B42268.txt")
    assert isinstance(mt, SensorRecording)
    assert mt.format is Format.MT_MANAGER
    stream = mt.streams["thorax"]
    assert (stream.orientation.time_s.size, rate_hz(stream.orientation.time_s)) == (2496, pytest.approx(100.0))
    assert stream.acceleration.values[0] == pytest.approx([9.320494, 0.810513, -3.077381])


def test_opensense_files_say_what_is_odd_about_their_time() -> None:
    recording = read(DATA / "opensense" / "MT_012005D6_009-quaternions_RHJCSwinger.sto")
    assert isinstance(recording, SensorRecording)
    found = recording.streams["thorax"].orientation
    assert (found.time_s.size, rate_hz(found.time_s)) == (1401, pytest.approx(100.0))
    assert found.values[0] == pytest.approx([0.43895, -0.67170, 0.27931, 0.52738], abs=1e-5)
    assert any("time column" in text for text in recording.warnings)
    short = read(DATA / "opensense" / "imuOrientations.sto")
    assert isinstance(short, SensorRecording)
    assert short.streams["pelvis"].orientation.values.shape == (2, 4)
    apdm = read(DATA / "opensense" / "apdm_format7.csv")
    assert isinstance(apdm, SensorRecording)
    assert set(apdm.streams) == {"thorax", "pelvis"}
    assert rate_hz(apdm.streams["thorax"].angular_rate.time_s) == pytest.approx(128.0, abs=0.1)


@pytest.mark.parametrize(("trial", "kinect", "pose"), [("RTK", 192, 194), ("CTK", 196, 196)])
def test_keraal_cameras(trial: str, kinect: int, pose: int) -> None:
    skeleton = read(DATA / "keraal" / f"G3-Kinect-{trial}-P1T1-Unknown-C-0.txt")
    assert isinstance(skeleton, LandmarkRecording)
    assert (skeleton.model, skeleton.positions.shape[1:]) == (LandmarkModel.KINECT_V2, (25, 3))
    assert abs(skeleton.time_s.size - kinect) <= 1
    blaze = read(DATA / "keraal" / f"G3-BP-{trial}-P1T1-Unknown-C-0.json")
    assert isinstance(blaze, LandmarkRecording)
    assert (blaze.model, blaze.positions.shape) == (LandmarkModel.MEDIAPIPE_IMAGE, (pose, 33, 3))
    for recording in (skeleton, blaze):
        assert rate_hz(recording.time_s) == pytest.approx(30.0)
        assert any("30 Hz" in text for text in recording.warnings)


@pytest.mark.parametrize("trial", ["RTK", "CTK"])
def test_keraal_orientations(trial: str) -> None:
    recording = read(DATA / "keraal" / f"{trial}-vicon-orientations.sto")
    assert isinstance(recording, SensorRecording)
    assert set(recording.streams) == {"thorax", "pelvis"}
    assert rate_hz(recording.streams["thorax"].orientation.time_s) == pytest.approx(60.0, abs=0.01)
    assert recording.warnings == ()
