from __future__ import annotations

from pathlib import Path

import ezc3d
import numpy as np
import pytest

from builders.reading import read_files, refused
from builders.recordings import MARKERS, c3d_bytes, marker_positions, save, times, trc
from supple.recording import Format, MarkerRecording, read

T = times()
TRUTH = marker_positions(T)


def markers(files: dict[str, bytes], folder: Path) -> MarkerRecording:
    recording = read_files(files, folder)
    assert isinstance(recording, MarkerRecording)
    return recording


@pytest.mark.parametrize("blank_line", [True, False])
@pytest.mark.parametrize("unit", ["mm", "cm", "m"])
@pytest.mark.parametrize("delimiter", ["\t", ",", " "])
def test_trc_in_every_dialect(tmp_path: Path, delimiter: str, unit: str, blank_line: bool) -> None:
    recording = markers(trc(delimiter=delimiter, unit=unit, blank_line=blank_line), tmp_path)
    assert recording.labels == MARKERS
    assert recording.positions_m == pytest.approx(TRUTH, abs=1e-5)
    assert recording.time_s == pytest.approx(T)
    assert recording.warnings == ()


def edited(old: str, new: str, **options: object) -> dict[str, bytes]:
    text = trc(**options)["trial.trc"].decode()
    assert old in text
    return {"trial.trc": text.replace(old, new).encode()}


def test_trap_blank_cells_are_missing_markers(tmp_path: Path) -> None:
    lines = trc()["trial.trc"].decode().split("\n")
    cells = lines[10].split("\t")
    cells[5:8] = ["", "", ""]
    lines[10] = "\t".join(cells)
    recording = markers({"trial.trc": "\n".join(lines).encode()}, tmp_path)
    seen = np.isfinite(recording.positions_m).all(axis=2)
    frame = 10 - 6
    assert not seen[frame, 1]
    assert np.count_nonzero(~seen) == 1


def test_a_row_that_ends_early_misses_its_last_markers(tmp_path: Path) -> None:
    lines = trc()["trial.trc"].decode().split("\n")
    lines[7] = "\t".join(lines[7].split("\t")[:8])
    seen = np.isfinite(markers({"t.trc": "\n".join(lines).encode()}, tmp_path).positions_m).all(axis=2)
    assert seen[1].tolist() == [True, True, False, False]


def test_trap_markers_at_the_origin_are_missing(tmp_path: Path) -> None:
    lines = trc()["trial.trc"].decode().split("\n")
    cells = lines[6].split("\t")
    cells[2:5] = ["0", "0.000", "0.0"]
    lines[6] = "\t".join(cells)
    recording = markers({"trial.trc": "\n".join(lines).encode()}, tmp_path)
    assert np.isnan(recording.positions_m[0, 0]).all()
    assert np.isfinite(recording.positions_m[1:]).all()


def test_a_cell_that_is_no_number_names_its_line(tmp_path: Path) -> None:
    lines = trc()["trial.trc"].decode().split("\n")
    lines[20] = lines[20].replace("1200.00000", "12oo")
    problem = refused({"trial.trc": "\n".join(lines).encode()}, tmp_path)
    assert problem.where.endswith("trial.trc:21")
    assert "12oo" in problem.found


