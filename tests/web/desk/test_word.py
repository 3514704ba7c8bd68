"""A clinician's word on a plan: laws of the fold, without a database."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.findings.model import Category, Finding
from supple.programme import SessionDone, Stage, start
from supple.programme.events import ScreeningOutcome
from supple.quantities import Direction, Movement, Position
from supple_web.training.engine.course import fold
from supple_web.training.engine.happening import (
    CheckDone,
    Edited,
    EditKind,
    Kind,
    Overruled,
    SessionHeld,
    TakenBack,
)

DAY = date(2026, 11, 2)
SAYABLE = [one for one in Category if one is not Category.NO_CRITERION]


def found(left: Category, right: Category) -> tuple[Finding, ...]:
    return tuple(
        Finding(Movement.ROTATION, side, Position.LUMBAR_LOCKED, category, {}, None, None, None, (), None)
        for side, category in ((Direction.LEFT, left), (Direction.RIGHT, right))
    )


def check(after: int, left: Category, right: Category) -> CheckDone:
    return CheckDone(DAY + timedelta(days=after), ScreeningOutcome.GO, found(left, right))


def session(after: int) -> SessionHeld:
    return SessionHeld(DAY + timedelta(days=after), SessionDone(0, 0, 0, None, True, 3))


def says(after: int, side: Direction, category: Category, of: int = 0) -> Overruled:
    there = DAY + timedelta(days=of)
    return Overruled(DAY + timedelta(days=after), there, side, Category.UNDETERMINED, category, "Ada", "felt it")


def edit(after: int, exercise: str, kind: EditKind = EditKind.ADD, sets: int = 2) -> Edited:
    return Edited(DAY + timedelta(days=after), kind, exercise, "Ada", "because", sets=sets)


def back(after: int, kind: Kind = Kind.OVERRULED) -> TakenBack:
    return TakenBack(DAY + timedelta(days=after), kind, "Ada")


CATEGORIES = st.sampled_from(SAYABLE)
SIDES = st.sampled_from(list(Direction))


@given(CATEGORIES, CATEGORIES, CATEGORIES, SIDES)
def test_before_any_session_a_word_is_what_a_check_with_that_finding_would_have_said(left, right, said, side):
    course, _ = fold([check(0, left, right), says(1, side, said)])
    findings = {Direction.LEFT: left, Direction.RIGHT: right} | {side: said}
    expected = start(found(findings[Direction.LEFT], findings[Direction.RIGHT]))
    assert (course.state.left, course.state.right) == (expected.left, expected.right)


@given(CATEGORIES, CATEGORIES, CATEGORIES, SIDES, st.integers(0, 8))
def test_only_its_own_direction_moves_and_nothing_that_was_done_is_lost(left, right, said, side, sessions):
    events = [check(0, left, right), *(session(day) for day in range(1, sessions + 1))]
    before, after = fold(events)[0].state, fold([*events, says(9, side, said)])[0].state
    assert after.track(side.opposite) == before.track(side.opposite)
    assert (after.linear_done, after.standing, after.retests) == (before.linear_done, before.standing, before.retests)


@given(st.lists(st.tuples(CATEGORIES, SIDES), max_size=4), CATEGORIES, CATEGORIES)
def test_a_word_taken_back_is_as_if_never_said(words, left, right):
    plain = [check(0, left, right), session(1), session(3), session(5)]
    taken = [check(0, left, right), session(1), *(back(2) for _ in words), session(3), session(5)]
    assert fold(plain)[0] == fold(taken)[0]


@given(CATEGORIES, CATEGORIES, SIDES)
def test_the_last_word_holds(first, second, side):
    base = check(0, Category.UNDETERMINED, Category.UNDETERMINED)
    both = fold([base, says(1, side, first), says(2, side, second)])[0].state
    assert both == fold([base, says(2, side, second)])[0].state


@given(CATEGORIES, SIDES)
def test_a_word_about_another_day_changes_nothing(said, side):
    events = [check(0, Category.UNDETERMINED, Category.PAINFUL), check(3, Category.PAINFUL, Category.UNDETERMINED)]
    course, steps = fold([*events, says(4, side, said, of=0)])
    assert course.state == fold(events)[0].state
    assert not steps[-1].changed


def test_a_word_before_any_check_is_nothing():
    course, steps = fold([says(1, Direction.LEFT, Category.PAINFUL)])
    assert course.state is None
    assert steps[0].kind is Kind.OVERRULED


def test_no_word_opens_a_red_flag():
    flagged = CheckDone(DAY + timedelta(days=2), ScreeningOutcome.RED_FLAG, tested=False)
    base = [check(0, Category.MOBILITY_LIMITATION, Category.MOBILITY_LIMITATION), flagged]
    after = fold([*base, says(3, Direction.LEFT, Category.MEETS_CRITERION)])[0]
    assert after.state == fold(base)[0].state


def test_a_word_begins_a_block_anew_where_the_stage_changes():
    base = [check(0, Category.MOBILITY_LIMITATION, Category.MEETS_CRITERION), session(1), session(2)]
    course = fold([*base, says(4, Direction.LEFT, Category.MOTOR_CONTROL_DEFICIT)])[0]
    assert course.state.left.stage is Stage.CONTROL
    assert course.block_began == DAY + timedelta(days=4)
    assert course.stages_began == (DAY + timedelta(days=4), DAY)
    same = fold([*base, says(4, Direction.LEFT, Category.MOBILITY_LIMITATION)])[0]
    assert same.block_began == DAY


EDITS = st.lists(
    st.builds(
        edit,
        st.integers(1, 9),
        st.sampled_from(["open-book", "cat-camel-general", "thread-the-needle"]),
        st.sampled_from(EditKind),
    ),
    max_size=6,
)


@given(EDITS, CATEGORIES, CATEGORIES)
def test_an_edit_never_moves_the_plans_state(edits, left, right):
    base = [check(0, left, right), session(1), session(2)]
    with_them, steps = fold([*base, *edits])
    assert with_them.state == fold(base)[0].state
    assert not any(step.changed for step in steps[len(base) :])


@given(EDITS)
def test_the_last_word_on_each_exercise_holds(edits):
    course, _ = fold([check(0, Category.MOBILITY_LIMITATION, Category.MEETS_CRITERION), *edits])
    last = {one.exercise: one for one in edits}
    assert {one.exercise: (one.day, one.sets) for one in course.edits} == {key: (one.day, one.sets) for key, one in last.items()}
    assert len(course.edits) == len(last)


@pytest.mark.parametrize(
    ("kinds", "last"),
    [("ad", "a"), ("add", "a"), ("adr", "r"), ("d", "d"), ("rd", "d"), ("ra", "a"), ("ar", "r"), ("dad", "a")],
)
def test_what_was_added_stays_added_whatever_its_dose_until_it_is_taken_out(kinds, last):
    named = {"a": EditKind.ADD, "d": EditKind.DOSE, "r": EditKind.REMOVE}
    edits = [edit(day, "open-book", named[kind], sets=day) for day, kind in enumerate(kinds, start=1)]
    course, _ = fold([check(0, Category.MOBILITY_LIMITATION, Category.MEETS_CRITERION), *edits])
    (one,) = course.edits
    assert (one.kind, one.sets) == (named[last], len(kinds))


@pytest.mark.parametrize("seed", range(5))
def test_edits_and_sessions_commute(seed):
    base, edits = (
        check(0, Category.MOBILITY_LIMITATION, Category.MEETS_CRITERION),
        [edit(2, "open-book"), edit(3, "thread-the-needle")],
    )
    sessions = [session(day) for day in range(1, 5)]
    mixed = [*sessions, *edits]
    random.Random(seed).shuffle(mixed)
    course = fold([base, *sorted(mixed, key=lambda one: one.day)])[0]
    plain = fold([base, *sessions])[0]
    assert (course.state, course.sittings, course.counted) == (plain.state, plain.sittings, plain.counted)


def test_a_further_day_of_testing_keeps_an_edit_and_a_cleared_red_flag_drops_it():
    first, one = check(0, Category.UNDETERMINED, Category.UNDETERMINED), edit(1, "open-book")
    kept = fold([first, one, check(2, Category.MOBILITY_LIMITATION, Category.UNDETERMINED)])[0]
    assert kept.edits == (one,)
    flag = CheckDone(DAY + timedelta(days=3), ScreeningOutcome.RED_FLAG, tested=False)
    anew = fold([first, one, flag, check(4, Category.MOBILITY_LIMITATION, Category.UNDETERMINED)])[0]
    assert anew.edits == ()
