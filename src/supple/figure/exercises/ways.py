"""The way that something goes between two poses, for arrows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.places import PLACES, Force
from supple.figure.body.pose import Pose
from supple.figure.body.skeleton import Skeleton
from supple.figure.body.spine import INDEX
from supple.figure.body.stances import Stance
from supple.figure.body.vectors import unit
from supple.figure.exercises.timing import between
from supple.figure.scene.camera import Camera

#: How far before the breastbone its way is drawn, how many points it has, and from what length on, metres.
_POINTER_M: Final = 0.40
_POINTS: Final = 9
_SHORTEST_M: Final = 0.10

Way = tuple[bool, FloatArray]


def ways(
    stance: Stance, poses: tuple[Pose, ...], pairs: Sequence[tuple[int, int]], view: Camera, *, mirror: bool, traced: str = ""
) -> list[Way | None]:
    """Whether it lies before the body, and the way of the traced place to its pose, (k, 2) metres, for each pair of poses.

    traced: a place of the body; none is where the breastbone points to. A way that is hardly seen is None.
    """
    if not pairs:
        return []
    skeleton = between(stance, poses, pairs, _POINTS, mirror=mirror)
    chest = skeleton.spine.places_m[:, INDEX["T4"]]
    point = PLACES[traced](skeleton) if traced else chest + _POINTER_M * skeleton.level("T4")[:, :, 0]
    seen = point @ view.axes.T
    deep = (chest @ view.axes.T)[:, 2]
    found: list[Way | None] = []
    for number in range(len(pairs)):
        part = slice(number * _POINTS, (number + 1) * _POINTS)
        way = seen[part, :2]
        long = np.sqrt((np.diff(way, axis=0) ** 2).sum(axis=1)).sum()
        found.append((bool((seen[part, 2] > deep[part]).mean() >= 0.5), way) if long > _SHORTEST_M else None)
    return found


def force_ends(force: Force, skeleton: Skeleton, frame: int, view: Camera) -> tuple[FloatArray, FloatArray]:
    """(2,) metres on the page: where a push is, and its direction there, as long as it looks from here."""
    place = PLACES[force.at](skeleton)[frame]
    return (view.axes @ place)[:2], (view.axes @ unit(force.way_m()))[:2]
