"""From turns since zero to the trunk's angles: the trunk's frame, thorax against pelvis, rotation, and bends by facing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from supple.conventions import RIGHT, UP, WORLD_UP, FloatArray
from supple.motion.cardan import cardan_angles, twist_swing
from supple.motion.facing import Facing, forward_from_bends
from supple.motion.heading import Turned, pelvis_heading_offset_deg
from supple.motion.model import JointAngles
from supple.motion.quaternion import about_vertical, conjugate, heading_deg, multiply, rotate
from supple.motion.trunk_axis import TrunkAxis
from supple.motion.turning import as_quaternions, unwrap_deg
from supple.motion.zeroing import NeutralChoice, Worn, ZeroInForce
from supple.quantities import Position, Quantity, Zero
from supple.recording.model import StillWindow

#: A facing axis closer to the trunk's axis than this cannot mean forward (convention), degrees.
NOT_FORWARD_DEG = 20.0
#: With the pelvis' world untied its turn is told where the axis of rotation is this close to the vertical (convention), degrees.
NEAR_VERTICAL_DEG = 30.0
UNTIED = "The pelvis sensor's heading could not be tied to the thorax sensor's: name the thorax sensor's facing too."
NO_FACING = (
    "It is not known which way the person faces, so flexion and side-bending cannot be told apart; rotation does not need it."
)


@dataclass(frozen=True)
class Setting:
    """What the caller and the file say."""

    where: str
    position: Position | None
    facings: tuple[Facing, ...]
    neutral: NeutralChoice
    marks: tuple[StillWindow, ...]
    detrend: bool
    two_sensors: bool


def axis_in_world(zero: ZeroInForce, axis: TrunkAxis) -> FloatArray:
    """(3,) the axis of rotation at zero, toward the head."""
    return WORLD_UP if axis.vector is None else rotate(zero.thorax, axis.vector)


def _frame(zero: ZeroInForce, axis: TrunkAxis, forward: FloatArray) -> FloatArray:
    """(4,) quaternion of the trunk's frame at zero (x forward, y along the axis, z right) in the thorax sensor's world."""
    up = axis_in_world(zero, axis)
    ahead = forward - (forward @ up) * up
    ahead = ahead / np.linalg.norm(ahead)
    return np.asarray(as_quaternions(np.column_stack([ahead, up, np.cross(ahead, up)])[None])[0])


def _forward(zero: ZeroInForce, axis: TrunkAxis, facing: Facing | None, offset_deg: float | None) -> FloatArray:
    """(3,) a direction in the thorax sensor's world that is forward, or without facing any fixed one of the sensor's."""
    if facing is not None and facing.sensor == "thorax":
        return rotate(zero.thorax, facing.vector)
    if facing is not None and zero.pelvis is not None and offset_deg is not None:
        return rotate(multiply(about_vertical(offset_deg), zero.pelvis), facing.vector)
    along = rotate(conjugate(zero.thorax), axis_in_world(zero, axis))
    return rotate(zero.thorax, np.eye(3)[int(np.argmin(np.abs(along)))])


def trunk_angles(
    worn: Worn,
    zeros: tuple[ZeroInForce, ...],
    parts: list[Turned],
    axis: TrunkAxis,
    *,
    setting: Setting,
    by_device: bool,
) -> JointAngles:
    offset = _offset(zeros[0], parts, setting=setting, by_device=by_device)
    facing = _usable_facing(setting.facings, offset)
    warnings: list[str] = []
    if setting.facings and facing is None:
        warnings.append(UNTIED)
    if facing is not None and _nearly_along(zeros[0], axis, facing, offset):
        warnings.append(f"The axis {facing.sensor}:{facing.axis} points along the trunk, not forward: facing is left open.")
        facing = None
    pieces = [_in_trunk_frame(zero, part, axis, facing, offset) for zero, part in zip(zeros, parts, strict=True)]
    relative = np.concatenate([piece[0] for piece in pieces])
    pelvis = None if pieces[0][1] is None else np.concatenate([piece[1] for piece in pieces if piece[1] is not None])
    twist, swing = twist_swing(relative, UP)
    turn_to = None if facing is not None else forward_from_bends(swing @ np.column_stack([[1.0, 0.0, 0.0], -RIGHT]), twist)
    if facing is None and turn_to is None:
        warnings.append(NO_FACING)
    flexion, lateral, rotation = _bends(relative, facing=facing, turn_to_deg=turn_to)
    anchor = slice(*np.searchsorted(worn.time_s, [zeros[0].start_s, zeros[0].end_s + 1e-9]))
    return JointAngles(
        time_s=worn.time_s,
        axial_rotation_deg=_anchored(twist if rotation is None else rotation, anchor),
        flexion_deg=flexion,
        lateral_flexion_deg=lateral,
        swing_deg=np.linalg.norm(swing, axis=1),
        pelvis_rotation_deg=None if pelvis is None else _anchored(unwrap_deg(pelvis), anchor),
        quantity=_quantity(setting),
        zero=Zero.NEUTRAL,
        warnings=(*_drift_note(parts), *warnings),
    )


def _offset(zero: ZeroInForce, parts: list[Turned], *, setting: Setting, by_device: bool) -> float | None:
    if parts[0].pelvis is None:
        return None
    thorax = np.concatenate([part.thorax for part in parts])
    pelvis = np.concatenate([part.pelvis for part in parts if part.pelvis is not None])
    return pelvis_heading_offset_deg(thorax, pelvis, zero=zero, by_device=by_device, facings=setting.facings)


def _usable_facing(facings: tuple[Facing, ...], offset_deg: float | None) -> Facing | None:
    """The facing to go by: the first one named that can be told in the thorax sensor's world."""
    usable = [facing for facing in facings if facing.sensor == "thorax" or offset_deg is not None]
    return usable[0] if usable else None


