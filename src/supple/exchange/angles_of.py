"""Joint angles of one recording, with the choice of what zero means."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np

from supple.conventions import FloatArray
from supple.motion import joint_angles
from supple.motion.facing import parse_facing
from supple.motion.model import JointAngles
from supple.motion.pipeline import with_position
from supple.motion.sensors import sensor_angles
from supple.problems import InputProblem
from supple.quantities import Position, Zero
from supple.recording import AnyRecording, SensorRecording, read


def angles(
    source: AnyRecording | str | os.PathLike[str],
    *,
    facing: str | None = None,
    position: Position | str | None = None,
    neutral: tuple[float, float] | None = None,
    relative: bool | None = None,
) -> JointAngles:
    """Angles of the thorax in the pelvis (or of the trunk in the room) over time, degrees.

    source: a recording or the path of one. neutral: the window (start, end) in seconds of the recording's clock that is zero;
    sensors are then told relative to their orientation in it, other recordings less their mean in it. relative: zero is the
    neutral posture (True) or the segments' frames aligned (False); None: markers, landmarks and given angles absolute,
    sensors relative. Raises InputProblem, also for sensors that are asked for absolute angles, which they cannot know.
    """
    recording = read(Path(source)) if isinstance(source, str | os.PathLike) else source
    if relative is False and (neutral is not None or isinstance(recording, SensorRecording)):
        found = "absolute angles with a neutral window" if neutral is not None else "absolute angles of body-worn sensors"
        raise InputProblem(recording.source, found, "angles relative to neutral", "leave --absolute out")
    if neutral is None:
        return joint_angles(recording, facing=facing, position=position, relative_to_neutral=bool(relative))
    if isinstance(recording, SensorRecording):
        axis = None if facing is None else parse_facing(facing)
        return sensor_angles(with_position_of(recording, position), facing=axis, neutral=neutral)
    found_angles = joint_angles(recording, facing=facing, position=position, relative_to_neutral=True)
    return _less_window(found_angles, neutral, recording.source)


def with_position_of(recording: SensorRecording, position: Position | str | None) -> SensorRecording:
    placed = with_position(recording, position)
    assert isinstance(placed, SensorRecording)
    return placed


def _less_window(found: JointAngles, window: tuple[float, float], source: str) -> JointAngles:
    inside = (found.time_s >= window[0]) & (found.time_s <= window[1])
    if not np.isfinite(found.axial_rotation_deg[inside]).any():
        expected = f"a window between {found.time_s[0]:g} and {found.time_s[-1]:g} s"
        raise InputProblem(source, f"no sample from {window[0]:g} to {window[1]:g} s", expected, "choose another --neutral")

    def zeroed(angle: FloatArray | None) -> FloatArray | None:
        return None if angle is None else angle - np.nanmean(angle[inside]) if np.isfinite(angle[inside]).any() else angle

    rotation = zeroed(found.axial_rotation_deg)
    assert rotation is not None
    return replace(
        found,
        axial_rotation_deg=rotation,
        flexion_deg=zeroed(found.flexion_deg),
        lateral_flexion_deg=zeroed(found.lateral_flexion_deg),
        pelvis_rotation_deg=zeroed(found.pelvis_rotation_deg),
        zero=Zero.NEUTRAL,
    )
