"""APDM CSV: three header lines, one block of columns a sensor, labels such as Lumbar and Chest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.quantities import Instrument
from supple.recording.clock import seconds_by_step
from supple.recording.columns import StreamBuilder, finished, rate_factor
from supple.recording.model import Format, SensorRecording
from supple.recording.registry import Reader
from supple.recording.rotations import scalar_last
from supple.recording.segments import PELVIS, THORAX, segment_of
from supple.recording.source import Source
from supple.recording.table import body_after, parse
from supple.recording.text import split_line
from supple.recording.units import DEGREES_PER_RADIAN

_ROW_OF_DATA: Final = 3
_WIDTHS: Final = {"accelerometer": 3, "gyroscope": 3, "orientation": 4}


def _recognises(source: Source) -> bool:
    member = source.only
    if member is None or len(member.head_lines) <= _ROW_OF_DATA:
        return False
    first, second = member.head_lines[0].lower().lstrip('" '), member.head_lines[1].lower()
    return first.startswith("format=") and second.lstrip('" ').startswith("time") and "accelerometer" in second


def _read(source: Source) -> SensorRecording:
    member = source.members[0]
    labels = split_line(member.head_lines[0], ",")
    kinds = [cell.lower() for cell in split_line(member.head_lines[1], ",")]
    blocks = _blocks(labels, kinds)
    if not blocks:
        found = ", ".join(c for c in labels[1:] if c and not c.isdigit())[:80]
        raise InputProblem(
            member.where, f"sensors named {found}", "a sensor on the chest (Chest, Sternum) or pelvis (Lumbar)", "rename it"
        )
    wanted = [c for kinds_of in blocks.values() for k, start in kinds_of.items() for c in range(start, start + _WIDTHS[k])]
    raw = parse(body_after(member, _ROW_OF_DATA - 1, ","), [0, *wanted])
    # Microseconds since 1970; kept as seconds since the first sample, where a float holds every microsecond.
    time_s = seconds_by_step(raw[:, 0] - raw[:1, 0])[0]
    builders: dict[str, StreamBuilder] = {}
    at = 1
    for segment, kinds_of in blocks.items():
        values = {}
        for kind in kinds_of:
            values[kind] = raw[:, at : at + _WIDTHS[kind]]
            at += _WIDTHS[kind]
        builders[segment] = _builder(StreamBuilder(member.where, segment), time_s, values)
    streams, warnings = finished(builders, member.where)
    return SensorRecording(source.name, Format.APDM, Instrument.SENSORS, streams=streams, warnings=warnings)


def _builder(builder: StreamBuilder, time_s: FloatArray, values: Mapping[str, FloatArray]) -> StreamBuilder:
    orientation = scalar_last(values["orientation"]) if "orientation" in values else None
    if orientation is not None:
        builder.orientation(time_s, orientation)
    if "gyroscope" in values:
        rate = values["gyroscope"]
        builder.rate(time_s, rate * rate_factor(rate, time_s, orientation, stated=DEGREES_PER_RADIAN))
    if "accelerometer" in values:
        builder.total_acceleration(time_s, values["accelerometer"])
    return builder


def _blocks(labels: list[str], kinds: list[str]) -> dict[str, dict[str, int]]:
    """Where each segment's accelerometer, gyroscope and orientation columns start."""
    found: dict[str, dict[str, int]] = {}
    current: str | None = None
    for index, kind in enumerate(kinds):
        # A sensor's number stands over its first column, its label over one of the columns after that.
        if kind == "accelerometer":
            near = [label for label in labels[index : index + 11] if label and not label.isdigit()]
            current = segment_of(near[0]) if near else None
            current = None if current in found else current
        if current and kind in _WIDTHS:
            found.setdefault(current, {})[kind] = index
    return {segment: found[segment] for segment in (THORAX, PELVIS) if segment in found}


READER = Reader(Format.APDM, _recognises, _read)
