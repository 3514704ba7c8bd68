"""Every path through a programme, by exhaustive search: all reachable states, all outcomes, nothing sampled.

The search runs over states up to mirroring (left and right swapped); that a step commutes with mirroring is checked first.
"""

from __future__ import annotations

import gc
from itertools import product

import pytest

from supple.findings.model import Screening, Urgency
from supple.programme import EndRangeKind, Equipment, Person, Role, Stage, Standing, Turn
from supple.programme.advance import URGENT, step
from supple.programme.choosing import Limits
from supple.programme.composing import compose
from supple.programme.events import Retest, ScreeningOutcome, SeenByClinician, SessionOutcome
from supple.programme.exercises import catalogue
from supple.programme.moves import Reading
from supple.programme.state import COURSE_RETESTS, OPEN_FROM, REFERRED, Miss, State, Track
from supple.quantities import Direction

TITLE = "Every path ends: what the exhaustive search proves"
COLUMNS = ("property", "proved over")
TABLE = (
    ("an unsettled plan is settled by at most 6 counted re-tests", "every transition"),
    ("a red flag leads to an urgent stop", "every state"),
    ("maintenance of both directions can be reached", "every state"),
    ("maintenance opens again when the range falls beyond error", "every maintained direction"),
    ("every session begins with linear movement", "every state that has a session"),
    ("no rotation training before linear movement has opened it", "every state"),
    ("no passive hold for a direction in control training", "every state"),
    ("halted and urgent states show no exercise", "every state"),
)

DAILY = (*SessionOutcome, *ScreeningOutcome, SeenByClinician())
RETESTS = (
    *(Retest(*each) for each in product(Reading, Reading, (True, False), (True, False))),
    Retest(Reading.FINE, Reading.FINE, linear_painful=True),
)
FIRST = (
    *(Track(stage) for stage in (Stage.AWAITING, Stage.HOLD, Stage.CONTROL, Stage.MAINTENANCE, Stage.PAINFUL)),
    Track(Stage.AWAITING, Miss.NO_ANSWER),
)
HURT = Track(Stage.REFERRAL)
ROOTS = [URGENT, State(HURT, HURT, standing=Standing.HALTED), *(State(left, right) for left, right in product(FIRST, repeat=2))]


def canonical(state: State) -> State:
    return min(state, state.mirrored())


def mirrored(outcome):
    return outcome._replace(left=outcome.right, right=outcome.left) if isinstance(outcome, Retest) else outcome


class Graph:
    """Transitions, up to mirroring. For each state the states a counted re-test leads to, and all others."""

    def __init__(self):
        self.counted: dict[State, set[State]] = {}
        self.other: dict[State, set[State]] = {}
        todo = sorted({canonical(root) for root in ROOTS})
        seen = set(todo)
        while todo:
            state = todo.pop()
            self._expand(state)
            new = (self.counted[state] | self.other[state]) - seen
            seen |= new
            todo += new

    def _expand(self, state):
        assert state.retests < COURSE_RETESTS, "a course that never ends would make the search endless"
        counted = {step(state, test)[0] for test in RETESTS if test.done_enough}
        other = {step(state, outcome)[0] for outcome in DAILY}
        other |= {step(state, test)[0] for test in RETESTS if not test.done_enough}
        self.counted[state] = {canonical(after) for after in counted}
        self.other[state] = {canonical(after) for after in other}

    @property
    def states(self):
        return self.counted.keys()

    def edges(self):
        for state in self.states:
            for after in self.counted[state] | self.other[state]:
                yield state, after


@pytest.fixture(scope="module")
def graph():
    gc.disable()  # millions of small tuples, none of them in a cycle
    try:
        return Graph()
    finally:
        gc.enable()


def test_a_step_commutes_with_mirroring(graph):
    for state in graph.states:
        for outcome in DAILY:
            assert step(state.mirrored(), outcome)[0] == step(state, outcome)[0].mirrored()
    pairs = {canonical(State(state.left, state.right)) for state in graph.states}
    contexts = product((0, COURSE_RETESTS - 1), (OPEN_FROM - 1, OPEN_FROM))
    for (retests, linear), pair in product(contexts, pairs):
        state = pair._replace(retests=retests, linear_done=linear)
        for test in RETESTS:
            assert step(state.mirrored(), mirrored(test))[0] == step(state, test)[0].mirrored()


def test_the_search_is_large_and_closed(graph):
    both_ways = {each for state in graph.states for each in (state, state.mirrored())}
    assert len(both_ways) == 20_353  # the figure in docs/programme.md
    assert len(graph.states) == 10_873
    assert all(0 <= state.retests < COURSE_RETESTS and 0 <= state.linear_done <= OPEN_FROM for state in graph.states)


