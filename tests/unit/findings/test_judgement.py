"""What findings say beyond their category: days, choices, sentences, sides, what was not tested."""

import pytest

from builders.trials import measurement, trial, trials
from supple.findings import (
    Category,
    NextTrial,
    Screening,
    Settings,
    Urgency,
    first_of,
    judge,
    not_tested,
    side_difference,
    side_differences,
)
from supple.measurement import ErrorModel
from supple.problems import InputProblem
from supple.quantities import Arm, Instrument, Mode, Movement, Position

#: Active and assisted range of one person, both well below the mark.
SELF_LIMITED = [*trials([36.0, 35.0, 37.0]), *trials([39.0, 40.0], "assisted")]


def test_below_the_mark_alone_reads_likely_and_asks_for_a_clinicians_test():
    (finding,) = judge(SELF_LIMITED)
    assert finding.category is Category.MOBILITY_LIMITATION
    assert "Likely a mobility limitation; a clinician's passive test would confirm." in finding.reasons
    assert any("falls short of what a clinician would reach" in reason for reason in finding.reasons)


def test_the_same_from_a_clinician_needs_no_confirmation():
    (finding,) = judge([*trials([36.0] * 3, rater="Kim"), *trials([39.0] * 2, "passive", rater="Kim")])
    assert finding.category is Category.MOBILITY_LIMITATION
    assert not any("would confirm" in reason for reason in finding.reasons)


def test_what_one_assists_alone_is_a_lower_bound():
    """The same end range below the mark is less of a limitation when assisted than when passive."""
    assisted, passive = (
        judge([*trials([44.0] * 3), *trials([47.0] * 3, mode)])[0].probabilities[Category.MOBILITY_LIMITATION]
        for mode in ("assisted", "passive")
    )
    assert assisted < passive


def test_reasons_are_whole_sentences_with_mark_error_and_source():
    (finding,) = judge(SELF_LIMITED)
    assert all(reason[0].isupper() and reason.endswith(".") for reason in finding.reasons)
    text = " ".join(finding.reasons)
    for words in ("50.0 degrees (convention; Whetstone 2024)", "44.8", "40.8", "standard error", "from trial to trial"):
        assert words in text


def test_certainty_is_never_said_to_be_complete():
    (finding,) = judge(trials([80.0] * 3))
    assert "With more than 99% probability" in finding.reasons[0]


def test_contradictory_trials_are_named_and_decide_nothing():
    (finding,) = judge([*trials([60.0] * 3), *trials([45.0] * 3, "assisted")])
    assert (finding.category, finding.probabilities) == (Category.UNDETERMINED, {})
    assert finding.reasons[0].startswith("The trials contradict each other")
    assert finding.next_trial is not None
    assert finding.next_trial.another_day


def test_an_end_range_alone_is_not_judged():
    (finding,) = judge(trials([30.0] * 3, "assisted"))
    assert (finding.category, finding.active) == (Category.UNDETERMINED, None)
    assert finding.next_trial == NextTrial(Mode.ACTIVE, finding.next_trial.kind, "Active trials come first.", another_day=True)


def test_equal_values_are_separate_trials_and_a_history_may_hold_todays():
    same = [trial(60.0), trial(60.0), trial(60.0)]
    assert judge(same)[0].active.n == 3
    assert judge(same, history=same) == judge(same)


def test_nothing_tried_is_no_finding():
    assert judge([]) == ()
    assert judge([], history=trials([40.0] * 3)) == ()


def test_two_days_answer_more_than_one():
    today, before = trials([43.0] * 3), trials([43.0] * 3, days_ago=3)
    one, two = judge(today)[0], judge(today, history=before)[0]
    assert two.active.days == 2
    assert two.active.n == 6
    assert two.active.sem_deg < one.active.sem_deg


