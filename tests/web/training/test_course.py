"""The fold from what happened to where somebody stands: truth tables, without a database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supple.findings.model import Category, Finding
from supple.programme import SessionDone, Stage, Standing, State, Track, start
from supple.programme.events import ScreeningOutcome
from supple.programme.state import Miss
from supple.programme.words import Role
from supple.progress import Verdict
from supple.quantities import Direction, Movement, Position
from supple_web.training.engine.course import fold
from supple_web.training.engine.happening import CheckDone, Kind, SeenOn, SessionHeld

DAY = date(2026, 11, 2)
LIMITED, CONTROL, FINE = Category.MOBILITY_LIMITATION, Category.MOTOR_CONTROL_DEFICIT, Category.MEETS_CRITERION
BOTH = frozenset({Role.LINEAR_GENERAL, Role.LINEAR_LUMBAR})


def found(left: Category, right: Category) -> tuple[Finding, ...]:
    return tuple(
        Finding(Movement.ROTATION, side, Position.LUMBAR_LOCKED, category, {}, None, None, None, (), None)
        for side, category in ((Direction.LEFT, left), (Direction.RIGHT, right))
    )


def check(after: int = 0, left: Category = LIMITED, right: Category = FINE, **more: object) -> CheckDone:
    return CheckDone(DAY + timedelta(days=after), ScreeningOutcome.GO, found(left, right), **more)


def session(
    after: int, before: int = 0, during: int = 0, end: int = 0, morning: int | None = None, **more: object
) -> SessionHeld:
    report = SessionDone(before, during, end, morning, more.pop("controlled", True), more.pop("segments", 3))
    return SessionHeld(DAY + timedelta(days=after), report, **more)


def state_after(*events: object) -> State:
    course, _ = fold(events)
    assert course.state is not None
    return course.state


def reasons(*events: object) -> tuple[str, ...]:
    return fold(events)[1][-1].reasons


# pain


@pytest.mark.parametrize(
    ("pains", "standing", "counts"),
    [
        ((0, 0, 0, None), Standing.GO, True),
        ((3, 3, 3, 3), Standing.GO, True),  # the top of the low zone, and no pain added
        ((3, 2, 2, 0), Standing.GO, True),
        ((2, 3, 2, None), Standing.GO, False),  # pain added: done, not counted
        ((3, 4, 3, None), Standing.EASED, False),  # the middle zone begins at 4
        ((0, 5, 0, None), Standing.EASED, False),
        ((0, 0, 5, None), Standing.EASED, False),
        ((4, 4, 4, None), Standing.EASED, False),
        ((0, 6, 0, None), Standing.HALTED, False),  # the stop zone begins at 6
        ((0, 0, 6, None), Standing.HALTED, False),
        ((6, 0, 0, None), Standing.HALTED, False),
        ((1, 1, 1, 1), Standing.GO, True),
        ((1, 1, 1, 2), Standing.HALTED, False),  # worse on the morning after than before
        ((0, 0, 0, 1), Standing.HALTED, False),
        ((3, 5, 4, 4), Standing.HALTED, False),
        ((4, 4, 4, 4), Standing.EASED, False),
    ],
)
def test_pain_acts_by_its_zones(pains, standing, counts):
    state = state_after(check(), session(1, *pains))
    assert state.standing is standing
    assert state.linear_done == int(counts)


def test_a_second_session_in_the_middle_zone_stops():
    assert state_after(check(), session(1, during=4), session(2, during=5)).standing is Standing.HALTED


def test_a_session_in_the_low_zone_takes_back_what_the_middle_zone_asked_for():
    assert state_after(check(), session(1, during=4), session(2)).standing is Standing.GO


def test_stopped_stays_stopped_whatever_is_done():
    assert state_after(check(), session(1, during=7), session(2), session(3)).standing is Standing.HALTED


@pytest.mark.parametrize(
    ("screening", "standing"),
    [
        (ScreeningOutcome.GO, Standing.GO),
        (ScreeningOutcome.MODIFY, Standing.HALTED),  # less pain is not clear
        (ScreeningOutcome.PAUSE, Standing.HALTED),
        (ScreeningOutcome.NOT_ASKED, Standing.HALTED),  # silence clears nothing
        (ScreeningOutcome.RED_FLAG, Standing.URGENT),
    ],
)
def test_only_a_clear_screening_goes_on_after_a_stop(screening, standing):
    later = CheckDone(DAY + timedelta(days=2), screening, tested=False)
    assert state_after(check(), session(1, during=7), later).standing is standing


def test_a_clinician_lets_one_go_on():
    assert state_after(check(), session(1, during=7), SeenOn(DAY + timedelta(days=2))).standing is Standing.GO


def test_the_second_stop_between_two_tests_leads_to_a_clinician():
    clear = CheckDone(DAY + timedelta(days=2), ScreeningOutcome.GO, tested=False)
    state = state_after(check(left=LIMITED, right=LIMITED), session(1, during=7), clear, session(3, during=7))
    assert state.left.stage is state.right.stage is Stage.REFERRAL


# counting toward opening rotation


def test_six_sessions_open_rotation():
    state = state_after(check(), *(session(day) for day in range(1, 7)))
    assert state.rotation_open


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        ({}, True),
        ({"controlled": False}, False),
        ({"segments": 2}, False),
        ({"training": False}, False),  # upkeep alone
        ({"linear_done": frozenset()}, False),
        ({"linear_done": frozenset({Role.LINEAR_GENERAL})}, True),
        ({"sets_done": 0}, False),
    ],
)
def test_what_counts_in_the_first_step(more, counted):
    assert state_after(check(), session(1, **more)).linear_done == int(counted)


@pytest.mark.parametrize(
    ("linear", "offers", "counted"),
    [
        (BOTH, True, True),
        ({Role.LINEAR_GENERAL}, True, False),
        ({Role.LINEAR_GENERAL}, False, True),
        ({Role.LINEAR_LUMBAR}, True, False),
    ],
)
def test_the_second_step_asks_for_the_low_back_where_anything_moves_it(linear, offers, counted):
    three = [session(day) for day in range(1, 4)]
    fourth = session(4, linear_done=frozenset(linear), offers_lumbar=offers)
    assert state_after(check(), *three, fourth).linear_done == 3 + int(counted)


def test_a_day_counts_once():
    assert state_after(check(), session(1), session(1), session(1)).linear_done == 1
    assert "One session a day" in reasons(check(), session(1), session(1))[0]


def test_nothing_done_changes_nothing():
    eased = [check(), session(1, during=4)]
    assert state_after(*eased, session(2, sets_done=0)) == state_after(*eased)


def test_pain_acts_although_nothing_was_done():
    assert state_after(check(), session(1, before=7, sets_done=0)).standing is Standing.HALTED


# checks


@pytest.mark.parametrize(
    ("left", "right", "stages"),
    [
        (LIMITED, FINE, (Stage.HOLD, Stage.MAINTENANCE)),
        (CONTROL, LIMITED, (Stage.CONTROL, Stage.HOLD)),
        (Category.UNDETERMINED, FINE, (Stage.AWAITING, Stage.MAINTENANCE)),
        (Category.PAINFUL, FINE, (Stage.PAINFUL, Stage.MAINTENANCE)),
        (Category.BORDERLINE, Category.NO_CRITERION, (Stage.MAINTENANCE, Stage.AWAITING)),
    ],
)
def test_the_first_check_starts_as_the_science_says(left, right, stages):
    course, steps = fold([check(left=left, right=right)])
    assert course.state == start(found(left, right))
    assert (course.state.left.stage, course.state.right.stage) == stages
    assert steps[0].kind is Kind.START
    assert steps[0].before is None
    assert steps[0].reasons


def test_two_days_without_an_answer_start_with_a_referral():
    state = state_after(check(left=Category.UNDETERMINED, twice=frozenset({Direction.LEFT})))
    assert state.left.stage is Stage.REFERRAL
    assert state.right.stage is Stage.MAINTENANCE


def test_a_further_day_before_any_training_begins_anew():
    course, steps = fold([check(left=Category.UNDETERMINED), check(1, left=CONTROL)])
    assert course.state.left == Track(Stage.CONTROL)
    assert [step.kind for step in steps] == [Kind.START, Kind.START]
    assert course.began == DAY + timedelta(days=1)


def test_what_hurt_in_a_test_is_not_forgotten_by_testing_again():
    state = state_after(check(left=Category.PAINFUL), check(1, left=LIMITED))
    assert state.left.stage is Stage.PAINFUL


def test_a_red_flag_makes_no_plan_and_leaves_none():
    flag = CheckDone(DAY, ScreeningOutcome.RED_FLAG, tested=False)
    course, steps = fold([flag])
    assert course.state is None
    assert steps[0].after is None


def test_a_red_flag_stops_the_plan_there_is_and_clearance_begins_anew():
    flag = CheckDone(DAY + timedelta(days=3), ScreeningOutcome.RED_FLAG, tested=False)
    before = [check(), session(1), session(2), flag]
    assert state_after(*before).standing is Standing.URGENT
    assert state_after(*before, session(4)).standing is Standing.URGENT
    after = state_after(*before, check(5))
    assert after == start(found(LIMITED, FINE))


def test_a_clinicians_word_clears_no_red_flag():
    flag = CheckDone(DAY + timedelta(days=3), ScreeningOutcome.RED_FLAG, tested=False)
    assert state_after(check(), flag, SeenOn(DAY + timedelta(days=3))).standing is Standing.URGENT


def test_pain_that_allows_no_movement_makes_a_stopped_plan():
    paused = CheckDone(DAY, ScreeningOutcome.PAUSE, tested=False)
    assert state_after(paused).standing is Standing.HALTED
    assert state_after(paused, check(1)).left.stage is Stage.HOLD


def trained(days: range) -> list[SessionHeld]:
    return [session(day) for day in days]


def test_a_gain_after_a_trained_block_goes_on():
    events = [check(), *trained(range(1, 14)), check(14, verdicts={Direction.LEFT: Verdict.IMPROVED})]
    course, steps = fold(events)
    assert course.state.left == Track(Stage.HOLD)
    assert course.state.retests == 1
    assert steps[-1].kind is Kind.RETEST
    assert any("Go on with the same" in reason for reason in steps[-1].reasons)


def test_range_that_was_built_moves_on_to_its_end():
    state = state_after(check(), *trained(range(1, 14)), check(14, left=CONTROL))
    assert state.left.stage is Stage.END_RANGE


def blocks(*ends: int) -> list[object]:
    """Two weeks of training before each check, no change called at any."""
    return [check(), *(one for end in ends for one in (*trained(range(end - 13, end)), check(end)))]


def test_six_weeks_without_gain_and_one_block_more_end_without_symptoms_and_refer_with_them():
    assert state_after(*blocks(14, 28, 42)).left == Track(Stage.HOLD, Miss.NO_GAIN)
    assert state_after(*blocks(14, 28, 42, 56)).left.stage is Stage.MAINTENANCE
    seeking = [*blocks(14, 28, 42), *trained(range(43, 56)), check(56, seeks_more=True)]
    assert state_after(*seeking).left.stage is Stage.REFERRAL


def test_no_change_before_six_weeks_is_held_against_nobody():
    """A plateau is judged over six weeks; sooner, hardly any gain is beyond the error of the days at hand."""
    course, steps = fold(blocks(14, 28))
    assert course.state.left == Track(Stage.HOLD)
    assert course.state.retests == 2  # the course goes on counting, so it ends
    assert steps[-1].reasons == (
        "Turning left: no change beyond error yet, and too early to expect one. Go on with the same.",
        "Turning right: the plan stays as it is.",
    )


def test_a_loss_is_a_loss_at_any_time():
    events = [check(), *trained(range(1, 14)), check(14, verdicts={Direction.LEFT: Verdict.DECLINED})]
    assert state_after(*events).left.stage is Stage.REFERRAL


def test_each_stage_has_its_six_weeks():
    events = [*blocks(14), *trained(range(15, 28)), check(28, left=CONTROL), *trained(range(29, 42)), check(42, left=CONTROL)]
    assert state_after(*events).left == Track(Stage.CONTROL)
    later = [*trained(range(43, 56)), check(56, left=CONTROL)]
    assert state_after(*events, *later).left == Track(Stage.CONTROL)


@pytest.mark.parametrize(("done", "counts"), [(9, True), (8, True), (7, False), (0, False)])
def test_a_block_is_judged_by_its_results_only_where_enough_of_it_was_done(done, counts):
    """Sixty per cent of fourteen days are eight and a half; the check's own first day counts among them."""
    start_day = [session(0)]
    sessions = [*start_day, *trained(range(1, done + 1))]
    state = state_after(check(), *sessions, check(14))
    assert state.retests == int(counts)


