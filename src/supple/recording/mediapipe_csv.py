"""MediaPipe landmarks in CSV: wide (a column a coordinate) or long (a row a landmark)."""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem, at_line
from supple.recording.mediapipe import Frames
from supple.recording.mediapipe_names import COUNT, landmark_index, named_column, numbered_column
from supple.recording.source import Member
from supple.recording.table import BLANKS, body_after, has_decimal_comma, lines_of, parse
from supple.recording.text import first_index, guess_delimiter, plain, split_line

_TIMES: Final = {
    "time_s": "s",
    "time_sec": "s",
    "seconds": "s",
    "timestamp_s": "s",
    "time_ms": "ms",
    "timestamp_ms": "ms",
    "milliseconds": "ms",
    "time_us": "us",
    "timestamp_us": "us",
    "timestamp": None,
    "time": None,
    "t": None,
    **dict.fromkeys(("frame", "frame_id", "frame_number", "frame_index", "frame_idx", "frame_num"), "frames"),
}
_LANDMARK: Final = (
    "landmark",
    "landmark_name",
    "name",
    "joint",
    "keypoint",
    "landmark_id",
    "landmark_index",
    "landmark_idx",
    "id",
    "index",
    "point",
)
_VISIBILITY: Final = ("visibility", "vis", "v", "confidence", "score")
#: A wide table must hold at least the shoulders and hips to be of use here.
_LEAST_COLUMNS: Final = 12


def _names(member: Member) -> tuple[str | None, list[str]]:
    delimiter = guess_delimiter(member.head_lines[0])
    return delimiter, split_line(member.head_lines[0], delimiter)


def recognises_csv(member: Member) -> bool:
    names = _names(member)[1]
    return len(_wide(names)) >= _LEAST_COLUMNS or _is_long(names)


def _is_long(names: list[str]) -> bool:
    plain_names = [plain(name) for name in names]
    has_landmark = any(name in plain_names for name in _LANDMARK)
    return {"x", "y", "z"} <= set(plain_names) and has_landmark and any(name in plain_names for name in _TIMES)


def _wide(names: list[str]) -> dict[int, tuple[int, int]]:
    """Column to (landmark, axis). Numbers count from 0, or from 1 where there is a 33 and no 0."""
    named = {i: found for i, name in enumerate(names) if (found := named_column(name))}
    if len(named) >= _LEAST_COLUMNS:
        return named
    numbered = {i: found for i, name in enumerate(names) if (found := numbered_column(name))}
    used = {landmark for landmark, _ in numbered.values()}
    shift = 1 if COUNT in used and 0 not in used else 0
    return {i: (landmark - shift, axis) for i, (landmark, axis) in numbered.items() if 0 <= landmark - shift < COUNT}


def frames_of_csv(member: Member) -> Frames:
    delimiter, names = _names(member)
    said = any("world" in plain(name) for name in names) or None
    if _is_long(names):
        return _long_frames(member, delimiter, names, said)
    wide = _wide(names)
    time_name = next((name for name in _TIMES if first_index(names, name) is not None), None)
    time_column = first_index(names, time_name) if time_name else None
    wanted = [*([] if time_column is None else [time_column]), *wide]
    comma = has_decimal_comma(member, 0, delimiter)
    raw = parse(body_after(member, 0, delimiter, decimal_comma=comma), wanted, names=names)
    points = np.full((raw.shape[0], COUNT, 4), np.nan)
    for position, (landmark, axis) in enumerate(wide.values(), start=len(wanted) - len(wide)):
        points[:, landmark, axis] = raw[:, position]
    time = None if time_column is None else raw[:, 0]
    return Frames(points, time, _TIMES[time_name] if time_name else None, None, said)


def _long_frames(member: Member, delimiter: str | None, names: list[str], said: bool | None) -> Frames:
    """One row a landmark; rows of one time make a frame. Landmarks may be names, so the cells are read one by one."""
    time_name = next(name for name in _TIMES if first_index(names, name) is not None)
    landmark_column = first_index(names, *_LANDMARK)
    columns = [first_index(names, time_name), first_index(names, "x"), first_index(names, "y"), first_index(names, "z")]
    columns.append(first_index(names, *_VISIBILITY))
    text, _ = lines_of(member)
    rows: list[tuple[int, list[float]]] = []
    for number, line in enumerate(text.decode("utf-8", "replace").split("\n")[1:], start=2):
        cells = split_line(line, delimiter)
        landmark = (
            landmark_index(cells[landmark_column]) if landmark_column is not None and landmark_column < len(cells) else None
        )
        if landmark is not None:
            rows.append((landmark, [_number(cells, column, at_line(member.where, number)) for column in columns]))
    if not rows:
        raise InputProblem(member.where, "no rows of known landmarks", "MediaPipe's landmark names or numbers", "export it again")
    values = np.array([row for _, row in rows], dtype=np.float64)
    return _grouped(values, np.array([landmark for landmark, _ in rows]), _TIMES[time_name], said)


def _grouped(
    values: FloatArray, landmarks: np.ndarray[tuple[int], np.dtype[np.intp]], unit: str | None, said: bool | None
) -> Frames:
    whole = np.isfinite(values[:, 0])
    time, frame = np.unique(values[whole, 0], return_inverse=True)
    points = np.full((time.size, COUNT, 4), np.nan)
    points[frame, landmarks[whole]] = values[whole, 1:]
    return Frames(points, time, unit, None, said)


def _number(cells: list[str], column: int | None, where: str) -> float:
    cell = cells[column].lower() if column is not None and column < len(cells) else ""
    if cell in BLANKS:
        return float("nan")
    try:
        return float(cell)
    except ValueError:
        raise InputProblem(where, f"{cell[:30]!r}", "a number or a blank cell", "correct or remove the line") from None
