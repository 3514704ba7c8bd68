"""What the marker formats share: labels without the subject's prefix, missing points, lengths."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from supple.conventions import FloatArray
from supple.recording.units import LARGEST_M, METRES


def clean_labels(raw: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Labels without ``Subject:``, blank ones as ``*1``, ``*2``, ..., repeated ones told apart; and warnings.

    Where two subjects wear the same marker the first one's label loses its prefix, the others keep theirs.
    """
    labels: list[str] = []
    taken: set[str] = set()
    unnamed = repeated = 0
    for name in (text.strip().strip("\0").strip() for text in raw):
        short = name.rsplit(":", 1)[-1].strip()
        if not short:
            unnamed += 1
            short = f"*{unnamed}"
        label = short if short not in taken else name or short
        if label in taken:
            repeated += 1
            count = 2
            while f"{short}_{count}" in taken:
                count += 1
            label = f"{short}_{count}"
        taken.add(label)
        labels.append(label)
    told = f"{repeated} markers repeat another's name and were numbered."
    return tuple(labels), ((told,) if repeated else ())


def without_missing(positions: FloatArray) -> FloatArray:
    """Points at exactly (0, 0, 0), or with any coordinate missing, become NaN. (frames, labels, 3), changed in place."""
    missing = ~np.isfinite(positions).all(axis=2) | (positions == 0.0).all(axis=2)
    positions[missing] = np.nan
    return positions


def metres_per_unit(unit: str, positions: FloatArray, source: str) -> tuple[float, tuple[str, ...]]:
    """The scale that a unit's name tells; without a known name the size of the coordinates tells millimetres from metres."""
    scale = METRES.get(unit.strip().lower())
    if scale is not None:
        return scale, ()
    seen = positions[np.isfinite(positions)]
    metres = bool(seen.size) and float(np.percentile(np.abs(seen), 95)) < LARGEST_M
    name = "metres" if metres else "millimetres"
    said = f"{unit.strip()[:20]!r}" if unit.strip() else "nothing"
    return (1.0 if metres else 1e-3), (f"{source} says {said} as unit of length; by their size the coordinates are {name}.",)
