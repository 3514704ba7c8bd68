"""The rules by which one direction moves on, at and around their bounds."""

from __future__ import annotations

import datetime as dt

import pytest

from supple.findings.model import Category, Finding, Screening, Urgency
from supple.programme import SessionDone, Stage, Standing, State, Track, advance, start
from supple.programme.advance import URGENT, step
from supple.programme.events import (
    Retest,
    ScreeningOutcome,
    SeenByClinician,
    SessionOutcome,
    retest,
    session_outcome,
    verdict_since,
)
from supple.programme.moves import Reading, move
from supple.programme.state import COURSE_RETESTS, LINEAR_SESSIONS, LUMBAR_FROM, OPEN_FROM, Miss
from supple.progress.model import Plateau, RealChange, SeriesProgress, Trend, Verdict
from supple.quantities import Direction, Movement, Position

TITLE = "How one direction moves on at a re-test"
COLUMNS = ("stage", "last re-test missed", "the re-test says", "trained", "next stage", "missed now")
PLATEAU = "plateau"
TABLE = (
    ("awaiting", "none", "mobility-same", True, "passive-range", "none"),
    ("awaiting", "none", "control-same", True, "control", "none"),
    ("awaiting", "none", "undetermined", True, "awaiting", "no-answer"),
    ("awaiting", "no-answer", "undetermined", True, "referral", "none"),
    ("awaiting", "no-answer", "mobility-same", True, "passive-range", "none"),
    ("awaiting", "none", "no-mark", True, "awaiting", "no-gain"),
    ("awaiting", "no-gain", "no-mark", True, PLATEAU, None),
    ("awaiting", "none", "no-mark", False, "awaiting", "none"),
    ("passive-range", "none", "mobility-gain", True, "passive-range", "none"),
    ("passive-range", "no-gain", "mobility-gain", True, "passive-range", "none"),
    ("passive-range", "none", "mobility-same", True, "passive-range", "no-gain"),
    ("passive-range", "no-gain", "mobility-same", True, PLATEAU, None),
    ("passive-range", "no-gain", "mobility-same", False, "passive-range", "no-gain"),
    ("passive-range", "none", "mobility-loss", True, "referral", "none"),
    ("passive-range", "none", "mobility-loss", False, "passive-range", "none"),
    ("passive-range", "none", "control-gain", True, "end-range", "none"),
    ("passive-range", "no-gain", "control-same", True, "end-range", "none"),
    ("passive-range", "none", "undetermined", True, "passive-range", "no-answer"),
    ("passive-range", "no-answer", "undetermined", True, "referral", "none"),
    ("passive-range", "no-gain", "no-mark", True, "passive-range", "no-gain"),
    ("passive-range", "none", "fine", True, "maintenance", "none"),
    ("passive-range", "none", "painful", True, "painful", "none"),
    ("end-range", "none", "control-gain", True, "control", "none"),
    ("end-range", "none", "control-same", True, "control", "none"),
    ("end-range", "none", "control-same", False, "end-range", "none"),
    ("end-range", "none", "mobility-same", True, "passive-range", "none"),
    ("end-range", "none", "control-loss", True, "referral", "none"),
    ("end-range", "none", "fine", True, "maintenance", "none"),
    ("control", "none", "control-gain", True, "control", "none"),
    ("control", "none", "control-same", True, "control", "no-gain"),
    ("control", "no-gain", "control-same", True, PLATEAU, None),
    ("control", "none", "control-loss", True, "referral", "none"),
    ("control", "none", "mobility-same", True, "passive-range", "none"),
    ("control", "none", "fine", False, "maintenance", "none"),
    ("control", "none", "painful", False, "painful", "none"),
    ("maintenance", "none", "fine", True, "maintenance", "none"),
    ("maintenance", "none", "mobility-same", True, "maintenance", "none"),
    ("maintenance", "none", "mobility-loss", True, "passive-range", "none"),
    ("maintenance", "none", "control-loss", False, "control", "none"),
    ("maintenance", "none", "undetermined", True, "maintenance", "none"),
    ("maintenance", "none", "painful", True, "painful", "none"),
    ("referral", "none", "fine", True, "referral", "none"),
    ("painful", "none", "fine", True, "painful", "none"),
)


@pytest.mark.parametrize("row", TABLE)
def test_row(row):
    stage, miss, says, trained, next_stage, missed = row
    to, _ = move(Track(Stage(stage), Miss(miss)), Reading(says), trained=trained)
    assert to == (None if next_stage == PLATEAU else Track(Stage(next_stage), Miss(missed)))


