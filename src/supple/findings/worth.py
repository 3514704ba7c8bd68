"""Which further trial today is worth doing: what answering could gain, weighed over what the trial may show."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.polynomial.hermite_e import hermegauss

from supple.conventions import FloatArray
from supple.findings.posterior import Grid, Posterior, posterior
from supple.findings.seen import Seen

_NODES, _RAW_WEIGHTS = hermegauss(7)
_WEIGHTS: Final[FloatArray] = _RAW_WEIGHTS / _RAW_WEIGHTS.sum()


@dataclass(frozen=True)
class Stakes:
    """A finding is said at ``commit``; a wrong one costs ``wrong_cost`` right ones; saying nothing gains nothing."""

    mark_deg: float
    commit: float
    wrong_cost: float

    def value(self, probabilities: FloatArray) -> FloatArray:
        """Expected gain of the best thing to say, over the last axis."""
        best = np.asarray(probabilities.max(axis=-1))
        return np.where(best >= self.commit, best - self.wrong_cost * (1.0 - best), 0.0)


@dataclass(frozen=True)
class Plan:
    """So many further trials of one mode today, and the expected gain per trial (in right answers)."""

    end_range: bool
    trials: int
    gain: float


def best_plan(cells: Grid, stakes: Stakes, active: Seen, end: Seen, *, active_left: int, end_left: int) -> Plan | None:
    """The number of further trials of one mode with the greatest gain per trial; None where none gains anything.

    Looks at 1, 2, ... up to the trials left of each mode as one step: a single trial often cannot change the answer where
    two or three can. The trial itself is then one; after it the question is asked again.
    """
    question = _Question(cells, stakes, active, end)
    now = _judge(question)
    value = float(stakes.value(now.probabilities))
    plans = [
        Plan(end_range, count, (_after(question, now, end_range=end_range, count=count) - value) / count)
        for end_range, left in ((False, active_left), (True, end_left))
        for count in range(1, left + 1)
    ]
    best = max(plans, key=lambda plan: plan.gain, default=None)
    return best if best is not None and best.gain > 0.0 else None


@dataclass(frozen=True)
class _Question:
    cells: Grid
    stakes: Stakes
    active: Seen
    end: Seen


def _judge(asked: _Question) -> Posterior:
    return posterior(
        asked.cells,
        asked.stakes.mark_deg,
        active_deg=asked.active.mean_deg,
        active_variance=asked.active.variance,
        end_deg=asked.end.mean_deg,
        end_variance=asked.end.variance,
    )


def _after(asked: _Question, now: Posterior, *, end_range: bool, count: int) -> float:
    """Expected value of what could be said after so many further trials."""
    active, end = asked.active, asked.end
    shift = asked.cells.shortfall_deg if end_range else asked.cells.gap_deg
    means = _predicted(now, now.mean_deg - shift, end if end_range else active, count)
    active_mean, active_variance = (active.mean_deg, active.variance) if end_range else active.with_more(means, count)
    end_mean, end_variance = end.with_more(means, count) if end_range else (end.mean_deg, end.variance)
    later = posterior(
        asked.cells,
        asked.stakes.mark_deg,
        active_deg=active_mean,
        active_variance=active_variance,
        end_deg=end_mean,
        end_variance=end_variance,
    )
    return float((asked.stakes.value(later.probabilities) * _WEIGHTS).sum())


def _predicted(now: Posterior, theta: FloatArray, arm: Seen, count: int) -> FloatArray:
    """Likely means of the next ``count`` trials: Gauss-Hermite nodes of a normal with the prediction's mean and variance.

    theta: the range in each cell. What today's mean already says of the day's own shift (b) carries over to further trials.
    """
    day, trial = arm.s_day_deg**2, arm.s_trial_deg**2
    known = day / (day + trial / arm.n) if arm.n else 0.0
    left = day * (1.0 - known)
    centre = (1.0 - known) * theta + known * arm.today_deg
    mean = float((now.weight * centre).sum())
    spread = float((now.weight * (centre - mean) ** 2).sum())
    variance = spread + (1.0 - known) ** 2 * float(now.variance.max()) + left + trial / count
    return mean + math.sqrt(variance) * _NODES
