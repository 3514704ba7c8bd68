"""The borrowed errors: which row is used, that it agrees with its published source, and how it gives way to one's own."""

import math
from dataclasses import replace

import numpy as np
import pytest

from builders.trials import trial, trials
from supple.evidence import Strength, figure, figures
from supple.measurement import ErrorModel, borrowed_error, error_table, learn_error
from supple.problems import InputProblem
from supple.quantities import Instrument, Position

PHONE = {"instrument": Instrument.PHONE, "position": Position.LUMBAR_LOCKED}
BORROWED = ErrorModel(4.0, 3.0, "borrowed", floor_deg=10.0)


@pytest.mark.parametrize(
    ("asked", "row"),
    [
        ({**PHONE, "rater": "self"}, "self"),
        ({**PHONE, "rater": "Kim"}, "trained-rater"),
        ({**PHONE, "rater": "Kim", "changed": True}, "changed-raters"),
        ({**PHONE, "rater": "Kim", "in_pain": True}, "in-pain"),
        ({**PHONE, "rater": "self", "in_pain": True}, "in-pain"),
        ({"instrument": Instrument.SENSORS, "rater": "self"}, "self-sensors"),
        ({"instrument": Instrument.MARKERS, "rater": "Kim"}, "named-sensors"),
        ({"instrument": Instrument.CAMERA, "rater": "Kim", "in_pain": True}, "camera"),
        ({"instrument": Instrument.INCLINOMETER, "position": Position.STANDING, "rater": "Kim"}, "unstudied"),
        ({"instrument": Instrument.INCLINOMETER, "rater": "Kim"}, "unstudied"),
        ({"instrument": Instrument.GONIOMETER, "position": Position.SEATED, "rater": "Kim"}, "trained-rater"),
    ],
)
def test_the_first_row_that_holds_is_used(asked, row):
    assert borrowed_error(**asked) is next(entry.error for entry in error_table() if entry.id == row)


def test_every_row_has_a_source_a_strength_and_a_note():
    for row in error_table():
        assert row.error.strength in set(Strength)
        assert row.error.note.endswith(".")
        named = [part.strip() for part in row.error.source.split(",")]
        assert all(part in figures() or " " in part for part in named)


def test_there_is_a_row_for_everyone():
    for instrument in Instrument:
        for position in [*Position, None]:
            for rater in ("self", "Kim"):
                assert borrowed_error(instrument=instrument, position=position, rater=rater).s_trial_deg > 0


@pytest.mark.reference
@pytest.mark.parametrize(
    ("row", "key"),
    [("trained-rater", "johnson_sem_interday"), ("in-pain", "bmc07_sem")],
)
def test_a_mean_of_three_has_the_published_standard_error(row, key):
    """Published standard errors are already of means of three; the split into trial and day must give them back."""
    low, high = figure(key).numbers
    error = next(entry.error for entry in error_table() if entry.id == row)
    assert low <= error.sem_deg(3) <= high


@pytest.mark.reference
def test_changing_raters_cost_what_was_published_beside_the_day():
    """Between raters on one day, mean of three, at most 2.3 degrees (Johnson 2012); the between-day part of 1.2 is added."""
    error = borrowed_error(**PHONE, rater="Kim", changed=True)
    high = figure("johnson_sem_inter").numbers[1]
    assert error.sem_deg(3) == pytest.approx(math.sqrt(high**2 + 1.2**2), abs=0.02)
    assert error.detectable_deg == pytest.approx(1.96 * math.sqrt(2) * error.sem_deg(3))  # computed, never rounded down


@pytest.mark.reference
def test_the_smallest_differences_are_the_derived_ones():
    assert borrowed_error(**PHONE, rater="Kim").detectable_deg == math.ceil(figure("pa_detect_expert").numbers[0])
    assert borrowed_error(**PHONE).detectable_deg == figure("pa_detect_phone").numbers[0]


def repeats(seed, days, s_trial, s_day, *, k=3, drift=0.0):
    rng = np.random.default_rng(seed)
    made = []
    for side, true in (("left", 40.0), ("right", 55.0)):
        for day in range(days):
            shift = rng.normal(0, s_day) + drift * day
            values = true + shift + rng.normal(0, s_trial, k)
            made += trials(values.tolist(), direction=side, days_ago=3 * (days - day))
    return made


def test_without_repeats_the_borrowed_error_stays():
    assert learn_error([], BORROWED) is BORROWED
    assert learn_error([trial(40.0)], BORROWED) is BORROWED


def test_one_day_teaches_the_trial_part_only():
    learned = learn_error(trials([40.0, 40.0, 40.0]), BORROWED)
    assert learned.s_trial_deg < BORROWED.s_trial_deg
    assert (learned.s_day_deg, learned.learned_days, learned.own_share) == (3.0, 0, 0.0)
    assert learned.detectable_deg == 10.0


def test_two_days_move_the_error_and_three_the_smallest_difference():
    two, three = (learn_error(repeats(1, days, 1.0, 0.5), BORROWED) for days in (2, 3))
    assert two.learned_days == 2
    assert two.detectable_deg == 10.0
    assert three.detectable_deg == pytest.approx(1.96 * math.sqrt(2) * three.sem_deg(3))
    assert three.detectable_deg < 10.0


