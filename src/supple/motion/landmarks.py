"""Pose landmarks of a camera to joint angles: the shoulder line against the hip line, and the lean of the trunk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.conventions import FloatArray
from supple.motion.glitches import without_glitches
from supple.motion.landmark_models import LANDMARK_AXES, POINTS, LandmarkAxes
from supple.motion.marker_names import plain_name
from supple.motion.model import JointAngles
from supple.motion.neutral_offset import minus_neutral
from supple.motion.room import Room, heading_deg
from supple.motion.turning import unwrap_deg, wrap_deg
from supple.problems import InputProblem
from supple.quantities import Quantity, Zero
from supple.recording.model import LandmarkRecording

#: A landmark that its model thinks less likely to be visible than this counts as not seen. Convention.
_LEAST_VISIBILITY: Final = 0.5


@dataclass(frozen=True)
class _Lines:
    """(3, n) each: from left to right along shoulders and hips, and from the hips' middle to the shoulders'."""

    shoulders: FloatArray
    hips: FloatArray
    trunk: FloatArray


def landmark_angles(
    recording: LandmarkRecording, *, relative_to_neutral: bool = False, image_aspect: float | None = None
) -> JointAngles:
    """Joint angles from pose landmarks, one row per frame: rotation is the heading of the shoulders minus that of the hips.

    Flexion and lateral flexion are the lean of the line hips to shoulders against the camera's vertical, seen from where
    the hips face. pelvis_rotation_deg is the hips' heading, 0 facing the camera, positive to the person's left; None for
    landmarks in the picture, whose hip line is too unsure. Single-frame glitches are taken out and counted in the
    warnings; gaps up to 250 ms are bridged, longer ones stay NaN.

    image_aspect: width / height of the picture, for landmarks in the picture only; without it flexion and lateral flexion
    are None and the lean is roughly known. Raises InputProblem where shoulders or hips are missing.
    """
    axes = LANDMARK_AXES[recording.model]
    lines = _lines(recording, vertical_scale=1.0 if axes.square else 1.0 / (image_aspect or 1.0))
    lines, stretched = _without_stretched(lines, axes.longest_shoulders)
    angles, glitches = _angles(recording, lines, axes)
    if relative_to_neutral:
        angles = minus_neutral(angles)
    known_shape = axes.square or image_aspect is not None
    return replace(
        angles,
        flexion_deg=angles.flexion_deg if known_shape else None,
        lateral_flexion_deg=angles.lateral_flexion_deg if known_shape else None,
        warnings=(*recording.warnings, *_notes(recording, glitches, stretched, known_shape=known_shape)),
    )


def _angles(recording: LandmarkRecording, lines: _Lines, axes: LandmarkAxes) -> tuple[JointAngles, int]:
    hips = _one_turn(heading_deg(lines.hips, axes.room) - axes.facing_camera_deg)
    shoulders = _one_turn(heading_deg(lines.shoulders, axes.room) - axes.facing_camera_deg)
    flexion, lateral = _leans(lines, axes.room)
    cleaned = [without_glitches(recording.time_s, series) for series in (hips, shoulders, flexion, lateral)]
    hips, shoulders, flexion, lateral = (each.values for each in cleaned)
    glitches: NDArray[np.bool_] = np.logical_or.reduce([each.glitches for each in cleaned])
    rotation = unwrap_deg(wrap_deg(shoulders - hips))
    if not np.isfinite(rotation).any():
        raise InputProblem(
            recording.source,
            "no frame in which both shoulders and both hips are seen",
            "frames that show the trunk from shoulders to hips",
            "film the whole trunk from the front",
        )
    angles = JointAngles(
        time_s=recording.time_s,
        axial_rotation_deg=rotation,
        flexion_deg=flexion,
        lateral_flexion_deg=lateral,
        swing_deg=_lean(flexion, lateral),
        pelvis_rotation_deg=unwrap_deg(hips) if axes.hips_show_turn else None,
        quantity=Quantity.THORACIC_ROTATION,
        zero=Zero.ABSOLUTE,
        error=axes.error,
        method=f"{axes.title} landmarks, shoulder line against hip line",
    )
    return angles, int(np.count_nonzero(glitches))


def _lines(recording: LandmarkRecording, *, vertical_scale: float) -> _Lines:
    left_shoulder, right_shoulder, left_hip, right_hip = (
        _point(recording, name, vertical_scale=vertical_scale)
        for name in ("left shoulder", "right shoulder", "left hip", "right hip")
    )
    if recording.mirrored:
        left_shoulder, right_shoulder, left_hip, right_hip = (
            np.array([[-1.0], [1.0], [1.0]]) * point for point in (right_shoulder, left_shoulder, right_hip, left_hip)
        )
    return _Lines(
        shoulders=right_shoulder - left_shoulder,
        hips=right_hip - left_hip,
        trunk=(left_shoulder + right_shoulder - left_hip - right_hip) / 2.0,
    )


def _without_stretched(lines: _Lines, longest: float | None) -> tuple[_Lines, int]:
    """Frames without those whose shoulder line is longer than a person's can become: the model lost a shoulder there."""
    length = np.sqrt((lines.shoulders * lines.shoulders).sum(axis=0))
    if longest is None or not np.isfinite(length).any():
        return lines, 0
    stretched = length > longest * np.nanmedian(length)
    shoulders = np.where(stretched, np.nan, lines.shoulders)
    return replace(lines, shoulders=shoulders), int(np.count_nonzero(stretched))


