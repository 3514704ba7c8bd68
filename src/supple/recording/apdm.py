"""APDM CSV: three header lines over one block of columns a sensor (Lumbar, Chest), or the older ``Lumbar/Acceleration/X``."""

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
from supple.recording.source import Member, Source
from supple.recording.table import body_after, parse
from supple.recording.text import split_line
from supple.recording.units import DEGREES_PER_RADIAN

_ROW_OF_DATA: Final = 3
_WIDTHS: Final = {"accelerometer": 3, "gyroscope": 3, "orientation": 4}
#: What the older form calls them, and the order of their columns.
_QUANTITIES: Final = {
    "accelerometer": ("acceleration", ("x", "y", "z")),
    "gyroscope": ("angular velocity", ("x", "y", "z")),
    "orientation": ("orientation", ("scalar", "x", "y", "z")),
}


def _recognises(source: Source) -> bool:
    member = source.only
    if member is None or len(member.head_lines) <= _ROW_OF_DATA:
        return False
    first, second = member.head_lines[0].lower().lstrip('" '), member.head_lines[1].lower()
    in_blocks = first.startswith("format=") and second.lstrip('" ').startswith("time") and "accelerometer" in second
    return in_blocks or _names_line(member) is not None


def _read(source: Source) -> SensorRecording:
    member = source.members[0]
    names_line = _names_line(member)
    if names_line is None:
        labels = split_line(member.head_lines[0], ",")
        blocks = _blocks(labels, [cell.lower() for cell in split_line(member.head_lines[1], ",")])
    else:
        names = split_line(member.head_lines[names_line], ",")
        labels = ["", *dict.fromkeys(name.split("/")[0] for name in names[1:])]
        blocks = _named_blocks(names)
    if not blocks:
        found = ", ".join(c for c in labels[1:] if c and not c.isdigit())[:80]
        raise InputProblem(
            member.where, f"sensors named {found}", "a sensor on the chest (Chest, Sternum) or pelvis (Lumbar)", "rename it"
        )
    wanted = [c for kinds_of in blocks.values() for k, start in kinds_of.items() for c in range(start, start + _WIDTHS[k])]
    above = _ROW_OF_DATA - 1 if names_line is None else names_line + 1  # the units stand below the names
    raw = parse(body_after(member, above, ","), [0, *wanted])
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
    # Some versions write a kind over each of its columns; only the first one starts a vector.
    first = [(i, kind) for i, kind in enumerate(kinds) if kind and (i == 0 or kinds[i - 1] != kind)]
    starts = [i for i, kind in first if kind == "accelerometer"]
    for start, end in zip(starts, [*starts, len(kinds)][1:], strict=True):
        # A sensor's number stands over its first column, its label over one of the columns after that.
        told = [segment for label in labels[start:end] if (segment := segment_of(label))]
        if told and told[0] not in found:
            found[told[0]] = {kind: i for i, kind in first if start <= i < end and kind in _WIDTHS}
    return {segment: found[segment] for segment in (THORAX, PELVIS) if segment in found}


def _names_line(member: Member) -> int | None:
    """The line of names in the older form, ``Time,Lumbar/Acceleration/X,...``, below the trial's name and rate."""
    lines = enumerate(member.head_lines[:_ROW_OF_DATA])
    return next(
        (i for i, line in lines if line.lstrip('" ').lower().startswith("time") and "/acceleration/x" in line.lower()), None
    )


def _named_blocks(names: list[str]) -> dict[str, dict[str, int]]:
    """The same where every column names its sensor, quantity and axis."""
    folded = [name.lower() for name in names]
    found: dict[str, dict[str, int]] = {}
    for sensor in dict.fromkeys(name.split("/")[0] for name in folded[1:]):
        segment = segment_of(sensor)
        if segment is None or segment in found:
            continue
        for kind, (quantity, axes) in _QUANTITIES.items():
            wanted = [f"{sensor}/{quantity}/{axis}" for axis in axes]
            start = folded.index(wanted[0]) if wanted[0] in folded else len(folded)
            if folded[start : start + len(wanted)] == wanted:
                found.setdefault(segment, {})[kind] = start
    return {segment: found[segment] for segment in (THORAX, PELVIS) if segment in found}


READER = Reader(Format.APDM, _recognises, _read)
