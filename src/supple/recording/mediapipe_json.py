"""MediaPipe landmarks in JSON: frames by name or in a list, as the many exporters write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.recording.json_text import load_json
from supple.recording.mediapipe import Frames
from supple.recording.mediapipe_names import COUNT, landmark_index
from supple.recording.source import Member
from supple.recording.table import LARGEST
from supple.recording.text import plain

#: Keys of a frame's landmarks without underscores, most wanted first; and whether they are world landmarks.
_LANDMARK_KEYS: Final[tuple[tuple[str, bool | None], ...]] = (
    ("poseworldlandmarks", True),
    ("worldlandmarks", True),
    ("poselandmarks", False),
    ("landmarks", None),
    ("landmark", None),
    ("pose", None),
    ("keypoints", None),
    ("keypoints3d", True),
    ("points", None),
)
#: Keys of a frame's time and their unit; None: the steps tell.
_TIME_KEYS: Final[tuple[tuple[str, str | None], ...]] = (
    *(("times", "s"), ("timems", "ms"), ("timestampms", "ms"), ("timestamps", "s"), ("timeus", "us"), ("timestampus", "us")),
    *(("seconds", "s"), ("timestamp", None), ("time", None), ("t", None), ("ts", None)),
    *(("frame", "frames"), ("frameindex", "frames"), ("frameid", "frames"), ("framenumber", "frames"), ("index", "frames")),
)
_LIST_KEYS: Final = ("positions", "frames", "data", "results", "poses", "landmarks", "samples")
#: The Keraal dataset writes its frames under this key by number; its pictures are a Kinect's, which come mirrored.
_KERAAL_KEY: Final = "positions"
_KERAAL_WARNING: Final = "The frames are written as Keraal's, whose pictures are mirrored: left and right were exchanged."
_NAME_KEYS: Final = ("name", "landmark", "landmark_name", "part", "id", "landmark_id", "index")
_RATE_KEYS: Final = ("fps", "framerate", "samplingratehz", "ratehz", "rate")


def frames_of_json(member: Member) -> Frames:
    """Raises InputProblem where there is no list of frames."""
    content = load_json(member, lines=True)
    where = member.where
    rate_hz = _rate(content) if isinstance(content, dict) else None
    world = None
    said_mirrored = content.get("mirrored") if isinstance(content, dict) else None
    keraal = said_mirrored is None and isinstance(content, dict) and isinstance(content.get(_KERAAL_KEY), dict)
    mirrored = keraal or said_mirrored is True
    if isinstance(content, dict):
        content, world = _list_in(content)
    if isinstance(content, dict):
        found_frames = _by_key(content, rate_hz, world, where)
        return replace(found_frames, mirrored=mirrored, warnings=(_KERAAL_WARNING,) if keraal else ())
    if not isinstance(content, list) or not content:
        raise InputProblem(where, "no list of frames", "frames of 33 landmarks", "export it again")
    found = [_landmarks(frame) for frame in content]
    points = _stack([landmarks for landmarks, _ in found], where)
    said = [kind for _, kind in found if kind is not None]
    time, unit = _times(content)
    return Frames(points, time, unit, rate_hz, said[0] if said else world, mirrored=mirrored)


def _list_in(content: Mapping[str, object]) -> tuple[object, bool | None]:
    keys = {_folded(key): key for key in content}
    for wanted, world in _LANDMARK_KEYS:
        if wanted in keys and isinstance(content[keys[wanted]], list) and wanted != "landmark":
            return content[keys[wanted]], world
    key = next((keys[k] for k in _LIST_KEYS if k in keys), None)
    return (content if key is None else content[key]), None


def _by_key(content: Mapping[str, object], rate_hz: float | None, world: bool | None, where: str) -> Frames:
    """Frames by number or time: ``{"1.0": {"Nose": [x, y, z]}}``."""
    try:
        keys = {key: float(re.sub(r"^[A-Za-z_ -]+", "", key)) for key in content}  # "12", "0.4" or "frame_0012"
    except ValueError:
        raise InputProblem(where, "no frames", "frames of 33 landmarks by number", "export it again") from None
    if len(keys) < 2:
        raise InputProblem(where, f"{len(keys)} frames", "at least two", "export it again")
    order = sorted(keys, key=lambda key: keys[key])
    points = _stack([_landmarks(content[key])[0] for key in order], where)
    return Frames(points, np.array([keys[key] for key in order]), None, rate_hz, world)


def _landmarks(frame: object) -> tuple[object, bool | None]:
    """What holds a frame's landmarks, and whether it says that they are world landmarks."""
    if not isinstance(frame, dict):
        return _first_person(frame), None
    keys = {_folded(key): key for key in frame}
    for wanted, world in _LANDMARK_KEYS:
        value = frame.get(keys[wanted]) if wanted in keys else None
        if value:
            inner, said = _landmarks(value)
            return inner, world if said is None else said
    return frame, None