def test_a_test_before_two_weeks_judges_no_block():
    """However well it was trained: sooner, a change is rarely larger than the error."""
    events = [check(), *trained(range(1, 7)), check(7), *trained(range(8, 13)), check(13)]
    state = state_after(*events)
    assert state.left == Track(Stage.HOLD)
    assert state.retests == 0


def test_the_block_goes_on_after_an_early_test():
    events = [check(), *trained(range(1, 7)), check(7), *trained(range(7, 14)), check(14)]
    assert state_after(*events).retests == 1


def test_a_check_without_tests_is_screening_only():
    events = [check(), *trained(range(1, 14)), CheckDone(DAY + timedelta(days=14), ScreeningOutcome.GO, tested=False)]
    course, steps = fold(events)
    assert course.state.retests == 0
    assert steps[-1].kind is Kind.SCREENING


# laws

days = st.integers(1, 40)
sessions = st.builds(
    session,
    days,
    before=st.integers(0, 7),
    during=st.integers(0, 7),
    end=st.integers(0, 7),
    morning=st.none() | st.integers(0, 7),
    training=st.booleans(),
    controlled=st.booleans(),
)
checks = st.builds(
    lambda after, screening, left, right: CheckDone(DAY + timedelta(days=after), screening, found(left, right)),
    days,
    st.sampled_from(ScreeningOutcome),
    st.sampled_from(Category),
    st.sampled_from(Category),
)
histories = st.lists(sessions | checks | st.builds(lambda after: SeenOn(DAY + timedelta(days=after)), days), max_size=25)


