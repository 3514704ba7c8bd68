"""Whatever bytes come: an InputProblem of one line, or a recording that keeps its contract. Nothing else."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.recordings import BUILDERS, save
from supple.problems import InputProblem
from supple.recording import (
    AngleRecording,
    AnyRecording,
    Channel,
    LandmarkRecording,
    MarkerRecording,
    SensorRecording,
    read,
)

GOOD = {name: build() for name, build in BUILDERS.items()}


def assert_contract(recording: AnyRecording) -> None:
    for text in recording.warnings:
        assert text.endswith("."), text
        assert "\n" not in text
    if isinstance(recording, SensorRecording):
        assert recording.streams
        for stream in recording.streams.values():
            channels = [c for c in (stream.angular_rate, stream.acceleration, stream.orientation) if c is not None]
            assert channels
            for channel in channels:
                assert_channel(channel)
            if stream.orientation is not None:
                assert np.allclose(np.linalg.norm(stream.orientation.values, axis=1), 1.0)
        return
    assert_rising(recording.time_s)
    n = recording.time_s.size
    if isinstance(recording, MarkerRecording):
        assert recording.positions_m.shape == (n, len(recording.labels), 3)
        assert len(set(recording.labels)) == len(recording.labels)
        assert not np.isinf(recording.positions_m).any()
    if isinstance(recording, LandmarkRecording):
        assert recording.positions.shape == (n, len(recording.names), 3)
        assert recording.visibility is None or recording.visibility.shape == (n, len(recording.names))
    if isinstance(recording, AngleRecording):
        angles = [
            recording.axial_rotation_deg,
            recording.flexion_deg,
            recording.lateral_flexion_deg,
            recording.pelvis_rotation_deg,
        ]
        for values in angles:
            assert values is None or (values.shape == (n,) and not np.isinf(values).any())


def assert_channel(channel: Channel) -> None:
    assert_rising(channel.time_s)
    assert channel.values.ndim == 2
    assert channel.values.shape[0] == channel.time_s.size
    assert np.isfinite(channel.values).all()


def assert_rising(time_s: np.ndarray) -> None:
    assert time_s.ndim == 1
    assert time_s.size >= 2
    assert np.isfinite(time_s).all()
    assert (np.diff(time_s) > 0).all()


def read_or_refuse(files: dict[str, bytes], *, zipped: bool = False) -> AnyRecording | None:
    with tempfile.TemporaryDirectory() as folder:
        path = save(files, Path(folder), zipped=zipped)
        try:
            recording = read(path)
        except InputProblem as problem:
            refused = problem
        else:
            assert_contract(recording)
            return recording
    assert "\n" not in str(refused)
    assert str(path) in refused.where
    assert all((refused.found, refused.expected, refused.remedy))
    return None


@pytest.mark.parametrize("name", BUILDERS)
@pytest.mark.parametrize("zipped", [False, True])
def test_every_builder_is_recognised_by_content(name: str, zipped: bool) -> None:
    recording = read_or_refuse(GOOD[name], zipped=zipped)
    assert recording is not None
    assert name.startswith(recording.format.value)


def truncate(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(1, len(data))]


def shuffle_lines(data: bytes, rng: random.Random) -> bytes:
    lines = data.split(b"\n")
    rng.shuffle(lines)
    return b"\n".join(lines)


def flip_bytes(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randrange(1, 30)):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def spoil_head(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.randrange(1, 20)):
        out[rng.randrange(min(len(out), 600))] = rng.randrange(32, 127)
    return bytes(out)


def huge_numbers(data: bytes, rng: random.Random) -> bytes:
    huge = rng.choice([b"1e308", b"-1e308", b"inf", b"9" * 400, b"1e-320", b"1e400", b"NaN", b"0x10", b"1_000"])
    cells = data.split(b",")
    for _ in range(rng.randrange(1, 10)):
        cells[rng.randrange(len(cells))] = huge
    return b",".join(cells)


def drop_cells(data: bytes, rng: random.Random) -> bytes:
    mark = b"\t" if data.count(b"\t") > data.count(b",") else b","
    lines = data.split(b"\n")
    drop = rng.randrange(0, 6)
    return b"\n".join(mark.join(c for i, c in enumerate(line.split(mark)) if i != drop) for line in lines)


def repeat_line(data: bytes, rng: random.Random) -> bytes:
    lines = data.split(b"\n")
    at = rng.randrange(len(lines))
    return b"\n".join(lines[:at] + [lines[at]] * rng.randrange(2, 5) + lines[at:])


def delete_lines(data: bytes, rng: random.Random) -> bytes:
    return b"\n".join(line for line in data.split(b"\n") if rng.random() > 0.3)


def insert_text(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + rng.choice([b"abc", b"\xff\xfe", b"\0\0", b"\n\n\n", b",,,,", b"\t\t", b'"', b"[[", b"}"]) + data[at:]


def only_head(data: bytes, rng: random.Random) -> bytes:
    return b"\n".join(data.split(b"\n")[: rng.randrange(1, 16)])


def other_encoding(data: bytes, rng: random.Random) -> bytes:
    return data.decode("latin-1").encode(rng.choice(["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "cp500"]))


MUTATIONS = (
    truncate,
    shuffle_lines,
    flip_bytes,
    spoil_head,
    huge_numbers,
    drop_cells,
    repeat_line,
    delete_lines,
    insert_text,
    only_head,
    other_encoding,
)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.__name__)
@pytest.mark.parametrize("name", BUILDERS)
def test_a_damaged_file_is_read_or_refused_in_one_line(name: str, mutation) -> None:
    for seed in range(5):
        rng = random.Random(f"{name} {mutation.__name__} {seed}")
        files = dict(GOOD[name])
        victim = rng.choice(sorted(files))
        files[victim] = mutation(files[victim], rng)
        read_or_refuse(files)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(BUILDERS)), st.data())
def test_any_splice_of_two_formats_is_read_or_refused(name: str, data: st.DataObject) -> None:
    first = next(iter(GOOD[name].values()))
    other = next(iter(GOOD[data.draw(st.sampled_from(sorted(BUILDERS)))].values()))
    at, after = data.draw(st.integers(0, len(first))), data.draw(st.integers(0, len(other)))
    read_or_refuse({"spliced.dat": first[:at] + other[after:] or b"x"})


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=2000), st.text(max_size=2000).map(str.encode)))
def test_any_bytes_at_all_are_refused_in_one_line(data: bytes) -> None:
    read_or_refuse({"anything.csv": data})


KEYS = (
    *("schema", "motion", "orientation", "attitude", "time_ms", "rotation_rate_dps", "marks", "kind", "trial", "positions"),
    *("sensor", "seconds_elapsed", "x", "y", "z", "landmarks", "visibility", "nose", "1.0", "2.0", "frames", "quaternion"),
)
LEAVES = st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=30,
)


@settings(max_examples=120, deadline=None)
@given(JSON, st.sampled_from(["phone", "pose", "logger"]))
def test_any_json_is_read_or_refused_in_one_line(value: object, kind: str) -> None:
    text = json.dumps(value)
    wrapped = {
        "phone": f'{{"schema": "supple.phone-trial/1", "motion": {text}, "orientation": {text}, "marks": {text}}}',
        "pose": f'{{"positions": {text}}}',
        "logger": f'[{{"sensor": "Gyroscope", "seconds_elapsed": "0.1"}}, {text}]',
    }[kind]
    read_or_refuse({"value.json": wrapped.encode()})
    read_or_refuse({"value.json": text.encode()})
