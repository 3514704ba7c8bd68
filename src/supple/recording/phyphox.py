"""phyphox: one CSV a sensor or one for all, in a file, folder or ZIP; or its Excel export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.quantities import Instrument
from supple.recording.columns import StreamBuilder, finished
from supple.recording.model import Format, SensorRecording
from supple.recording.phyphox_columns import Vector, vectors, without_gravity
from supple.recording.registry import Reader
from supple.recording.segments import PELVIS, THORAX, segment_of
from supple.recording.source import Member, Source
from supple.recording.spreadsheet import is_spreadsheet, sheets
from supple.recording.table import body_after, has_decimal_comma, parse
from supple.recording.text import guess_delimiter, split_line

_WITHIN_LINES: Final = 10
_KINDS: Final = {"rate": "gyroscope", "acceleration": "accelerometer", "quaternion": "attitude"}


@dataclass(frozen=True)
class _Found:
    """A vector's samples. place: folder and file (or sheet), by which a second phone would be told."""

    kind: str
    place: str
    time_s: FloatArray
    values: FloatArray


def _header(member: Member) -> tuple[int, str | None, list[Vector]] | None:
    """The line with column names, its delimiter and what it holds."""
    for index, line in enumerate(member.head_lines[:_WITHIN_LINES]):
        # A title such as "Acceleration x (m/s^2)" holds no tab or semicolon, but a comma may be its decimal mark's neighbour.
        delimiter = None if line.lstrip()[:1] in {"{", "["} else guess_delimiter(line)
        found = vectors(split_line(line, delimiter)) if delimiter else []
        if found:
            return index, delimiter, found
    return None


def _recognises(source: Source) -> bool:
    only = source.only
    if only is not None and is_spreadsheet(only.data):
        return True
    return any(_header(member) is not None for member in source.members)


def _read(source: Source) -> SensorRecording:
    found = [vector for member in source.members for vector in _vectors_of(member)]
    segments = list(dict.fromkeys(segment_of(vector.place) or THORAX for vector in found if vector.kind != "linear"))
    builders: dict[str, StreamBuilder] = {
        segment: StreamBuilder(source.name, segment) for segment in (THORAX, PELVIS) if segment in segments
    }
    linear = any(vector.kind == "linear" for vector in found)
    taken: dict[tuple[str, str], _Found] = {}
    for vector in found:
        if vector.kind == "linear" or not np.isfinite(vector.values).any():
            continue
        segment = segment_of(vector.place) or THORAX
        first = taken.setdefault((segment, vector.kind), vector)
        if first is vector:
            _add(builders[segment], vector)
        elif first.place != vector.place:
            two = f"two files of the {_KINDS[vector.kind]} ({first.place}, {vector.place})"
            raise InputProblem(source.name, two[:160], "one recording", "name one of them, or put chest and pelvis in the names")
    if not builders or all(builder.empty for builder in builders.values()):
        what = "only acceleration without gravity" if linear else "no two samples of a gyroscope or accelerometer"
        raise InputProblem(source.name, what, "Gyroscope and Accelerometer (with g)", "record them in phyphox")
    streams, warnings = finished(builders, source.name)
    if linear and all(stream.acceleration is None for stream in streams.values()):
        warnings += ("Acceleration without gravity is no accelerometer and was left out.",)
    return SensorRecording(source.name, Format.PHYPHOX, Instrument.PHONE, streams=streams, warnings=warnings)


def _add(builder: StreamBuilder, vector: _Found) -> None:
    if vector.kind == "rate":
        builder.rate(vector.time_s, vector.values)
    elif vector.kind == "acceleration":
        builder.acceleration(vector.time_s, vector.values)
    else:
        builder.orientation(vector.time_s, vector.values)


def _vectors_of(member: Member) -> Iterator[_Found]:
    if is_spreadsheet(member.data):
        for sheet in sheets(member):
            for vector in vectors(sheet.names):
                yield _found(vector, f"{member.name} {sheet.name}", sheet.values, range(sheet.values.shape[1]))
        return
    header = _header(member)
    if header is None:
        return
    line, delimiter, columns = header
    wanted = sorted({c for vector in columns for c in (vector.time[0], *vector.columns)})
    names = split_line(member.head_lines[line], delimiter)
    comma = has_decimal_comma(member, line, delimiter)
    raw = parse(body_after(member, line, delimiter, decimal_comma=comma), wanted, names=names)
    for vector in columns:
        yield _found(vector, member.name, raw, wanted)


def _found(vector: Vector, place: str, raw: FloatArray, columns: list[int] | range) -> _Found:
    at = {column: index for index, column in enumerate(columns)}
    time_s = raw[:, at[vector.time[0]]] * vector.time[1]
    kind = "linear" if vector.kind == "acceleration" and without_gravity(PurePosixPath(place).name) else vector.kind
    return _Found(kind, place, time_s, raw[:, [at[c] for c in vector.columns]] * vector.scale)


READER = Reader(Format.PHYPHOX, _recognises, _read)
