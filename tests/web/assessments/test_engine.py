"""Rows become what the science judges: every key of a trial arrives, days keep apart, pain without a value is heard."""

from __future__ import annotations

from datetime import date

import pytest

from builders.checks import make_check, make_set
from supple_web.assessments.engine import assessment_of, screening_of, trials_of

pytestmark = pytest.mark.django_db
DAY, LATER = date(2026, 11, 22), date(2026, 11, 25)
STIFF = {"right": [41.0, 42.0, 40.0], "left": [33.0, 32.0, 34.0]}


def test_every_key_of_a_trial_arrives(guest):
    check = make_check(guest, DAY)
    make_set(check, {"left": [41.5]}, mode="assisted", placement="T1-T2", support="cushion", pain={"left": 2})
    (trial,) = trials_of(guest)
    assert (trial.day, trial.value_deg, trial.pain, trial.order) == (DAY, 41.5, 2, 1)
    assert [str(word) for word in (trial.movement, trial.direction, trial.mode, trial.position, trial.instrument)] == [
        "rotation",
        "left",
        "assisted",
        "lumbar-locked",
        "inclinometer",
    ]
    assert [str(word) for word in (trial.placement, trial.arm, trial.assist, trial.support)] == [
        "T1-T2",
        "low-back",
        "floor-push",
        "cushion",
    ]


def test_trials_until_a_day_and_of_one_person_only(guest, member):
    make_set(make_check(guest, DAY), STIFF)
    make_set(make_check(guest, LATER), STIFF)
    make_set(make_check(member, DAY), {"left": [50.0]})
    assert len(trials_of(guest)) == 12
    assert {trial.day for trial in trials_of(guest, until=DAY)} == {DAY}
    assert len(trials_of(member)) == 1


def test_an_assessment_holds_the_trials_of_its_day_and_earlier_ones(guest):
    first, second = make_check(guest, DAY), make_check(guest, LATER)
    make_set(first, STIFF)
    make_set(second, STIFF)
    assert len(assessment_of(first).trials) == 6
    assert len(assessment_of(second).trials) == 12
    assert {str(finding.movement) for finding in assessment_of(second).findings} == {"rotation"}


def test_a_check_without_trials_has_no_findings_even_after_earlier_days(guest):
    make_set(make_check(guest, DAY), STIFF)
    assert assessment_of(make_check(guest, LATER)).findings == ()


def test_pain_of_a_direction_in_which_nothing_counted_ends_it(guest):
    check = make_check(guest, DAY)
    make_set(check, {"right": [41.0, 42.0, 40.0]}, pain={"right": 0, "left": 4})
    found = {str(finding.direction): str(finding.category) for finding in assessment_of(check).findings}
    assert found["left"] == "painful"
    assert found["right"] != "painful"


def test_a_red_flag_leaves_nothing_but_the_advice(guest):
    check = make_check(guest, DAY, answers={"chest_pain": True})
    make_set(check, STIFF)
    assert screening_of(check).stop
    assessment = assessment_of(check)
    assert (assessment.findings, assessment.programme, assessment.discovery_call) == ((), None, False)


def test_kneeling_said_of_oneself_answers_the_question_about_the_knees(guest):
    check = make_check(guest, DAY)
    del check.answers["knees"]
    check.about["can_kneel"] = False
    assert "kneeling" in screening_of(check).restrictions
