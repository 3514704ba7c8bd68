"""Which way the person faces: declared by a sensor's axis, or found from a bend that goes further forward than back.

Facing only splits flexion from side-bending; rotation is measured without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem

SENSORS: Final = ("thorax", "pelvis")
_AXES: Final = {"x": (1.0, 0.0, 0.0), "y": (0.0, 1.0, 0.0), "z": (0.0, 0.0, 1.0)}
#: How far the trunk must bend before its direction can tell facing, and how much less far the other way (convention): a
#: smaller one-sided bend may as well be side-bending or extension.
FLEXION_DEG: Final = 40.0
OTHER_WAY: Final = 0.6
#: Half width of the lobe of bends that is followed, and least share of all bending it must hold (convention).
LOBE_DEG: Final = 35.0
LEAST_SHARE: Final = 0.2
#: A bend begins and ends with less than this (convention), degrees.
NEAR_NEUTRAL_DEG: Final = 8.0


@dataclass(frozen=True)
class Facing:
    """The sensor axis that points forward in the neutral posture: ``Facing("thorax", "-z")``."""

    sensor: str
    axis: str

    def __post_init__(self) -> None:
        if self.sensor not in SENSORS or self.axis.lstrip("+-") not in _AXES or len(self.axis) > 2:
            raise InputProblem(
                "facing",
                f"'{self.sensor}:{self.axis}'",
                "thorax or pelvis, a colon and x, y, z, -x, -y or -z",
                "write for example thorax:-z",
            )

    @property
    def vector(self) -> FloatArray:
        """(3,) unit vector in the sensor's axes."""
        return np.array(_AXES[self.axis.lstrip("+-")]) * (-1.0 if self.axis.startswith("-") else 1.0)


def parse_facing(text: str) -> Facing:
    """``thorax:-z`` as a Facing. Raises InputProblem for anything else."""
    sensor, _, axis = text.strip().lower().partition(":")
    return Facing(sensor, axis)


def forward_from_bends(swing_deg: FloatArray, twist_deg: FloatArray) -> float | None:
    """Azimuth of the forward direction from the bends themselves, or None where they do not tell.

    swing_deg: (n, 2) horizontal rotation vector of the swing about two axes a, b at right angles (b a quarter turn
    counter-clockwise from a, seen from above). twist_deg: (n,). Returns degrees counter-clockwise from a.

    Bends beyond ``FLEXION_DEG`` that exceed the twist count. Their strongest lobe is taken as flexion if the opposite lobe
    reaches less than ``OTHER_WAY`` as far: people bend forward further than back, and to both sides about equally far.
    """
    swing_deg, twist_deg = _between_neutrals(swing_deg, twist_deg)
    size = np.linalg.norm(swing_deg, axis=1)
    bent = np.isfinite(size) & (size > FLEXION_DEG) & (size > np.abs(twist_deg))
    if not bent.any():
        return None
    # Where the trunk leans to is a quarter turn clockwise of the axis it turns about.
    lean = swing_deg[bent] @ np.array([[0.0, -1.0], [1.0, 0.0]])
    direction = _strongest_lobe(lean, size[bent])
    unit = np.array([np.cos(direction), np.sin(direction)])
    everything = swing_deg[np.isfinite(size)] @ np.array([[0.0, -1.0], [1.0, 0.0]])
    ahead, behind = _reach(everything, unit), _reach(everything, -unit)
    across = np.array([-unit[1], unit[0]])
    left, right = _reach(everything, across), _reach(everything, -across)
    one_sided_across = max(left, right) > FLEXION_DEG and min(left, right) < OTHER_WAY * max(left, right)
    if ahead < FLEXION_DEG or behind > OTHER_WAY * ahead or (one_sided_across and max(left, right) > OTHER_WAY * ahead):
        return None
    return float(np.rad2deg(direction))


def _between_neutrals(swing_deg: FloatArray, twist_deg: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Without what comes before the first and after the last upright moment: getting into place and up again are no bends."""
    upright = np.flatnonzero(np.linalg.norm(swing_deg, axis=1) < NEAR_NEUTRAL_DEG)
    inside = slice(upright[0], upright[-1] + 1) if len(upright) else slice(0, 0)
    return swing_deg[inside], twist_deg[inside]


def _strongest_lobe(lean: FloatArray, size: FloatArray) -> float:
    """Direction (rad) toward which the bends add up to most, refined inside a lobe around it."""
    direction = float(np.arctan2(*(size[:, None] * lean).sum(axis=0)[::-1]))
    for _ in range(20):
        off = np.angle(np.exp(1j * (np.arctan2(lean[:, 1], lean[:, 0]) - direction)))
        inside = np.abs(off) < np.deg2rad(LOBE_DEG)
        if inside.mean() < LEAST_SHARE:
            break
        change = float(np.average(off[inside], weights=size[inside] ** 2))
        direction += change
        if abs(change) < 1e-6:
            break
    return direction


def _reach(lean: FloatArray, unit: FloatArray) -> float:
    """How far the bends go in a direction: the 99th percentile of their part along it where they go mainly that way."""
    along = lean @ unit
    mainly = along > np.linalg.norm(lean, axis=1) * np.cos(np.deg2rad(45.0))
    return float(np.percentile(along[mainly], 99)) if mainly.any() else 0.0
