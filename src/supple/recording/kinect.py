"""Kinect v2 rows: 25 joints of 7 numbers (x y z, then an orientation), one frame a line, without time stamps."""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem, at_line
from supple.quantities import Instrument
from supple.recording.clock import in_order, seconds_by_step
from supple.recording.markers import without_missing
from supple.recording.model import Format, LandmarkModel, LandmarkRecording
from supple.recording.registry import Reader
from supple.recording.source import Member, Source
from supple.recording.table import LARGEST, Body, parse
from supple.recording.text import guess_delimiter, split_line

#: The joints in the order of the Kinect for Windows SDK 2.0 (enumeration JointType).
JOINTS: Final = (
    *("SpineBase", "SpineMid", "Neck", "Head", "ShoulderLeft", "ElbowLeft", "WristLeft", "HandLeft"),
    *("ShoulderRight", "ElbowRight", "WristRight", "HandRight", "HipLeft", "KneeLeft", "AnkleLeft", "FootLeft"),
    *(
        "HipRight",
        "KneeRight",
        "AnkleRight",
        "FootRight",
        "SpineShoulder",
        "HandTipLeft",
        "ThumbLeft",
        "HandTipRight",
        "ThumbRight",
    ),
)
_PER_JOINT: Final = 7
_NUMBERS: Final = len(JOINTS) * _PER_JOINT
#: The camera's own rate; the rows carry no time.
RATE_HZ: Final = 30.0
#: The SDK's own clock (and .NET's) counts in units of 100 ns.
_TICK_S: Final = 1e-7


def _first_row(member: Member) -> tuple[int, str | None, int] | None:
    """Line, delimiter and count of numbers of the first row that is not empty."""
    for index, line in enumerate(member.head_lines[:200]):
        if line.strip(" \t,;"):
            delimiter = guess_delimiter(line.strip())
            delimiter = None if delimiter == "\t" else delimiter
            cells = [cell for cell in split_line(line, delimiter) if cell]
            return index, delimiter, len(cells) if all(map(_is_number, cells)) else 0
    return None


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _recognises(source: Source) -> bool:
    first = _first_row(source.only) if source.only else None
    return first is not None and first[2] in {_NUMBERS, _NUMBERS + 1}


def _read(source: Source) -> LandmarkRecording:
    member = source.members[0]
    first = _first_row(member)
    assert first is not None
    line, delimiter, count = first
    numbers, bogus = _rows(member, delimiter, count)
    if 2 * bogus > numbers.shape[0]:
        raise InputProblem(
            at_line(member.where, line + 1),
            f"{bogus} of {numbers.shape[0]} rows are damaged",
            f"rows of {count} numbers",
            "export it again",
        )
    warnings = (f"{bogus} of {numbers.shape[0]} rows do not hold {count} numbers and count as missing frames.",) if bogus else ()
    time_s, told = _times(numbers, count)
    ordered = in_order(time_s, where=member.where, what="frames")
    joints = numbers[ordered.keep, count - _NUMBERS :].reshape(-1, len(JOINTS), _PER_JOINT)
    return LandmarkRecording(
        source.name,
        Format.KINECT,
        Instrument.CAMERA,
        model=LandmarkModel.KINECT_V2,
        time_s=ordered.time_s,
        names=JOINTS,
        positions=without_missing(np.ascontiguousarray(joints[:, :, :3])),
        warnings=told + warnings + ordered.warnings,
    )


def _times(numbers: FloatArray, count: int) -> tuple[FloatArray, tuple[str, ...]]:
    """A leading column of times or frame numbers where there is one, else 30 Hz."""
    if count > _NUMBERS:
        time_s, unit = seconds_by_step(numbers[:, 0])
        if unit == "frames":
            return time_s / RATE_HZ, ("The first column counts frames; Kinect's 30 Hz was assumed.",)
        ticks_s = (numbers[:, 0] - numbers[:1, 0]) * _TICK_S
        return (ticks_s if unit == "us" and _is_camera_rate(ticks_s) else time_s), ()
    return np.arange(numbers.shape[0]) / RATE_HZ, ("The file has no time stamps; Kinect's 30 Hz was assumed.",)


def _is_camera_rate(time_s: FloatArray) -> bool:
    """Whether the stamps step as the camera does, which slows to 15 Hz in the dark."""
    return 0.4 < RATE_HZ * float(np.nanmedian(np.diff(time_s))) < 2.5


def _rows(member: Member, delimiter: str | None, count: int) -> tuple[FloatArray, int]:
    """All rows; one with another count of numbers becomes NaN and is counted."""
    text = member.require_text()
    try:
        numbers = parse(Body(member.where, text, 1, delimiter), range(count))
        # A row that lacks its last numbers was cut; one with too many is shifted and cannot be told by its first ones.
        if _same_width(text, delimiter, count):
            return numbers, 0
    except InputProblem:
        pass
    rows = []
    bogus = 0
    for line in text.decode("utf-8", "replace").split("\n"):
        cells = [cell for cell in split_line(line, delimiter) if cell]
        if not cells:
            continue
        good = len(cells) == count and all(map(_is_number, cells))
        bogus += not good
        rows.append([float(cell) for cell in cells] if good else [np.nan] * count)
    numbers = np.array(rows, dtype=np.float64).reshape(-1, count)
    numbers[~(np.abs(numbers) < LARGEST)] = np.nan
    return numbers, bogus


def _same_width(text: bytes, delimiter: str | None, count: int) -> bool:
    mark = delimiter.encode() if delimiter else None
    widths = {len([c for c in line.split(mark) if c.strip()]) for line in text.split(b"\n") if line.strip()}
    return widths == {count}


READER = Reader(Format.KINECT, _recognises, _read)