def _first_person(value: object) -> object:
    """Some results hold a list of persons; the first one is meant."""
    if isinstance(value, list) and value and isinstance(value[0], list) and value[0] and isinstance(value[0][0], dict | list):
        return value[0]
    return value


def _stack(frames: Sequence[object], where: str) -> FloatArray:
    points = np.full((len(frames), COUNT, 4), np.nan)
    seen = 0
    for row, frame in enumerate(frames):
        for index, point in _by_place(frame) if isinstance(frame, list) else _by_name(frame):
            values = _point(point)
            if values is not None:
                points[row, index, : len(values)] = values
                seen += 1
    points[~(np.abs(points) < LARGEST)] = np.nan
    if not seen:
        raise InputProblem(where, "no landmarks that are known", "33 landmarks with x, y, z", "export it again")
    return points


def _by_place(frame: list[object]) -> list[tuple[int, object]]:
    """Landmarks in a list: each by its own name or number where it has one, else by its place; or one flat row of numbers."""
    if frame and not isinstance(frame[0], dict | list):
        width = next((width for width in (3, 4) if len(frame) == COUNT * width), None)
        return [] if width is None else [(i, frame[i * width : (i + 1) * width]) for i in range(COUNT)]
    names = [_own_name(point) for point in frame]
    if any(name is None for name in names):
        return list(enumerate(frame[:COUNT]))
    found = [(landmark_index(str(name)), point) for name, point in zip(names, frame, strict=True)]
    return [(index, point) for index, point in found if index is not None]


def _own_name(point: object) -> object:
    """What a landmark says of itself; None where it is not told."""
    if not isinstance(point, dict):
        return None
    return next((point[key] for key in _NAME_KEYS if isinstance(point.get(key), str | int)), None)


def _by_name(frame: object) -> list[tuple[int, object]]:
    if not isinstance(frame, dict):
        return []
    found = [(landmark_index(str(name)), point) for name, point in frame.items()]
    return [(index, point) for index, point in found if index is not None]


def _point(point: object) -> list[float] | None:
    """x, y, z and perhaps visibility, from an object or a list; None where they are no numbers."""
    if isinstance(point, dict):
        values = [point.get(axis) for axis in "xyz"] + [point.get("visibility", point.get("score"))]
        if values[3] is None:
            values.pop()
    elif isinstance(point, list):
        values = point[:4]
    else:
        return None
    try:
        found = [float("nan") if value is None else float(value) for value in values]
    except (TypeError, ValueError, OverflowError):
        return None
    return found if len(found) >= 3 else None


def _times(frames: Sequence[object]) -> tuple[FloatArray | None, str | None]:
    first = next((frame for frame in frames if isinstance(frame, dict)), None)
    keys = {_folded(key): key for key in first} if first else {}
    for wanted, unit in _TIME_KEYS:
        if wanted in keys:
            return np.array([_time(frame, keys[wanted]) for frame in frames]), unit
    return None, None


def _time(frame: object, key: str) -> float:
    value = frame.get(key) if isinstance(frame, dict) else None
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return float("nan")


def _rate(content: Mapping[str, object]) -> float | None:
    for key, value in content.items():
        if _folded(key) in _RATE_KEYS and isinstance(value, int | float) and 1.0 < value < 1000.0:
            return float(value)
    return None


def _folded(key: object) -> str:
    return plain(str(key)).replace("_", "")
