"""Which marker set a recording holds: its names resolved to landmarks, substitutes named, what is missing told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.conventions import FloatArray
from supple.motion.frames import SegmentFrames, average, build_frames
from supple.motion.marker_names import NAMES, SUBSTITUTES, Substitute, plain_name, usual_label
from supple.motion.marker_sets import MARKER_SETS, MarkerSet
from supple.problems import InputProblem
from supple.recording.model import MarkerRecording

#: Whether a marker was seen at all is looked for in about this many frames first.
_ENOUGH_FRAMES: Final = 500


@dataclass(frozen=True)
class BodyFrames:
    """Pelvis and thorax in every frame, NaN where a marker that is needed was not seen."""

    pelvis: SegmentFrames
    thorax: SegmentFrames


@dataclass(frozen=True)
class ResolvedMarkers:
    """A marker set as a recording fills it: landmark -> columns (several are averaged), and the substitutes among them."""

    marker_set: MarkerSet
    columns: Mapping[str, tuple[int, ...]]
    substitutes: tuple[Substitute, ...] = ()
    missing: tuple[str, ...] = ()

    def frames(self, positions_m: FloatArray) -> BodyFrames:
        """The two segments from (n, labels, 3) positions, NaN where not seen; exactly (0, 0, 0) counts as not seen."""
        points = {landmark: average([_seen(positions_m[:, c]) for c in used]) for landmark, used in self.columns.items()}
        return BodyFrames(build_frames(self.marker_set.pelvis, points), build_frames(self.marker_set.thorax, points))

    @property
    def warnings(self) -> tuple[str, ...]:
        """Whole sentences; empty where the set is complete and exact."""
        notes = [f"{usual_label(s.landmark)} is taken from {labels_of(s.by)}: {s.why}." for s in self.substitutes]
        if self.marker_set.approximate:
            notes.insert(0, f"The marker set is {self.marker_set.title}: {self.marker_set.approximate}.")
        return tuple(notes)


def resolve_markers(recording: MarkerRecording) -> ResolvedMarkers:
    """The first complete set of ``marker_sets.MARKER_SETS``; a marker that no frame shows counts as missing.

    A recording whose names make a full set never falls back to an approximate one. Raises InputProblem where no set is
    complete (it names the one that came nearest and the markers missing from it), or where a needed name occurs twice.
    """
    shown = _columns(recording, _shown_labels(recording))
    named = _nearest(_columns(recording, range(len(recording.labels))), MARKER_SETS)
    full = not named.missing and not named.marker_set.approximate
    nearest = _nearest(shown, [each for each in MARKER_SETS if not (full and each.approximate)])
    if nearest.missing:
        raise InputProblem(
            recording.source,
            f"{_what_is_missing(recording, nearest)} (the nearest set is {nearest.marker_set.title})",
            "the markers of one known set on pelvis and thorax",
            "export these markers too, or rename them",
        )
    _refuse_twins(recording, nearest, shown)
    return nearest


def labels_of(landmarks: Sequence[str]) -> str:
    """Landmarks by their commonest labels, for a sentence."""
    *most, last = (usual_label(landmark) for landmark in landmarks)
    return f"{', '.join(most)} and {last}" if most else last


def _resolve(marker_set: MarkerSet, columns: Mapping[str, Sequence[int]]) -> ResolvedMarkers:
    found: dict[str, tuple[int, ...]] = {}
    used: list[Substitute] = []
    missing: list[str] = []
    for landmark in marker_set.landmarks:
        own = _all_columns((landmark,), columns)
        substitute = (
            None if own else next((s for s in SUBSTITUTES if s.landmark == landmark and _all_columns(s.by, columns)), None)
        )
        if own:
            found[landmark] = own
        elif substitute:
            found[landmark] = _all_columns(substitute.by, columns)
            used.append(substitute)
        else:
            missing.append(landmark)
    return ResolvedMarkers(marker_set, found, tuple(used), tuple(missing))


def _nearest(columns: Mapping[str, Sequence[int]], sets: Sequence[MarkerSet]) -> ResolvedMarkers:
    """The set with the least missing, of equals the first; a sacral marker stands for two."""
    candidates = [_resolve(marker_set, columns) for marker_set in sets]
    return min(candidates, key=lambda each: len(each.missing) + ("SACRUM" in each.missing))


def _columns(recording: MarkerRecording, indices: Sequence[int]) -> dict[str, list[int]]:
    """Plain name -> columns."""
    columns: dict[str, list[int]] = {}
    for index in indices:
        columns.setdefault(plain_name(recording.labels[index]), []).append(index)
    return columns


def _shown_labels(recording: MarkerRecording) -> list[int]:
    """The markers that any frame shows: looked for in some frames first, in all only where that finds none."""
    positions_m = recording.positions_m
    some = _shown(positions_m[:: max(1, len(positions_m) // _ENOUGH_FRAMES)])
    return [i for i in range(len(recording.labels)) if some[i] or _shown(positions_m[:, i : i + 1])[0]]


def _shown(positions_m: FloatArray) -> NDArray[np.bool_]:
    """(labels,) whether any frame has a place for the marker; NaN and 0 are none."""
    return np.asarray((np.abs(positions_m) > 0.0).any(axis=(0, 2)))


def _what_is_missing(recording: MarkerRecording, nearest: ResolvedMarkers) -> str:
    named = {plain_name(label) for label in recording.labels}
    unseen = [landmark for landmark in nearest.missing if not named.isdisjoint(NAMES[landmark])]
    absent = [landmark for landmark in nearest.missing if landmark not in unseen]
    said = [f"no marker named {labels_of(absent)}"] if absent else []
    return " and ".join(said + ([f"no frame that shows {labels_of(unseen)}"] if unseen else []))


def _all_columns(landmarks: Sequence[str], columns: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
    """One column for each landmark, or none at all."""
    names = [next((name for name in NAMES[landmark] if name in columns), None) for landmark in landmarks]
    return tuple(columns[name][0] for name in names if name) if all(names) else ()


def _refuse_twins(recording: MarkerRecording, chosen: ResolvedMarkers, columns: Mapping[str, Sequence[int]]) -> None:
    """Two people in one recording carry the same names; which of them is meant cannot be guessed."""
    needed = {column for used in chosen.columns.values() for column in used}
    for twins in columns.values():
        if len(twins) > 1 and twins[0] in needed:
            raise InputProblem(
                recording.source,
                f"one marker name for {' and '.join(recording.labels[i] for i in twins)}",
                "one person with one marker of each name",
                "export one person at a time",
            )


def _seen(position: FloatArray) -> FloatArray:
    """(n, 3) to (3, n), NaN where a marker sits exactly at the laboratory's origin: that is how some systems write a gap."""
    components = np.array(position.T, order="C")
    at_origin = components[0] == 0.0
    if at_origin.any():
        components[:, at_origin & (components == 0.0).all(axis=0)] = np.nan
    return components
