"""The trunk's long axis and its head end, in the axes of the sensor on it.

Best from gravity while the person is upright and still: then no way of holding a phone can swap left and right. Else from
the declared placement, checked against the axis the movement turns about; in an upright position gravity at neutral will do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.conventions import WORLD_UP, FloatArray
from supple.motion.quaternion import conjugate, mean_orientation, multiply, rotate
from supple.quantities import Placement, Position
from supple.recording.model import Still, StillWindow

#: Positions in which the trunk's axis is the vertical at neutral.
UPRIGHT_POSITIONS: Final = frozenset({Position.SEATED, Position.HALF_KNEELING, Position.STANDING})
#: Positions in which the trunk lies near the horizontal at neutral.
FOLDED_POSITIONS: Final = frozenset({Position.LUMBAR_LOCKED, Position.SEATED_INCLINED})
#: Upright and folded are at least this far apart (convention; the protocol folds to within about 30 degrees of level), degrees.
LEAST_FOLD_DEG: Final = 30.0
#: The device axis that points to the chin as the protocol has the phone worn (top edge to the chin), by placement.
PLACED_AXIS: Final = {
    Placement.STERNUM: (0.0, 1.0, 0.0),
    Placement.UPPER_BACK: (0.0, 1.0, 0.0),
    Placement.T1_T2: (0.0, 1.0, 0.0),
    Placement.T12_L1: (0.0, 1.0, 0.0),
}
#: A declared axis further than this from the movement's own is a wrong one (DESIGN: convention), degrees.
AXIS_MISMATCH_DEG: Final = 25.0
#: An undeclared position counts as upright if the placed axis is this close to the vertical (convention), degrees.
NEAR_UPRIGHT_DEG: Final = 45.0
#: The movement must turn this far before its axis means anything (convention), degrees.
LEAST_TURN_DEG: Final = 15.0


class AxisSource(StrEnum):
    UPRIGHT_WINDOW = "upright-window"
    PLACEMENT = "placement"
    GRAVITY = "gravity-at-neutral"
    MOVEMENT = "movement"


@dataclass(frozen=True)
class TrunkAxis:
    """vector: (3,) unit, toward the head, in the sensor's axes; None where the vertical at each neutral is to be taken."""

    vector: FloatArray | None
    source: AxisSource


def window_rows(time_s: FloatArray, window: StillWindow) -> NDArray[np.bool_]:
    """Mask (n,) of the stamps inside a window."""
    return np.asarray((time_s >= window.start_s) & (time_s <= window.end_s))


def up_in_sensor(quaternions: FloatArray) -> FloatArray | None:
    """(3,) where up is in the sensor's axes, over (n, 4) orientations; None without a finite one."""
    rows = quaternions[np.isfinite(quaternions).all(axis=1)]
    if not len(rows):
        return None
    mean = rotate(conjugate(rows), WORLD_UP).mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean))


def axis_from_upright(time_s: FloatArray, quaternions: FloatArray, marks: tuple[StillWindow, ...]) -> FloatArray | None:
    """The head end from the first declared upright window that holds samples."""
    for mark in marks:
        if mark.purpose is Still.UPRIGHT:
            up = up_in_sensor(quaternions[window_rows(time_s, mark)])
            if up is not None:
                return up
    return None


def movement_axis(quaternions: FloatArray, neutral: FloatArray) -> FloatArray | None:
    """(3,) unit axis (either sign), in the sensor's axes, that most of the turning is about; None if it hardly turned.

    The first principal direction of the rotation vectors relative to neutral (as lines, so either sign of turn counts).
    """
    rows = quaternions[np.isfinite(quaternions).all(axis=1)]
    relative = multiply(conjugate(neutral), rows)
    relative = np.where(relative[:, 3:] < 0.0, -relative, relative)
    vectors = np.rad2deg(2.0 * relative[:, :3])  # chord, not arc: enough for a direction
    if not len(vectors) or np.percentile(np.linalg.norm(vectors, axis=1), 98) < LEAST_TURN_DEG:
        return None
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return np.asarray(directions[:, -1])


def angle_between_lines_deg(first: FloatArray, second: FloatArray) -> float:
    return float(np.rad2deg(np.arccos(np.clip(abs(float(first @ second)), 0.0, 1.0))))


def choose_axis(
    time_s: FloatArray,
    quaternions: FloatArray,
    *,
    neutral: FloatArray,
    position: Position | None,
    placement: Placement | None,
    marks: tuple[StillWindow, ...],
    two_sensors: bool,
) -> TrunkAxis:
    """The best axis at hand; see the module's text. neutral: (4,) the sensor's orientation in the zero posture."""
    upright = axis_from_upright(time_s, quaternions, marks)
    if position in UPRIGHT_POSITIONS and (two_sensors or upright is None):
        return TrunkAxis(None, AxisSource.GRAVITY)
    if upright is not None:
        return TrunkAxis(upright, AxisSource.UPRIGHT_WINDOW)
    placed = np.array(PLACED_AXIS[placement]) if placement is not None else None
    if position is None:
        near = placed is None or float(rotate(neutral, placed)[2]) > np.cos(np.deg2rad(NEAR_UPRIGHT_DEG))
        return TrunkAxis(None, AxisSource.GRAVITY) if near else TrunkAxis(placed, AxisSource.PLACEMENT)
    if placed is not None:
        return TrunkAxis(placed, AxisSource.PLACEMENT)
    return TrunkAxis(_guessed(quaternions, neutral), AxisSource.MOVEMENT)


def _guessed(quaternions: FloatArray, neutral: FloatArray) -> FloatArray:
    """Without any word on it: the movement's axis, its head end (only guessed) the end that is higher up at neutral."""
    axis = movement_axis(quaternions, neutral)
    if axis is None:
        return rotate(conjugate(neutral), WORLD_UP)
    return axis if rotate(neutral, axis)[2] >= 0.0 else -axis


__all__ = [
    "AXIS_MISMATCH_DEG",
    "UPRIGHT_POSITIONS",
    "AxisSource",
    "TrunkAxis",
    "angle_between_lines_deg",
    "choose_axis",
    "mean_orientation",
    "movement_axis",
    "up_in_sensor",
    "window_rows",
]
