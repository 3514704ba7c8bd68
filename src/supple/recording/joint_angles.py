"""Plain joint-angle CSV: angles that somebody else computed, already in this project's signs."""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem, at_line
from supple.quantities import Instrument, Quantity, Zero
from supple.recording.clock import in_order
from supple.recording.declared import Comments, leading_comments
from supple.recording.model import AngleRecording, Format
from supple.recording.neutral_csv import TIME_NAMES, leading_comments_or_none, seconds_of, time_column_of
from supple.recording.registry import Reader
from supple.recording.source import Member, Source
from supple.recording.table import body_after, has_decimal_comma, parse
from supple.recording.text import guess_delimiter, plain, split_line
from supple.recording.units import DEGREES_PER_RADIAN

#: Column names without their unit: rotation, flexion, lateral flexion of each quantity.
_NAMES: Final = {
    Quantity.THORACIC_ROTATION: ("axial_rotation", "flexion", "lateral_flexion"),
    Quantity.TRUNK_TURN: ("trunk_turn", "trunk_flexion", "trunk_lateral_flexion"),
}
_PELVIS: Final = "pelvis_rotation"
_UNITS: Final = {"deg": 1.0, "rad": DEGREES_PER_RADIAN}


def _quantity_of(names: list[str]) -> Quantity | None:
    kinds = [q for q, (rotation, *_) in _NAMES.items() if any(f"{rotation}_{unit}" in names for unit in _UNITS)]
    return kinds[0] if kinds else None


def _names(member: Member, comments: Comments) -> tuple[str | None, list[str]]:
    line = member.head_lines[comments.header] if comments.header < len(member.head_lines) else ""
    delimiter = guess_delimiter(line)
    return delimiter, [plain(cell) for cell in split_line(line, delimiter)]


def _recognises(source: Source) -> bool:
    member = source.only
    comments = leading_comments_or_none(source) if member and member.head else None
    return member is not None and comments is not None and _quantity_of(_names(member, comments)[1]) is not None


def _read(source: Source) -> AngleRecording:
    member = source.members[0]
    comments = leading_comments(member)
    delimiter, names = _names(member, comments)
    quantity = _quantity_of(names)
    assert quantity is not None
    chosen = {base: _column(names, base) for base in (*_NAMES[quantity], _PELVIS)}
    found = {base: column for base, column in chosen.items() if column is not None}
    comma = has_decimal_comma(member, comments.header, delimiter)
    body = body_after(member, comments.header, delimiter, decimal_comma=comma)
    has_time = any(name in names for name in TIME_NAMES)
    wanted = [column for column, _ in found.values()]
    where = at_line(member.where, comments.header + 1)
    if not has_time and comments.rate_hz() is None:
        raise InputProblem(
            where, "no time column", "a column time_s in seconds", "add it, or a line '# sampling_rate_hz: 100' above the names"
        )
    time_column = time_column_of(names, where) if has_time else 0
    raw = parse(body, [time_column, *wanted], names=names)
    if has_time:
        time_s, clock = seconds_of(raw[:, 0], names[time_column], comments)
    else:
        time_s, clock = np.arange(raw.shape[0]) / (comments.rate_hz() or 1.0), ()
    ordered = in_order(time_s, where=member.where, what="rows")
    scales = np.array([scale for _, scale in found.values()])
    angles = dict(zip(found, (raw[ordered.keep, 1:] * scales).T.copy(), strict=True))
    return _recording(source, comments, quantity=quantity, time_s=ordered.time_s, angles=angles, told=clock + ordered.warnings)


def _recording(
    source: Source,
    comments: Comments,
    *,
    quantity: Quantity,
    time_s: FloatArray,
    angles: dict[str, FloatArray],
    told: tuple[str, ...],
) -> AngleRecording:
    rotation, flexion, lateral = _NAMES[quantity]
    if not comments.values.get("instrument"):
        told += ("The file does not say which instrument the angles come from; markers were assumed.",)
    return AngleRecording(
        source.name,
        Format.JOINT_ANGLES,
        comments.instrument(Instrument.MARKERS),
        declared=comments.declared,
        time_s=time_s,
        axial_rotation_deg=angles[rotation],
        flexion_deg=angles.get(flexion),
        lateral_flexion_deg=angles.get(lateral),
        pelvis_rotation_deg=angles.get(_PELVIS),
        quantity=comments.quantity(quantity),
        zero=comments.zero(Zero.ABSOLUTE),
        warnings=told,
    )


def _column(names: list[str], base: str) -> tuple[int, float] | None:
    for unit, scale in _UNITS.items():
        if f"{base}_{unit}" in names:
            return names.index(f"{base}_{unit}"), scale
    return None


READER = Reader(Format.JOINT_ANGLES, _recognises, _read)