def _nearly_along(zero: ZeroInForce, axis: TrunkAxis, facing: Facing, offset_deg: float | None) -> bool:
    forward = _forward(zero, axis, facing, offset_deg)
    return bool(abs(float(forward @ axis_in_world(zero, axis))) > np.cos(np.deg2rad(NOT_FORWARD_DEG)))


def _in_trunk_frame(
    zero: ZeroInForce, part: Turned, axis: TrunkAxis, facing: Facing | None, offset_deg: float | None
) -> tuple[FloatArray, FloatArray | None]:
    """Thorax in pelvis (or since zero) in the trunk's frame (n, 4), and the pelvis' turn (n,) degrees where it can be told.

    Where the two worlds cannot be tied together only the pelvis' turn about the vertical is taken out, which is the same
    in both; how it leans is left in.
    """
    frame = _frame(zero, axis, _forward(zero, axis, facing, offset_deg))
    thorax, pelvis = part.thorax, part.pelvis
    turn = None
    if pelvis is not None and offset_deg is not None:
        tied = multiply(multiply(about_vertical(offset_deg), pelvis), about_vertical(-offset_deg))
        thorax = multiply(conjugate(tied), thorax)
        turn, _ = twist_swing(multiply(multiply(conjugate(frame), tied), frame), UP)
    elif pelvis is not None:
        about = heading_deg(pelvis)
        thorax = multiply(about_vertical(-about), thorax)
        turn = about if abs(float(axis_in_world(zero, axis)[2])) > np.cos(np.deg2rad(NEAR_VERTICAL_DEG)) else None
    return multiply(multiply(conjugate(frame), thorax), frame), turn


def _bends(
    relative: FloatArray, *, facing: Facing | None, turn_to_deg: float | None
) -> tuple[FloatArray | None, FloatArray | None, FloatArray | None]:
    """Flexion, lateral flexion and, with a declared facing, the Cardan rotation; None for what is not known."""
    if facing is not None:
        angles = cardan_angles(relative)
        return angles.flexion_deg, angles.lateral_flexion_deg, unwrap_deg(angles.axial_rotation_deg)
    if turn_to_deg is None:
        return None, None, None
    half = 0.5 * np.deg2rad(turn_to_deg)
    ahead = np.array([0.0, np.sin(half), 0.0, np.cos(half)])
    angles = cardan_angles(multiply(multiply(conjugate(ahead), relative), ahead))
    return angles.flexion_deg, angles.lateral_flexion_deg, None


def _anchored(angle_deg: FloatArray, anchor: slice) -> FloatArray:
    """Without whole turns that unwrapping put between the first sample and the zero."""
    at_zero = angle_deg[anchor]
    at_zero = at_zero[np.isfinite(at_zero)]
    return angle_deg - 360.0 * np.round(np.median(at_zero) / 360.0) if len(at_zero) else angle_deg


def _quantity(setting: Setting) -> Quantity:
    locked = setting.position is Position.LUMBAR_LOCKED
    return Quantity.THORACIC_ROTATION if locked or setting.two_sensors else Quantity.TRUNK_TURN


def _drift_note(parts: list[Turned]) -> tuple[str, ...]:
    removed = max(part.drift.largest_deg for part in parts)
    windows = sum(part.drift.windows for part in parts)
    if removed < 0.5:
        return ()
    return (f"Heading drift of up to {removed:.1f} degrees was taken off, judged by {windows} returns to the start.",)
