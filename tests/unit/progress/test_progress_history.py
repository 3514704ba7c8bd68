"""From trials to the progress of each series."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from progress_series import FIRST

from supple.measurement import ErrorModel, Trial
from supple.progress import Verdict, group_history, progress_of
from supple.quantities import Direction, Grade, Instrument, Mode, Movement, Position


def trial(number, value, *, direction=Direction.LEFT, position=Position.LUMBAR_LOCKED, mode=Mode.ACTIVE, **more):
    day = FIRST + timedelta(days=number)
    return Trial(Movement.ROTATION, direction, mode, position, Instrument.PHONE, value, day, **more)


def history():
    numbers = [0, 2, 4, *range(11, 90, 7)]
    found = []
    for number in numbers:
        gain = max(0.0, number - 4) / 7.0
        for wobble in (-1.0, 0.0, 1.0):
            found += [
                trial(number, 40.0 + 1.5 * gain + wobble),
                trial(number, 45.0 + wobble, direction=Direction.RIGHT),
                trial(number, 60.0 - wobble, position=Position.SEATED),
            ]
    return found


def test_series_are_kept_apart_and_in_order():
    found = group_history(history())
    assert len(found) == 3
    assert [len(days) for days in found.values()] == [15, 15, 15]
    for key, days in found.items():
        assert {(m.movement, m.direction, m.kind) for m in days} == {(key.movement, key.direction, key.kind)}
        assert list(days) == sorted(days, key=lambda m: m.day)
        assert all(m.n == 3 for m in days)


def test_progress_of_each_series():
    by_key = {(p.key.direction, p.key.kind.position): p for p in progress_of(history())}
    left = by_key[Direction.LEFT, Position.LUMBAR_LOCKED]
    right = by_key[Direction.RIGHT, Position.LUMBAR_LOCKED]
    assert left.trend.verdict is Verdict.IMPROVED
    assert right.trend.verdict is Verdict.NO_REAL_CHANGE
    assert left.two_point.beyond_error
    assert right.plateau.reached is True
    assert right.two_point.difference_deg == pytest.approx(0.0)


def test_own_repeats_replace_the_borrowed_error():
    learned = next(iter(group_history(history()).values()))
    borrowed = next(iter(group_history(history(), learn=False).values()))
    fixed = next(iter(group_history(history(), error=ErrorModel(1.0, 1.0, "typed")).values()))
    assert learned[0].error.learned_days > 0
    assert borrowed[0].error.learned_days == 0
    assert learned[-1].sem_deg < borrowed[-1].sem_deg
    assert fixed[0].sem_deg == pytest.approx((1.0 + 1.0 / 3.0) ** 0.5)


def test_rejected_trials_do_not_count_and_nothing_gives_nothing():
    bad = [trial(0, 90.0, quality=Grade.REJECTED), trial(0, float("nan"))]
    assert progress_of(bad) == ()
    assert progress_of([]) == ()
    mixed = progress_of([*bad, trial(0, 50.0)])
    assert mixed[0].trend.level_deg == 50.0
    assert mixed[0].two_point is None


def test_two_raters_are_two_measurements_of_a_day():
    found = group_history([trial(0, 50.0, rater="Kim"), trial(0, 52.0, rater="Lee"), trial(7, 50.0, rater="Kim")])
    (days,) = found.values()
    assert [(m.day, m.rater) for m in days] == [(FIRST, "Kim"), (FIRST, "Lee"), (FIRST + timedelta(days=7), "Kim")]


def test_the_error_of_one_movement_is_not_learned_from_another():
    """Steady turning stays steady beside unsteady bending: each movement has an error of its own, as in the findings."""
    turns = [trial(number, value) for number in range(20) for value in (40.0, 41.0, 40.0)]
    bends = [
        replace(trial(number, 10.0 + 15.0 * (number % 2), direction=None), movement=Movement.FLEXION, order=place)
        for number in range(20)
        for place in range(3)
    ]
    alone, beside = group_history(turns), group_history([*turns, *bends])
    assert len(beside) == len(alone) + 1
    assert all(beside[key] == days for key, days in alone.items())


def test_pain_beyond_the_go_zone_widens_the_borrowed_error():
    def sem(pain):
        return next(iter(group_history([trial(0, 40.0, rater="Kim", pain=pain)]).values()))[0].sem_deg

    assert sem(3) == sem(None) == sem(0)
    assert sem(4) > 2.0 * sem(3)