@pytest.mark.parametrize(("s_trial", "s_day"), [(1.5, 0.8), (6.0, 5.0), (2.5, 4.0)])
def test_ones_own_error_replaces_the_borrowed_one_as_days_accumulate(s_trial, s_day):
    far, near = (learn_error(repeats(3, days, s_trial, s_day), BORROWED) for days in (3, 60))
    assert abs(near.s_trial_deg - s_trial) < 0.15 * s_trial
    assert abs(near.s_day_deg - s_day) < max(0.2 * s_day, 0.5)
    assert near.own_share > 0.9 > far.own_share


def test_a_slow_trend_is_not_taken_for_error():
    """1 degree a week over 60 days raises the learned day error by little."""
    still, moving = (learn_error(repeats(4, 20, 2.0, 1.0, drift=drift), BORROWED) for drift in (0.0, 3.0 / 7.0))
    assert moving.s_day_deg - still.s_day_deg < 0.3


def test_days_far_apart_teach_nothing_about_the_day():
    apart = [*trials([40.0, 40.0], days_ago=60), *trials([55.0, 55.0])]
    assert learn_error(apart, BORROWED).s_day_deg == BORROWED.s_day_deg


def test_the_instruments_own_error_is_not_learned_twice():
    values = [36.0, 40.0, 44.0]
    plain = learn_error(trials(values), BORROWED)
    noisy = learn_error(trials(values, own_error_deg=3.0), BORROWED)
    assert noisy.s_trial_deg < plain.s_trial_deg


def test_an_instruments_own_error_leaves_the_persons_own_as_it_is():
    """Own error of 4 degrees, half of its variance shared by a day's trials, on a person of 2 and 1.5: these are found again."""
    rng = np.random.default_rng(7)
    made = []
    for day in range(200):
        shift = rng.normal(0, 1.5) + rng.normal(0, 4.0 * math.sqrt(0.5))
        values = 45.0 + shift + rng.normal(0, math.hypot(2.0, 4.0 * math.sqrt(0.5)), 3)
        made += trials(values.tolist(), days_ago=200 - day, own_error_deg=4.0)
    learned = learn_error(made, ErrorModel(2.0, 1.5, "true"))
    assert learned.s_trial_deg == pytest.approx(2.0, abs=0.5)
    assert learned.s_day_deg == pytest.approx(1.5, abs=0.75)


def test_only_days_that_taught_something_about_days_count():
    """Two days a week apart and a third two months before: one step, so the borrowed smallest difference stays."""
    made = [*trials([40.0] * 3, days_ago=60), *trials([40.0] * 3, days_ago=7), *trials([41.0] * 3)]
    learned = learn_error(made, BORROWED)
    assert (learned.learned_days, learned.detectable_deg) == (2, 10.0)


def test_the_borrowed_error_is_left_as_it_was():
    before = replace(BORROWED)
    learn_error(repeats(1, 3, 1.0, 1.0), BORROWED)
    assert before == BORROWED


@pytest.mark.parametrize("parts", [(0.0, 0.0), (-1.0, 2.0), (float("nan"), 1.0), (1.0, float("inf"))])
def test_no_measurement_is_without_error(parts):
    with pytest.raises(InputProblem, match="no measurement is without error"):
        ErrorModel(*parts, "made for the test")


#: As in docs/measurement.md: deviations from trial to trial and from day to day, and the smallest real difference stated.
ROWS = {
    "trained-rater": (2.5, 1.2, 6.0),
    "changed-raters": (2.5, 2.15, None),
    "in-pain": (4.0, 5.0, None),
    "self": (4.0, 3.0, 10.0),
    "self-sensors": (3.1, 3.0, None),
    "named-sensors": (3.1, 2.0, None),
    "camera": (4.0, 8.6, None),
    "unstudied": (4.0, 3.0, 10.0),
}


def test_the_borrowed_errors_are_the_documented_ones():
    found = {row.id: (row.error.s_trial_deg, row.error.s_day_deg, row.error.floor_deg) for row in error_table()}
    assert found == ROWS


def test_shrinking_by_hand():
    """Borrowed 4 and 3 count as 6 and 3 degrees of freedom; each step between days as two thirds of one."""
    one_day = learn_error(trials([40.0, 46.0, 52.0]), BORROWED)
    assert one_day.s_trial_deg**2 == pytest.approx((6 * 16 + 2 * 36) / 8)
    made = [row for ago, value in ((28, 40.0), (14, 50.0), (0, 40.0)) for row in trials([value] * 3, days_ago=ago)]
    three = learn_error(made, BORROWED)
    trial = 6 * 16 / 12
    step = 100 / 2 - trial / 3
    assert three.s_trial_deg**2 == pytest.approx(trial)
    assert three.s_day_deg**2 == pytest.approx((3 * 9 + 4 / 3 * step) / (3 + 4 / 3))
    assert three.own_share == pytest.approx((4 / 3) / (3 + 4 / 3))


@pytest.mark.parametrize(("apart", "learned"), [(14, 2), (15, 0)])
def test_steps_of_up_to_two_weeks_teach(apart, learned):
    assert learn_error([*trials([40.0] * 3, days_ago=apart), *trials([42.0] * 3)], BORROWED).learned_days == learned
