"""What is written as neutral CSV is read back unchanged: samples, stamps, gaps, marks, declarations."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from supple.quantities import Arm, Assist, Instrument, Mode, Placement, Position, Support
from supple.recording import Channel, Declared, Format, SensorRecording, SensorStream, Still, StillWindow, read, write_neutral_csv


def said(kind: type) -> st.SearchStrategy:
    return st.none() | st.sampled_from(list(kind))


DECLARED = st.builds(
    Declared,
    position=said(Position),
    mode=said(Mode),
    placement=said(Placement),
    arm=said(Arm),
    assist=said(Assist),
    support=said(Support),
)
STILLS = st.sampled_from(list(Still))
MARKS = st.lists(
    st.tuples(st.sampled_from(list(Still)), st.floats(0, 100), st.floats(0.01, 10)).map(
        lambda m: StillWindow(m[0], m[1], m[1] + m[2])
    ),
    max_size=4,
).map(lambda marks: tuple(sorted(marks, key=lambda mark: mark.start_s)))


@st.composite
def channels(draw: st.DrawFn, width: int) -> Channel:
    """Irregular stamps with gaps, some shared with other channels and some not."""
    steps = draw(st.lists(st.sampled_from([0.01, 0.0123, 0.5]), min_size=2, max_size=12))
    time_s = draw(st.sampled_from([0.0, 0.004, 1234.5])) + np.cumsum(steps)
    seed = draw(st.integers(0, 2**16))
    values = np.random.default_rng(seed).normal(0, 100, (time_s.size, width))
    if width == 4:
        values /= np.linalg.norm(values, axis=1)[:, None]
    return Channel(time_s, values)


@st.composite
def streams(draw: st.DrawFn) -> SensorStream:
    parts = draw(st.tuples(st.none() | channels(3), st.none() | channels(3), st.none() | channels(4)).filter(any))
    return SensorStream(*parts)


@st.composite
def recordings(draw: st.DrawFn) -> SensorRecording:
    segments = draw(st.sampled_from([("thorax",), ("pelvis",), ("thorax", "pelvis")]))
    return SensorRecording(
        "somewhere",
        draw(st.sampled_from([Format.NEUTRAL_CSV, Format.PHYPHOX])),
        draw(st.sampled_from([Instrument.SENSORS, Instrument.PHONE])),
        declared=draw(DECLARED),
        streams={segment: draw(streams()) for segment in segments},
        marks=draw(MARKS),
    )


@settings(max_examples=80, deadline=None)
@given(recordings())
def test_round_trip(recording: SensorRecording) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.csv"
        write_neutral_csv(recording, path)
        back = read(path)
    assert isinstance(back, SensorRecording)
    assert back.format is Format.NEUTRAL_CSV
    assert (back.instrument, back.declared, back.marks) == (recording.instrument, recording.declared, recording.marks)
    assert list(back.streams) == list(recording.streams)
    assert back.warnings == ()
    for segment, stream in recording.streams.items():
        for name in ("angular_rate", "acceleration", "orientation"):
            assert_same(getattr(stream, name), getattr(back.streams[segment], name))


def assert_same(before: Channel | None, after: Channel | None) -> None:
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        assert (before.time_s == after.time_s).all()
        assert np.allclose(before.values, after.values, rtol=1e-15, atol=1e-15)