def test_a_range_that_changed_is_not_averaged_away():
    before = [made for days_ago in (8, 6, 4) for made in trials([36.0] * 3, days_ago=days_ago)]
    (finding,) = judge(trials([58.0] * 3), history=before)
    assert (finding.active.days, finding.active.mean_deg) == (1, 58.0)
    assert any("differ from those of" in reason for reason in finding.reasons)


def test_days_that_never_agree_are_a_large_error_not_a_small_one():
    alone, jumping = judge(trials([58.0] * 3))[0], judge(trials([58.0] * 3), history=trials([35.0] * 3, days_ago=7))[0]
    assert jumping.active.error.s_day_deg > 2 * alone.active.error.s_day_deg
    assert jumping.category is Category.UNDETERMINED


def test_an_older_day_counts_less_and_beyond_the_window_not_at_all():
    def mean(days_ago):
        return judge(trials([48.0] * 3), history=trials([44.0] * 3, days_ago=days_ago))[0].active.mean_deg

    assert mean(1) < mean(10) < 48.0
    assert mean(15) == 48.0


def test_days_after_the_judged_one_are_not_looked_at():
    assert judge(trials([48.0] * 3, days_ago=3), history=trials([20.0] * 3))[0].active.mean_deg == 48.0


def test_yesterdays_pain_does_not_end_todays_painless_direction():
    (finding,) = judge(trials([60.0] * 3), history=trials([50.0] * 3, days_ago=1, pain=4))
    assert finding.category is not Category.PAINFUL


def test_a_rejected_trial_that_hurt_still_ends_the_direction():
    (finding,) = judge([trial(40.0, pain=5, quality="rejected")])
    assert (finding.category, finding.active) == (Category.PAINFUL, None)


def test_a_person_in_pain_is_judged_with_the_larger_published_error():
    modify = Screening(False, (), Urgency.CLINICIAN, "", pain_zone="modify")
    calm, sore = judge(trials([55.0] * 3, rater="Kim"))[0], judge(trials([55.0] * 3, rater="Kim"), modify)[0]
    assert sore.active.sem_deg > 2 * calm.active.sem_deg


def test_flexion_is_a_value_with_its_trend_and_no_mark():
    (finding,) = judge(trials([30.0] * 3, movement=Movement.FLEXION, direction=None, position=Position.SEATED))
    assert (finding.category, finding.active.mean_deg) == (Category.NO_CRITERION, 30.0)
    assert "No mark for flexion" in finding.reasons[0]


def test_each_position_has_its_own_finding():
    seated = trials([50.0] * 3, position=Position.SEATED, instrument=Instrument.GONIOMETER, rater="Kim")
    found = judge([*trials([60.0] * 3), *seated])
    assert [(row.position, row.criterion.value_deg) for row in found] == [("lumbar-locked", 50.0), ("seated", 45.0)]


def test_of_two_instruments_one_is_judged_and_the_other_named():
    both = [*trials([60.0] * 3), *trials([40.0] * 2, instrument=Instrument.INCLINOMETER)]
    (finding,) = judge(both)
    assert finding.active.mean_deg == 60.0
    assert any("with an inclinometer" in reason and "never pooled" in reason for reason in finding.reasons)


def test_over_both_directions_active_trials_come_first():
    found = judge([*trials([44.0] * 3), *trials([52.0], direction="right")])
    assert [row.next_trial.mode for row in found] == [Mode.ASSISTED, Mode.ACTIVE]
    assert first_of(found).mode is Mode.ACTIVE
    assert first_of([]) is None


def test_once_one_side_was_assisted_the_other_has_no_active_trial_that_day():
    found = judge([*trials([44.0] * 3), *trials([50.0], "assisted"), *trials([52.0], direction="right")])
    assert found[1].next_trial.another_day


def test_a_rejected_assisted_trial_ends_the_active_ones_too():
    """It was made all the same: the person is warmed up and past the order, whatever the recording was worth."""
    for lost in ({"quality": "rejected"}, {"value_deg": float("nan")}):
        made = trial(**{"value_deg": 50.0, "mode": "assisted", **lost})
        (finding,) = judge([*trials([47.0] * 2), made])
        assert finding.next_trial.another_day


