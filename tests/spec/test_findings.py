"""What a finding is, at and around each rule's bounds.

Rotation to the left, lumbar-locked, mark 50 degrees (convention); ranges are means of the trials.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from supple.findings.judgement import judge
from supple.findings.model import Category, Screening, Urgency
from supple.findings.posterior import JUDGED
from supple.findings.sides import side_difference
from supple.measurement import ErrorModel, Trial, measure_day
from supple.quantities import Arm, Assist, Direction, Instrument, Mode, Movement, Placement, Position, Quantity

DAY = date(2026, 11, 22)


def trial(value_deg, mode="active", *, direction="left", days_ago=0, **fields):
    """A rotation, lumbar-locked, by phone on the breastbone, without pain, unless said otherwise."""
    given = {
        "movement": Movement.ROTATION,
        "direction": Direction(direction) if direction else None,
        "mode": Mode(mode),
        "position": Position.LUMBAR_LOCKED,
        "instrument": Instrument.PHONE,
        "value_deg": value_deg,
        "day": DAY - timedelta(days=days_ago),
        "placement": Placement.STERNUM,
        "arm": Arm.LOW_BACK,
        "assist": Assist.FLOOR_PUSH if mode == "assisted" else None,
        "pain": 0,
    }
    return Trial(**{**given, **fields})


def trials(values, mode="active", **fields):
    return [trial(value, mode, order=place, **fields) for place, value in enumerate(values, start=1)]


TITLE = "Findings: the rules where nothing is uncertain"
COLUMNS = ("active (deg)", "passive (deg)", "smallest detectable gap (deg)", "finding")
#: Errors of a twentieth of a degree, so that only the rule speaks. Passive None: no end range was tested.
TABLE = [
    (50.1, 58.0, 6.0, "meets-criterion"),
    (50.1, None, 6.0, "meets-criterion"),
    (49.9, 49.9 + 2.5, 6.0, "borderline"),
    (45.0, 49.9, 6.0, "mobility-limitation"),
    (45.0, 50.1, 6.0, "borderline"),
    (45.0, 50.9, 6.0, "borderline"),
    (45.0, 51.1, 6.0, "motor-control-deficit"),
    (45.0, 51.1, 10.0, "borderline"),
    (45.0, 54.9, 10.0, "borderline"),
    (45.0, 55.1, 10.0, "motor-control-deficit"),
    (20.0, 49.9, 6.0, "mobility-limitation"),
    (20.0, 50.1, 6.0, "motor-control-deficit"),
    (45.0, None, 6.0, "undetermined"),
    (45.0, 39.1, 6.0, "mobility-limitation"),
    (45.0, 38.9, 6.0, "undetermined"),
    (60.0, 53.9, 6.0, "undetermined"),
    (60.0, 49.9, 10.0, "undetermined"),
]


@pytest.mark.parametrize(("active", "passive", "floor", "finding"), TABLE)
def test_rules_without_uncertainty(active, passive, floor, finding):
    assert only(active, passive, floor).category == finding


def only(active, passive, floor, s_deg=0.05):
    exact = ErrorModel(s_deg, s_deg, "made for the test", floor_deg=floor)
    given = trials([active] * 3, rater="Kim")
    if passive is not None:
        given += trials([passive] * 3, "passive", rater="Kim")
    (finding,) = judge(given, errors=lambda _: exact)
    return finding


KINDS_TITLE = "Findings: which kinds of trial have a mark"
KINDS_COLUMNS = ("movement", "position", "instrument", "quantity", "has a mark")
KINDS_TABLE = [
    ("rotation", "lumbar-locked", "phone", None, True),
    ("rotation", "lumbar-locked", "inclinometer", None, True),
    ("rotation", "lumbar-locked", "sensors", "trunk-turn", False),
    ("rotation", "seated", "goniometer", None, True),
    ("rotation", "seated", "sensors", None, True),
    ("rotation", "seated", "sensors", "trunk-turn", False),
    ("rotation", "seated", "phone", None, False),
    ("rotation", "seated-inclined", "phone", None, False),
    ("rotation", "seated-inclined", "inclinometer", None, False),
    ("rotation", "half-kneeling", "inclinometer", None, False),
    ("rotation", "standing", "inclinometer", None, False),
    ("flexion", "seated", "phone", None, False),
    ("extension", "seated", "phone", None, False),
    ("flexion", "lumbar-locked", "inclinometer", None, False),
    ("lateral-flexion", "seated", "inclinometer", None, False),
]


@pytest.mark.parametrize(("movement", "position", "instrument", "quantity", "marked"), KINDS_TABLE)
def test_kinds_with_a_mark(movement, position, instrument, quantity, marked):
    fields = {
        "movement": Movement(movement),
        "position": Position(position),
        "instrument": Instrument(instrument),
        "quantity": Quantity(quantity) if quantity else None,
        "direction": "left" if movement in ("rotation", "lateral-flexion") else None,
    }
    (finding,) = judge(trials([60.0, 60.0, 60.0], rater="Kim", **fields))
    assert (finding.criterion is not None) == marked
    assert (finding.category is not Category.NO_CRITERION) == marked
    if not marked:
        assert (finding.probabilities, finding.next_trial) == ({}, None)


PAIN_TITLE = "Findings: pain in a direction"
PAIN_COLUMNS = ("pain 0-10 of the trials (None: not asked)", "finding")
PAIN_TABLE = [
    ((0, 0, 0), "meets-criterion"),
    ((0, 1, 0), "painful"),
    ((10, 0, 0), "painful"),
    ((None, None, None), "meets-criterion"),
    ((None, 3, None), "painful"),
]


@pytest.mark.parametrize(("pains", "finding"), PAIN_TABLE)
def test_pain_ends_the_direction(pains, finding):
    given = [trial(65.0, order=place, pain=pain) for place, pain in enumerate(pains)]
    (found,) = judge(given)
    assert found.category == finding
    said = any("Nobody said whether these trials hurt" in reason for reason in found.reasons)
    assert said == (set(pains) == {None})


END_TITLE = "Findings: which end range belongs to the active trials"
END_COLUMNS = ("the end range differs in", "is used")
END_TABLE = [
    ("nothing", True),
    ("rater", True),
    ("position", False),
    ("instrument", False),
    ("placement", False),
    ("arm", False),
    ("direction", False),
    ("day: 14 before", True),
    ("day: 15 before", False),
]
_DIFFERENT = {
    "nothing": {},
    "rater": {"rater": "Lee"},
    "position": {"position": Position.SEATED},
    "instrument": {"instrument": Instrument.INCLINOMETER},
    "placement": {"placement": Placement.UPPER_BACK},
    "arm": {"arm": Arm.BEHIND_HEAD},
    "direction": {"direction": "right"},
    "day: 14 before": {"days_ago": 14},
    "day: 15 before": {"days_ago": 15},
}


@pytest.mark.parametrize(("difference", "used"), END_TABLE)
def test_end_range_of_the_same_kind_only(difference, used):
    passive = trials([60.0] * 3, "passive", **{"rater": "Kim", **_DIFFERENT[difference]})
    found = judge([*trials([40.0] * 3, rater="Kim"), *passive])
    ours = next(row for row in found if row.direction == "left" and row.position is Position.LUMBAR_LOCKED)
    assert (ours.end_range is not None) == used
    left_out = any("never pooled" in reason for reason in ours.reasons)
    assert left_out == (difference in {"instrument", "placement", "arm"})


NEXT_TITLE = "The next trial: order and limits of one direction and day"
NEXT_COLUMNS = ("rater", "active done", "end range done", "next", "another day")
#: Active trials of 47, end range of 51 degrees: near the mark, so that further trials are worth doing while they are allowed.
NEXT_TABLE = [
    ("self", 1, 0, "active", False),
    ("self", 2, 0, "active", False),
    ("self", 2, 1, "active", True),
    ("self", 4, 0, "assisted", False),
    ("self", 3, 1, "assisted", False),
    ("self", 4, 1, "assisted", False),
    ("self", 4, 4, "active or assisted", True),
    ("Kim", 6, 0, "passive", False),
    ("Kim", 3, 1, "passive", False),
    ("Kim", 6, 6, "active or passive", True),
]


@pytest.mark.parametrize(("rater", "active", "end", "mode", "another_day"), NEXT_TABLE)
def test_next_trial_keeps_to_order_and_limits(rater, active, end, mode, another_day):
    end_mode = "assisted" if rater == "self" else "passive"
    given = trials([47.0] * active, rater=rater) + trials([51.0] * end, end_mode, rater=rater)
    (finding,) = judge(given)
    assert finding.next_trial is not None
    assert str(finding.next_trial.mode) in mode.split(" or ")
    assert finding.next_trial.another_day == another_day


TESTED_TITLE = "Findings: what a clinician's active trials can say before the end range is tested"
TESTED_COLUMNS = ("active (deg)", "end-range trials of 30 degrees more", "finding", "next")
TESTED_TABLE = [
    (15.0, 0, "undetermined", "passive"),
    (15.0, 1, "undetermined", "passive"),
    (15.0, 2, "mobility-limitation", "none"),
    (35.0, 0, "undetermined", "passive"),
    (35.0, 1, "undetermined", "passive"),
    (35.0, 2, "motor-control-deficit", "none"),
    (70.0, 0, "meets-criterion", "none"),
]


@pytest.mark.parametrize(("active", "ends", "finding", "following"), TESTED_TABLE)
def test_no_limit_is_explained_before_the_end_range_is_tested(active, ends, finding, following):
    given = trials([active] * 3, rater="Kim") + trials([active + 30.0] * ends, "passive", rater="Kim")
    (found,) = judge(given)
    assert found.category == finding
    assert str(found.next_trial.mode if found.next_trial else "none") == following


def test_a_known_error_and_a_small_gap_are_no_control_deficit_without_an_end_range():
    """A year of days makes the active range certain; the passive one is still only believed."""
    before = [made for ago in range(1, 100) for made in trials([47.0 + ago % 3] * 3, days_ago=ago)]
    (found,) = judge(trials([47.0] * 3), history=before)
    assert found.probabilities[Category.MOTOR_CONTROL_DEFICIT] > 0.80
    assert found.category is Category.UNDETERMINED
    assert (found.next_trial.mode, found.next_trial.another_day) == (Mode.ASSISTED, False)


def test_where_nobody_may_test_the_end_range_a_clinician_does():
    closed = Screening(stop=False, flags=(), urgency=Urgency.NONE, advice="", assisted=False)
    (found,) = judge(trials([15.0] * 3), closed)
    assert (found.category, found.next_trial.mode, found.next_trial.another_day) == ("undetermined", Mode.PASSIVE, True)


SCREENING_TITLE = "The next trial: what the screening allows"
SCREENING_COLUMNS = ("stop", "active allowed", "assisted allowed", "active range (deg)", "findings", "next")
SCREENING_TABLE = [
    (True, True, True, 43.0, 0, None),
    (False, True, True, 43.0, 1, "assisted"),
    (False, True, False, 43.0, 1, "passive, another day"),
    (False, True, False, 52.0, 1, "active"),
    (False, False, True, 52.0, 1, "assisted"),
    (False, False, False, 52.0, 1, "passive, another day"),
]


@pytest.mark.parametrize(("stop", "active", "assisted", "range_deg", "count", "following"), SCREENING_TABLE)
def test_screening_gates_the_next_trial(stop, active, assisted, range_deg, count, following):  # noqa: PLR0917
    screening = Screening(stop, (), Urgency.NONE, "", active=active, assisted=assisted)
    findings = judge(trials([range_deg] * 3), screening)
    assert len(findings) == count
    if findings:
        step = findings[0].next_trial
        assert step is not None
        assert f"{step.mode}{', another day' if step.another_day else ''}" == following


SIDES_TITLE = "Left against right"
SIDES_COLUMNS = ("rater", "left (deg)", "right (deg)", "said")
SIDES_TABLE = [
    ("Kim", 45.0, 50.9, None),
    ("Kim", 45.0, 51.0, "left"),
    ("Kim", 51.0, 45.0, "right"),
    ("self", 45.0, 54.9, None),
    ("self", 45.0, 55.0, "left"),
    ("self", 45.0, 45.0, None),
]
SINGLE_TITLE = "Left against right, one trial a side"
SINGLE_COLUMNS = SIDES_COLUMNS
#: One trial a side has an error that 6 or 10 degrees do not cover: 6 * 2.77 / 1.88 = 8.9, 10 * 5 / 3.79 = 13.2.
SINGLE_TABLE = [
    ("Kim", 45.0, 53.8, None),
    ("Kim", 45.0, 54.0, "left"),
    ("self", 45.0, 58.1, None),
    ("self", 45.0, 58.3, "left"),
]


@pytest.mark.parametrize(("rater", "left", "right", "said"), SINGLE_TABLE)
def test_single_trials_of_two_sides_must_differ_by_more(rater, left, right, said):
    (one,) = measure_day(trials([left], rater=rater))
    (other,) = measure_day(trials([right], direction="right", rater=rater))
    assert (side_difference(one, other) is not None) == (said is not None)


@pytest.mark.parametrize(("rater", "left", "right", "said"), SIDES_TABLE)
def test_a_side_difference_is_said_from_the_smallest_detectable_one_on(rater, left, right, said):
    (one,) = measure_day(trials([left] * 3, rater=rater))
    (other,) = measure_day(trials([right] * 3, direction="right", rater=rater))
    found = side_difference(one, other)
    assert (found is not None) == (said is not None)
    if found:
        assert f"range to the {said}" in found.reason


def test_probabilities_are_of_the_four_findings_that_a_mark_can_give():
    assert [str(row) for row in JUDGED] == ["meets-criterion", "mobility-limitation", "motor-control-deficit", "borderline"]
