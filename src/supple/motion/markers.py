"""Optical markers to joint angles: thorax in pelvis, absolute or relative to the person's neutral posture."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.conventions import NEAR_SINGULAR_DEG, FloatArray
from supple.motion.cardan import cardan_angles
from supple.motion.frames import relative_matrices
from supple.motion.marker_choice import BodyFrames, ResolvedMarkers, labels_of, resolve_markers
from supple.motion.model import JointAngles
from supple.motion.relative import neutral_angles
from supple.motion.room import Room, find_room, heading_deg
from supple.motion.trunk_axis import FOLDED_POSITIONS
from supple.motion.turning import unwrap_deg
from supple.problems import InputProblem
from supple.quantities import Quantity, Zero
from supple.recording.model import MarkerRecording

#: A segment's upward axis this far from the line pelvis to thorax (cosine) can only come from exchanged markers. Convention.
_UPSIDE_DOWN: Final = -0.5
#: What holds for a whole recording is judged from about this many of its frames.
_ENOUGH_FRAMES: Final = 500
#: Frames at a time: intermediate results then stay in the processor's cache.
_BLOCK: Final = 2048


def marker_angles(
    recording: MarkerRecording, *, relative_to_neutral: bool = False, rotation_first: bool | None = None
) -> JointAngles:
    """Joint angles from markers, one row per frame of the recording; NaN where a marker that is needed was not seen.

    Absolute angles (the default) are Cardan angles of the thorax' frame in the pelvis' frame. Their sequence is that of
    the marker set: Plug-in Gait's own for its markers (Y-X-Z in our axes, so that the numbers are Vicon's), ISB's Z-X-Y
    for all others; ``rotation_first`` chooses Y-X-Z (True) or Z-X-Y (False) instead.

    Relative to neutral: the turn since the neutral posture, split into a twist about the vertical (about the trunk's own
    axis where the trunk does not stand) and the remaining swing, whose parts about the neutral's right and forward axes
    are flexion and lateral flexion.

    pelvis_rotation_deg is the pelvis' turn in the room, positive to the left and unwrapped, None where the laboratory's
    upward axis cannot be told. Raises InputProblem where markers are missing, exchanged or never seen together.
    """
    markers = resolve_markers(recording)
    room = _room(recording, markers)
    if relative_to_neutral:
        return _relative(recording, markers, room)
    return _absolute(recording, markers, room, rotation_first=rotation_first)


def _absolute(
    recording: MarkerRecording, markers: ResolvedMarkers, room: Room | None, *, rotation_first: bool | None
) -> JointAngles:
    first = markers.marker_set.rotation_first if rotation_first is None else rotation_first
    rows = np.empty((5, len(recording.time_s)))
    for start in range(0, rows.shape[1], _BLOCK):
        block = slice(start, start + _BLOCK)
        rows[:, block] = _block_angles(markers.frames(recording.positions_m[block]), room, rotation_first=first)
    flexion, lateral, rotation, lean, heading = rows
    return JointAngles(
        time_s=recording.time_s,
        axial_rotation_deg=rotation,
        flexion_deg=flexion,
        lateral_flexion_deg=lateral,
        swing_deg=lean,
        pelvis_rotation_deg=None if room is None else unwrap_deg(heading),
        quantity=Quantity.THORACIC_ROTATION,
        zero=Zero.ABSOLUTE,
        error=markers.marker_set.error,
        warnings=(*recording.warnings, *markers.warnings, *_gaps(rotation), *_near_singular(lateral), *_no_room(room)),
        method=f"markers: {markers.marker_set.title}; sequence {'Y-X-Z' if first else 'Z-X-Y'}",
    )


def _block_angles(frames: BodyFrames, room: Room | None, *, rotation_first: bool) -> tuple[FloatArray, ...]:
    relative = relative_matrices(frames.pelvis, frames.thorax)
    angles = cardan_angles(np.moveaxis(relative, 2, 0), rotation_first=rotation_first)
    # what remains once the twist about the pelvis' long axis is out: the angle between the two long axes
    lean = np.rad2deg(np.arctan2(np.hypot(relative[0, 1], relative[2, 1]), relative[1, 1]))
    heading = lean if room is None else heading_deg(frames.pelvis.axes[:, 2], room)
    return angles.flexion_deg, angles.lateral_flexion_deg, angles.axial_rotation_deg, lean, heading


def _relative(recording: MarkerRecording, markers: ResolvedMarkers, room: Room | None) -> JointAngles:
    frames = markers.frames(recording.positions_m)
    angles = neutral_angles(recording.time_s, pelvis=frames.pelvis, thorax=frames.thorax, up=None if room is None else room.up)
    axis = "the trunk's axis" if room is None else "the vertical"
    return JointAngles(
        time_s=recording.time_s,
        axial_rotation_deg=angles.axial_rotation_deg,
        flexion_deg=angles.flexion_deg,
        lateral_flexion_deg=angles.lateral_flexion_deg,
        swing_deg=angles.swing_deg,
        pelvis_rotation_deg=angles.pelvis_rotation_deg,
        quantity=Quantity.THORACIC_ROTATION,
        zero=Zero.NEUTRAL,
        error=markers.marker_set.error,
        warnings=(*recording.warnings, *markers.warnings, *_gaps(angles.axial_rotation_deg)),
        method=f"markers: {markers.marker_set.title}; twist about {axis} since neutral",
    )


def _room(recording: MarkerRecording, markers: ResolvedMarkers) -> Room | None:
    """The laboratory's upward axis where the trunk stands; refuses recordings that cannot be evaluated at all."""
    step = max(1, len(recording.time_s) // _ENOUGH_FRAMES)
    frames, seen = _some_frames(recording, markers, step)
    if not seen.any():
        frames, seen = _some_frames(recording, markers, 1)
    if not seen.any():
        raise InputProblem(
            recording.source,
            f"no frame that shows {labels_of(markers.marker_set.landmarks)} together, each at its own place",
            "at least one frame with every marker of pelvis and thorax",
            "fill the gaps or bring a recording that shows them",
        )
    trunk = frames.thorax.origin_m[:, seen] - frames.pelvis.origin_m[:, seen]
    _refuse_upside_down(recording, "pelvis", frames.pelvis.axes[:, 1, seen], trunk)
    _refuse_upside_down(recording, "thorax", frames.thorax.axes[:, 1, seen], trunk)
    return None if recording.declared.position in FOLDED_POSITIONS else find_room(trunk)


def _some_frames(recording: MarkerRecording, markers: ResolvedMarkers, step: int) -> tuple[BodyFrames, NDArray[np.bool_]]:
    frames = markers.frames(recording.positions_m[::step])
    return frames, np.isfinite(frames.pelvis.axes[0, 0]) & np.isfinite(frames.thorax.axes[0, 0])


def _refuse_upside_down(recording: MarkerRecording, name: str, up: FloatArray, trunk: FloatArray) -> None:
    length = np.sqrt((trunk * trunk).sum(axis=0))
    if np.median((up * trunk).sum(axis=0)) < _UPSIDE_DOWN * np.median(length):
        raise InputProblem(
            recording.source,
            f"the {name}'s markers stand upside down",
            "left markers on the person's left, front markers in front, right-handed axes",
            "check whether left and right, or front and back, are exchanged",
        )


def _gaps(angle_deg: FloatArray) -> tuple[str, ...]:
    lost = int(np.count_nonzero(np.isnan(angle_deg)))
    return (f"{lost} of {angle_deg.size} frames lack a marker that is needed and have no angles.",) if lost else ()


def _near_singular(lateral_deg: FloatArray) -> tuple[str, ...]:
    near = int(np.count_nonzero(np.abs(lateral_deg) > NEAR_SINGULAR_DEG))
    sentence = f"In {near} frames lateral flexion exceeds {NEAR_SINGULAR_DEG:.0f} degrees: flexion and rotation are unsure there."
    return (sentence,) if near else ()


def _no_room(room: Room | None) -> tuple[str, ...]:
    if room is not None:
        return ()
    return ("Which way is up cannot be told from the trunk, so the pelvis' turn in the room is not given.",)
