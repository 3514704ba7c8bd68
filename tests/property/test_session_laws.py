"""Laws of every session that is played, swapped and moved: whoever the person is and whatever is forbidden."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections import Counter
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.programmes import MONDAY, days, programmes
from supple.guidance.training import AGAIN_S, LONG_HOLD_S, READY_S, SWITCH_S, Kind, session_document, session_steps, sides_of
from supple.problems import InputProblem
from supple.programme import Role, limits_of, neighbours, swap, swapped, today, today_moved, trains_on, upkeep
from supple.programme.choosing import obstacle
from supple.programme.limits import HOLD_MORE_THAN_S, SESSION_AT_MOST_S

LINEAR = {Role.LINEAR_GENERAL, Role.LINEAR_LUMBAR, Role.LINEAR_EXTENSION}
MOVED = (Kind.OUT, Kind.HOLD, Kind.BACK)
WORDS_A_SECOND = 2.7


def close(left, right):
    return math.isclose(left, right, abs_tol=1e-6)


@given(made=programmes(), day=days)
@settings(max_examples=250, deadline=None)
def test_every_repetition_is_played_once_and_lasts_its_dose(made, day):
    plan = today(*made, day)
    steps = session_steps(plan)
    for place, one in enumerate(plan.exercises):
        dose, sides = one.dose, sides_of(one)
        mine = [step for step in steps if step.exercise == place]
        wanted = set(product(sides, range(1, dose.sets + 1), range(1, dose.reps + 1)))
        for kind, seconds in ((Kind.OUT, dose.out_s), (Kind.HOLD, dose.hold_s), (Kind.BACK, dose.back_s)):
            played = Counter((step.side, step.set, step.rep) for step in mine if step.kind is kind)
            assert played == dict.fromkeys(wanted if seconds else (), 1)
            assert all(step.seconds == seconds for step in mine if step.kind is kind)
        moved = math.fsum(step.seconds for step in mine if step.kind in MOVED)
        assert close(moved, len(sides) * (dose.side_s - (dose.sets - 1) * dose.rest_s))
        between = len(sides) - 1
        rests = len(sides) * (dose.sets - 1) * dose.rest_s + between * max(dose.rest_s, SWITCH_S)
        assert close(math.fsum(step.seconds for step in mine), moved + rests + READY_S)
        assert [step.side for step in mine if step.kind is Kind.SWITCH] == list(sides[1:])
        assert mine[0].kind is Kind.READY
        assert mine[0].seconds == READY_S
    assert [step.exercise for step in steps] == sorted(step.exercise for step in steps)


@given(made=programmes(), day=days)
@settings(max_examples=100, deadline=None)
def test_a_session_is_linear_first_and_can_be_spoken(made, day):
    plan = today(*made, day)
    document = session_document(plan)
    linear = [one["linear"] for one in document["exercises"]]
    assert linear == sorted(linear, reverse=True)
    assert not linear or linear[0]
    for step in session_steps(plan):
        assert step.seconds > 0.0
        assert len((step.say or "").split()) <= WORDS_A_SECOND * step.seconds, step
        assert (step.half_say is not None) == (step.kind is Kind.HOLD and step.seconds > LONG_HOLD_S)
        assert step.breathe or step.half_say is None
        assert step.kind is Kind.HOLD or not step.breathe
    assert close(document["minutes"], round(sum(step["seconds"] for step in document["steps"]) / 60.0, 1))
    json.dumps(document, allow_nan=False)


@given(made=programmes(), day=days)
@settings(max_examples=100, deadline=None)
def test_a_long_hold_stays_one_step(made, day):
    plan = today(*made, day)
    for place, one in enumerate(plan.exercises):
        if one.exercise.role is Role.LONG_HOLD:
            held = [step for step in session_steps(plan) if step.exercise == place and step.kind is Kind.HOLD]
            assert len(held) == len(sides_of(one))
            assert all(step.seconds > HOLD_MORE_THAN_S.value for step in held)


def test_getting_ready_again_is_part_of_the_rest():
    assert AGAIN_S < READY_S


# swaps


def allowed(plan, limits):
    """What must hold of every session, swapped or not."""
    assert plan.minutes <= limits.person.minutes_per_day + 1e-6
    linear = [one.exercise.role in LINEAR for one in plan.exercises]
    assert linear == sorted(linear, reverse=True)
    for one in plan.exercises:
        assert obstacle(one.exercise, limits) is None
        assert one.exercise.least.hold_s <= one.dose.hold_s <= one.exercise.most.hold_s
        assert one.exercise.least.sets <= one.dose.sets <= one.exercise.most.sets
        assert one.exercise.least.reps <= one.dose.reps <= one.exercise.most.reps
        if one.exercise.stretches_passively:
            assert one.dose.held_s <= SESSION_AT_MOST_S.value


@given(made=programmes(), day=days)
@settings(max_examples=250, deadline=None)
def test_every_offered_swap_keeps_the_methods_rules(made, day):
    programme, state = made
    plan, limits = today(programme, state, day), limits_of(programme)
    allowed(plan, limits)
    for one in plan.exercises:
        for offered in neighbours(one, plan, limits):
            come = offered.prescribed
            assert offered.exercise is come.exercise
            assert offered.exercise.id not in {each.exercise.id for each in plan.exercises}
            assert (come.side, come.days_per_week, come.dose.days_per_week, come.turn) == (
                one.side,
                one.days_per_week,
                one.dose.days_per_week,
                one.turn,
            )
            assert come.exercise.role is one.exercise.role
            assert one.exercise.name in come.why
            assert come.why.startswith(one.why)
            twice = sum(each.exercise.id == one.exercise.id for each in plan.exercises) > 1
            if twice:
                continue  # both of its places have to fit, see swap
            after = swap(plan, one.exercise.id, offered.exercise.id, limits)
            assert [each.exercise.role for each in after.exercises] == [each.exercise.role for each in plan.exercises]
            allowed(after, limits)
            session_document(after)


@given(made=programmes(), day=days, data=st.data())
@settings(max_examples=150, deadline=None)
def test_any_stored_swaps_can_be_applied_any_day(made, day, data):
    programme, state = made
    ids = st.sampled_from(sorted(limits_of(programme).catalogue.exercises))
    swaps = data.draw(st.dictionaries(ids, ids, max_size=6))
    limits = limits_of(programme)
    plan = today(programme, state, day)
    after = swapped(plan, swaps, limits)
    allowed(after, limits)
    assert [one.exercise.role for one in after.exercises] == [one.exercise.role for one in plan.exercises]
    assert [one.side for one in after.exercises] == [one.side for one in plan.exercises]


@given(made=programmes(), day=days, data=st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_not_offered_is_refused(made, day, data):
    programme, state = made
    plan, limits = today(programme, state, day), limits_of(programme)
    come = data.draw(st.sampled_from(sorted(limits.catalogue.exercises)))
    for one in plan.exercises:
        if come not in {each.exercise.id for each in neighbours(one, plan, limits)}:
            with pytest.raises(InputProblem, match="swap:"):
                swap(plan, one.exercise.id, come, limits)


# moved days


@given(made=programmes(), data=st.data())
@settings(max_examples=200, deadline=None)
def test_a_week_with_moved_days_has_the_same_sessions(made, data):
    """Nothing is lost and nothing comes twice, wherever the training days of a week were moved to."""
    programme, state = made
    week = [MONDAY + dt.timedelta(days=day) for day in range(7)]
    training = [day for day in week if trains_on(day, programme.person.days_per_week)]
    goals = data.draw(st.permutations(week))[: len(training)]
    moves = {start: to for start, to in zip(training, goals, strict=True) if start != to}
    usual = {day: today(programme, state, day) for day in week}
    moved = {day: today_moved(programme, state, day, moves) for day in week}
    for start, to in moves.items():
        assert moved[to].exercises == usual[start].exercises
        assert moved[to].day == to
        assert moved[start].exercises == upkeep(programme, state, start).exercises or start in moves.values()
    trained = [moved[day].exercises for day in goals]
    assert sorted(map(repr, trained)) == sorted(repr(usual[day].exercises) for day in training)
    for day in set(week) - set(goals):
        assert moved[day].exercises == upkeep(programme, state, day).exercises


@given(made=programmes(), start=days, to=days)
@settings(max_examples=200, deadline=None)
def test_a_move_is_taken_or_refused_in_one_line(made, start, to):
    programme, state = made
    per_week = programme.person.days_per_week
    good = (
        trains_on(start, per_week)
        and start != to
        and start.isocalendar()[:2] == to.isocalendar()[:2]
        and not trains_on(to, per_week)
    )
    if good:
        assert today_moved(programme, state, to, {start: to}).exercises == today(programme, state, start).exercises
    else:
        with pytest.raises(InputProblem, match="move:"):
            today_moved(programme, state, to, {start: to})