def _point(recording: LandmarkRecording, name: str, *, vertical_scale: float) -> FloatArray:
    """(3, n), NaN where the point was not seen or hardly visible."""
    plain = [plain_name(each) for each in recording.names]
    column = next((plain.index(each) for each in POINTS[name] if each in plain), None)
    if column is None:
        raise InputProblem(
            recording.source, f"no landmark for the {name}", "both shoulders and both hips", "export all landmarks"
        )
    point = np.array(recording.positions[:, column].T, order="C")
    point[1] *= vertical_scale
    point[:, (point == 0.0).all(axis=0)] = np.nan
    if recording.visibility is not None:
        point[:, recording.visibility[:, column] < _LEAST_VISIBILITY] = np.nan
    return point


def _one_turn(angle_deg: FloatArray) -> FloatArray:
    """The angles within half a turn of their mean direction, so that no glitch can shift what follows by a full turn."""
    seen = np.deg2rad(angle_deg[np.isfinite(angle_deg)])
    centre = np.rad2deg(np.arctan2(np.sin(seen).sum(), np.cos(seen).sum()))
    return wrap_deg(angle_deg - centre) + wrap_deg(centre)


def _leans(lines: _Lines, room: Room) -> tuple[FloatArray, FloatArray]:
    """Flexion and lateral flexion of the trunk's line, degrees, in the vertical planes of the hips."""
    up = room.up[:, None]
    right = lines.hips - (lines.hips * up).sum(axis=0) * up
    with np.errstate(invalid="ignore", divide="ignore"):
        right = right / np.sqrt((right * right).sum(axis=0))
    forward = np.cross(up, right, axis=0)
    height = (lines.trunk * up).sum(axis=0)
    flexion = np.rad2deg(np.arctan2((lines.trunk * forward).sum(axis=0), height))
    lateral = np.rad2deg(np.arctan2((lines.trunk * right).sum(axis=0), height))
    return flexion, lateral


def _lean(flexion_deg: FloatArray, lateral_deg: FloatArray) -> FloatArray:
    """Angle to the vertical of a line with these leans in two vertical planes."""
    forward, aside = np.tan(np.deg2rad(flexion_deg)), np.tan(np.deg2rad(lateral_deg))
    return np.asarray(np.rad2deg(np.arctan(np.hypot(forward, aside))))


def _notes(recording: LandmarkRecording, glitches: int, stretched: int, *, known_shape: bool) -> tuple[str, ...]:
    notes = [
        "Landmarks of a camera see rotation with a large error (see the interval); sensors or markers measure it far better."
    ]
    if LANDMARK_AXES[recording.model].can_be_mirrored and not recording.mirrored:
        notes.append("If the picture was mirrored, as selfies are, left and right are exchanged.")
    if glitches:
        notes.append(f"{glitches} {'frame' if glitches == 1 else 'frames'} with a glitch taken out.")
    if stretched:
        notes.append(f"{stretched} frames taken out in which the shoulders were farther apart than this person's are.")
    if not known_shape:
        notes.append("The picture's width and height are not known, so leaning is not given in degrees.")
    return tuple(notes)
