"""From landmarks to segment frames: axes built from two directions, and one segment's axes in another's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.motion.marker_sets import Axis, AxisName, FrameDefinition

_ORDER: Final[tuple[AxisName, ...]] = ("forward", "up", "right")
#: Two directions of a frame closer than this (sine of the angle) span no plane. Convention.
_SMALLEST_SINE: Final = 1e-3


@dataclass(frozen=True)
class SegmentFrames:
    """axes: (3, 3, n), ``axes[:, k]`` the components in the laboratory of forward, up and right. origin_m: (3, n).

    Components come first so that arithmetic runs along memory; ``matrices`` gives the usual (n, 3, 3), segment to laboratory.
    """

    axes: FloatArray
    origin_m: FloatArray

    @property
    def matrices(self) -> FloatArray:
        return np.moveaxis(self.axes, 2, 0)


def build_frames(definition: FrameDefinition, points: Mapping[str, FloatArray]) -> SegmentFrames:
    """A segment's axes and origin. points: landmark -> (3, n) positions in the laboratory, metres; NaN in gives NaN out."""
    with np.errstate(invalid="ignore", divide="ignore"):
        first = _direction(definition.first, points)
        first /= np.sqrt(_dot(first, first))
        second = _direction(definition.second, points)
        along = _dot(first, second)
        length_squared = _dot(second, second)
        second -= along * first
        square_length = np.sqrt(_dot(second, second))
        square_length[square_length <= _SMALLEST_SINE * np.sqrt(length_squared)] = np.nan
        second /= square_length
    one, two = _ORDER.index(definition.first.name), _ORDER.index(definition.second.name)
    axes = np.empty((3, 3, first.shape[1]))
    # both directions must be known for any axis to be
    axes[:, one], axes[:, two] = first + 0.0 * second, second
    axes[:, 3 - one - two] = _cross(first, second) if (two - one) % 3 == 1 else _cross(second, first)
    return SegmentFrames(axes=axes, origin_m=_mean(definition.origin, points))


def relative_matrices(pelvis: SegmentFrames, thorax: SegmentFrames) -> FloatArray:
    """(3, 3, n): the thorax' axes (columns) in the pelvis' (rows)."""
    p, t = pelvis.axes, thorax.axes
    relative = p[0, :, None] * t[0, None]
    relative += p[1, :, None] * t[1, None]
    relative += p[2, :, None] * t[2, None]
    return relative


def average(positions: Sequence[FloatArray]) -> FloatArray:
    """The mean of arrays of one shape; NaN in any gives NaN."""
    total = positions[0]
    for position in positions[1:]:
        total = total + position
    return total / len(positions) if len(positions) > 1 else total


def _direction(axis: Axis, points: Mapping[str, FloatArray]) -> FloatArray:
    return _mean(axis.end, points) - _mean(axis.start, points)


def _mean(landmarks: Sequence[str], points: Mapping[str, FloatArray]) -> FloatArray:
    return average([points[landmark] for landmark in landmarks])


def _dot(a: FloatArray, b: FloatArray) -> FloatArray:
    product: FloatArray = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    return product


def _cross(a: FloatArray, b: FloatArray) -> FloatArray:
    return np.stack((a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]))
