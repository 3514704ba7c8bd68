"""What a phyphox column holds, by its unit and axis rather than by its words, which the app translates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from supple.conventions import GRAVITY_MPS2
from supple.recording.units import DEGREES_PER_RADIAN

_UNIT = re.compile(r"^(?P<words>.*?)\s*[(\[](?P<unit>[^()\[\]]*)[)\]]\s*$")
_AXIS = re.compile(r"(?:^|[\s_-])([xyz])$", re.IGNORECASE)
_QUATERNION = re.compile(r"^(?:quaternion\s*|q)?([wxyz])$", re.IGNORECASE)
#: What one unit is in this project's: seconds, deg/s, m/s2.
_UNITS: Final = {
    **{name: ("time", scale) for name, scale in {"s": 1.0, "ms": 1e-3, "sec": 1.0}.items()},
    **dict.fromkeys(("rad/s", "rads^-1", "rad*s^-1", "rad s^-1"), ("rate", DEGREES_PER_RADIAN)),
    **dict.fromkeys(("deg/s", "°/s", "degree/s", "degrees/s", "dps", "º/s"), ("rate", 1.0)),
    **dict.fromkeys(("m/s^2", "m/s²", "m/s2", "m/s/s", "ms^-2"), ("acceleration", 1.0)),
    "g": ("acceleration", GRAVITY_MPS2),
}
#: Words of acceleration without gravity, which is no accelerometer, in the app's languages.
_WITHOUT_GRAVITY: Final = ("linear", "lineal", "without g", "ohne g", "sans g", "senza g", "sin g", "zonder g", "bez g", "user")


@dataclass(frozen=True)
class Vector:
    """Three (or four) columns of one sensor and the time column that they belong to."""

    kind: str
    time: tuple[int, float]
    columns: tuple[int, ...]
    scale: float


@dataclass(frozen=True)
class _Column:
    index: int
    kind: str
    axis: str
    words: str
    scale: float


def vectors(names: Sequence[str]) -> list[Vector]:
    """All vectors of a header; a time column serves the columns that follow it, up to the next one."""
    found: list[Vector] = []
    columns = [c for c in (_column(i, name) for i, name in enumerate(names)) if c is not None]
    starts = [i for i, c in enumerate(columns) if c.kind == "time"]
    for start, end in zip(starts, [*starts, len(columns)][1:], strict=True):
        found += _of_group(columns[start], columns[start + 1 : end])
    return found


def _of_group(time: _Column, columns: Sequence[_Column]) -> list[Vector]:
    found = []
    groups: dict[tuple[str, str, float], dict[str, int]] = {}
    for column in columns:
        groups.setdefault((column.kind, column.words, column.scale), {}).setdefault(column.axis, column.index)
    for (kind, _, scale), axes in groups.items():
        wanted = "xyzw" if kind == "quaternion" else "xyz"
        if set(wanted) <= set(axes):
            found.append(Vector(kind, (time.index, time.scale), tuple(axes[axis] for axis in wanted), scale))
    return found


def without_gravity(words: str) -> bool:
    """Whether a column's, file's or sheet's name says that gravity was taken out."""
    return any(mark in words.lower() for mark in _WITHOUT_GRAVITY)


def _column(index: int, name: str) -> _Column | None:
    match = _UNIT.match(name.strip())
    if match is None:
        axis = _QUATERNION.match(name.strip())
        return _Column(index, "quaternion", axis.group(1).lower(), "", 1.0) if axis else None
    known = _UNITS.get(match["unit"].strip().lower())
    if known is None:
        return None
    kind, scale = known
    words = match["words"].strip()
    if kind == "time":
        return _Column(index, kind, "", "", scale)
    axis = _AXIS.search(words)
    if axis is None:
        return None
    words = words[: axis.start()].strip().lower()
    if kind == "acceleration" and without_gravity(words):
        kind = "linear"
    return _Column(index, kind, axis.group(1).lower(), words, scale)
