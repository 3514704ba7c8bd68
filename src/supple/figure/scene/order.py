"""Who is drawn before whom: what is nearer covers what is farther, in every frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray

#: Depths closer than this decide little, metres.
_CLOSE_M: Final = 0.03
#: An order may go against this much of the evidence before another is taken.
_TOLERATED: Final = 0.6


@dataclass(frozen=True)
class Beads:
    """Balls standing for the parts: place (n, b, 2) on the page, depth (n, b), radius (n, b), metres; owner (b,) the part."""

    place: FloatArray
    depth: FloatArray
    radius: FloatArray
    owner: np.ndarray


def claims(beads: Beads, parts: int) -> FloatArray:
    """(n, parts, parts): how strongly part i is nearer than part j where both are seen at one place; j, i is the negative."""
    n = len(beads.place)
    pairs = _pairs(beads.owner, parts)
    result = np.zeros((n, parts, parts))
    for i, j, rows, columns in pairs:
        gap = beads.place[:, rows, None, :] - beads.place[:, None, columns, :]
        touching = beads.radius[:, rows, None] + beads.radius[:, None, columns]
        overlap = np.clip(1.0 - np.sqrt((gap * gap).sum(axis=3)) / touching, 0.0, None)
        nearer = np.clip((beads.depth[:, rows, None] - beads.depth[:, None, columns]) / _CLOSE_M, -1.0, 1.0)
        claim = (overlap * nearer).sum(axis=(1, 2))
        result[:, i, j], result[:, j, i] = claim, -claim
    return result


def _pairs(owner: np.ndarray, parts: int) -> list[tuple[int, int, np.ndarray, np.ndarray]]:
    members = [np.flatnonzero(owner == part) for part in range(parts)]
    return [(i, j, members[i], members[j]) for i in range(parts) for j in range(i) if len(members[i]) and len(members[j])]


def orders(claim: FloatArray) -> list[tuple[int, int, tuple[int, ...]]]:
    """(first frame, last frame + 1, parts from far to near), as few changes as the frames allow."""
    found = []
    first = 0
    while first < len(claim):
        last = first + 1
        best = _sorted(claim[first])
        while last < len(claim):
            wider = _sorted(claim[first : last + 1].sum(axis=0))
            if not all(_agrees(wider, claim[frame]) for frame in range(first, last + 1)):
                break
            best, last = wider, last + 1
        found.append((first, last, best))
        first = last
    return found


def _sorted(claim: FloatArray) -> tuple[int, ...]:
    """Parts from far to near: always next the one that claims least to be nearer than those that are left."""
    left = list(range(len(claim)))
    order = []
    while left:
        block = np.maximum(claim[np.ix_(left, left)], 0.0).sum(axis=1)
        order.append(left.pop(int(block.argmin())))
    return tuple(order)


def _agrees(order: Sequence[int], claim: FloatArray) -> bool:
    """Whether an order goes against one frame no more than the best order of that frame does."""
    return _against(order, claim) <= _against(_sorted(claim), claim) + _TOLERATED


def _against(order: Sequence[int], claim: FloatArray) -> float:
    arranged = claim[np.ix_(order, order)]
    return float(np.maximum(np.triu(arranged, 1), 0.0).sum())
