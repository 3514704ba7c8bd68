"""The files of a Sensor Logger recording: which CSV holds which sensor, on one clock; the JSON export likewise."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.recording.json_text import load_json
from supple.recording.source import Member, Source
from supple.recording.table import read_table
from supple.recording.text import plain, split_line

#: The app's sensors that are read here, by their names in lower case without blanks.
SENSORS: Final = (
    *("gyroscope", "gyroscopeuncalibrated", "accelerometer", "accelerometeruncalibrated", "totalacceleration", "gravity"),
    *("orientation", "gameorientation"),
)
_TIMES: Final = ("time", "seconds_elapsed")
_WANTED: Final = ("seconds_elapsed", "x", "y", "z", "qx", "qy", "qz", "qw")
#: Files of a watch or headphones, which are not worn on the trunk, end with a sensor's name too.
_OTHER_DEVICES: Final = ("watch", "wrist", "headphone")
_EXPORT_MARKS: Final = ('"sensor"', '"seconds_elapsed"')
_PUSH_MARKS: Final = ('"payload"', '"values"', '"time"')


@dataclass(frozen=True)
class Part:
    """One sensor's samples. time_s: seconds since the recording started, common to all parts."""

    name: str
    where: str
    time_s: FloatArray
    columns: Mapping[str, FloatArray]

    def has(self, *names: str) -> bool:
        return all(name in self.columns for name in names)

    def vectors(self, *names: str) -> FloatArray:
        missing = [name for name in names if name not in self.columns]
        if missing:
            raise InputProblem(self.where, f"no column {', '.join(missing)}", ", ".join(names), "export it again")
        return np.stack([self.columns[name] for name in names], axis=1)


def recognises(source: Source) -> bool:
    if any(_sensor_of(member) for member in source.members):
        return True
    return source.only is not None and _is_json(source.only)


def _is_json(member: Member) -> bool:
    """The JSON export (a list), or what the app pushes (an object with a payload)."""
    first = member.head.lstrip()[:1]
    if first == "[":
        return all(mark in member.head for mark in _EXPORT_MARKS)
    return first == "{" and all(mark in member.head for mark in _PUSH_MARKS)


def _sensor_of(member: Member) -> str | None:
    """The sensor whose CSV this is: the header tells that it is one of the app's, the name alone tells which."""
    cells = [plain(cell) for cell in split_line(member.head_lines[0], ",")]
    if not set(_TIMES) <= set(cells):
        return None
    name = re.sub(r"[^a-z]", "", member.stem.lower())
    if any(other in name for other in _OTHER_DEVICES):
        return None
    # Longest first, so that AccelerometerUncalibrated is not taken for Accelerometer; a prefix such as a date may precede.
    return next((s for s in sorted(SENSORS, key=len, reverse=True) if name.endswith(s)), None)


def parts(source: Source) -> dict[str, Part]:
    """All sensors that have samples. Empty files, as some phones write them, are as good as none."""
    only = source.only
    if only is not None and _is_json(only):
        return _json_parts(only)
    found: dict[str, Part] = {}
    depth: dict[str, int] = {}
    for member in sorted(source.members, key=lambda m: m.name.count("/")):
        name = _sensor_of(member)
        if name is None or (name in depth and member.name.count("/") > depth[name]):
            continue
        part = _csv_part(name, member)
        if part.time_s.size and depth.get(name) == member.name.count("/"):
            raise InputProblem(member.where, f"a second {name} file", "one recording", "name one of them")
        if part.time_s.size:
            found[name], depth[name] = part, member.name.count("/")
    return found


def _csv_part(name: str, member: Member) -> Part:
    cells = [plain(cell) for cell in split_line(member.head_lines[0], ",")]
    wanted = [i for i, cell in enumerate(cells) if cell in _WANTED]
    table = read_table(member, 0, delimiter=",", columns=wanted)
    columns = {plain(column): table.values[:, i] for i, column in enumerate(table.names)}
    return Part(name, member.where, columns["seconds_elapsed"], columns)


def _json_parts(member: Member) -> dict[str, Part]:
    """A list of objects with "sensor", "seconds_elapsed" and the sensor's values, all as text or numbers."""
    rows = _json_rows(member)
    by_sensor: dict[str, list[Mapping[str, object]]] = {}
    for row in rows:
        if isinstance(row, dict):
            name = re.sub(r"[^a-z]", "", str(row.get("sensor", row.get("name", ""))).lower())
            values = row.get("values")
            if name in SENSORS:
                by_sensor.setdefault(name, []).append({**row, **values} if isinstance(values, dict) else row)
    first_ns = min((_number(s.get("time")) for samples in by_sensor.values() for s in samples), default=0.0)
    return {name: _json_part(name, samples, first_ns, member.where) for name, samples in by_sensor.items()}


def _json_rows(member: Member) -> list[object]:
    """The samples: the file itself, or the ``payload`` of what the app pushes over HTTP."""
    rows = load_json(member)
    rows = rows.get("payload") if isinstance(rows, dict) else rows
    if not isinstance(rows, list):
        raise InputProblem(member.where, "no list", "a list of samples", "export it again")
    return rows


def _json_part(name: str, samples: Sequence[Mapping[str, object]], first_ns: float, where: str) -> Part:
    keys = [key for key in _WANTED if key in samples[0]]
    columns = {key: np.array([_number(sample.get(key)) for sample in samples]) for key in keys}
    if "seconds_elapsed" not in columns:
        columns["seconds_elapsed"] = (np.array([_number(sample.get("time")) for sample in samples]) - first_ns) * 1e-9
    return Part(name, where, columns["seconds_elapsed"], columns)


def _number(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return float("nan")


def metadata(source: Source) -> dict[str, str]:
    """Keys and values of Metadata.csv (or the JSON's Metadata object); empty where there is none."""
    for member in source.members:
        if member.stem.lower() == "metadata" and member.text is not None:
            rows = list(csv.reader(member.head_lines[:2]))
            if len(rows) == 2:
                return {plain(key): value for key, value in zip(*rows, strict=False)}
    only = source.only
    if only is not None and _is_json(only):
        for row in _json_rows(only):
            if isinstance(row, dict) and str(row.get("sensor", "")).lower() == "metadata":
                return {plain(str(key)): str(value) for key, value in row.items()}
    return {}