SESSION_TITLE = "What a session counts as"
SESSION_COLUMNS = ("pain before", "during", "after", "next morning", "controlled", "regions moved in turn", "counts as")
SESSION_TABLE = (
    (0, 0, 0, None, True, 3, "good"),
    (3, 3, 3, 3, True, 3, "good"),
    (2, 2, 1, None, True, 3, "good"),
    (0, 1, 0, 0, True, 3, "done"),
    (0, 0, 1, 0, True, 3, "done"),
    (0, 0, 0, 0, False, 3, "done"),
    (0, 0, 0, 0, True, 2, "done"),
    (3, 3, 3, 4, True, 3, "stopped"),
    (0, 0, 0, 1, True, 3, "stopped"),
    (4, 4, 4, 4, True, 3, "eased"),
    (0, 5, 0, 0, True, 3, "eased"),
    (5, 5, 5, 5, True, 3, "eased"),
    (0, 6, 0, 0, True, 3, "stopped"),
    (6, 0, 0, 0, True, 3, "stopped"),
    (0, 0, 6, 0, True, 3, "stopped"),
)


@pytest.mark.parametrize("row", SESSION_TABLE)
def test_session(row):
    *answers, outcome = row
    assert session_outcome(SessionDone(*answers)) == outcome


def finding(category, direction=Direction.LEFT, movement=Movement.ROTATION, position=Position.LUMBAR_LOCKED):
    return Finding(movement, direction, position, category, {}, None, None, None, (), None)


START_TITLE = "Where each finding begins"
START_COLUMNS = ("finding", "first stage")
START_TABLE = (
    ("meets-criterion", "maintenance"),
    ("borderline", "maintenance"),
    ("mobility-limitation", "passive-range"),
    ("motor-control-deficit", "control"),
    ("undetermined", "awaiting"),
    ("painful", "painful"),
    ("no-criterion", "awaiting"),
)


@pytest.mark.parametrize(("category", "stage"), START_TABLE)
def test_each_finding_has_a_first_stage(category, stage):
    state = start([finding(Category(category))])
    assert state.left.stage == stage
    assert state.right == Track(Stage.AWAITING)


def test_undetermined_twice_is_a_referral():
    state = start([finding(Category.UNDETERMINED)])
    again = retest([finding(Category.UNDETERMINED)], {})
    assert step(state, again)[0].left.stage is Stage.REFERRAL


def test_a_test_without_a_mark_never_speaks_before_one_that_has_it():
    seated = finding(Category.NO_CRITERION, position=Position.SEATED)
    assert start([seated, finding(Category.MOBILITY_LIMITATION)]).left.stage is Stage.HOLD


def test_pain_in_any_position_speaks_first():
    seated = finding(Category.PAINFUL, position=Position.SEATED)
    assert start([finding(Category.MEETS_CRITERION), seated]).left.stage is Stage.PAINFUL


def test_painful_bending_halts_everything():
    state = start([finding(Category.MOBILITY_LIMITATION), finding(Category.PAINFUL, None, Movement.FLEXION)])
    assert state.standing is Standing.HALTED
    assert state.left.stage is Stage.REFERRAL


def test_linear_movement_opens_rotation_by_sessions_not_by_degrees():
    state = start([finding(Category.MOBILITY_LIMITATION)])
    for done in range(1, 2 * LINEAR_SESSIONS + 1):
        state, moved = advance(state, SessionDone(0, 0, 0))
        assert state.linear_done == done
        assert moved.changed
        assert state.rotation_open == (done == OPEN_FROM)
    assert "rotation training opens" in str(moved)
    assert advance(state, SessionDone(0, 0, 0, controlled=False))[0] == state


def test_uncontrolled_sessions_open_nothing():
    state = State(Track(Stage.HOLD), Track(Stage.HOLD), linear_done=LUMBAR_FROM)
    assert step(state, SessionOutcome.DONE)[0] == state


def test_linear_movement_that_never_opens_is_a_referral_at_the_second_retest():
    state = State(Track(Stage.HOLD), Track(Stage.MAINTENANCE))
    same = Retest(Reading.MOBILITY_SAME, Reading.FINE)
    state, _ = step(state, same)
    assert state.left.stage is Stage.HOLD
    state, _ = step(state, same)
    assert (state.left.stage, state.right.stage) == (Stage.REFERRAL, Stage.MAINTENANCE)


OPEN = State(Track(Stage.HOLD, Miss.NO_GAIN), Track(Stage.MAINTENANCE), linear_done=OPEN_FROM)


