"""What a person is told when they move a day or swap an exercise, by example; the laws are in tests/property."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from builders.programmes import FULL_DAY, MONDAY, plain_programme
from supple.findings.model import Category
from supple.problems import InputProblem
from supple.programme import Relation, Side, limits_of, neighbours, swap, swapped, today, today_moved, trains_on

TUESDAY = MONDAY + dt.timedelta(days=1)


def week(days_per_week):
    return [MONDAY + dt.timedelta(days=day) for day in range(7) if trains_on(MONDAY + dt.timedelta(days=day), days_per_week)]


def test_a_moved_session_says_where_it_came_from():
    programme, state = plain_programme(days_per_week=3)
    start = week(3)[0]
    free = next(day for day in (MONDAY, TUESDAY, MONDAY + dt.timedelta(days=3)) if not trains_on(day, 3))
    here = today_moved(programme, state, free, {start: free})
    there = today_moved(programme, state, start, {start: free})
    assert here.note == f"Moved here from {start:%A} {start}."
    assert there.note == f"Moved to {free:%A} {free}. Here only upkeep."
    assert all(one.every_day for one in there.exercises)
    assert len(here.exercises) > len(there.exercises)


def test_two_training_days_can_change_places():
    programme, state = plain_programme(days_per_week=7)
    moves = {MONDAY: TUESDAY, TUESDAY: MONDAY}
    assert today_moved(programme, state, MONDAY, moves).exercises == today(programme, state, TUESDAY).exercises


@pytest.mark.parametrize(
    ("start", "to", "per_week", "told"),
    [
        (0, 1, 7, "one training session a day"),
        (0, 7, 7, "a day of the same week"),
        (0, 0, 7, "another day"),
        (0, 1, 3, "a training day"),
    ],
)
def test_a_move_that_cannot_be(start, to, per_week, told):
    programme, state = plain_programme(days_per_week=per_week)
    moves = {MONDAY + dt.timedelta(days=start): MONDAY + dt.timedelta(days=to)}
    with pytest.raises(InputProblem) as caught:
        today_moved(programme, state, MONDAY, moves)
    assert told in str(caught.value)


def test_two_sessions_cannot_move_to_one_day():
    programme, state = plain_programme(days_per_week=3)
    first, second, _ = week(3)
    free = next(day for day in (MONDAY, TUESDAY) if not trains_on(day, 3))
    with pytest.raises(InputProblem, match="which has a session already"):
        today_moved(programme, state, free, {first: free, second: free})


def test_what_was_stopped_stays_stopped_on_a_moved_day():
    programme, state = plain_programme(days_per_week=3)
    start = week(3)[0]
    free = next(day for day in (MONDAY, TUESDAY) if not trains_on(day, 3))
    halted = state._replace(standing=type(state.standing)("halted"))
    for day in (start, free):
        plan = today_moved(programme, halted, day, {start: free})
        assert not plan.exercises
        assert "stopped" in plan.note


def session(**person):
    programme, state = plain_programme(**person)
    return today(programme, state, FULL_DAY), limits_of(programme)


def test_a_swap_says_what_it_came_for():
    plan, limits = session()
    gone = next(one for one in plan.exercises if one.exercise.id == "half-kneeling-rotation-stick")
    offered = neighbours(gone, plan, limits)
    relations = [each.relation for each in offered]
    assert relations == sorted(relations, key=[Relation.EASIER, Relation.LIKE, Relation.HARDER].index)
    assert {each.exercise.id: each.relation for each in offered}["bear-rotation"] is Relation.HARDER
    assert {each.exercise.id: each.relation for each in offered}["seated-rotation"] is Relation.EASIER
    after = swap(plan, gone.exercise.id, "seated-rotation", limits)
    come = next(one for one in after.exercises if one.exercise.id == "seated-rotation")
    assert come.side is Side.RIGHT
    assert come.why == f"{gone.why} You chose it instead of Half-kneeling turn with a stick."


def test_pain_offers_nothing_harder():
    plan, limits = session()
    gone = next(one for one in plan.exercises if one.exercise.id == "half-kneeling-rotation-stick")
    eased = neighbours(gone, plan, replace(limits, eased=True))
    assert eased
    assert Relation.HARDER not in {each.relation for each in eased}


def test_a_long_hold_keeps_its_time():
    plan, limits = session()
    gone = next(one for one in plan.exercises if one.exercise.stretches_passively)
    for each in neighbours(gone, plan, limits):
        assert each.prescribed.dose.held_s == gone.dose.held_s


def test_the_smallest_dose_stays_the_smallest():
    programme, state = plain_programme(days_per_week=3)
    rest_day = next(day for day in (MONDAY, TUESDAY) if not trains_on(day, 3))
    plan, limits = today(programme, state, rest_day), limits_of(programme)
    for one in plan.exercises:
        for each in neighbours(one, plan, limits):
            assert each.prescribed.dose == each.exercise.least.on_days(one.dose.days_per_week)


def test_an_exercise_that_comes_twice_is_swapped_twice():
    programme, state = plain_programme(Category.MOBILITY_LIMITATION, Category.MOBILITY_LIMITATION)
    plan, limits = today(programme, state, FULL_DAY), limits_of(programme)
    one = next(one for one in plan.exercises if one.exercise.id == "open-book")
    twice = replace(plan, exercises=(*plan.exercises, replace(one, side=Side.RIGHT)))
    roomy = replace(limits, person=replace(limits.person, minutes_per_day=90))
    after = swap(twice, "open-book", "thread-the-needle", roomy)
    assert [one.exercise.id for one in after.exercises].count("thread-the-needle") == 2


def test_a_stored_swap_that_is_not_allowed_today_keeps_the_exercise():
    plan, limits = session(equipment=frozenset())
    assert swapped(plan, {"no-such-exercise": "open-book", plan.exercises[0].exercise.id: "cat-camel-chair"}, limits) == plan


def test_a_wrong_swap_names_what_is_offered():
    plan, limits = session()
    with pytest.raises(InputProblem, match="cat-camel-chair"):
        swap(plan, "cat-camel-general", "open-book", limits)
    with pytest.raises(InputProblem, match="not in this session"):
        swap(plan, "sphinx", "open-book", limits)
