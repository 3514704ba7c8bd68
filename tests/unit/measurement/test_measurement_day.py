"""Trials of a day put together: what is averaged, what is not, and what widens the error."""

import math
from dataclasses import replace
from datetime import time

import pytest

from builders.trials import trial, trials
from supple.measurement import ErrorModel, measure_day, measure_days, quantity_of
from supple.measurement.day import rise_across
from supple.problems import InputProblem
from supple.quantities import Arm, Grade, Instrument, Placement, Position, Quantity

EXACT = ErrorModel(s_trial_deg=3.0, s_day_deg=2.0, source="made for the test")


def test_mean_and_sem_of_three():
    (measured,) = measure_day(trials([44.0, 47.0, 44.0]), EXACT)
    assert measured.mean_deg == pytest.approx(45.0)
    assert measured.sem_deg == pytest.approx(math.sqrt(2.0**2 + 3.0**2 / 3))
    assert measured.mdc95_deg == pytest.approx(1.96 * math.sqrt(2.0) * measured.sem_deg)
    assert measured.n == 3


@pytest.mark.parametrize(
    "other",
    [
        {"direction": "right"},
        {"mode": "passive"},
        {"position": Position.SEATED},
        {"instrument": Instrument.INCLINOMETER},
        {"placement": Placement.UPPER_BACK},
        {"placement": None},
        {"arm": Arm.BEHIND_HEAD},
        {"rater": "Kim"},
        {"quantity": Quantity.TRUNK_TURN},
    ],
)
def test_kinds_directions_and_raters_are_never_pooled(other):
    measured = measure_day([trial(40.0), trial(60.0, **other)])
    assert sorted(row.mean_deg for row in measured) == [40.0, 60.0]


def test_assisted_trials_of_different_ways_are_never_pooled():
    wall = replace(trial(50.0, "assisted"), assist="wall")
    assert len(measure_day([trial(50.0, "assisted"), wall])) == 2


def test_rejected_and_missing_values_are_left_out_not_counted_as_zero():
    given = [*trials([44.0, 46.0]), trial(5.0, quality=Grade.REJECTED), trial(math.nan), trial(math.inf)]
    (measured,) = measure_day(given)
    assert (measured.mean_deg, measured.n) == (45.0, 2)
    assert measure_day([trial(math.nan)]) == []


def test_usable_trials_count_like_good_ones():
    (measured,) = measure_day([trial(44.0), trial(46.0, quality=Grade.USABLE)])
    assert (measured.mean_deg, measured.n) == (45.0, 2)


def test_two_days_are_refused_by_measure_day_and_kept_apart_by_measure_days():
    given = [trial(40.0, days_ago=3), trial(50.0)]
    with pytest.raises(InputProblem, match="2 days"):
        measure_day(given)
    assert [row.mean_deg for row in measure_days(given)] == [40.0, 50.0]


def test_the_instruments_own_error_enters_partly_shared():
    (measured,) = measure_day(trials([45.0] * 4, own_error_deg=2.0), EXACT)
    own = 0.5 * 2.0**2 + 0.5 * 2.0**2 / 4
    assert measured.sem_deg**2 == pytest.approx(2.0**2 + 3.0**2 / 4 + own)


def test_a_rise_beyond_chance_widens_the_error_and_a_fall_does_not():
    steady = measure_day(trials([45.0, 45.0, 45.0]), EXACT)[0]
    rising = measure_day(trials([35.0, 45.0, 55.0]), EXACT)[0]
    falling = measure_day(trials([55.0, 45.0, 35.0]), EXACT)[0]
    assert rising.rise_deg == pytest.approx(20.0 - 2 * 1.645 * 3.0 / math.sqrt(2.0))
    assert rising.sem_deg**2 == pytest.approx(steady.sem_deg**2 + rising.rise_deg**2 / 4)
    assert falling.sem_deg == steady.sem_deg


def test_two_trials_show_no_rise():
    assert rise_across(trials([30.0, 60.0]), 3.0) == 0.0


def test_order_then_time_say_which_trial_came_first():
    by_order = [trial(55.0, order=3), trial(35.0, order=1), trial(45.0, order=2)]
    by_time = [trial(55.0, time=time(9, 2)), trial(35.0, time=time(9, 0)), trial(45.0, time=time(9, 1))]
    assert rise_across(by_order, 1.0) == rise_across(by_time, 1.0) > 0


def test_errors_by_group_or_by_function():
    by_function = measure_day(trials([45.0]), lambda group: EXACT if group.rater == "self" else ErrorModel(9, 9, ""))
    assert by_function[0].error is EXACT
    by_group = measure_day(trials([45.0]), {})
    assert by_group[0].error.s_trial_deg == 4.0


def test_a_phone_outside_lumbar_locked_sees_the_trunk_turn():
    assert quantity_of(Position.SEATED, Instrument.PHONE) is Quantity.TRUNK_TURN
    assert quantity_of(Position.LUMBAR_LOCKED, Instrument.PHONE) is Quantity.THORACIC_ROTATION
    assert quantity_of(Position.SEATED, Instrument.GONIOMETER) is Quantity.THORACIC_ROTATION


def test_kinds_sort_even_where_a_word_is_missing():
    kinds = [trial(placement=None).kind, trial().kind, trial(mode="passive", arm=None).kind]
    assert sorted(kinds) == sorted([kinds[2], kinds[0], kinds[1]])


@pytest.mark.parametrize("unknown", [float("nan"), float("inf")])
def test_a_value_whose_own_error_is_unknown_is_not_taken_for_exact(unknown):
    known = trials([40.0, 42.0], own_error_deg=2.0)
    (one,) = measure_day([*known, trial(70.0, own_error_deg=unknown)])
    assert (one.mean_deg, one.n) == (41.0, 2)
    assert measure_day([trial(70.0, own_error_deg=unknown)]) == []
