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
from supple.figure.scene.camera import Camera

#: Directions round an outline; small solids take every second.
DIRECTIONS: Final = 28


def other_side(word: str) -> str:
    """The same word for the other side; a word without a side stays."""
    return word.replace("left", "right") if "left" in word else word.replace("right", "left")


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
    """A piece of skin: the hull of those of its points that look toward the camera. points_m, normals: (n, p, 3).

    rim: cosine between normal and line of sight from which a point counts as seen. toward: (n, 3) the piece shows only where this
    looks at the camera; elsewhere it is the hull of ``otherwise``, or nothing. with_balls: ellipsoids in the hull besides.
    """

    points_m: FloatArray
    normals: FloatArray
    colour: str
    rim: float = 0.0
    toward: FloatArray | None = None
    otherwise: tuple[Ball, ...] = ()
    with_balls: tuple[Ball, ...] = ()
    fine: bool = True

    def outline(self, camera: Camera, n: int) -> FloatArray:
        """(n, DIRECTIONS, 2) metres on the page; a single point where nothing of it is seen."""
        axes = camera.axes
        places = (self.points_m @ axes.T)[..., :2]
        seen = self.normals @ axes[2] > self.rim
        reach = np.where(seen[..., None], places @ _TOWARD.T, -np.inf)
        outline = np.take_along_axis(places, reach.argmax(axis=1)[..., None], axis=1)
        best = reach.max(axis=1)
        if self.with_balls:
            outline = _further(outline, best, *_hull(self.with_balls, camera, n))
        outline = np.where(np.isfinite(best)[..., None], outline, places.mean(axis=1, keepdims=True))
        if self.toward is None:
            return outline
        elsewhere = _hull(self.otherwise, camera, n)[0] if self.otherwise else places.mean(axis=1, keepdims=True)
        return np.where((self.toward @ axes[2] > 0.0)[:, None, None], outline, elsewhere)


@dataclass(frozen=True)
class Part:
    """What is drawn in one go, with one outline round all its solids.

    dots_m: (n, k, 3) places marked with a dot each, on top of it. joins: names of parts it grows out of; where both meet,
    ``blend`` covers the line between them once both are drawn. nearer_m: counts as this much nearer than it is, metres. solids
    are drawn in their order. lined: False leaves the outline away. ring_m: (n, k, 3) a strap round something: the half of it
    that the camera sees is a line, right after the part that it ``follows``.
    """

    name: str
    solids: tuple[Solid | Patch, ...]
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


_ANGLES: Final = np.linspace(0.0, 2.0 * np.pi, DIRECTIONS, endpoint=False)
_TOWARD: Final = np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)])


def _hull(balls: Sequence[Ball], camera: Camera, n: int) -> tuple[FloatArray, FloatArray]:
    """Outline (n, DIRECTIONS, 2) and how far it reaches in each direction (n, DIRECTIONS)."""
    outline = outlines(flatten(balls, camera, n), [(0, len(balls))])[0]
    return outline, np.asarray(np.einsum("nki,ki->nk", outline, _TOWARD))


def _further(outline: FloatArray, reach: FloatArray, other: FloatArray, other_reach: FloatArray) -> FloatArray:
    return np.where((other_reach > reach)[..., None], other, outline)


def outlines(flat: Flat, groups: Sequence[tuple[int, int]]) -> list[FloatArray]:
    """(n, DIRECTIONS, 2) a group of ellipsoids [first, last): the outline of their hull, metres on the page."""
    along = _TOWARD @ flat.shape
    reach = np.sqrt(np.maximum((along * _TOWARD).sum(axis=3), 1e-12))
    points = flat.centre[:, :, None, :] + along / reach[..., None]
    support = flat.centre @ _TOWARD.T + reach
    found = []
    for first, last in groups:
        best = support[:, first:last].argmax(axis=1)
        found.append(np.take_along_axis(points[:, first:last], best[:, None, :, None], axis=1)[:, 0])
    return found
