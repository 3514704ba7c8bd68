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
_JSON_MARKS: Final = ('"sensor"', '"seconds_elapsed"')


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
    only = source.only
    return only is not None and only.head.lstrip()[:1] == "[" and all(mark in only.head for mark in _JSON_MARKS)


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
    if only is not None and only.head.lstrip().startswith("["):
        return _json_parts(only)
    found: dict[str, Part] = {}
    for member in source.members:
        name = _sensor_of(member)
        if name is None or (name in found and len(member.where) >= len(found[name].where)):
            continue
        part = _csv_part(name, member)
        if part.time_s.size:
            found[name] = part
    return found


def _csv_part(name: str, member: Member) -> Part:
    cells = [plain(cell) for cell in split_line(member.head_lines[0], ",")]
    wanted = [i for i, cell in enumerate(cells) if cell in _WANTED]
    table = read_table(member, 0, delimiter=",", columns=wanted)
    columns = {plain(column): table.values[:, i] for i, column in enumerate(table.names)}
    return Part(name, member.where, columns["seconds_elapsed"], columns)


def _json_parts(member: Member) -> dict[str, Part]:
    """A list of objects with "sensor", "seconds_elapsed" and the sensor's values, all as text or numbers."""
    rows = load_json(member)
    if not isinstance(rows, list):
        raise InputProblem(member.where, "no list", "a list of samples", "export it again")
    by_sensor: dict[str, list[Mapping[str, object]]] = {}
    for row in rows:
        if isinstance(row, dict):
            name = re.sub(r"[^a-z]", "", str(row.get("sensor", "")).lower())
            if name in SENSORS:
                by_sensor.setdefault(name, []).append(row)
    return {name: _json_part(name, samples, member.where) for name, samples in by_sensor.items()}


def _json_part(name: str, samples: Sequence[Mapping[str, object]], where: str) -> Part:
    keys = [key for key in _WANTED if key in samples[0]]
    columns = {key: np.array([_number(sample.get(key)) for sample in samples]) for key in keys}
    if "seconds_elapsed" not in columns:
        raise InputProblem(where, f"{name} without seconds_elapsed", "seconds_elapsed in each sample", "export it again")
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
    if only is not None and only.head.lstrip().startswith("["):
        rows_found = load_json(only)
        rows_list = rows_found if isinstance(rows_found, list) else []
        for row in rows_list:
            if isinstance(row, dict) and str(row.get("sensor", "")).lower() == "metadata":
                return {plain(str(key)): str(value) for key, value in row.items()}
    return {}
