"""Two bones that reach a goal: arms and legs."""

from __future__ import annotations

import numpy as np

from supple.conventions import FORWARD, UP, FloatArray
from supple.figure.body.vectors import across, length, unit

#: A limb is never drawn straighter than this share of its length, nor folded closer than its flesh allows.
STRAIGHTEST = 0.9985
_FOLDED_M = 0.10
_UPRIGHT = 1e-6


def middle_joint(
    start: FloatArray, end: FloatArray, upper_m: float, lower_m: float, pole: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """(n, 3) the joint between two bones, and the end as far as it is reached.

    The bones go from ``start`` to ``end``; the joint lies on the side of ``pole``.
    """
    way = end - start
    distance = np.clip(length(way), abs(upper_m - lower_m) + _FOLDED_M, STRAIGHTEST * (upper_m + lower_m))
    along = unit(way)
    share = (upper_m**2 - lower_m**2 + distance**2) / (2.0 * distance)
    height = np.sqrt(np.maximum(upper_m**2 - share**2, 0.0))
    aside = unit(across(pole, along))
    return start + share[:, None] * along + height[:, None] * aside, start + distance[:, None] * along


def joint_at_height(
    start: FloatArray, end: FloatArray, upper_m: float, lower_m: float, *, height_m: float, pole: FloatArray
) -> FloatArray:
    """(n, 3) the joint between two bones that lies at a height over the floor; the one nearer to ``pole`` of the two there are.

    Where no such place exists the joint lies as near to that height as it can.
    """
    way = end - start
    distance = np.minimum(length(way), STRAIGHTEST * (upper_m + lower_m))
    along = unit(way)
    share = (upper_m**2 - lower_m**2 + distance**2) / (2.0 * distance)
    radius = np.sqrt(np.maximum(upper_m**2 - share**2, 1e-9))
    centre = start + share[:, None] * along
    upward = across(np.broadcast_to(UP, start.shape), along)
    steepness = np.maximum(length(upward), 1e-9)
    # over a limb that stands upright every direction is as high as any other
    upward = np.where(
        steepness[:, None] > _UPRIGHT, upward / steepness[:, None], unit(across(np.broadcast_to(FORWARD, start.shape), along))
    )
    sideways = np.cross(along, upward)
    rise = np.clip((height_m - centre[:, 1]) / (radius * steepness), -1.0, 1.0)
    spread = np.sqrt(1.0 - rise**2)
    side = np.where(np.einsum("ni,ni->n", sideways, pole) >= 0.0, 1.0, -1.0)
    return np.asarray(centre + radius[:, None] * (rise[:, None] * upward + (side * spread)[:, None] * sideways))
