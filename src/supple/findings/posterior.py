"""Active and passive range of one direction judged together, on a grid of what has no closed form.

Unknown: passive range P, gap G (active = P - G), and the shortfall S of an end range one assisted alone (0 for a clinician's).
Observed: means of active ~ N(P - G, va) and of end range ~ N(P - S, vp). Given G and S everything about P is normal, so only
G and S need a grid (Gauss-Legendre nodes, split at the detectable gap, so that no node sits on a rule's bound) and the
probability of each finding is a sum of normal distribution functions. All in degrees; arrays broadcast over leading axes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.polynomial.legendre import leggauss
from numpy.typing import ArrayLike
from scipy.special import ndtr

from supple.conventions import FloatArray
from supple.findings.model import Category
from supple.findings.settings import Prior

#: Order of the last axis of ``Posterior.probabilities``.
JUDGED: Final = (
    Category.MEETS_CRITERION,
    Category.MOBILITY_LIMITATION,
    Category.MOTOR_CONTROL_DEFICIT,
    Category.BORDERLINE,
)
#: Nodes of each part of the gap for standard errors of 1 degree or more; smaller ones ask for more of them.
_NODES: Final = 24
_MOST_NODES: Final = 408
#: Scales of a half-normal that hold all but 6e-5 of its probability, and those beyond which nothing is believed possible.
_USUAL: Final = 4.0
_FURTHEST: Final = 10.0


@dataclass(frozen=True, eq=False)
class Grid:
    """Gap down the rows (g, 1), shortfall along the columns (1, s), and their prior weight (g, s)."""

    prior: Prior
    gap_deg: FloatArray
    shortfall_deg: FloatArray
    weight: FloatArray
    detectable: FloatArray

    @property
    def passive(self) -> tuple[float, float]:
        return self.prior.passive_mean_deg, self.prior.passive_sd_deg**2


@dataclass(frozen=True, eq=False)
class Posterior:
    """probabilities: (..., 4) in the order of ``JUDGED``. weight: (..., g, s) of each cell; in it P ~ N(mean, variance)."""

    probabilities: FloatArray
    weight: FloatArray
    mean_deg: FloatArray
    variance: FloatArray


@lru_cache(maxsize=64)
def grid(prior: Prior, floor_deg: float, shortfall_deg: float, *, nodes: int = 24) -> Grid:
    """Nodes and prior weights. shortfall_deg: mean of the half-normal shortfall, 0 where a clinician moved the person.

    nodes: of each part of the gap; two thirds of it for the shortfall. ``nodes_for`` says how many a standard error asks for.
    """
    least, scale = prior.least_gap_deg, prior.gap_scale_deg
    usual, furthest = least + _USUAL * scale, least + _FURTHEST * scale
    edges = sorted({least, min(max(floor_deg, least), usual), usual, furthest})
    parts = [_half_normal(low - least, high - least, scale, nodes) for low, high in pairwise(edges)]
    gap = np.concatenate([at for at, _ in parts])[:, None] + least
    gap_weight = np.concatenate([weights for _, weights in parts])[:, None]
    if shortfall_deg > 0.0:
        spread = shortfall_deg * math.sqrt(math.pi / 2.0)
        at, weights = _half_normal(0.0, _USUAL * spread, spread, max(6, 2 * nodes // 3))
        short, short_weight = at[None], weights[None]
    else:
        short, short_weight = np.zeros((1, 1)), np.ones((1, 1))
    return Grid(prior, gap, short, gap_weight * short_weight, (gap >= floor_deg) & np.ones_like(short, dtype=bool))


def nodes_for(sem_deg: float) -> int:
    """So many nodes that none of them is far from its neighbour beside the smallest standard error."""
    return int(min(_MOST_NODES, _NODES * max(1.0, math.ceil(1.0 / max(sem_deg, 1e-3)))))


def posterior(
    cells: Grid,
    mark_deg: float,
    *,
    active_deg: ArrayLike,
    active_variance: ArrayLike,
    end_deg: ArrayLike = 0.0,
    end_variance: ArrayLike = math.inf,
) -> Posterior:
    """Judge means with their variances (deg^2) against a mark; an infinite variance is a mean that was not measured."""
    centre, spread = cells.passive
    weight_a, weight_e = 1.0 / _wide(active_variance), 1.0 / _wide(end_variance)
    from_a, from_e = _wide(active_deg) + cells.gap_deg, _wide(end_deg) + cells.shortfall_deg
    precision = 1.0 / spread + weight_a + weight_e
    mean = (centre / spread + from_a * weight_a + from_e * weight_e) / precision
    # minus twice the logarithm of how likely the means are in each cell, P integrated out
    misfit = (from_a - mean) ** 2 * weight_a + (from_e - mean) ** 2 * weight_e + (mean - centre) ** 2 / spread
    weight = cells.weight * np.exp(-0.5 * (misfit - misfit.min(axis=(-1, -2), keepdims=True)))
    weight /= weight.sum(axis=(-1, -2), keepdims=True)
    below = ndtr((mark_deg - mean) * np.sqrt(precision))  # passive below the mark
    short = ndtr((mark_deg + cells.gap_deg - mean) * np.sqrt(precision))  # active below the mark
    between = weight * (short - below)
    parts = (weight * (1.0 - short), weight * below, between * cells.detectable, between * np.logical_not(cells.detectable))
    probabilities = np.stack([part.sum(axis=(-1, -2)) for part in parts], axis=-1)
    return Posterior(probabilities, weight, mean, 1.0 / precision)


def _half_normal(low: float, high: float, scale: float, count: int) -> tuple[FloatArray, FloatArray]:
    """Nodes in [low, high] and their share of a half-normal distribution of this scale."""
    places, weights = leggauss(count)
    at = (high - low) / 2.0 * places + (high + low) / 2.0
    return at, weights * np.exp(-0.5 * (at / scale) ** 2) * (high - low) / scale / math.sqrt(2.0 * math.pi)


def _wide(values: ArrayLike) -> FloatArray:
    return np.asarray(values, dtype=np.float64)[..., None, None]
