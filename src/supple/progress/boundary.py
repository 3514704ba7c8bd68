"""How far a trend must stand out before it is called, at any number and spacing of looks.

The estimate of a slope from the first k days and that from more days have the joint law of a Brownian motion observed at the
information reached, 1/variance (Jennison & Turnbull, Group Sequential Methods, chapter 3; any spacing, unequal errors).
So a boundary may be computed look by look from what has been measured, without knowing what will be, as long as the
false-alarm budget spent by a given information is fixed beforehand (Lan & DeMets 1983, doi:10.1093/biomet/70.3.659).
The budget follows Wald's sequential test against a pace: a Brownian motion W(I) without drift ever crosses the line
log(1/alpha)/pace + pace*I/2 with probability alpha, and the law of when is known; that law is spent, exactly, at the looks
that happen. The budget of all looks together, however long one goes on, is alpha.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from scipy.special import log_ndtr, ndtr

from supple.conventions import FloatArray
from supple.progress.settings import DEFAULT, ChangeSettings

#: Information must grow by this fraction before another look is a test of its own (numerical resolution of the grid).
LEAST_GROWTH: Final = 0.02
_POINTS: Final = 241
_REACH: Final = 8.0


def spent(information: FloatArray, budget: float, settings: ChangeSettings = DEFAULT) -> FloatArray:
    """The false-alarm budget spent once the information (weeks^2/deg^2, any shape) is reached; rises from 0 to ``budget``."""
    quick = _crossing(information, budget, settings.quick_slope_dpw)
    slow = _crossing(information, budget, settings.slow_slope_dpw)
    return settings.quick_share * quick + (1.0 - settings.quick_share) * slow


def _crossing(information: FloatArray, budget: float, pace: float) -> FloatArray:
    """P(Brownian motion has crossed start + slope*I by I): Siegmund 1985, Sequential Analysis, equation 3.15."""
    root = np.sqrt(np.maximum(information, np.finfo(float).tiny))
    start, slope = math.log(1.0 / budget) / pace, pace / 2.0
    below = (start + slope * information) / root
    mirrored = np.exp(-2.0 * start * slope + log_ndtr((slope * information - start) / root))
    return np.asarray(ndtr(-below) + mirrored, dtype=np.float64)


class Boundary:
    """One side of the test: ask it at each look, in order, what a standardised estimate must exceed."""

    def __init__(self, budget: float, settings: ChangeSettings = DEFAULT) -> None:
        self._budget, self._settings = budget, settings
        self._walk = _START
        self._used = 0.0

    def at(self, information: float) -> float:
        """The bound at a look with this information, (deg/week)^-2; infinite where the look adds (almost) nothing."""
        if information <= self._walk.information * (1.0 + LEAST_GROWTH) or information <= 0.0:
            return math.inf
        total = float(spent(np.array(information), self._budget, self._settings))
        score, self._walk = _step(self._walk, information, max(total - self._used, 0.0))
        self._used = max(self._used, total)
        return score / math.sqrt(information)


def z_bounds(information: Sequence[float], budget: float, settings: ChangeSettings = DEFAULT) -> FloatArray:
    """Bounds of one side for a whole sequence of looks, (k,), as ``Boundary`` gives them one by one."""
    boundary = Boundary(budget, settings)
    return np.array([boundary.at(float(reached)) for reached in information])


@dataclass(frozen=True, eq=False)  # told apart by identity, so that the same looks find the same steps again
class _Walk:
    """The density of the score among those not called yet, on a grid that ends at the last boundary."""

    information: float
    grid: FloatArray
    mass: FloatArray

    def step(self, information: float, chance: float) -> tuple[float, _Walk]:
        """The score first exceeded at ``information`` with probability ``chance``, and the walk after it."""
        sd = math.sqrt(information - self.information)
        bound = self._bound(sd, chance, math.sqrt(information))
        grid = np.linspace(-_REACH * math.sqrt(information), bound, _POINTS)
        kernel = np.exp(-0.5 * ((grid[:, None] - self.grid) / sd) ** 2)
        density = kernel @ self.mass / (sd * math.sqrt(2.0 * math.pi))
        weight = np.full(_POINTS, grid[1] - grid[0])
        weight[[0, -1]] /= 2.0
        return bound, _Walk(information, grid, density * weight)

    def above(self, score: float, sd: float) -> float:
        """Probability to exceed ``score`` after a further step of this SD."""
        return float(ndtr((self.grid - score) / sd) @ self.mass)

    def _bound(self, sd: float, chance: float, root: float) -> float:
        top = _REACH * root
        if self.above(top, sd) >= chance:
            return top
        low, high = 0.0, top
        for _ in range(50):
            middle = (low + high) / 2.0
            low, high = (middle, high) if self.above(middle, sd) > chance else (low, middle)
        return high


_START: Final = _Walk(0.0, np.zeros(1), np.ones(1))


@lru_cache(maxsize=1024)
def _step(walk: _Walk, information: float, chance: float) -> tuple[float, _Walk]:
    """Left and right are measured on the same days with the same error: their boundary is computed once."""
    return walk.step(information, chance)
