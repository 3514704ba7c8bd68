"""From turns since zero to the trunk's angles: the trunk's frame, thorax against pelvis, rotation, and bends by facing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import RIGHT, UP, WORLD_UP, FloatArray
from supple.motion.cardan import cardan_angles, twist_swing
from supple.motion.facing import Facing, forward_from_bends
from supple.motion.heading import Turned, pelvis_heading_offset_deg
from supple.motion.model import JointAngles
from supple.motion.quaternion import about_vertical, conjugate, heading_deg, multiply, rotate
from supple.motion.trunk_axis import FOLDED_POSITIONS, TrunkAxis
from supple.motion.turning import as_quaternions, unwrap_deg
from supple.motion.zeroing import NeutralChoice, Worn, ZeroInForce
from supple.quantities import Position, Quantity, Zero
from supple.recording.model import StillWindow

#: A facing axis closer to the trunk's axis than this cannot mean forward (convention), degrees.
NOT_FORWARD_DEG: Final = 20.0
#: In a folded position the chest faces the floor: gravity tells forward if the trunk leans this far (convention), degrees.
LEANING_DEG: Final = 30.0
#: With the pelvis' world untied its turn is told where the axis of rotation is this close to the vertical (convention), degrees.
NEAR_VERTICAL_DEG: Final = 30.0
UNTIED: Final = "The pelvis sensor's heading could not be tied to the thorax sensor's: name the thorax sensor's facing too."
NO_FACING: Final = (
    "It is not known which way the person faces, so flexion and side-bending cannot be told apart; rotation does not need it. "
    "Name the sensor axis that points forward to have them: facing thorax:z for a phone on the breastbone, screen out."
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


def _declared_forward(zero: ZeroInForce, facing: Facing, offset_deg: float | None) -> FloatArray | None:
    """(3,) where a sensor's axis points in the thorax sensor's world; None where the pelvis' world is not tied to it."""
    if facing.sensor == "thorax":
        return rotate(zero.thorax, facing.vector)
    if zero.pelvis is None or offset_deg is None:
        return None
    return rotate(multiply(about_vertical(offset_deg), zero.pelvis), facing.vector)


def _leans_forward(zero: ZeroInForce, axis: TrunkAxis, position: Position | None) -> bool:
    """Whether the position itself says that the chest faces the floor at zero."""
    known = axis.vector is not None and position in FOLDED_POSITIONS
    return known and bool(axis_in_world(zero, axis)[2] < np.cos(np.deg2rad(LEANING_DEG)))


def _any_level_axis(zero: ZeroInForce, axis: TrunkAxis) -> FloatArray:
    """(3,) one and the same sensor axis across the trunk, for want of a forward direction."""
    along = rotate(conjugate(zero.thorax), axis_in_world(zero, axis))
    return rotate(zero.thorax, np.eye(3)[int(np.argmin(np.abs(along)))])


def _forwards(
    zeros: tuple[ZeroInForce, ...], axis: TrunkAxis, *, setting: Setting, offset_deg: float | None
) -> tuple[list[FloatArray] | None, tuple[str, ...], bool]:
    """Forward at each zero or None where only the movement can tell; warnings; whether somebody declared it."""
    warnings: list[str] = []
    for facing in setting.facings:
        ahead = [_declared_forward(zero, facing, offset_deg) for zero in zeros]
        known = [one for one in ahead if one is not None]
        if len(known) < len(zeros):
            warnings.append(UNTIED)
        elif abs(float(known[0] @ axis_in_world(zeros[0], axis))) > np.cos(np.deg2rad(NOT_FORWARD_DEG)):
            warnings.append(f"The axis {facing.sensor}:{facing.axis} points along the trunk, not forward: it is left out.")
        else:
            return known, tuple(warnings), True
    if all(_leans_forward(zero, axis, setting.position) for zero in zeros):
        return [-WORLD_UP for _ in zeros], tuple(warnings), False
    return None, tuple(warnings), False


