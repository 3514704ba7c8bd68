"""Solids as hulls of ellipsoids, and their outlines on the page.

An ellipsoid's outline has a closed form for every direction on the page, and the outline of a hull of several is, direction by
direction, that of whichever reaches furthest. So every outline has the same number of points in every frame, each with its own
direction: frames can be joined point by point, and nothing has to be intersected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.vectors import across, unit
from supple.figure.scene.camera import Camera

#: Directions round an outline; small solids take every second.
DIRECTIONS: Final = 28


@dataclass(frozen=True)
class Ball:
    """centre_m: (n, 3). axes_m: (n, 3, 3) half axes as columns; a single number is a sphere's radius."""

    centre_m: FloatArray
    axes_m: FloatArray | float

    def shape(self, n: int) -> FloatArray:
        if isinstance(self.axes_m, float | int):
            return np.broadcast_to(float(self.axes_m) * np.eye(3), (n, 3, 3))
        return np.broadcast_to(self.axes_m, (n, 3, 3))


@dataclass(frozen=True)
class Solid:
    """The hull of some ellipsoids in one colour. fine: False takes half as many points."""

    balls: tuple[Ball, ...]
    colour: str
    fine: bool = True


@dataclass(frozen=True)
class Patch:
    """A small piece of skin: the hull of its points (n, p, 3), where their common normal (n, 3) looks toward the camera.

    rim: cosine between normal and line of sight from which it counts as seen; elsewhere it is a single point.
    """

    points_m: FloatArray
    normal: FloatArray
    colour: str
    rim: float = 0.0
    fine: bool = False

    def outline(self, camera: Camera) -> FloatArray:
        """(n, DIRECTIONS, 2) metres on the page."""
        axes = camera.axes
        places = (self.points_m @ axes.T)[..., :2]
        furthest = (places @ _TOWARD.T).argmax(axis=1)
        outline = np.take_along_axis(places, furthest[..., None], axis=1)
        seen = self.normal @ axes[2] > self.rim
        return np.where(seen[:, None, None], outline, places.mean(axis=1, keepdims=True))


@dataclass(frozen=True)
class Cap:
    """The half of an ellipsoid on the side of a pole, as much of it as the camera sees.

    centre_m: (n, 3). axes_m: (n, 3, 3) half axes as columns. pole: (3,) where the half axes are of length one.
    """

    centre_m: FloatArray
    axes_m: FloatArray
    pole: FloatArray
    colour: str
    fine: bool = True

    def outline(self, camera: Camera) -> FloatArray:
        """(n, DIRECTIONS, 2) metres on the page: the cap's rim as far as it is seen, and back along the ellipsoid's outline."""
        sight = unit(np.einsum("nij,i->nj", self.axes_m, camera.axes[2]))
        pole = np.broadcast_to(unit(self.pole), sight.shape)
        end = unit(np.cross(pole, sight))
        half = np.linspace(0.0, np.pi, DIRECTIONS // 2, endpoint=False)[:, None]
        rim = _arc(end, unit(across(sight, pole)), half)
        edge = _arc(-end, unit(across(pole, sight)), half)
        points = self.centre_m[:, None] + np.concatenate([rim, edge], axis=1) @ self.axes_m.swapaxes(1, 2)
        return np.asarray((points @ camera.axes.T)[..., :2])


def _arc(start: FloatArray, middle: FloatArray, angles: FloatArray) -> FloatArray:
    return np.cos(angles) * start[:, None] + np.sin(angles) * middle[:, None]


@dataclass(frozen=True)
class Part:
    """What is drawn in one go, with one outline round all its solids.

    dots_m: (n, k, 3) places marked with a dot each, on top of it. joins: names of parts it grows out of; where both meet,
    ``blend`` covers the line between them once both are drawn. nearer_m: counts as this much nearer than it is, metres. solids
    are drawn in their order. lined: False leaves the outline away. ring_m: (n, k, 3) a strap round something: the half of it
    that the camera sees is a line, right after the part that it ``follows``.
    """

    name: str
    solids: tuple[Solid | Patch | Cap, ...]
    joins: tuple[str, ...] = ()
    blend: tuple[Solid, ...] = ()
    dots_m: FloatArray | None = None
    dots_face: FloatArray | None = None
    nearer_m: float = 0.0
    lined: bool = True
    ring_m: FloatArray | None = None
    ring_axes: FloatArray | None = None
    follows: str = ""


@dataclass(frozen=True)
class Flat:
    """Ellipsoids on the page, all in one: centre (n, e, 2) and shape (n, e, 2, 2), metres; depth (n, e) toward the viewer."""

    centre: FloatArray
    shape: FloatArray
    depth: FloatArray
    radius: FloatArray


def flatten(balls: Sequence[Ball], camera: Camera, n: int) -> Flat:
    axes = camera.axes
    centres = np.empty((n, len(balls), 3))
    square = np.zeros((n, len(balls), 2, 2))
    shaped = []
    for row, ball in enumerate(balls):
        centres[:, row] = ball.centre_m
        if isinstance(ball.axes_m, float | int):
            square[:, row, 0, 0] = square[:, row, 1, 1] = ball.axes_m**2
        else:
            shaped.append(row)
    if shaped:
        across = axes[:2] @ np.stack([balls[row].shape(n) for row in shaped], axis=1)
        square[:, shaped] = across @ across.swapaxes(2, 3)
    seen = centres @ axes.T
    radius = np.sqrt(0.5 * (square[..., 0, 0] + square[..., 1, 1]))
    return Flat(seen[..., :2], square, seen[..., 2], radius)


#: Half a step off, so that none is square to a limb's axis, where both its ends reach equally far.
_ANGLES: Final = 2.0 * np.pi * (np.arange(DIRECTIONS) + 0.5) / DIRECTIONS
_TOWARD: Final = np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)])


def outlines(flat: Flat, groups: Sequence[tuple[int, int]]) -> list[FloatArray]:
    """(n, DIRECTIONS, 2) a group of ellipsoids [first, last): the outline of their hull, metres on the page."""
    turned = np.repeat(_axes_of(flat, groups), [last - first for first, last in groups], axis=1)
    # component by component: products and sums over an axis of two are several times slower
    x, y = np.cos(turned[..., None] + _ANGLES), np.sin(turned[..., None] + _ANGLES)
    xx, xy, yy = (flat.shape[..., row, column, None] for row, column in ((0, 0), (0, 1), (1, 1)))
    along = xx * x + xy * y, xy * x + yy * y
    reach = np.sqrt(np.maximum(along[0] * x + along[1] * y, 1e-12))
    centre = flat.centre[..., 0, None], flat.centre[..., 1, None]
    points = np.stack([centre[0] + along[0] / reach, centre[1] + along[1] / reach], axis=-1)
    support = centre[0] * x + centre[1] * y + reach
    found = []
    for first, last in groups:
        best = support[:, first:last].argmax(axis=1)
        found.append(np.take_along_axis(points[:, first:last], best[:, None, :, None], axis=1)[:, 0])
    return found


def _axes_of(flat: Flat, groups: Sequence[tuple[int, int]]) -> FloatArray:
    """(n, groups) where each solid's own axis points on the page, radians, without jumps from frame to frame.

    Directions are counted from there, so that the points of an outline stay at their end of a limb however it turns: counted from
    the page's axes, they would run from one end to the other between two frames and tear it.
    """
    first = flat.centre[:, [start for start, _ in groups]]
    last = flat.centre[:, [end - 1 for _, end in groups]]
    way = last - first
    return np.unwrap(np.arctan2(way[..., 1], way[..., 0]), axis=0)
