"""The report as a whole: what is refused, what is said, what is never compared."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import supple
from supple.measurement import measure_day
from supple.problems import InputProblem
from supple.quantities import Direction, Instrument, Mode, Movement, Position
from supple.running import Category, Readings, Tool, Verdict, Why, changes, judge_side, running_check, running_tests
from supple.running.sentences import TEMPLATES

LEFT, RIGHT = Direction.LEFT, Direction.RIGHT
DAY = date(2026, 11, 22)


def knee(*values, side=LEFT, tool=Tool.RULER, pain=0):
    return Readings("knee-to-wall", side, tool, values, pain)


def turn(direction, *values, position=Position.LUMBAR_LOCKED, instrument=Instrument.INCLINOMETER, day=DAY, mode=Mode.ACTIVE):
    rows = [supple.Trial(Movement.ROTATION, direction, mode, position, instrument, value, day) for value in values]
    return measure_day(rows)


def test_the_public_name_is_the_same():
    assert supple.running_check is running_check


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (knee(31.0), "31 cm"),
        (knee(-0.5), "-0.5 cm"),
        (knee(12.0, pain=11), "a pain of 11"),
        (Readings("knee-to-wall", LEFT, Tool.GONIOMETER, (30.0,)), "a value by goniometer"),
        (Readings("splits", LEFT, Tool.RULER, (30.0,)), "no test 'splits'"),
    ],
)
def test_what_cannot_be_is_refused(wrong, said):
    with pytest.raises(InputProblem, match=said):
        judge_side(wrong)


def test_two_entries_of_one_side_are_refused():
    with pytest.raises(InputProblem, match="a second entry for left"):
        running_check([knee(12.0), knee(11.0)])


def test_every_test_and_side_is_in_the_report_even_with_nothing_measured():
    report = running_check([])
    assert [(one.test.id, one.side) for one in report.sides] == [(test, side) for test in running_tests() for side in Direction]
    assert {one.category for one in report.sides} == {Category.NOT_TESTED}
    assert "No range predicts a running injury" in str(report.about[0])
    assert "3404" in str(report.about[0])


def test_sides_measured_otherwise_are_not_compared():
    report = running_check([knee(12.0, 12.0), knee(20.0, 20.0, side=RIGHT, tool=Tool.PHONE)])
    assert report.gaps == ()


def test_the_spread_of_ones_own_values_widens_the_error_and_never_narrows_it():
    steady, wild = judge_side(knee(12.0, 12.0, 12.0)), judge_side(knee(8.0, 12.0, 16.0))
    assert steady.sem == pytest.approx(1.9 / 2.7719, abs=1e-3)
    assert wild.sem == pytest.approx(4.0 / 3**0.5)
    assert any("further apart" in str(one) for one in wild.reasons)


@given(some.lists(some.floats(0.0, 30.0), min_size=2, max_size=5), some.floats(0.0, 10.0))
@settings(max_examples=60, deadline=None)
def test_more_reach_never_reads_as_less(values, more):
    """Adding the same to every value can only go up the order below, cannot tell, within."""
    order = [Category.BELOW, Category.CANNOT_TELL, Category.WITHIN]
    before = judge_side(knee(*values))
    after = judge_side(knee(*(min(value + more, 30.0) for value in values))) if max(values) + more <= 30.0 else before
    assert order.index(after.category) >= order.index(before.category)


@given(some.sampled_from(sorted(running_tests())), some.floats(0.0, 30.0))
@settings(max_examples=40, deadline=None)
def test_left_and_right_are_judged_alike(test, value):
    tool = running_tests()[test].ways[0].tools[0]
    sides = [judge_side(Readings(test, side, tool, (value, value), 0, True)) for side in Direction]
    assert sides[0].category is sides[1].category
    assert sides[0].reasons == sides[1].reasons


def test_thoracic_rotation_is_shown_and_decides_nothing():
    small = (*turn(LEFT, 11.0, 12.0, 13.0), *turn(RIGHT, 20.0, 21.0, 22.0))
    report = running_check([knee(12.0, 12.0)], turns=small)
    assert [(one.side, round(one.mean_deg)) for one in report.turns] == [(LEFT, 12), (RIGHT, 21)]
    assert "johnson_mean_inclinometer" in {figure.id for figure in report.turns[0].healthy}
    assert report.step == running_check([knee(12.0, 12.0)]).step == "nothing-more"
    assert "decides nothing here" in " ".join(map(str, report.turning))


def test_of_each_kind_and_side_the_latest_turn_is_shown_and_help_is_left_out():
    earlier = turn(LEFT, 30.0, 30.0, day=DAY - timedelta(days=9))
    rows = (
        *turn(LEFT, 40.0, 40.0),
        *earlier,
        *turn(LEFT, 60.0, 60.0, mode=Mode.PASSIVE),
        *turn(LEFT, 50.0, position=Position.SEATED),
    )
    report = running_check([], turns=rows)
    assert [(one.position, one.mean_deg) for one in report.turns] == [("lumbar-locked", 40.0), ("seated", 50.0)]


def test_a_phone_seated_sees_the_pelvis_turn_and_is_left_out():
    report = running_check([], turns=turn(LEFT, 40.0, 40.0, position=Position.SEATED, instrument=Instrument.PHONE))
    assert report.turns == ()


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ((8.0, 8.0), (9.8, 9.8), Verdict.NO_RELIABLE_CHANGE),
        ((8.0, 8.0), (10.0, 10.0), Verdict.MORE),
        ((10.0, 10.0), (8.0, 8.0), Verdict.LESS),
    ],
)
def test_change_beyond_error(before, after, verdict):
    (found,) = changes(running_check([knee(*before)]), running_check([knee(*after)]))
    assert found.verdict is verdict
    assert found.detectable == pytest.approx(1.9, abs=0.01)


@pytest.mark.parametrize(
    "later",
    [
        knee(30.0, 30.0, tool=Tool.PHONE),
        knee(12.0, 12.0, side=RIGHT),
        knee(12.0),
        knee(12.0, 12.0, pain=3),
        knee(),
    ],
)
def test_unlike_is_never_a_trend(later):
    assert changes(running_check([knee(8.0, 8.0)]), running_check([later])) == ()


def test_the_document_is_plain_json_and_says_where_numbers_come_from():
    report = running_check([knee(12.0, 12.0), Readings("hip-extension", LEFT, Tool.PHONE, (10.0, 11.0), 0, False)])
    document = json.loads(json.dumps(report.document(), allow_nan=False))
    assert document["schema"] == "supple.running/1"
    first = document["sides"][0]
    assert first["category"] == "within-reference"
    assert first["reference"]["sources"] == ["wblt_norm"]
    hip = next(one for one in document["sides"] if one["decided_by"] == "condition")
    assert {"id": "thomas_sens", "strength": "read in source"} in hip["reasons"][0]["sources"]
    assert document["sides"][1]["mean"] is None
    assert "<table>" in report._repr_html_()


def test_every_sentence_is_one_of_the_templates():
    report = running_check(
        [
            knee(12.0, 12.0),
            knee(2.0, 2.0, side=RIGHT),
            Readings("hip-extension", LEFT, Tool.PHONE, (10.0, 11.0), 0, False),
            Readings("hip-extension", RIGHT, Tool.PHONE, (1.0, 1.0), 0, True),
            Readings("big-toe", LEFT, Tool.PHONE, (46.0, 46.0), 0),
            Readings("big-toe", RIGHT, Tool.PHONE, (46.0, 46.0), 4),
        ]
    )
    said = [*report.about, *report.turning, *(one.said for one in report.gaps)]
    said += [reason for one in report.sides for reason in one.reasons]
    assert {one.template for one in said} <= set(TEMPLATES)
    assert {one.why for one in report.sides} >= {Why.CONDITION, Why.PAINFUL, Why.SOURCES_DISAGREE, Why.BELOW_BOUND}


def test_a_side_difference_needs_both_sides_alike():
    left = judge_side(knee(12.0, 12.0))
    assert replace(left, side=RIGHT).margin == pytest.approx(1.96 * 0.6855, abs=1e-3)