def trunk_angles(
    worn: Worn,
    zeros: tuple[ZeroInForce, ...],
    parts: list[Turned],
    axis: TrunkAxis,
    *,
    setting: Setting,
    by_device: bool,
) -> JointAngles:
    offset = _offset(zeros[0], parts, axis, setting=setting, by_device=by_device)
    forwards, warnings, declared = _forwards(zeros, axis, setting=setting, offset_deg=offset)
    ahead = forwards or [_any_level_axis(zero, axis) for zero in zeros]
    frames = [_frame(zero, axis, forward) for zero, forward in zip(zeros, ahead, strict=True)]
    pieces = [
        _in_trunk_frame(part, frame, vertical=float(axis_in_world(zero, axis)[2]), offset_deg=offset)
        for zero, part, frame in zip(zeros, parts, frames, strict=True)
    ]
    relative = np.concatenate([piece[0] for piece in pieces])
    pelvis = None if pieces[0][1] is None else np.concatenate([piece[1] for piece in pieces if piece[1] is not None])
    twist, swing = twist_swing(relative, UP)
    turn_to = 0.0 if forwards else forward_from_bends(swing @ np.column_stack([[1.0, 0.0, 0.0], -RIGHT]), twist)
    if turn_to is None:
        warnings = (*warnings, NO_FACING)
    flexion, lateral, rotation = _bends(relative, turn_to_deg=turn_to, declared=declared)
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
        method=_method(setting, declared=declared, turn_to_deg=turn_to),
        zeros_s=tuple(zero.centre_s for zero in zeros),
        swing_parts_deg=swing[:, [0, 2]],
    )


def _offset(zero: ZeroInForce, parts: list[Turned], axis: TrunkAxis, *, setting: Setting, by_device: bool) -> float | None:
    if parts[0].pelvis is None:
        return None
    thorax = np.concatenate([part.thorax for part in parts])
    pelvis = np.concatenate([part.pelvis for part in parts if part.pelvis is not None])
    return pelvis_heading_offset_deg(
        thorax, pelvis, zero=zero, axis=axis_in_world(zero, axis), by_device=by_device, facings=setting.facings
    )


def _in_trunk_frame(
    part: Turned, frame: FloatArray, *, vertical: float, offset_deg: float | None
) -> tuple[FloatArray, FloatArray | None]:
    """Thorax in pelvis (or since zero) in the trunk's frame (n, 4), and the pelvis' turn (n,) degrees where it can be told.

    Where the two worlds cannot be tied together only the pelvis' turn about the vertical is taken out, which is the same
    in both; how it leans is left in. vertical: cosine between the axis of rotation and the vertical.
    """
    thorax, pelvis = part.thorax, part.pelvis
    turn = None
    if pelvis is not None and offset_deg is not None:
        tied = multiply(multiply(about_vertical(offset_deg), pelvis), about_vertical(-offset_deg))
        thorax = multiply(conjugate(tied), thorax)
        turn, _ = twist_swing(multiply(multiply(conjugate(frame), tied), frame), UP)
    elif pelvis is not None:
        about = heading_deg(pelvis)
        thorax = multiply(about_vertical(-about), thorax)
        turn = about if abs(vertical) > np.cos(np.deg2rad(NEAR_VERTICAL_DEG)) else None
    return multiply(multiply(conjugate(frame), thorax), frame), turn


def _bends(
    relative: FloatArray, *, turn_to_deg: float | None, declared: bool
) -> tuple[FloatArray | None, FloatArray | None, FloatArray | None]:
    """Flexion, lateral flexion and, with a declared facing, the Cardan rotation; None for what is not known.

    turn_to_deg: azimuth of forward in the frame.
    """
    if turn_to_deg is None:
        return None, None, None
    half = 0.5 * np.deg2rad(turn_to_deg)
    ahead = np.array([0.0, np.sin(half), 0.0, np.cos(half)])
    angles = cardan_angles(relative if turn_to_deg == 0.0 else multiply(multiply(conjugate(ahead), relative), ahead))
    return angles.flexion_deg, angles.lateral_flexion_deg, unwrap_deg(angles.axial_rotation_deg) if declared else None


def _anchored(angle_deg: FloatArray, anchor: slice) -> FloatArray:
    """Without whole turns that unwrapping put between the first sample and the zero."""
    at_zero = angle_deg[anchor]
    at_zero = at_zero[np.isfinite(at_zero)]
    return angle_deg - 360.0 * np.round(np.median(at_zero) / 360.0) if len(at_zero) else angle_deg


def _quantity(setting: Setting) -> Quantity:
    locked = setting.position is Position.LUMBAR_LOCKED
    return Quantity.THORACIC_ROTATION if locked or setting.two_sensors else Quantity.TRUNK_TURN


def _method(setting: Setting, *, declared: bool, turn_to_deg: float | None) -> str:
    worn = "two sensors" if setting.two_sensors else "one sensor"
    if declared:
        return f"{worn}, Z-X-Y by declared facing"
    return f"{worn}, twist" if turn_to_deg is None else f"{worn}, twist; bends by facing found"


def _drift_note(parts: list[Turned]) -> tuple[str, ...]:
    removed = max(part.drift.largest_deg for part in parts)
    windows = sum(part.drift.windows for part in parts)
    if removed < 0.5:
        return ()
    return (f"Heading drift of up to {removed:.1f} degrees was taken off, judged by {windows} returns to the start.",)
