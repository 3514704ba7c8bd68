"""Trials that can hardly all be right are remarked on, with what to do; ordinary scatter is not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import studentized_range

from builders.trials import DAY, trial, trials
from supple.findings import judge, remarks
from supple.findings.model import Category
from supple.findings.remarks import WITHIN_SET, _most_apart
from supple.measurement.model import ErrorModel
from supple.quantities import Arm, Grade, Position


def both(left, right, mode="active", **fields):
    return [*trials(left, mode, **fields), *trials(right, mode, direction="right", **fields)]


def test_ordinary_trials_are_not_remarked_on():
    ordinary = [*both([41, 44, 39], [47, 45, 50]), *both([47, 49], [52, 50], "assisted")]
    assert remarks(ordinary) == ()
    assert remarks([]) == ()
    assert remarks([trial(45.0)]) == ()


def test_an_active_range_far_beyond_the_assisted_one():
    made = [*trials([60, 61, 59]), *trials([44, 45, 46], "assisted")]
    (said,) = remarks(made)
    assert said.startswith(
        f"Rotation to the left, lumbar-locked, {DAY}: the active mean of 60.0 degrees lies 15.0 degrees beyond"
    )
    assert "were not exchanged" in said
    assert "repeat both on another day, active ones first" in said
    (finding,) = judge(made)
    assert finding.category is Category.UNDETERMINED
    assert any("contradict each other" in reason for reason in finding.reasons)


def test_a_passive_test_by_a_clinician_counts_too():
    made = [*trials([60, 61, 59], rater="Dr A"), *trials([44, 45, 46], "passive", rater="Dr A")]
    (said,) = remarks(made)
    assert "the passive one of 45.0 degrees" in said


@pytest.mark.parametrize(
    "other",
    [
        {"days_ago": 1},
        {"direction": "right"},
        {"arm": Arm.BEHIND_HEAD},
        {"position": Position.SEATED_INCLINED},
        {"quality": Grade.REJECTED},
    ],
)
def test_only_like_is_held_against_like(other):
    assert remarks([*trials([60, 61, 59]), *trials([44, 45, 46], "assisted", **other)]) == ()


def test_few_trials_have_to_lie_further_apart():
    assert remarks([trial(56), trial(45, "assisted")]) == ()
    assert remarks([*trials([56, 56, 56]), *trials([45, 45, 45], "assisted")])


def test_an_own_error_decides_when_there_is_one():
    made = [*trials([51, 50, 52]), *trials([44, 45, 46], "assisted")]
    assert remarks(made) == ()
    assert remarks(made, ErrorModel(1.0, 0.5, "learned", learned_days=5, own_share=1.0))


def test_a_value_far_from_the_others_of_its_set():
    (said,) = remarks(trials([41, 43, 14], direction="right"))
    assert said.startswith("Active rotation to the right, lumbar-locked, ")
    assert "41.0, 43.0 and 14.0 degrees lie 29.0 degrees apart" in said
    assert "Check the 14.0" in said
    assert "repeat the set" in said


def test_two_values_far_apart_accuse_neither():
    (said,) = remarks(trials([20, 60]))
    assert "Check both" in said


def test_what_the_instrument_itself_is_unsure_of_widens_it():
    values = [40, 44, 58]
    assert remarks(trials(values))
    assert remarks(trials(values, own_error_deg=6.0)) == ()


def test_sides_that_lead_the_other_way_round_when_assisted():
    made = [*both([50, 51, 49], [30, 31, 29]), *both([32, 33, 31], [53, 54, 52], "assisted")]
    (said,) = remarks(made)
    assert "the active range is larger to the left (50.0 against 30.0 degrees), the assisted one to the right" in said
    assert "the direction is where the breastbone turns" in said


def test_sides_that_lead_the_other_way_round_from_one_day_to_the_next():
    made = [*both([50, 51, 49], [30, 31, 29], days_ago=7), *both([30, 31, 29], [50, 51, 49])]
    (said,) = remarks(made)
    assert "that of 2026-11-15 to the left" in said


def test_a_difference_within_error_is_no_suspicion():
    made = [*both([46, 44, 45], [40, 41, 39]), *both([48, 47, 49], [55, 54, 56], "assisted")]
    assert remarks(made) == ()


def test_flexion_has_no_sides():
    made = trials([38, 40, 5], direction=None, movement="flexion", position=Position.SEATED, arm=Arm.CROSSED)
    (said,) = remarks(made)
    assert said.startswith("Active flexion, seated, ")


@pytest.mark.parametrize("count", [2, 3, 4, 6, 12])
def test_the_bound_of_a_set_is_the_studentized_range(count):
    assert _most_apart(count) == pytest.approx(studentized_range.ppf(WITHIN_SET, count, np.inf), abs=1e-4)


def test_one_set_in_a_hundred_is_remarked_on_by_chance():
    rng = np.random.default_rng(3)
    sets = rng.normal(45.0, 4.0, (3000, 3))
    remarked = np.ptp(sets, axis=1) > 4.0 * _most_apart(3)
    assert 0.005 < remarked.mean() < 0.015
