"""The joint judgement against brute force: people drawn from the stated prior, weighted by how likely their trials are.

Nothing is shared with the grid but the statement of the model: P ~ N(54, 9), gap 2 + |N(0, 5)|, shortfall half-normal with mean 3
where one assisted alone; errors of a trained rater 2.5 from trial to trial and 1.2 from day to day, of oneself 4 and 3 (degrees).
"""

import math

import numpy as np
import pytest

from builders.trials import trials
from supple.findings import judge
from supple.findings.posterior import JUDGED
from supple.measurement import borrowed_error

PEOPLE = 600_000
MARK = 50.0


@pytest.fixture(scope="module")
def people():
    rng = np.random.default_rng(20261122)
    passive = rng.normal(54.0, 9.0, PEOPLE)
    gap = 2.0 + np.abs(rng.normal(0.0, 5.0, PEOPLE))
    shortfall = np.abs(rng.normal(0.0, 3.0 * math.sqrt(math.pi / 2.0), PEOPLE))
    return passive, gap, shortfall


CASES = [
    ("Kim", "passive", 45.0, 3, 53.0, 2),
    ("Kim", "passive", 47.0, 3, 49.0, 3),
    ("Kim", "passive", 42.0, 3, 49.5, 4),
    ("Kim", "passive", 44.0, 6, 52.0, 6),
    ("self", "assisted", 44.0, 3, 50.0, 3),
    ("self", "assisted", 40.0, 4, 46.0, 2),
    ("self", "assisted", 52.0, 3, 51.0, 3),
    ("self", "assisted", 46.0, 4, None, 0),
]


@pytest.mark.reference
@pytest.mark.parametrize(("rater", "mode", "active", "actives", "end", "ends"), CASES)
def test_probabilities_are_those_of_brute_force(people, rater, mode, active, actives, end, ends):  # noqa: PLR0917
    passive, gap, shortfall = people
    s_trial, s_day, floor = (4.0, 3.0, 10.0) if rater == "self" else (2.5, 1.2, 6.0)
    reached = passive - gap
    weight = np.exp(-0.5 * (active - reached) ** 2 / (s_day**2 + s_trial**2 / actives))
    if end is not None:
        shown = passive - shortfall if mode == "assisted" else passive
        weight *= np.exp(-0.5 * (end - shown) ** 2 / (s_day**2 + s_trial**2 / ends))
    fails = reached < MARK
    true = (~fails, passive < MARK, fails & (passive >= MARK) & (gap >= floor), fails & (passive >= MARK) & (gap < floor))
    expected = [float((weight * which).sum() / weight.sum()) for which in true]
    chance = 5.0 * 0.5 / math.sqrt(float(weight.sum() ** 2 / (weight**2).sum()))
    given = trials([active] * actives, rater=rater) + trials([end] * ends, mode, rater=rater)
    (finding,) = judge(given, errors=_unlearned)
    found = [finding.probabilities[category] for category in JUDGED]
    assert found == pytest.approx(expected, abs=chance)
    assert chance < 0.02


def _unlearned(group):
    return borrowed_error(instrument=group.kind.instrument, position=group.kind.position, rater=group.rater)
