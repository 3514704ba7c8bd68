"""How a programme moves on: a pure, finite state machine. No clock, no file, no chance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from supple.findings.model import Finding
from supple.programme.events import (
    Event,
    Outcome,
    Retest,
    ScreeningOutcome,
    SeenByClinician,
    SessionOutcome,
    outcome_of,
    retest,
)
from supple.programme.moves import Reading, Why, move
from supple.programme.reasons import SENTENCES
from supple.programme.state import (
    COURSE_RETESTS,
    LINEAR_RETESTS,
    LUMBAR_FROM,
    OPEN_FROM,
    REFERRED,
    Miss,
    Stage,
    Standing,
    State,
    Track,
)
from supple.quantities import Direction


class Because(NamedTuple):
    """Why something moved (or stayed). direction None: the whole programme."""

    why: Why
    direction: Direction | None = None

    @property
    def sentence(self) -> str:
        text = SENTENCES[self.why]
        return f"Turning {self.direction}: {text}" if self.direction else text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Moved:
    """changed: whether the state did. reasons: one or more, most of them about one direction."""

    changed: bool
    reasons: tuple[Because, ...]

    def __str__(self) -> str:
        return " ".join(because.sentence for because in self.reasons)


def start(findings: Iterable[Finding]) -> State:
    """The state after the first assessment."""
    first = retest(findings, {})
    if first.linear_painful:
        return State(_REFERRAL, _REFERRAL, standing=Standing.HALTED)
    return State(_FIRST[first.left], _FIRST[first.right])


Step = tuple[State, tuple[Because, ...]]
_AWAITING: Final = Track(Stage.AWAITING)
_REFERRAL: Final = Track(Stage.REFERRAL)
#: Where each first reading begins; without an earlier day there is no change to speak of.
_FIRST: Final = {
    Reading.FINE: Track(Stage.MAINTENANCE),
    Reading.MOBILITY_SAME: Track(Stage.HOLD),
    Reading.CONTROL_SAME: Track(Stage.CONTROL),
    Reading.UNDETERMINED: Track(Stage.AWAITING, Miss.NO_ANSWER),
    Reading.PAINFUL: Track(Stage.PAINFUL),
    Reading.NO_MARK: _AWAITING,
}
#: A red flag forgets the plan: after clearance everything begins anew, with a new assessment.
URGENT: Final = State(_AWAITING, _AWAITING, standing=Standing.URGENT)


def advance(state: State, event: Event) -> tuple[State, Moved]:
    """The state after an event, and why. Never fails: every event has an outcome in every state."""
    after, reasons = step(state, outcome_of(event))
    return after, Moved(changed=after != state, reasons=reasons)


def step(state: State, outcome: Outcome) -> Step:
    """``advance`` on the finite alphabet of outcomes: what the exhaustive search runs."""
    if isinstance(outcome, Retest):
        return _retested(state, outcome)
    if isinstance(outcome, SessionOutcome):
        return _session(state, outcome)
    if isinstance(outcome, SeenByClinician):
        return _seen(state)
    return _SCREENED[outcome](state)


def _whole(state: State, why: Why) -> Step:
    return state, (Because(why),)


# sessions


def _session(state: State, outcome: SessionOutcome) -> Step:
    if state.standing in {Standing.HALTED, Standing.URGENT}:
        return _whole(state, Why.STILL_HALTED)
    if outcome is SessionOutcome.STOPPED:
        return _stopped(state, Why.STOPPED)
    if outcome is SessionOutcome.EASED:
        if state.standing is Standing.EASED:
            return _stopped(state, Why.EASED_TWICE)
        return _whole(state._replace(standing=Standing.EASED), Why.EASED)
    state = state._replace(standing=Standing.GO)
    if outcome is SessionOutcome.DONE or state.rotation_open:
        return _whole(state, Why.KEEP if state.rotation_open else Why.NOT_COUNTED)
    done = state.linear_done + 1
    why = {LUMBAR_FROM: Why.LUMBAR_OPENS, OPEN_FROM: Why.ROTATION_OPENS}.get(done, Why.LINEAR_STEP)
    return _whole(state._replace(linear_done=done), why)


def _stopped(state: State, why: Why) -> Step:
    """Pain halts the programme; rotation has to be opened again. Twice between two re-tests is a reason to be seen."""
    halted = state._replace(
        standing=Standing.HALTED, linear_done=min(state.linear_done, OPEN_FROM - 1), stopped_before=not state.stopped_before
    )
    if not state.stopped_before:
        return _whole(halted, why)
    return _settle(halted, lambda track: track if track.stage in REFERRED else _REFERRAL, Why.STOPPED_TWICE)


# screening and clinicians


def _screened_go(state: State) -> Step:
    if state.standing is Standing.URGENT:
        return _whole(URGENT._replace(standing=Standing.GO), Why.AFRESH)
    if state.standing is Standing.HALTED:
        return _whole(state._replace(standing=Standing.GO), Why.RESUMED)
    return _whole(state, Why.KEEP)


def _screened_modify(state: State) -> Step:
    if state.standing is Standing.URGENT:
        return _whole(URGENT._replace(standing=Standing.EASED), Why.AFRESH)
    if state.standing is Standing.HALTED:
        return _whole(state, Why.STILL_HALTED)
    return _whole(state._replace(standing=Standing.EASED), Why.EASED)


def _screened_pause(state: State) -> Step:
    if state.standing is Standing.URGENT:
        return _whole(state, Why.STILL_HALTED)
    return _whole(state._replace(standing=Standing.HALTED), Why.PAUSED)


def _screened_without_pain(state: State) -> Step:
    """Nothing forbids and nothing was said of pain: what is stopped stays so."""
    stopped = state.standing in {Standing.HALTED, Standing.URGENT}
    return _whole(state, Why.STILL_HALTED if stopped else Why.KEEP)


_SCREENED: Final[dict[ScreeningOutcome, Callable[[State], Step]]] = {
    ScreeningOutcome.GO: _screened_go,
    ScreeningOutcome.MODIFY: _screened_modify,
    ScreeningOutcome.PAUSE: _screened_pause,
    ScreeningOutcome.NOT_ASKED: _screened_without_pain,
    ScreeningOutcome.RED_FLAG: lambda _state: _whole(URGENT, Why.RED_FLAG),
}


def _seen(state: State) -> Step:
    if state.standing is Standing.URGENT:
        return _whole(URGENT._replace(standing=Standing.GO), Why.AFRESH)
    standing = Standing.GO if state.standing is Standing.HALTED else state.standing
    cleared = state._replace(standing=standing, stopped_before=False)
    return _settle(cleared, lambda track: _AWAITING if track.stage in REFERRED else track, Why.SEEN)


# re-tests


def _retested(state: State, test: Retest) -> Step:
    if state.standing is Standing.URGENT:
        return _whole(state, Why.STILL_HALTED)
    if test.linear_painful:
        halted = state._replace(standing=Standing.HALTED, retests=0, stopped_before=False)
        return _settle(halted, lambda track: track if track.stage in REFERRED else _REFERRAL, Why.LINEAR_PAINFUL)
    content = not test.seeks_more and state.standing is Standing.GO
    open_now = state.linear_done >= OPEN_FROM
    left, why_left = _moved(Direction.LEFT, state.left, test.left, test.done_enough, open_now, content)
    right, why_right = _moved(Direction.RIGHT, state.right, test.right, test.done_enough, open_now, content)
    reasons: tuple[Because, ...] = (why_left, why_right)
    if left.settled and right.settled:  # a course is over: the next one counts its re-tests from nought
        return State(left, right, state.linear_done, 0, state.standing), reasons
    counted = state.retests + int(test.done_enough and not state.settled)
    after = State(left, right, state.linear_done, counted, state.standing)
    if test.done_enough and counted >= LINEAR_RETESTS:
        after, more = _judge_course(after, content)
        reasons += more
    return after, reasons


@cache  # 2 * 15 * 10 * 8 cases in all
def _moved(  # noqa: PLR0917
    side: Direction, track: Track, reading: Reading, done_enough: bool, open_now: bool, content: bool
) -> tuple[Track, Because]:
    open_to_it = open_now or track.stage is Stage.AWAITING  # awaiting asks for nothing that is closed
    to, why = move(track, reading, trained=done_enough and open_to_it)
    if to is None:
        to = _plateau(content)
        why = Why.PLATEAU_FINE if content else Why.PLATEAU_REFERRED
    return to, Because(why, side)


def _plateau(content: bool) -> Track:
    """Without symptoms, goal or pain there is nothing to fix: fine, stop. Otherwise be seen."""
    return Track(Stage.MAINTENANCE) if content else _REFERRAL


def _judge_course(state: State, content: bool) -> Step:
    """The limits of a course: of opening rotation, and of all."""
    if not state.rotation_open:
        return _settle(state, lambda track: track if track.settled else _REFERRAL, Why.LINEAR_NOT_OPEN)
    if state.retests >= COURSE_RETESTS:
        end = _plateau(content)
        why = Why.COURSE_FINE if content else Why.COURSE_REFERRED
        return _settle(state, lambda track: track if track.settled else end, why)
    return state, ()


def _settle(state: State, to: Callable[[Track], Track], why: Why) -> Step:
    """The same rule for both directions; a settled plan counts its re-tests from nought again."""
    after = state._replace(left=to(state.left), right=to(state.right))
    after = after._replace(retests=0) if after.settled else after
    return after, (Because(why),)
