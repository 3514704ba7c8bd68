"""The boundary spends exactly its budget, at any looks."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from supple.progress.boundary import _START, Boundary, spent, z_bounds
from supple.progress.settings import ChangeSettings


def crossings(information, bounds, people, rng):
    """Share of Brownian motions without drift that exceed the bounds at these looks."""
    steps = np.sqrt(np.diff(np.concatenate([[0.0], information])))
    walk = np.cumsum(rng.standard_normal((people, len(information))) * steps, axis=1)
    return (walk > np.asarray(bounds) * np.sqrt(information)).any(axis=1).mean()


LOOKS = {
    "even": np.arange(1.0, 11.0),
    "cubic, as a slope over weeks": np.array([k * (k + 1) * (k + 2) / 12.0 for k in range(2, 14)]) / 14.0,
    "two": np.array([0.5, 30.0]),
    "clustered": np.array([0.1, 0.11, 0.13, 2.0, 2.05, 2.3, 9.0, 40.0]),
}


@pytest.mark.parametrize("information", LOOKS.values(), ids=LOOKS.keys())
def test_what_is_spent_is_crossed(information):
    budget, people = 0.05, 200_000
    bounds = z_bounds(information, budget)
    expected = float(spent(information[-1:], budget)[0])
    found = crossings(information, bounds, people, np.random.default_rng(7))
    assert found == pytest.approx(expected, abs=4 * np.sqrt(expected / people))


def test_the_budget_is_never_exceeded_and_spent_in_the_end():
    information = np.geomspace(1e-6, 1e6, 200)
    total = spent(information, 0.04)
    assert np.all(np.diff(total) >= 0.0)
    assert total[0] < 1e-12
    assert total[-1] == pytest.approx(0.04, rel=1e-6)


def test_one_look_is_the_plain_test():
    information = 7.0
    chance = float(spent(np.array([information]), 0.05)[0])
    assert z_bounds([information], 0.05)[0] == pytest.approx(norm.isf(chance), abs=2e-3)


def test_equal_bounds_of_five_looks_match_pocock():
    """Pocock 1977: five even looks at z = 2.413 have a two-sided false-alarm rate of 5 %, 2.5 % on one side."""
    walk, total = _START, 0.0
    for look in range(1, 6):
        reached, bound = float(look), 2.413 * np.sqrt(look)
        chance = walk.above(bound, np.sqrt(reached - walk.information))
        found, walk = walk.step(reached, chance)
        assert found == pytest.approx(bound, abs=1e-4)
        total += chance
    assert total == pytest.approx(0.025, abs=2e-4)


def test_a_look_that_adds_nothing_is_no_test():
    boundary = Boundary(0.05)
    assert np.isinf(boundary.at(0.0))
    assert np.isfinite(boundary.at(3.0))
    assert np.isinf(boundary.at(3.0))
    assert np.isinf(boundary.at(3.01))
    assert np.isfinite(boundary.at(4.0))


def test_skipped_looks_leave_the_budget_to_later_ones():
    sparse = z_bounds([10.0], 0.05)
    dense = z_bounds([2.0, 4.0, 6.0, 8.0, 10.0], 0.05)
    assert sparse[0] < dense[-1]


def test_a_larger_budget_lowers_every_bound():
    looks = LOOKS["even"]
    assert np.all(z_bounds(looks, 0.05) < z_bounds(looks, 0.01))


def test_settings_move_the_pace_that_is_looked_for():
    early = z_bounds([2.0], 0.05, ChangeSettings(quick_slope_dpw=3.0))
    late = z_bounds([2.0], 0.05, ChangeSettings(quick_slope_dpw=1.0))
    assert early[0] < late[0]