@pytest.mark.parametrize(
    ("seeks_more", "standing", "stage"),
    [
        (False, Standing.GO, Stage.MAINTENANCE),
        (True, Standing.GO, Stage.REFERRAL),
        (False, Standing.EASED, Stage.REFERRAL),
        (False, Standing.HALTED, Stage.REFERRAL),
    ],
)
def test_a_plateau_ends_in_maintenance_without_symptoms_goal_or_pain_else_in_referral(seeks_more, standing, stage):
    flat = Retest(Reading.MOBILITY_SAME, Reading.FINE, seeks_more=seeks_more)
    assert step(OPEN._replace(standing=standing), flat)[0].left.stage is stage


def test_a_plateau_is_not_called_where_too_little_was_done():
    assert step(OPEN, Retest(Reading.MOBILITY_SAME, Reading.FINE, done_enough=False))[0] == OPEN


def test_a_course_ends_even_when_every_test_gains():
    state = OPEN
    for _ in range(COURSE_RETESTS):
        assert state.left.stage is Stage.HOLD
        state, _ = step(state, Retest(Reading.MOBILITY_GAIN, Reading.FINE, seeks_more=True))
    assert state.left.stage is Stage.REFERRAL
    assert state.retests == 0


def test_the_retest_that_opens_a_new_course_is_not_counted_in_it():
    fine = State(Track(Stage.MAINTENANCE), Track(Stage.MAINTENANCE), linear_done=OPEN_FROM)
    after, _ = step(fine, Retest(Reading.MOBILITY_LOSS, Reading.FINE))
    assert (after.left.stage, after.retests) == (Stage.HOLD, 0)


def test_pain_eases_then_stops_then_refers():
    state, _ = step(OPEN, SessionOutcome.EASED)
    assert state.standing is Standing.EASED
    assert step(state, SessionOutcome.GOOD)[0].standing is Standing.GO
    state, _ = step(state, SessionOutcome.EASED)
    assert state.standing is Standing.HALTED
    assert step(state, ScreeningOutcome.MODIFY)[0].standing is Standing.HALTED
    assert step(state, ScreeningOutcome.NOT_ASKED)[0].standing is Standing.HALTED
    state, _ = step(state, ScreeningOutcome.GO)
    assert (state.standing, state.rotation_open) == (Standing.GO, False)
    assert step(state, SessionOutcome.GOOD)[0].rotation_open
    state, _ = step(state, SessionOutcome.STOPPED)
    assert {state.left.stage, state.right.stage} == {Stage.REFERRAL}
    seen, _ = step(state, SeenByClinician())
    assert (seen.left.stage, seen.standing) == (Stage.AWAITING, Standing.GO)


def test_screening_acts_through_advance():
    free = Screening(stop=False, flags=(), urgency=Urgency.NONE, advice="", pain_zone="go")
    flag = Screening(stop=True, flags=(), urgency=Urgency.EMERGENCY, advice="Call now.", pain_zone="go")
    closed = Screening(stop=False, flags=(), urgency=Urgency.CLINICIAN, advice="", active=False, pain_zone="go")
    assert advance(OPEN, free)[0] == OPEN
    assert advance(OPEN, flag)[0] == URGENT
    assert advance(OPEN, closed)[0].standing is Standing.HALTED
    assert advance(URGENT, free)[0].left == Track(Stage.AWAITING)


DAY = dt.date(2026, 3, 1)


def progress(calls, reached):
    trend = Trend(Verdict.IMPROVED, DAY, DAY, 3, 6.0, 0.0, (0.0, 0.0), None, None, None, None, None, 1.0, calls, ())
    return SeriesProgress(None, (), trend, Plateau(reached, DAY, 6.0, None, ""), None)  # type: ignore[arg-type]


CALLS = (
    ((), None, Verdict.NO_REAL_CHANGE),
    (((0, Verdict.IMPROVED),), None, Verdict.NO_REAL_CHANGE),  # called on the day of the last re-test: known already
    (((1, Verdict.IMPROVED),), None, Verdict.IMPROVED),
    (((1, Verdict.IMPROVED),), True, Verdict.NO_REAL_CHANGE),
    (((1, Verdict.IMPROVED), (2, Verdict.DECLINED)), True, Verdict.DECLINED),
)


@pytest.mark.parametrize(("calls", "reached", "verdict"), CALLS)
def test_only_a_change_called_since_the_last_retest_counts(calls, reached, verdict):
    called = tuple(RealChange(one, DAY, DAY + dt.timedelta(days), 5.0, (1.0, 9.0)) for days, one in calls)
    assert verdict_since(progress(called, reached), DAY) is verdict