def test_end_range_trials_of_another_movement_end_the_active_ones_too():
    bent = trials([30.0] * 2, "passive", movement=Movement.FLEXION, direction=None, rater="Kim")
    found = judge([*trials([47.0] * 2, rater="Kim"), *bent])
    assert found[0].next_trial.another_day


def test_a_limit_is_of_the_person_not_of_a_kind_of_trial():
    """Four with the hand on the low back are the limit at home; three of them with the hand behind the head count as well."""
    other = trials([47.0] * 3, arm=Arm.BEHIND_HEAD)
    one, two = judge(trials([47.0] * 2))[0], judge([*trials([47.0] * 2), *other])[0]
    assert not one.next_trial.another_day
    assert two.next_trial.mode is not Mode.ACTIVE or two.next_trial.another_day


def test_two_instruments_that_watched_the_same_trials_count_them_once():
    seen = [*trials([47.0] * 2), *trials([47.0] * 2, instrument=Instrument.INCLINOMETER)]
    (finding,) = judge(seen)
    assert (finding.next_trial.mode, finding.next_trial.another_day) == (Mode.ACTIVE, False)


def test_seated_alone_has_no_assisted_trial():
    given = trials([43.0] * 3, position=Position.SEATED, instrument=Instrument.SENSORS)
    (finding,) = judge(given)
    assert finding.next_trial is None or finding.next_trial.mode is not Mode.ASSISTED


def test_settings_are_checked():
    for wrong in ({"commit": 0.4}, {"commit": 0.95}, {"stop": 1.0}, {"window_days": -1}, {"wrong_cost": float("nan")}):
        with pytest.raises(InputProblem, match="settings"):
            Settings(**wrong)


def test_side_differences_of_findings():
    found = judge([*trials([40.0] * 3), *trials([58.0] * 3, direction="right")])
    (difference,) = side_differences(found)
    assert difference.difference_deg == -18.0
    assert difference.probability > 0.99
    assert side_differences(judge([*trials([48.0] * 3), *trials([57.0] * 3, direction="right")])) == ()


def test_ones_own_error_sets_ones_own_smallest_difference():
    own = ErrorModel(1.0, 1.0, "learned from 3 days", floor_deg=10.0, learned_days=3)
    sem = own.sem_deg(3)
    left, right = measurement(45.0, sem, error=own), measurement(49.0, sem, direction="right", error=own)
    assert side_difference(left, right).detectable_deg == pytest.approx(1.96 * 2**0.5 * own.sem_deg(3))


def test_sides_of_different_kinds_are_not_compared_and_missing_ones_not_said():
    left, right = measurement(45.0), measurement(60.0, direction="right", mode="passive")
    with pytest.raises(InputProblem, match="two different kinds"):
        side_difference(left, right)
    assert side_difference(left, measurement(float("nan"), direction="right")) is None


def test_what_was_not_tested_is_said():
    said = not_tested(judge(trials([60.0] * 3)))
    assert said[0] == "Rotation to the right was not tested."
    assert any("shoulders" in text for text in said)
    assert len(said) == 6


def test_the_default_settings_are_the_documented_ones():
    """Every one is a convention that docs/findings.md states; a change of one is a scientific change."""
    given = Settings()
    assert (given.commit, given.stop, given.wrong_cost) == (0.80, 0.90, 1.5)
    assert (given.least_active, given.least_end_range, given.painful_from) == (3, 2, 1)
    assert (given.window_days, given.drift_deg_per_week, given.assisted_shortfall_deg) == (14, 1.6, 3.0)
    prior = given.prior
    assert (prior.passive_mean_deg, prior.passive_sd_deg, prior.least_gap_deg, prior.gap_scale_deg) == (54.0, 9.0, 2.0, 5.0)