def test_every_counted_retest_of_an_unsettled_plan_brings_its_end_nearer(graph):
    """The ranking that bounds every fair path: between unsettled states the count never falls, and each re-test raises it."""
    for state in graph.states:
        if state.settled:
            continue
        for after in graph.counted[state]:
            assert after.settled or after.retests == state.retests + 1
        for after in graph.other[state]:
            assert after.settled or after.retests >= state.retests
    unsettled = [state for state in graph.states if not state.settled]
    assert max(state.retests for state in unsettled) == COURSE_RETESTS - 1  # so COURSE_RETESTS is reached, not only a bound
    for state in unsettled:
        if state.retests == COURSE_RETESTS - 1:
            assert all(after.settled for after in graph.counted[state])


def test_a_settled_plan_is_maintenance_referral_or_urgent(graph):
    ends = {Stage.MAINTENANCE, Stage.REFERRAL, Stage.PAINFUL}
    for state in graph.states:
        ended = {state.left.stage, state.right.stage} <= ends
        assert state.settled == (ended or state.standing is Standing.URGENT)


def test_a_red_flag_from_any_state_is_an_urgent_stop(graph):
    for state in graph.states:
        assert step(state, ScreeningOutcome.RED_FLAG)[0] == URGENT


def test_urgent_is_left_only_by_clearance(graph):
    for outcome in (*DAILY, *RETESTS):
        after, _ = step(URGENT, outcome)
        cleared = isinstance(outcome, SeenByClinician) or outcome in {ScreeningOutcome.GO, ScreeningOutcome.MODIFY}
        assert (after.standing is Standing.URGENT) != cleared


def test_there_are_no_dead_ends(graph):
    """From every state both directions can come to maintenance."""
    before: dict[State, list[State]] = {state: [] for state in graph.states}
    for state, after in graph.edges():
        before[after].append(state)
    todo = [state for state in graph.states if {state.left.stage, state.right.stage} == {Stage.MAINTENANCE}]
    seen = set(todo)
    while todo:
        new = set(before[todo.pop()]) - seen
        seen |= new
        todo += new
    assert seen == set(graph.states)


def test_pain_that_stops_always_stops(graph):
    for state in graph.states:
        if state.standing in {Standing.GO, Standing.EASED}:
            after, _ = step(state, SessionOutcome.STOPPED)
            assert after.standing is Standing.HALTED
            assert not after.rotation_open
            if state.stopped_before:
                assert {after.left.stage, after.right.stage} <= REFERRED


def test_maintenance_opens_again_on_a_real_loss(graph):
    opens = {Reading.MOBILITY_LOSS: Stage.HOLD, Reading.CONTROL_LOSS: Stage.CONTROL}
    for state in graph.states:
        if state.settled and state.standing is not Standing.URGENT and state.left.stage is Stage.MAINTENANCE:
            for reading, stage in opens.items():
                after, _ = step(state, Retest(reading, Reading.FINE))
                assert after.left.stage is stage
                assert not after.settled


EVERYTHING = Person(minutes_per_day=30, equipment=frozenset(Equipment))
NOTHING = Person(minutes_per_day=3, days_per_week=2)
FREE = Screening(stop=False, flags=(), urgency=Urgency.NONE, advice="", pain_zone="go")


def sessions(graph):
    """Each different session of the search, for a person with everything and for one with next to nothing."""
    different = {state._replace(retests=0, stopped_before=False) for state in graph.states}
    for state, person in product(sorted(different), (EVERYTHING, NOTHING)):
        yield state, compose(state, Limits(catalogue(), person, FREE)).exercises


def test_what_the_sessions_of_every_state_never_do(graph):
    linear = {Role.LINEAR_GENERAL, Role.LINEAR_LUMBAR, Role.LINEAR_EXTENSION}
    for state, exercises in sessions(graph):
        if state.standing in {Standing.HALTED, Standing.URGENT}:
            assert exercises == ()
            continue
        assert exercises[0].exercise.role in linear
        assert exercises[0].turn is Turn.EVERY
        for one in exercises:
            assert state.rotation_open or not one.exercise.trains_rotation
            for direction in Direction:
                stage = state.track(direction).stage
                if one.exercise.sided and one.goes_to(direction):
                    assert stage is not Stage.PAINFUL
                    assert stage is not Stage.CONTROL or one.exercise.end_range is not EndRangeKind.HELD
                    assert stage is Stage.HOLD or not one.exercise.stretches_passively
                    assert not one.exercise.trains_rotation or stage in {Stage.HOLD, Stage.END_RANGE, Stage.CONTROL}
