"""Who is drawn before whom: what is nearer covers what is farther, in every frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from supple.conventions import FloatArray

#: Depths closer than this decide little, metres.
_CLOSE_M: Final = 0.03
#: An order may go against this much of the evidence before another is taken.
_TOLERATED: Final = 0.6


@dataclass(frozen=True)
class Beads:
    """Balls standing for the parts: place (n, b, 2) on the page, depth (n, b), radius (n, b), metres; owner (b,) the part."""

    place: NDArray[np.floating[Any]]
    depth: NDArray[np.floating[Any]]
    radius: NDArray[np.floating[Any]]
    owner: np.ndarray


def claims(beads: Beads, parts: int) -> FloatArray:
    """(n, parts, parts): how strongly part i is nearer than part j where both are seen at one place; j, i is the negative."""
    result = np.zeros((len(beads.place), parts, parts))
    members = [np.flatnonzero(beads.owner == part) for part in range(parts)]
    boxes = [_box(beads, rows) for rows in members]
    for i in range(parts):
        for j in range(i):
            if _apart(boxes[i], boxes[j]):
                continue
            claim = _claim(beads, members[i], members[j])
            result[:, i, j], result[:, j, i] = claim, -claim
    return result


def _claim(beads: Beads, rows: NDArray[np.int_], columns: NDArray[np.int_]) -> FloatArray:
    """(n,) of one part against another: where their balls overlap on the page, which is nearer."""
    gap = beads.place[:, rows, None, :] - beads.place[:, None, columns, :]
    square = np.einsum("nijk,nijk->nij", gap, gap)
    touching = beads.radius[:, rows, None] + beads.radius[:, None, columns]
    frame, i, j = np.nonzero(square < touching * touching)
    overlap = 1.0 - np.sqrt(square[frame, i, j]) / touching[frame, i, j]
    nearer = np.clip((beads.depth[frame, rows[i]] - beads.depth[frame, columns[j]]) / _CLOSE_M, -1.0, 1.0)
    return np.bincount(frame, weights=overlap * nearer, minlength=len(beads.place)).astype(np.float64)


def _box(beads: Beads, rows: np.ndarray) -> tuple[FloatArray, FloatArray] | None:
    """Lower left and upper right corner of a part over all frames, None where it has no balls."""
    if not len(rows):
        return None
    reach = beads.radius[:, rows, None]
    return (beads.place[:, rows] - reach).min(axis=(0, 1)), (beads.place[:, rows] + reach).max(axis=(0, 1))


def _apart(first: tuple[FloatArray, FloatArray] | None, second: tuple[FloatArray, FloatArray] | None) -> bool:
    if first is None or second is None:
        return True
    return bool((first[0] > second[1]).any() or (second[0] > first[1]).any())


def orders(claim: FloatArray) -> list[tuple[int, int, tuple[int, ...]]]:
    """(first frame, last frame + 1, parts from far to near), as few changes as the frames allow."""
    allowed = [_against(_sorted(one), one) + _TOLERATED for one in claim]
    found = []
    first = 0
    while first < len(claim):
        last, total = first + 1, claim[first].copy()
        best = _sorted(total)
        while last < len(claim):
            total = total + claim[last]
            wider = _sorted(total)
            if any(_against(wider, claim[frame]) > allowed[frame] for frame in range(first, last + 1)):
                break
            best, last = wider, last + 1
        found.append((first, last, best))
        first = last
    return found


def _sorted(claim: FloatArray) -> tuple[int, ...]:
    """Parts from far to near: always next the one that claims least to be nearer than those that are left."""
    ahead = np.maximum(claim, 0.0)
    left = ahead.sum(axis=1)
    order = []
    for _ in range(len(claim)):
        part = int(left.argmin())
        order.append(part)
        left -= ahead[:, part]
        left[part] = np.inf
    return tuple(order)


def _against(order: Sequence[int], claim: FloatArray) -> float:
    """How much of the evidence of one frame an order contradicts."""
    place = np.empty(len(order), dtype=int)
    place[list(order)] = np.arange(len(order))
    return float(np.maximum(claim, 0.0)[place[:, None] < place[None, :]].sum())
