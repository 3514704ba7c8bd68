"""From markers to segment frames: names resolved, the set that fits chosen, axes built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from supple.conventions import FloatArray
from supple.motion.marker_names import NAMES, SUBSTITUTES, Substitute, plain_name, usual_label
from supple.motion.marker_sets import MARKER_SETS, Axis, AxisName, FrameDefinition, MarkerSet
from supple.problems import InputProblem
from supple.recording.model import MarkerRecording

_ORDER: tuple[AxisName, ...] = ("forward", "up", "right")
#: Two directions of a frame closer than this (sine of the angle) span no plane. Convention.
_SMALLEST_SINE = 1e-3


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


@dataclass(frozen=True)
class BodyFrames:
    """Pelvis and thorax in every frame, NaN where a marker that is needed was not seen; warnings are whole sentences."""

    marker_set: MarkerSet
    pelvis: SegmentFrames
    thorax: SegmentFrames
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class _Fit:
    """A marker set as a recording can fill it: columns per landmark (several are averaged), substitutes, what is missing."""

    marker_set: MarkerSet
    columns: Mapping[str, tuple[int, ...]]
    substitutes: tuple[Substitute, ...]
    missing: tuple[str, ...]


def body_frames(recording: MarkerRecording) -> BodyFrames:
    """Pelvis and thorax frames of a recording by the first marker set that it holds (``marker_sets.MARKER_SETS``).

    A marker at exactly (0, 0, 0) counts as not seen. Raises InputProblem where no set is complete (it names the set that
    came nearest and its missing markers), or where a needed marker's name occurs twice.
    """
    fit = _choose(recording)
    points = _points(recording.positions_m, fit.columns)
    notes = [f"{s.landmark} is taken from {_labels(s.by)}: {s.why}." for s in fit.substitutes]
    if fit.marker_set.approximate:
        notes.insert(0, f"The markers are {fit.marker_set.title}: {fit.marker_set.approximate}.")
    return BodyFrames(
        marker_set=fit.marker_set,
        pelvis=build_frames(fit.marker_set.pelvis, points),
        thorax=build_frames(fit.marker_set.thorax, points),
        warnings=tuple(notes),
    )


def build_frames(definition: FrameDefinition, points: Mapping[str, FloatArray]) -> SegmentFrames:
    """A segment's axes and origin. points: landmark -> (3, n) positions in the laboratory, metres; NaN in gives NaN out."""
    with np.errstate(invalid="ignore", divide="ignore"):
        first = _unit(_direction(definition.first, points))
        second = _direction(definition.second, points)
        length = np.sqrt(_dot(second, second))
        second = second - _dot(first, second) * first
        square_length = np.sqrt(_dot(second, second))
        second /= np.where(square_length > _SMALLEST_SINE * length, square_length, np.nan)
    one, two = _ORDER.index(definition.first.name), _ORDER.index(definition.second.name)
    axes = np.empty((3, 3, first.shape[1]))
    axes[:, one], axes[:, two] = first, second
    axes[:, 3 - one - two] = _cross(first, second) if (two - one) % 3 == 1 else _cross(second, first)
    # both directions must be known for any axis to be
    axes[:, one] += 0.0 * second
    return SegmentFrames(axes=axes, origin_m=_mean(definition.origin, points))


def relative_matrices(pelvis: SegmentFrames, thorax: SegmentFrames) -> FloatArray:
    """(3, 3, n): the thorax' axes (columns) in the pelvis' (rows)."""
    p, t = pelvis.axes, thorax.axes
    relative: FloatArray = p[0, :, None] * t[0, None] + p[1, :, None] * t[1, None] + p[2, :, None] * t[2, None]
    return relative