def test_a_short_row_between_blanks_is_refused_for_nobody_knows_what_is_missing(tmp_path: Path) -> None:
    lines = trc(delimiter=" ")["trial.trc"].decode().split("\n")
    lines[7] = " ".join(lines[7].split(" ")[:8])
    assert refused({"t.trc": "\n".join(lines).encode()}, tmp_path).where.endswith("t.trc:8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, line_end: str) -> None:
    text = trc()["trial.trc"].decode().replace("trial.trc", "Übung.trc").replace("\n", line_end)
    recording = markers({"any-name.dat": text.encode(encoding)}, tmp_path)
    assert recording.positions_m == pytest.approx(TRUTH, abs=1e-5)


def test_trap_a_prefixed_label_loses_its_subject(tmp_path: Path) -> None:
    recording = markers(trc(labels=("Jane:C7", "Jane:T10", "John:C7", "CLAV")), tmp_path)
    assert recording.labels == ("C7", "T10", "John:C7", "CLAV")


def test_a_header_without_units_is_told_by_size(tmp_path: Path) -> None:
    recording = markers(edited("\tmm\t", "\t\t"), tmp_path)
    assert recording.positions_m == pytest.approx(TRUTH, abs=1e-5)
    assert any("millimetres" in text for text in recording.warnings)


def test_trap_a_time_column_in_frames_uses_the_data_rate(tmp_path: Path) -> None:
    lines = trc()["trial.trc"].decode().split("\n")
    rows = [line.split("\t") for line in lines[6:] if line]
    for number, row in enumerate(rows):
        row[1] = str(number)
    recording = markers({"t.trc": "\n".join(lines[:6] + ["\t".join(r) for r in rows]).encode()}, tmp_path)
    assert recording.time_s == pytest.approx(T)
    assert any("counts frames" in text for text in recording.warnings)


def test_thousands_of_columns(tmp_path: Path) -> None:
    labels = tuple(f"M{i}" for i in range(1500))
    recording = markers(trc(labels=labels), tmp_path)
    assert recording.positions_m.shape == (T.size, 1500, 3)


def test_a_leading_empty_line_does_no_harm(tmp_path: Path) -> None:
    assert markers({"t.trc": b"\n" + trc()["trial.trc"]}, tmp_path).positions_m == pytest.approx(TRUTH, abs=1e-5)


def test_a_cut_file_says_so(tmp_path: Path) -> None:
    data = trc()["trial.trc"]
    recording = markers({"t.trc": b"\n".join(data.split(b"\n")[:30])}, tmp_path)
    assert recording.time_s.size == 24
    assert "The header states 60 frames, the file holds 24." in recording.warnings


# --- C3D -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("unit", "scale"), [("mm", 1000.0), ("m", 1.0), ("cm", 100.0)])
def test_c3d_lengths(tmp_path: Path, unit: str, scale: float) -> None:
    recording = markers({"t.c3d": c3d_bytes(list(MARKERS), TRUTH * scale, unit=unit)}, tmp_path)
    assert recording.format is Format.C3D
    assert recording.positions_m == pytest.approx(TRUTH, abs=1e-5)
    assert recording.time_s == pytest.approx(T, abs=1e-6)


def test_trap_a_negative_residual_is_a_missing_marker(tmp_path: Path) -> None:
    missing = np.zeros((T.size, 4), dtype=bool)
    missing[3:9, 2] = True
    recording = markers({"t.c3d": c3d_bytes(list(MARKERS), TRUTH * 1000, missing=missing)}, tmp_path)
    assert (np.isnan(recording.positions_m).any(axis=2) == missing).all()


def test_trap_prefixed_and_unlabelled_points(tmp_path: Path) -> None:
    recording = markers({"t.c3d": c3d_bytes(["Subject:C7", "Subject:T10", "*52", "CLAV"], TRUTH * 1000)}, tmp_path)
    assert recording.labels == ("C7", "T10", "*52", "CLAV")


def test_trap_more_than_255_points(tmp_path: Path) -> None:
    n = 300
    xyz = np.random.default_rng(7).normal(1000, 100, (12, n, 3))
    recording = markers({"t.c3d": c3d_bytes([f"M{i}" for i in range(n)], xyz)}, tmp_path)
    assert recording.labels == tuple(f"M{i}" for i in range(n))
    assert recording.positions_m == pytest.approx(xyz / 1000, abs=1e-6)


def test_trap_angle_channels_are_no_points(tmp_path: Path) -> None:
    labels = ["C7", "LSpineAngles", "Turn", "CLAV"]
    recording = markers({"t.c3d": c3d_bytes(labels, TRUTH * 1000, angles=["Turn"])}, tmp_path)
    assert recording.labels == ("C7", "CLAV")
    assert any(text.startswith("2 channels hold angles") for text in recording.warnings)


@pytest.mark.reference
def test_c3d_agrees_with_ezc3d_on_a_real_file() -> None:
    path = Path(__file__).parents[2] / "data" / "pyomeca" / "markers_analogs.c3d"
    recording = read(path)
    assert isinstance(recording, MarkerRecording)
    other = ezc3d.c3d(str(path))
    labels = other["parameters"]["POINT"]["LABELS"]["value"]
    xyz = np.moveaxis(other["data"]["points"][:3], (0, 1, 2), (2, 1, 0)) / 1000
    assert recording.labels == tuple(label.split(":")[-1] for label in labels)[: len(recording.labels)]
    ours = recording.positions_m
    assert (np.isnan(ours).any(axis=2) == np.isnan(xyz[:, : len(recording.labels)]).any(axis=2)).all()
    assert np.nanmax(np.abs(ours - xyz[:, : len(recording.labels)])) < 1e-6
    assert (recording.time_s.size, recording.time_s[1]) == (580, pytest.approx(0.01))


@pytest.mark.filterwarnings("ignore::UserWarning")  # the package warns that its own file holds no analog data
def test_integer_c3d_agrees_with_the_c3d_package(tmp_path: Path) -> None:
    """Old files hold 16-bit integers times a scale; written here by the c3d package, whose frames ours must equal."""
    import c3d

    points = np.zeros((T.size, 4, 5), dtype=np.float32)
    points[:, :, :3] = np.round(TRUTH * 1000)
    points[5, 1, 3:] = -1
    writer = c3d.Writer(point_rate=50.0, point_scale=1.0)
    writer.set_point_labels(list(MARKERS))
    writer.add_frames([(frame, np.zeros((0, 1))) for frame in points])
    path = tmp_path / "integers.c3d"
    with path.open("wb") as handle:
        writer.write(handle)
    recording = read(path)
    assert isinstance(recording, MarkerRecording)
    assert recording.labels == MARKERS
    missing = np.isnan(recording.positions_m).any(axis=2)
    assert np.argwhere(missing).tolist() == [[5, 1]]
    assert recording.positions_m[~missing] == pytest.approx((points[:, :, :3] / 1000)[~missing], abs=1e-6)


def test_one_recording_among_other_files_of_a_folder(tmp_path: Path) -> None:
    files = trc() | {"notes.md": b"# not a recording\n", "video.mp4": b"\0\0"}
    assert markers(files, tmp_path).format is Format.TRC


def test_two_recordings_in_a_folder_are_refused_by_name(tmp_path: Path) -> None:
    folder = save(trc() | {"second.trc": trc()["trial.trc"]}, tmp_path)
    problem = refused_path(folder)
    assert "second.trc" in problem


def refused_path(path: Path) -> str:
    from supple.problems import InputProblem

    with pytest.raises(InputProblem) as caught:
        read(path)
    return str(caught.value)


@pytest.mark.parametrize("name", ["missing.trc", "\0.trc"])
def test_a_path_that_is_not_there(tmp_path: Path, name: str) -> None:
    assert name in refused_path(tmp_path / name)