@given(histories, st.integers(0, 25))
def test_folding_in_two_parts_is_folding_at_once(events, cut):
    """The law that lets a plan be taken up from any stored state."""
    whole, steps = fold(events)
    part, first = fold(events[:cut])
    rest, second = fold(events[cut:], part)
    assert (rest, [*first, *second]) == (whole, steps)


@given(histories)
def test_every_step_begins_where_the_last_one_ended(events):
    _, steps = fold(events)
    state = None
    for step in steps:
        assert step.before == state
        state = step.after


@settings(max_examples=400)
@given(histories)
def test_nothing_trains_after_a_red_flag_until_a_check_clears_it(events):
    urgent = False
    for event, step in zip(events, fold(events)[1], strict=True):
        if isinstance(event, CheckDone):
            cleared = event.screening in {ScreeningOutcome.GO, ScreeningOutcome.MODIFY}
            urgent = step.before is not None and (event.screening is ScreeningOutcome.RED_FLAG or (urgent and not cleared))
        if urgent:
            assert step.after.standing is Standing.URGENT


@given(histories)
def test_a_stop_holds_until_a_check_or_a_clinician(events):
    for event, step in zip(events, fold(events)[1], strict=True):
        if isinstance(event, SessionHeld) and step.before is not None and step.before.standing is Standing.HALTED:
            assert step.after.standing is Standing.HALTED
