"""Laws of progress: what must not matter does not, and what must move moves one way."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from supple.measurement import ErrorModel, KindOfTrial, Measurement
from supple.progress import ChangeSettings, Verdict, trend, two_point_change
from supple.progress.boundary import spent, z_bounds
from supple.quantities import Direction, Instrument, Mode, Movement, Position

KIND = KindOfTrial(Position.LUMBAR_LOCKED, Mode.ACTIVE, Instrument.INCLINOMETER)
EVEN = ChangeSettings(false_improved=0.02, false_declined=0.02)
OPPOSITE = {
    Verdict.IMPROVED: Verdict.DECLINED,
    Verdict.DECLINED: Verdict.IMPROVED,
    Verdict.NO_REAL_CHANGE: Verdict.NO_REAL_CHANGE,
    Verdict.TOO_EARLY: Verdict.TOO_EARLY,
}


def measurement(day, value, sem):
    error = ErrorModel(sem, 0.0, "made for the test")
    when = date(2026, 1, 5) + timedelta(days=day)
    return Measurement(Movement.ROTATION, Direction.LEFT, KIND, "Kim", when, value, sem, 3, error)


@st.composite
def series(draw):
    numbers = sorted(draw(st.sets(st.integers(0, 200), min_size=1, max_size=14)))
    values = draw(st.lists(st.floats(20.0, 70.0), min_size=len(numbers), max_size=len(numbers)))
    sems = draw(st.lists(st.floats(0.5, 6.0), min_size=len(numbers), max_size=len(numbers)))
    return [measurement(*row) for row in zip(numbers, values, sems, strict=True)]


def moved(measured, *, value=lambda x: x):
    return [measurement((m.day - date(2026, 1, 5)).days, value(m.mean_deg), m.sem_deg) for m in measured]


LAW = settings(deadline=None, max_examples=20)


@LAW
@given(measured=series(), seed=st.integers(0, 999))
def test_the_order_given_does_not_matter(measured, seed):
    shuffled = list(measured)
    np.random.default_rng(seed).shuffle(shuffled)
    assert trend(shuffled) == trend(measured)


@LAW
@given(measured=series(), shift=st.integers(-30, 30))
def test_the_level_does_not_matter_for_change(measured, shift):
    here, there = trend(measured), trend(moved(measured, value=lambda x: x + shift))
    assert [(c.verdict, c.seen) for c in there.calls] == [(c.verdict, c.seen) for c in here.calls]
    assert there.level_deg == pytest.approx(here.level_deg + shift)
    if here.slope_deg_per_week is not None:
        assert there.slope_deg_per_week == pytest.approx(here.slope_deg_per_week, abs=1e-6)


@LAW
@given(measured=series())
def test_mirrored_values_give_the_mirrored_verdict(measured):
    here = trend(measured, settings=EVEN)
    there = trend(moved(measured, value=lambda x: 90.0 - x), settings=EVEN)
    assert there.verdict is OPPOSITE[here.verdict]


@LAW
@given(measured=series())
def test_the_past_is_not_rewritten(measured):
    """A call made on some day was made with that day's knowledge: later days never remove or move it."""
    whole = trend(measured).calls
    for length in range(1, len(measured)):
        part = trend(measured[:length]).calls
        seen_by_then = [c for c in whole if c.seen <= measured[length - 1].day]
        assert [(c.verdict, c.seen) for c in part] == [(c.verdict, c.seen) for c in seen_by_then]


@LAW
@given(measured=series())
def test_intervals_hold_their_middle_and_counts_agree(measured):
    found = trend(measured)
    assert found.days == len(measured)
    assert found.level_interval_deg[0] < found.level_deg < found.level_interval_deg[1]
    if found.slope_interval is not None:
        assert found.slope_interval[0] < found.slope_deg_per_week < found.slope_interval[1]
    if found.calls:
        assert found.verdict is found.calls[-1].verdict


@LAW
@given(first=st.floats(20, 70), last=st.floats(20, 70), sem=st.floats(0.5, 6.0), more=st.floats(0.1, 3.0))
def test_a_larger_error_never_makes_two_points_a_change(first, last, sem, more):
    small = two_point_change(measurement(0, first, sem), measurement(9, last, sem))
    large = two_point_change(measurement(0, first, sem + more), measurement(9, last, sem))
    assert large.mdc95_deg > small.mdc95_deg
    assert large.beyond_error <= small.beyond_error


@LAW
@given(looks=st.lists(st.floats(1e-4, 1e4), min_size=1, max_size=10, unique=True), budget=st.floats(0.001, 0.2))
def test_no_looks_spend_more_than_the_budget(looks, budget):
    information = np.array(sorted(looks))
    assume(np.all(np.diff(information) > 0.0))
    total = spent(information, budget)
    assert np.all(np.diff(total) >= -1e-15)
    assert total[-1] <= budget * (1.0 + 1e-9)
    bounds = z_bounds(information, budget)
    assert np.all(bounds > 0.0)


@LAW
@given(measured=series(), began=st.integers(-50, 260))
def test_any_start_of_training_is_judged(measured, began):
    """Also before the first day, between days, and after the last one (then nothing has been trained yet)."""
    found = trend(measured, training_began=date(2026, 1, 5) + timedelta(days=began))
    assert found.days == len(measured)
    if began >= (measured[-1].day - date(2026, 1, 5)).days and began >= (measured[0].day - date(2026, 1, 5)).days:
        assert found.calls == ()
        assert found.change_deg is None
