"""Files, folders and ZIPs: limits, damage, encodings, and files that vanish whole or not at all."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from builders.recordings import neutral_csv, save, sensor_logger, trc
from supple.problems import InputProblem
from supple.recording import SensorRecording, read, source, write_neutral_csv
from supple.recording.clock import in_order
from supple.recording.text import to_utf8


def problem_of(path: Path) -> InputProblem:
    with pytest.raises(InputProblem) as caught:
        read(path)
    return caught.value


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 1_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"{number}.csv", b"0" * 100_000)
    assert (tmp_path / "bomb.zip").stat().st_size < 10_000
    assert "more than" in problem_of(tmp_path / "bomb.zip").found


def test_a_zip_whose_directory_lies_about_a_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 1_000_000)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * 5_000_000)
    data = buffer.getvalue().replace((5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    (tmp_path / "liar.zip").write_bytes(data)
    problem_of(tmp_path / "liar.zip")


def test_too_many_files_are_no_recording(tmp_path: Path) -> None:
    for number in range(source.MAX_MEMBERS + 1):
        (tmp_path / f"{number}.csv").write_bytes(b"x")
    assert "files" in problem_of(tmp_path).found


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 100)
    assert "more than" in problem_of(save(trc(), tmp_path)).found


@pytest.mark.parametrize(
    "data", [b"", b"   \n\n", b"\0\0\0\0", b"hello", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"]
)
def test_what_is_no_recording_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x").write_bytes(data)
    problem_of(tmp_path / "x")


DEEP = (b"[" * 200_000, b'{"schema": "supple.phone-trial/1", "motion": ' + b"[" * 200_000, b'{"positions": ' + b'{"a":' * 100_000)


@pytest.mark.parametrize("data", [*DEEP, b'[{"sensor": "x", "seconds_elapsed": ' + b"9" * 10_000 + b"}]"], ids=len)
def test_json_without_bottom_or_end_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.json").write_bytes(data)
    problem_of(tmp_path / "x.json")


def test_an_empty_folder_and_an_empty_zip_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    for name in ("folder", "empty.zip"):
        assert "nothing that can be read" in problem_of(tmp_path / name).found


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("Gyroscope.csv", b"time,seconds_elapsed,z,y,x\n")
    data = bytearray(buffer.getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "secret.zip").write_bytes(data)
    assert "password" in problem_of(tmp_path / "secret.zip").expected


def test_files_that_a_mac_adds_to_a_zip_are_ignored(tmp_path: Path) -> None:
    files = sensor_logger() | {"__MACOSX/._Gyroscope.csv": b"\0\0\0", ".DS_Store": b"\0", "audio.m4a": b"\0\0"}
    assert isinstance(read(save(files, tmp_path, zipped=True)), SensorRecording)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_in_any_encoding_is_the_same_text(encoding: str, end: str) -> None:
    text = "Zeit (s);Größe\n1;2\n"
    assert to_utf8(text.replace("\n", end).encode(encoding)) == text.encode()


def test_binary_is_no_text() -> None:
    assert to_utf8(bytes(range(256))) is None


def test_writing_is_whole_or_not_at_all(tmp_path: Path) -> None:
    recording = read(save(neutral_csv(), tmp_path))
    assert isinstance(recording, SensorRecording)
    with pytest.raises(InputProblem, match="cannot be written"):
        write_neutral_csv(recording, tmp_path / "no-such-folder" / "x.csv")
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(InputProblem, match="cannot be written"):
        write_neutral_csv(recording, target)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "sensors.csv"]


def test_a_recording_without_sensors_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="without sensors"):
        write_neutral_csv(read(save(trc(), tmp_path)), tmp_path / "x.csv")  # type: ignore[arg-type]


def test_times_over_a_week_are_a_wrong_unit() -> None:
    import numpy as np

    with pytest.raises(InputProblem, match="week"):
        in_order(np.array([0.0, 1e9]), where="x")
