"""The neutral sensor CSV: this project's own plain form of one or two body-worn sensors, read here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import GRAVITY_MPS2, FloatArray
from supple.problems import InputProblem, at_line
from supple.quantities import Instrument
from supple.recording.clock import frames_to_seconds, seconds_by_step, unit_of_time
from supple.recording.columns import StreamBuilder, finished
from supple.recording.declared import Comments, leading_comments
from supple.recording.model import Format, SensorRecording
from supple.recording.registry import Reader
from supple.recording.segments import PELVIS, THORAX, segment_of
from supple.recording.source import Source
from supple.recording.table import body_after, has_decimal_comma, parse
from supple.recording.text import guess_delimiter, plain, split_line
from supple.recording.units import DEGREES_PER_RADIAN

_COLUMN = re.compile(r"^(?P<sensor>.+?)_(?P<kind>gyr|acc|quat)_(?P<axis>[xyzw])(?:_(?P<unit>[a-z0-9]+))?$")
#: Units by kind: what a number is multiplied with. The first of each kind is the one that is written.
_UNITS: Final[dict[str, dict[str | None, float]]] = {
    "gyr": {"dps": 1.0, "degps": 1.0, "radps": DEGREES_PER_RADIAN, "rads": DEGREES_PER_RADIAN},
    "acc": {"mps2": 1.0, "ms2": 1.0, "g": GRAVITY_MPS2},
    "quat": {None: 1.0},
}
_AXES: Final = {"gyr": "xyz", "acc": "xyz", "quat": "xyzw"}
TIME_NAMES: Final = (
    "time_s",
    "time",
    "t",
    "t_s",
    "time_sec",
    "time_ms",
    "time_us",
    "time_ns",
    "timestamp_s",
    "timestamp_ms",
    "timestamp",
)


@dataclass(frozen=True)
class _Vector:
    segment: str
    kind: str
    columns: tuple[int, ...]
    scale: float


def _recognises(source: Source) -> bool:
    member = source.only
    if member is None or not member.head:
        return False
    comments = leading_comments_or_none(source)
    if comments is None or comments.header >= len(member.head_lines):
        return False
    line = member.head_lines[comments.header]
    return any(_COLUMN.match(plain(cell)) for cell in split_line(line, guess_delimiter(line)))


def leading_comments_or_none(source: Source) -> Comments | None:
    """The comments of a single text member; a bad comment is for the reader to tell, not for the recognition."""
    try:
        return leading_comments(source.members[0])
    except InputProblem:
        return _past_comments(source)


def _past_comments(source: Source) -> Comments | None:
    member = source.members[0]
    lines = enumerate(member.head_lines)
    header = next((i for i, line in lines if line.strip().strip('"') and not line.lstrip(' "').startswith(("#", "//"))), None)
    return None if header is None else Comments(header, member.where, {}, {}, ())


def _read(source: Source) -> SensorRecording:
    member = source.members[0]
    comments = leading_comments(member)
    line = member.head_lines[comments.header]
    delimiter = guess_delimiter(line)
    names = [plain(cell) for cell in split_line(line, delimiter)]
    where = at_line(member.where, comments.header + 1)
    time_column = time_column_of(names, where)
    vectors, told = _vectors(names, where)
    wanted = [time_column, *(c for v in vectors for c in v.columns)]
    comma = has_decimal_comma(member, comments.header, delimiter)
    raw = parse(body_after(member, comments.header, delimiter, decimal_comma=comma), wanted, names=names)
    builders = {s: StreamBuilder(member.where, s) for s in (THORAX, PELVIS) if any(v.segment == s for v in vectors)}
    time_s, clock = seconds_of(raw[:, 0], names[time_column], comments)
    _fill(builders, vectors, time_s, raw)
    streams, warnings = finished(builders, member.where)
    return SensorRecording(
        source.name,
        Format.NEUTRAL_CSV,
        comments.instrument(Instrument.SENSORS),
        declared=comments.declared,
        streams=streams,
        marks=comments.marks,
        warnings=told + clock + warnings,
    )


def time_column_of(names: Sequence[str], where: str) -> int:
    """Position of the time column."""
    name = next((n for n in TIME_NAMES if n in names), None)
    if name is None:
        raise InputProblem(where, "no time column", "a column time_s in seconds", "add it as the first column")
    return names.index(name)


def seconds_of(values: FloatArray, name: str, comments: Comments) -> tuple[FloatArray, tuple[str, ...]]:
    """Seconds from a time column by the unit in its name; without one its steps tell. Frame numbers need a stated rate."""
    scale = unit_of_time(name)
    if scale is not None:
        return frames_to_seconds(values * scale, comments.rate_hz(), where=comments.where)
    time_s, unit = seconds_by_step(values)
    if unit in {"ms", "us", "ns"}:
        return time_s, (f"The time column does not name its unit; by its steps it is in {unit}.",)
    return frames_to_seconds(time_s, comments.rate_hz(), where=comments.where)


def _vectors(names: Sequence[str], where: str) -> tuple[list[_Vector], tuple[str, ...]]:
    groups: dict[tuple[str, str], dict[str, tuple[int, str | None]]] = {}
    for index, name in enumerate(names):
        match = _COLUMN.match(name)
        if match:
            groups.setdefault((match["sensor"], match["kind"]), {}).setdefault(match["axis"], (index, match["unit"]))
    found: list[_Vector] = []
    ignored: list[str] = []
    for (sensor, kind), axes in groups.items():
        segment = sensor if sensor in (THORAX, PELVIS) else segment_of(sensor)
        if segment is None or any((v.segment, v.kind) == (segment, kind) for v in found):
            ignored.append(sensor)
            continue
        found.append(_whole_vector(segment, kind, axes, f"{sensor}_{kind}", where))
    if not found:
        raise InputProblem(
            where, f"sensors {', '.join(dict.fromkeys(ignored))[:60]}", "thorax_ and pelvis_ columns", "rename them so"
        )
    told = f"Sensors {', '.join(sorted(set(ignored)))} are neither on the thorax nor on the pelvis and were left out."
    return found, ((told,) if ignored else ())


def _whole_vector(segment: str, kind: str, axes: dict[str, tuple[int, str | None]], name: str, where: str) -> _Vector:
    missing = [f"{name}_{axis}" for axis in _AXES[kind] if axis not in axes]
    if missing:
        raise InputProblem(
            where, f"no column {', '.join(missing)}", f"{name}_ for each of {', '.join(_AXES[kind])}", "add what is missing"
        )
    units = {axes[axis][1] for axis in _AXES[kind]}
    shown = " and ".join(sorted(unit or "no unit" for unit in units))
    unit = units.pop()
    if units or unit not in _UNITS[kind]:
        allowed = ", ".join(u for u in _UNITS[kind] if u) or "no unit"
        raise InputProblem(where, f"{name} columns in {shown}", f"{allowed} at the end of the names", "name the unit")
    return _Vector(segment, kind, tuple(axes[axis][0] for axis in _AXES[kind]), _UNITS[kind][unit])


def _fill(builders: dict[str, StreamBuilder], vectors: Sequence[_Vector], time_s: FloatArray, raw: FloatArray) -> None:
    start = 1
    for v in vectors:
        values = np.asarray(raw[:, start : start + len(v.columns)])
        if v.scale != 1.0:
            values = values * v.scale
        start += len(v.columns)
        builder = builders[v.segment]
        {"gyr": builder.rate, "acc": builder.acceleration, "quat": builder.orientation}[v.kind](time_s, values)


READER = Reader(Format.NEUTRAL_CSV, _recognises, _read)
