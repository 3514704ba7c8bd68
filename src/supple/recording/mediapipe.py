"""MediaPipe pose landmarks to a recording: JSON (by ``mediapipe_json``) and CSV (by ``mediapipe_csv``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.quantities import Instrument
from supple.recording.clock import TIME_UNITS_S, in_order, seconds_by_step
from supple.recording.mediapipe_names import LANDMARKS
from supple.recording.model import Format, LandmarkModel, LandmarkRecording
from supple.recording.registry import Reader
from supple.recording.source import Member, Source

#: Assumed where a file carries neither time stamps nor a rate.
RATE_HZ: Final = 30.0
#: World landmarks have their origin between the hips; image landmarks have hips somewhere in a picture (convention).
_HIP_ORIGIN_M: Final = 0.1
_JSON = re.compile(
    r'"(positions|pose_?(world_?)?landmarks?|(world_?)?landmarks?|left_?shoulder|visibility|keypoints(3d)?|pose)"|^\s*\[\s*\[\s*[\[{]'
    r'|^\s*\{\s*"[^"]{1,40}"\s*:\s*\[\s*\{\s*"x"',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Frames:
    """points: (frames, 33, 4) x, y, z, visibility; NaN where not seen. time: as the file has it, None without.

    unit: of the times where the file says it (s, ms, us, ns, frames), else None. world: None where the file does not say.
    mirrored: the pictures were, so that left and right are exchanged. warnings: whole sentences.
    """

    points: FloatArray
    time: FloatArray | None
    unit: str | None
    rate_hz: float | None
    world: bool | None
    mirrored: bool = False
    warnings: tuple[str, ...] = ()


def _recognises(source: Source) -> bool:
    member = source.only
    if member is None or not member.head:
        return False
    if member.head.lstrip()[:1] in {"{", "["}:
        return _JSON.search(member.head) is not None
    from supple.recording.mediapipe_csv import recognises_csv

    return recognises_csv(member)


def _read(source: Source) -> LandmarkRecording:
    member = source.members[0]
    frames = _frames(member)
    time_s, told = _times(frames, member.where)
    ordered = in_order(time_s, where=member.where, what="frames")
    points = frames.points[ordered.keep]
    missing = ~np.isfinite(points[:, :, :3]).all(axis=2) | (points[:, :, :3] == 0.0).all(axis=2)
    points[missing] = np.nan
    if missing.all():
        raise InputProblem(member.where, "no frame with a landmark in it", "frames of 33 landmarks", "record it again")
    world = _is_world(points) if frames.world is None else frames.world
    visibility = points[:, :, 3]
    return LandmarkRecording(
        source.name,
        Format.MEDIAPIPE,
        Instrument.CAMERA,
        model=LandmarkModel.MEDIAPIPE_WORLD if world else LandmarkModel.MEDIAPIPE_IMAGE,
        time_s=ordered.time_s,
        names=LANDMARKS,
        positions=np.ascontiguousarray(points[:, :, :3]),
        visibility=np.ascontiguousarray(visibility) if np.isfinite(visibility).any() else None,
        mirrored=frames.mirrored,
        warnings=told + frames.warnings + ordered.warnings,
    )


def _frames(member: Member) -> Frames:
    if member.head.lstrip()[:1] in {"{", "["}:
        from supple.recording.mediapipe_json import frames_of_json

        return frames_of_json(member)
    from supple.recording.mediapipe_csv import frames_of_csv

    return frames_of_csv(member)


def _times(frames: Frames, where: str) -> tuple[FloatArray, tuple[str, ...]]:
    rate_hz = frames.rate_hz or RATE_HZ
    assumed = () if frames.rate_hz else (f"The file has no time stamps; {RATE_HZ:g} Hz was assumed.",)
    if frames.time is None:
        return np.arange(frames.points.shape[0]) / rate_hz, assumed
    if frames.unit in TIME_UNITS_S:
        return frames.time * TIME_UNITS_S[frames.unit], ()
    time_s, unit = seconds_by_step(frames.time)
    if frames.unit == "frames" or unit == "frames":
        return frames.time / rate_hz, assumed
    if unit is None:
        raise InputProblem(where, "fewer than two time stamps", "at least two frames", "record it again")
    return time_s, (() if unit == "s" else (f"The time stamps were taken as {unit} by their steps.",))


def _is_world(points: FloatArray) -> bool:
    left, right = LANDMARKS.index("left_hip"), LANDMARKS.index("right_hip")
    middle = (points[:, left, :2] + points[:, right, :2]) / 2
    middle = middle[np.isfinite(middle).all(axis=1)]
    return bool(middle.size) and bool(np.median(np.abs(middle), axis=0).max() < _HIP_ORIGIN_M)


READER = Reader(Format.MEDIAPIPE, _recognises, _read)
