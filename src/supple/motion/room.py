"""Which way is up in a laboratory, and which way a pelvis faces in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray

#: The line from pelvis to thorax may lean this far from a laboratory axis for that axis to be called up. Convention.
LARGEST_LEAN_DEG: Final = 40.0


@dataclass(frozen=True)
class Room:
    """axis: the laboratory's axis (0 x, 1 y, 2 z) that points up, or down where ``sign`` is -1."""

    axis: int
    sign: int

    @property
    def up(self) -> FloatArray:
        vector = np.zeros(3)
        vector[self.axis] = self.sign
        return vector


def find_room(trunk: FloatArray) -> Room | None:
    """The laboratory's upward axis from the (3, n) vectors pelvis to thorax; None where the trunk stands along no axis."""
    length = np.sqrt((trunk * trunk).sum(axis=0))
    seen = length > 0
    if not seen.any():
        return None
    typical = np.median(trunk[:, seen] / length[seen], axis=1)
    axis = int(np.argmax(np.abs(typical)))
    if np.abs(typical[axis]) < np.cos(np.deg2rad(LARGEST_LEAN_DEG)) * np.linalg.norm(typical):
        return None
    return Room(axis=axis, sign=int(np.sign(typical[axis])))


def heading_deg(right: FloatArray, room: Room) -> FloatArray:
    """Where a segment faces, from its (3, n) rightward axis: (n,) degrees, positive to the left, within [-180, 180].

    Zero is facing along x of the laboratory (y where x points up). Tilting and dropping the segment leave it unchanged.
    """
    ahead, aside = ((1, 2), (0, 2), (0, 1))[room.axis]
    # seen from above: with z up the left of x is y; with y up it is -z; with x up the left of y is z
    handed = room.sign * (-1.0 if room.axis == 1 else 1.0)
    left_part, ahead_part = handed * right[aside], right[ahead]
    # the right-hand side faces a quarter turn to the right of where the segment faces
    return np.asarray(np.rad2deg(np.arctan2(ahead_part, -left_part)))
