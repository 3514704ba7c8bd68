"""Long recordings as short lines: of each stretch its lowest and highest sample, so that no peak is lost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from supple.conventions import FloatArray


def extremes(values: FloatArray, stretches: int) -> NDArray[np.intp]:
    """Indices (m,), in order, of the samples to draw; every one where there are few. First and last sample are among them.

    values: (n,), NaN where nothing was measured. The lowest and highest of each of ``stretches`` equal runs are kept, and one
    NaN of a run that holds any, so that the line breaks there.
    """
    size = len(values)
    per = size // stretches if stretches else 0
    if per < 4:
        return np.arange(size)
    runs = values[: per * stretches].reshape(stretches, per)
    missing = np.isnan(runs)
    start = np.arange(stretches) * per
    low = np.where(missing, np.inf, runs).argmin(axis=1) + start
    high = np.where(missing, -np.inf, runs).argmax(axis=1) + start
    holes = (missing.argmax(axis=1) + start)[missing.any(axis=1)]
    rest = np.arange(per * stretches, size)
    picked: NDArray[np.intp] = np.sort(np.concatenate([low, high, holes, rest, np.array([0, size - 1])]))
    fresh = np.concatenate([np.array([True]), picked[1:] > picked[:-1]])
    return np.asarray(picked[fresh])


class _Tenths(dict[int, str]):
    """Whole tenths as coordinates, each written once: a line of hundreds of points is mostly the same few steps."""

    def __missing__(self, tenths: int) -> str:
        text = self[tenths] = f"{tenths / 10:.1f}".removesuffix(".0")
        return text


_TENTHS = _Tenths()


def trace(x: FloatArray, y: FloatArray) -> str:
    """The ``d`` of a line through points (n,), to a tenth of a unit; broken where x or y is NaN."""
    seen = np.isfinite(x) & np.isfinite(y)
    padded = np.zeros(len(seen) + 2, dtype=np.bool_)
    padded[1:-1] = seen
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    tenths = np.rint(np.where(seen, np.stack([x, y]), 0.0) * 10.0).astype(np.int64)
    steps = tenths[:, 1:] - tenths[:, :-1]
    pieces: list[str] = []
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        pieces.append(f"M{_TENTHS[int(tenths[0, begin])]} {_TENTHS[int(tenths[1, begin])]}")
        across, down = steps[:, begin : end - 1].tolist()
        pieces += [f"l{_TENTHS[dx]} {_TENTHS[dy]}" for dx, dy in zip(across, down, strict=True)]
        if end - begin == 1:
            pieces.append("h0")  # a sample alone is a dot where line ends are round
    return "".join(pieces)
