"""Optical markers to joint angles: thorax in pelvis, absolute or relative to the person's neutral posture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from supple.conventions import NEAR_SINGULAR_DEG, FloatArray
from supple.motion.cardan import cardan_angles
from supple.motion.frames import BodyFrames, body_frames, relative_matrices
from supple.motion.marker_names import usual_label
from supple.motion.model import JointAngles
from supple.motion.relative import neutral_angles
from supple.motion.room import Room, find_room, heading_deg
from supple.problems import InputProblem
from supple.quantities import Position, Quantity, Zero
from supple.recording.model import MarkerRecording

BoolArray = NDArray[np.bool_]

#: Positions in which the trunk does not stand up: its turn is then about its own axis, not about the vertical.
_FOLDED = frozenset({Position.LUMBAR_LOCKED, Position.SEATED_INCLINED})
#: A segment's upward axis this far from the line pelvis to thorax (cosine) can only come from exchanged markers. Convention.
_UPSIDE_DOWN = -0.5


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

    pelvis_rotation_deg is the pelvis' heading, unwrapped, None where the laboratory's upward axis cannot be told. Raises
    InputProblem where markers are missing, exchanged or never seen together.
    """
    frames = body_frames(recording)
    seen = _seen_together(recording, frames)
    trunk = (frames.thorax.origin_m - frames.pelvis.origin_m)[:, seen]
    _refuse_upside_down(recording, frames, trunk, seen)
    room = None if recording.declared.position in _FOLDED else find_room(trunk)
    if relative_to_neutral:
        return _relative(recording, frames, room, seen=seen)
    return _absolute(recording, frames, room, seen=seen, rotation_first=rotation_first)


def _absolute(
    recording: MarkerRecording, frames: BodyFrames, room: Room | None, *, seen: BoolArray, rotation_first: bool | None
) -> JointAngles:
    first = frames.marker_set.rotation_first if rotation_first is None else rotation_first
    relative = relative_matrices(frames.pelvis, frames.thorax)
    angles = cardan_angles(np.moveaxis(relative, 2, 0), rotation_first=first)
    near = int(np.count_nonzero(angles.near_singular))
    notes = [f"In {near} frames lateral flexion exceeds {NEAR_SINGULAR_DEG:.0f} degrees: the other two angles are unsure there."]
    return JointAngles(
        time_s=recording.time_s,
        axial_rotation_deg=angles.axial_rotation_deg,
        flexion_deg=angles.flexion_deg,
        lateral_flexion_deg=angles.lateral_flexion_deg,
        swing_deg=_lean_deg(relative),
        pelvis_rotation_deg=None if room is None else heading_deg(frames.pelvis.axes[:, 2], room),
        quantity=Quantity.THORACIC_ROTATION,
        zero=Zero.ABSOLUTE,
        error=frames.marker_set.error,
        warnings=(*recording.warnings, *frames.warnings, *_gaps(seen), *(notes if near else []), *_no_room(room)),
        method=f"{frames.marker_set.title} markers, sequence {'Y-X-Z' if first else 'Z-X-Y'}",
    )


def _relative(recording: MarkerRecording, frames: BodyFrames, room: Room | None, *, seen: BoolArray) -> JointAngles:
    angles = neutral_angles(recording.time_s, pelvis=frames.pelvis, thorax=frames.thorax, up=None if room is None else room.up)
    axis = "the vertical" if angles.upright else "the trunk's axis"
    return JointAngles(
        time_s=recording.time_s,
        axial_rotation_deg=angles.axial_rotation_deg,
        flexion_deg=angles.flexion_deg,
        lateral_flexion_deg=angles.lateral_flexion_deg,
        swing_deg=angles.swing_deg,
        pelvis_rotation_deg=angles.pelvis_rotation_deg,
        quantity=Quantity.THORACIC_ROTATION,
        zero=Zero.NEUTRAL,
        error=frames.marker_set.error,
        warnings=(*recording.warnings, *frames.warnings, *_gaps(seen)),
        method=f"{frames.marker_set.title} markers, twist about {axis} since neutral",
    )


def _lean_deg(relative: FloatArray) -> FloatArray:
    """(n,) angle between the two long axes: what remains of the turn once the twist about the pelvis' long axis is out."""
    return np.asarray(np.rad2deg(np.arctan2(np.hypot(relative[0, 1], relative[2, 1]), relative[1, 1])))


def _seen_together(recording: MarkerRecording, frames: BodyFrames) -> BoolArray:
    seen: BoolArray = np.isfinite(frames.pelvis.axes[0, 0]) & np.isfinite(frames.thorax.axes[0, 0])
    if seen.any():
        return seen
    needed = ", ".join(usual_label(landmark) for landmark in frames.marker_set.landmarks)
    raise InputProblem(
        recording.source,
        f"no frame in which {needed} are all seen, apart from each other",
        "at least one frame with every marker of pelvis and thorax",
        "fill the gaps or export a recording that shows them",
    )


def _refuse_upside_down(recording: MarkerRecording, frames: BodyFrames, trunk: FloatArray, seen: BoolArray) -> None:
    for name, segment in (("pelvis", frames.pelvis), ("thorax", frames.thorax)):
        cosine = (segment.axes[:, 1, seen] * trunk).sum(axis=0) / np.sqrt((trunk * trunk).sum(axis=0))
        if np.nanmedian(cosine) < _UPSIDE_DOWN:
            raise InputProblem(
                recording.source,
                f"the {name}'s markers stand upside down",
                "left markers on the person's left, front markers in front and right-handed axes",
                "check whether left and right, or front and back, are exchanged",
            )


def _gaps(seen: BoolArray) -> tuple[str, ...]:
    lost = int(np.count_nonzero(~seen))
    return (f"{lost} of {seen.size} frames lack a marker that is needed and have no angles.",) if lost else ()


def _no_room(room: Room | None) -> tuple[str, ...]:
    if room is not None:
        return ()
    return ("The trunk stands along no axis of the laboratory, so the pelvis' turn in the room is not given.",)