def _choose(recording: MarkerRecording) -> _Fit:
    columns = _columns(recording.labels)
    fits = [_fit(marker_set, columns) for marker_set in MARKER_SETS]
    # a sacral marker stands for two; of equals the first
    nearest = min(fits, key=lambda fit: len(fit.missing) + ("SACRUM" in fit.missing))
    if nearest.missing:
        missing = ", ".join(usual_label(landmark) for landmark in nearest.missing)
        raise InputProblem(
            recording.source,
            f"no marker named {missing} (nearest set: {nearest.marker_set.title})",
            "the markers of one known set for pelvis and thorax",
            "name the markers as docs/conventions lists them or export them too",
        )
    _refuse_twins(recording, nearest, columns)
    return nearest


def _fit(marker_set: MarkerSet, columns: Mapping[str, Sequence[int]]) -> _Fit:
    found: dict[str, tuple[int, ...]] = {}
    used: list[Substitute] = []
    missing: list[str] = []
    for landmark in marker_set.landmarks:
        column = _column_of(landmark, columns)
        if column is not None:
            found[landmark] = (column,)
            continue
        substitute = next((s for s in SUBSTITUTES if s.landmark == landmark and _all_found(s.by, columns)), None)
        if substitute is None:
            missing.append(landmark)
        else:
            found[landmark] = tuple(c for c in (_column_of(by, columns) for by in substitute.by) if c is not None)
            used.append(substitute)
    return _Fit(marker_set, found, tuple(used), tuple(missing))


def _columns(labels: Sequence[str]) -> dict[str, list[int]]:
    columns: dict[str, list[int]] = {}
    for index, label in enumerate(labels):
        columns.setdefault(plain_name(label), []).append(index)
    return columns


def _column_of(landmark: str, columns: Mapping[str, Sequence[int]]) -> int | None:
    return next((columns[name][0] for name in NAMES[landmark] if name in columns), None)


def _all_found(landmarks: Sequence[str], columns: Mapping[str, Sequence[int]]) -> bool:
    return all(_column_of(landmark, columns) is not None for landmark in landmarks)


def _refuse_twins(recording: MarkerRecording, fit: _Fit, columns: Mapping[str, Sequence[int]]) -> None:
    """Two people in one recording carry the same names; which of them is meant cannot be guessed."""
    needed = {column for used in fit.columns.values() for column in used}
    for twins in columns.values():
        if len(twins) > 1 and twins[0] in needed:
            raise InputProblem(
                recording.source,
                f"one marker name for {' and '.join(recording.labels[i] for i in twins)}",
                "one person with one marker of each name",
                "export one person at a time",
            )


def _points(positions_m: FloatArray, columns: Mapping[str, tuple[int, ...]]) -> dict[str, FloatArray]:
    """Landmark -> (3, n), contiguous."""
    return {landmark: _average([_seen(positions_m[:, c]) for c in used]) for landmark, used in columns.items()}


def _seen(position: FloatArray) -> FloatArray:
    """(n, 3) to (3, n), NaN where a marker sits exactly at the laboratory's origin: that is how some systems write a gap."""
    components = np.array(position.T, order="C")
    at_origin = (components == 0.0).all(axis=0)
    if at_origin.any():
        components[:, at_origin] = np.nan
    return components


def _labels(landmarks: Sequence[str]) -> str:
    return " and ".join(usual_label(landmark) for landmark in landmarks)


def _direction(axis: Axis, points: Mapping[str, FloatArray]) -> FloatArray:
    return _mean(axis.end, points) - _mean(axis.start, points)


def _mean(landmarks: Sequence[str], points: Mapping[str, FloatArray]) -> FloatArray:
    return _average([points[landmark] for landmark in landmarks])


def _average(positions: Sequence[FloatArray]) -> FloatArray:
    total = positions[0]
    for position in positions[1:]:
        total = total + position
    return total / len(positions) if len(positions) > 1 else total


def _dot(a: FloatArray, b: FloatArray) -> FloatArray:
    product: FloatArray = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    return product


def _unit(vector: FloatArray) -> FloatArray:
    return vector / np.sqrt(_dot(vector, vector))


def _cross(a: FloatArray, b: FloatArray) -> FloatArray:
    return np.stack((a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]))
