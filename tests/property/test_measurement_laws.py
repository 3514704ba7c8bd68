"""Laws of measurements and learned errors."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.trials import measurement, trials
from supple.measurement import ErrorModel, learn_error, measure_day

values = st.lists(st.floats(0.0, 90.0), min_size=1, max_size=6)
error = st.builds(
    ErrorModel, s_trial_deg=st.floats(0.1, 10.0), s_day_deg=st.floats(0.0, 10.0), source=st.just("made"), floor_deg=st.just(6.0)
)
quick = settings(deadline=None, max_examples=60)


@quick
@given(values, error, st.floats(-40.0, 40.0))
def test_adding_a_constant_moves_the_mean_and_nothing_else(readings, model, shift):
    (plain,) = measure_day(trials(readings), model)
    (moved,) = measure_day(trials([value + shift for value in readings]), model)
    assert moved.mean_deg == pytest.approx(plain.mean_deg + shift, abs=1e-9)
    assert moved.sem_deg == pytest.approx(plain.sem_deg, abs=1e-9)


@quick
@given(values, error)
def test_left_mirrored_is_right(readings, model):
    (left,) = measure_day(trials(readings), model)
    (right,) = measure_day(trials(readings, direction="right"), model)
    assert right == replace(left, direction=right.direction)


@quick
@given(values, error, st.floats(0.0, 5.0), st.floats(0.0, 5.0))
def test_more_error_of_the_instrument_never_shrinks_the_sem(readings, model, own, more):
    (less_error,) = measure_day(trials(readings, own_error_deg=own), model)
    (more_error,) = measure_day(trials(readings, own_error_deg=own + more), model)
    assert more_error.sem_deg >= less_error.sem_deg - 1e-12


@quick
@given(st.floats(30.0, 50.0), st.integers(1, 11), error)
def test_a_further_steady_trial_never_widens_and_never_beats_the_day(value, count, model):
    (fewer,) = measure_day(trials([value] * count), model)
    (further,) = measure_day(trials([value] * (count + 1)), model)
    assert model.s_day_deg <= further.sem_deg <= fewer.sem_deg


@quick
@given(st.floats(0.01, 20.0), st.floats(0.0, 20.0))
def test_mdc_never_shrinks_when_sem_grows(sem, more):
    assert measurement(sem_deg=sem + more).mdc95_deg >= measurement(sem_deg=sem).mdc95_deg > sem


@quick
@given(values, st.permutations(range(6)), error)
def test_the_order_in_which_trials_are_given_does_not_matter(readings, places, model):
    given_trials = trials(readings)
    shuffled = [given_trials[place] for place in places if place < len(given_trials)]
    (one,), (other,) = measure_day(given_trials, model), measure_day(shuffled, model)
    assert one.mean_deg == pytest.approx(other.mean_deg)
    assert one.sem_deg == pytest.approx(other.sem_deg)


@quick
@given(st.lists(values, min_size=2, max_size=5), error)
def test_a_learned_error_lies_between_the_borrowed_one_and_the_repeats(days, borrowed):
    made = [trial for ago, readings in enumerate(days) for trial in trials(readings, days_ago=ago)]
    learned = learn_error(made, borrowed)
    steadier = learn_error([replace(trial, value_deg=40.0) for trial in made], borrowed)
    assert steadier.s_trial_deg <= min(borrowed.s_trial_deg, learned.s_trial_deg) + 1e-9
    assert steadier.s_day_deg <= borrowed.s_day_deg + 1e-9
    assert learned.s_trial_deg > 0
    assert learned.learned_days == len(days)
