"""TRC: marker positions as text (Motion Analysis; written by Vicon, Mokka, OpenSim, OpenCap, pyomeca)."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem, at_line
from supple.quantities import Instrument
from supple.recording.clock import frames_to_seconds, in_order
from supple.recording.markers import clean_labels, metres_per_unit, without_missing
from supple.recording.model import Format, MarkerRecording
from supple.recording.registry import Reader
from supple.recording.source import Member, Source
from supple.recording.table import body_after, parse
from supple.recording.text import plain, split_line

_NAMES = re.compile(r"^\W*frame#?\W+time\b", re.IGNORECASE)
_AXES = re.compile(r"^[XYZ]\d+$", re.IGNORECASE)
#: The names of the markers stand within the first lines.
_WITHIN_LINES = 15


@dataclass(frozen=True)
class _Header:
    names_line: int
    delimiter: str | None
    labels: tuple[str, ...]
    unit: str
    rate_hz: float | None
    frames: str
    last_line: int


def _recognises(source: Source) -> bool:
    member = source.only
    if member is None:
        return False
    start = member.head.lstrip()[:400].lower()
    return start.startswith("pathfiletype") or ("x1" in member.head[:200_000].lower() and _names_line(member) is not None)


def _names_line(member: Member) -> int | None:
    lines = member.head_lines[:_WITHIN_LINES]
    return next((i for i, line in enumerate(lines) if _NAMES.match(line)), None)


def _read(source: Source) -> MarkerRecording:
    member = source.members[0]
    header = _header(member)
    raw = parse(body_after(member, header.last_line, header.delimiter), range(2 + 3 * len(header.labels)))
    raw = raw[np.isfinite(raw).any(axis=1)]
    if raw.shape[0] == 0:
        raise InputProblem(member.where, "no frames", "rows of marker positions", "export it again")
    time_s, told = _times(raw, header, member.where)
    ordered = in_order(time_s, where=member.where, what="frames")
    positions = without_missing(raw[ordered.keep, 2:].reshape(ordered.keep.size, len(header.labels), 3))
    labels, renamed = clean_labels(header.labels)
    scale, guessed = metres_per_unit(header.unit, positions, "The header")
    return MarkerRecording(
        source.name,
        Format.TRC,
        Instrument.MARKERS,
        time_s=ordered.time_s,
        labels=labels,
        positions_m=positions * scale,
        warnings=_count(header, raw.shape[0]) + told + ordered.warnings + renamed + guessed,
    )


def _count(header: _Header, found: int) -> tuple[str, ...]:
    stated = header.frames
    return (f"The header states {stated} frames, the file holds {found}.",) if stated.isdigit() and int(stated) != found else ()


def _times(raw: FloatArray, header: _Header, where: str) -> tuple[FloatArray, tuple[str, ...]]:
    time_s = raw[:, 1]
    if not np.isfinite(time_s).any() and header.rate_hz and np.isfinite(raw[:, 0]).any():
        told = f"The time column is empty; frame numbers and DataRate {header.rate_hz:g} Hz were used."
        return (raw[:, 0] - 1.0) / header.rate_hz, (told,)
    return frames_to_seconds(time_s, header.rate_hz, where=where)


def _header(member: Member) -> _Header:
    lines = member.head_lines
    names_line = _names_line(member)
    if names_line is None:
        raise InputProblem(
            member.where, "no line of marker names", "a line that begins with Frame# and Time", "export it again as TRC"
        )
    delimiter = _delimiter(lines[names_line])
    labels = _labels(split_line(lines[names_line], delimiter), delimiter)
    if not labels:
        raise InputProblem(
            at_line(member.where, names_line + 1), "no marker names", "names after Frame# and Time", "export it again"
        )
    settings = _settings(lines[:names_line])
    last = names_line
    if last + 1 < len(lines) and any(_AXES.match(cell) for cell in split_line(lines[last + 1], delimiter)):
        last += 1
    return _Header(names_line, delimiter, labels, settings.get("units", ""), _rate(settings), settings.get("numframes", ""), last)


def _delimiter(names: str) -> str | None:
    """Tab or comma by the line of names; white space where it has neither."""
    if "\t" in names:
        return "\t"
    return next((mark for mark in (",", ";") if mark in names), None)


def _labels(cells: list[str], delimiter: str | None) -> tuple[str, ...]:
    """Names stand over the first of their three columns; some writers put them side by side instead."""
    names = cells[2:]
    while names and not names[-1]:
        names.pop()
    if delimiter is None or any(name for i, name in enumerate(names) if i % 3):
        return tuple(name for name in names if name)
    return tuple(names[::3])


def _settings(lines: tuple[str, ...]) -> dict[str, str]:
    """Keys and values stand in two lines, one below the other."""
    for keys, values in itertools.pairwise(lines):
        if "units" in keys.lower() or "datarate" in keys.lower():
            mark = _delimiter(keys)
            return dict(zip(map(plain, split_line(keys, mark)), split_line(values, mark), strict=False))
    return {}


def _rate(settings: dict[str, str]) -> float | None:
    try:
        rate = float(settings.get("datarate", ""))
    except ValueError:
        return None
    return rate if 0 < rate < 1e5 else None


READER = Reader(Format.TRC, _recognises, _read)
