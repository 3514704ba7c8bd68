"""Which further trials today are worth doing: what answering could gain, weighed over what the trials may show.

Each plan (so many more active trials, then so many of end range) is valued one step ahead: the means it may bring come from
what is known now, and what could be said after each of them is weighed with how likely it is. Where a plan holds both, it may
end after its active trials. Only the first trial of the best plan is done; after it the question is asked again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.polynomial.hermite_e import hermegauss
from numpy.typing import ArrayLike

from supple.conventions import FloatArray
from supple.findings.posterior import Grid, Posterior, posterior
from supple.findings.seen import Seen

_NODES, _RAW_WEIGHTS = hermegauss(5)
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
    """So many further trials today, active ones first; gain is the expected rise of ``Stakes.value``."""

    active: int
    end_range: int
    gain: float


def best_plan(cells: Grid, stakes: Stakes, active: Seen, end: Seen, *, active_left: int, end_left: int) -> Plan | None:
    """The plan within the trials left of each mode with the greatest gain; None where none gains anything."""
    asked = _Question(cells, stakes, active, end)
    now = _judge(asked, (active.mean_deg, active.variance), (end.mean_deg, end.variance))
    value = float(stakes.value(now.probabilities))
    plans = [plan for count in range(1, active_left + 1) for plan in _active_first(asked, now, count, end_left)]
    plans += [Plan(0, count, _after_end(asked, now, count)) for count in range(1, end_left + 1)]
    best = max(plans, key=lambda plan: plan.gain, default=None)
    return replace(best, gain=best.gain - value) if best is not None and best.gain > value else None


@dataclass(frozen=True)
class _Question:
    cells: Grid
    stakes: Stakes
    active: Seen
    end: Seen


def _judge(asked: _Question, active: tuple[ArrayLike, float], end: tuple[ArrayLike, float]) -> Posterior:
    return posterior(
        asked.cells,
        asked.stakes.mark_deg,
        active_deg=active[0],
        active_variance=active[1],
        end_deg=end[0],
        end_variance=end[1],
    )


def _active_first(asked: _Question, now: Posterior, count: int, end_left: int) -> list[Plan]:
    """Plans that open with so many active trials: these alone, or with end-range trials after them."""
    means = _predicted(now, now.mean_deg - asked.cells.gap_deg, asked.active, count)
    active = asked.active.with_more(means, count)
    then = _judge(asked, active, (asked.end.mean_deg, asked.end.variance))
    ending_here = asked.stakes.value(then.probabilities)
    plans = [Plan(count, 0, float(ending_here @ _WEIGHTS))]
    for ends in sorted({1, 2, 3, end_left} & set(range(1, end_left + 1))):
        further = _values_after_end(asked, then, (np.asarray(active[0])[..., None], active[1]), ends)
        plans.append(Plan(count, ends, float(np.maximum(ending_here, further) @ _WEIGHTS)))
    return plans


def _after_end(asked: _Question, now: Posterior, count: int) -> float:
    return float(_values_after_end(asked, now, (asked.active.mean_deg, asked.active.variance), count))


def _values_after_end(asked: _Question, now: Posterior, active: tuple[ArrayLike, float], count: int) -> FloatArray:
    """Expected value of what could be said after so many end-range trials, for each state of ``now``."""
    means = _predicted(now, now.mean_deg - asked.cells.shortfall_deg, asked.end, count)
    later = _judge(asked, active, asked.end.with_more(means, count))
    return np.asarray(asked.stakes.value(later.probabilities) @ _WEIGHTS)


def _predicted(now: Posterior, theta: FloatArray, arm: Seen, count: int) -> FloatArray:
    """Likely means of the next ``count`` trials, (..., nodes): Gauss-Hermite nodes of a normal with the prediction's moments.

    theta: the range in each cell, (..., g, s). What today's mean says of the day's own shift (b) carries over to further trials.
    """
    day, trial = arm.s_day_deg**2, arm.s_trial_deg**2
    known = day / (day + trial / arm.n) if arm.n else 0.0
    centre = (1.0 - known) * theta + known * arm.today_deg
    mean = (now.weight * centre).sum(axis=(-1, -2))
    spread = (now.weight * (centre - mean[..., None, None]) ** 2).sum(axis=(-1, -2))
    variance = spread + (1.0 - known) ** 2 * now.variance.max(axis=(-1, -2)) + day * (1.0 - known) + trial / count
    return np.asarray(mean[..., None] + np.sqrt(variance)[..., None] * _NODES)
