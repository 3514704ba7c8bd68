"""What a finished check does to a course: the start of a plan, a re-test, or only its screening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from supple.programme import Because, Stage, Standing, State, Track, advance, retest, start
from supple.programme.advance import step
from supple.programme.events import ScreeningOutcome
from supple.programme.moves import Why, move
from supple.programme.reading import deciding_findings
from supple.progress import adherence, overall
from supple.progress.settings import ENOUGH_ADHERENCE, RETEST_FROM_DAYS
from supple.quantities import Direction
from supple_web.training.engine.happening import CheckDone, Course, Kind, Step, sentences

_NOTHING_MEASURED: Final = "Nothing was measured yet: bending, arching and gentle circles until a test says more."


def checked(course: Course, event: CheckDone) -> tuple[Course, Step]:
    if event.screening is ScreeningOutcome.RED_FLAG:
        return _warned(course, event)
    if course.state is None or course.state.standing is Standing.URGENT or _still_before_training(course):
        return _started(course, event)
    return _retested(course, event)


def _warned(course: Course, event: CheckDone) -> tuple[Course, Step]:
    """A red flag makes no plan, and stops the one there is."""
    if course.state is None:
        return course, Step(Kind.WARNING, None, None, ())
    after, why = step(course.state, event.screening)
    return replace(course, state=after), Step(Kind.WARNING, course.state, after, sentences(why))


def _still_before_training(course: Course) -> bool:
    """A further day of testing before any session is part of the first assessment; what pain decided stays decided."""
    state = course.state
    assert state is not None
    hurt = state.standing is Standing.HALTED or Stage.PAINFUL in {state.left.stage, state.right.stage}
    return not course.trained and not hurt


def _started(course: Course, event: CheckDone) -> tuple[Course, Step]:
    """Everything anew: the first assessment, a further day of it, or the one after a warning sign was cleared."""
    before = course.state
    cleared: tuple[str, ...] = ()
    if before is not None and before.standing is Standing.URGENT:
        after, why = step(before, event.screening)
        cleared = sentences(why)
        if after.standing is Standing.URGENT:
            return course, Step(Kind.SCREENING, before, before, cleared)
    elif before is not None and not event.tested:
        return _screened(course, event)
    state, reasons = _first(event)
    began = Course(state=state, began=event.day, block_began=event.day, days_per_week=event.days_per_week)
    return began, Step(Kind.START, before, state, (*cleared, *reasons))


def _first(event: CheckDone) -> tuple[State, tuple[str, ...]]:
    state = start(event.findings)
    referred = {side for side in event.twice if state.track(side).stage is Stage.AWAITING}
    left, right = (Track(Stage.REFERRAL) if side in referred else state.track(side) for side in (Direction.LEFT, Direction.RIGHT))
    state = state._replace(left=left, right=right)
    halted = state.standing is Standing.HALTED
    why = (Because(Why.LINEAR_PAINFUL),) if halted else _first_reasons(event, referred)
    if event.screening in {ScreeningOutcome.MODIFY, ScreeningOutcome.PAUSE} and not halted:
        state, more = step(state, event.screening)
        why += more
    return state, sentences(why) or (_NOTHING_MEASURED,)


def _first_reasons(event: CheckDone, referred: set[Direction]) -> tuple[Because, ...]:
    """What each direction's finding means; a direction that was not tested has none."""
    test = retest(event.findings, {})
    readings = {Direction.LEFT: test.left, Direction.RIGHT: test.right}
    found = {side: move(Track(Stage.AWAITING), reading, trained=False).why for side, reading in readings.items()}
    found |= dict.fromkeys(referred, Why.NO_ANSWER_TWICE)
    tested = deciding_findings(event.findings)
    return tuple(Because(why, side) for side, why in found.items() if side in tested)


def _screened(course: Course, event: CheckDone) -> tuple[Course, Step]:
    assert course.state is not None
    after, why = step(course.state, event.screening)
    return replace(course, state=after), Step(Kind.SCREENING, course.state, after, sentences(why))


def _retested(course: Course, event: CheckDone) -> tuple[Course, Step]:
    """Screening first, as on every day of tests, then what was measured."""
    before = course.state
    assert before is not None
    assert course.block_began is not None
    if not event.tested:
        return _screened(course, event)
    screened, first = step(before, event.screening)
    first = tuple(because for because in first if because.why is not Why.KEEP)
    long_enough = (event.day - course.block_began).days >= RETEST_FROM_DAYS.value
    test = retest(
        event.findings,
        event.verdicts,
        done_enough=long_enough and done_enough(course, event.day),
        seeks_more=event.seeks_more,
    )
    after, moved = advance(screened, test)
    new_block = long_enough or _stages(after) != _stages(before)
    course = replace(course, state=after, days_per_week=event.days_per_week)
    if new_block:
        course = replace(course, block_began=event.day, sittings=())
    return course, Step(Kind.RETEST, before, after, (*sentences(first), *sentences(moved.reasons)))


def _stages(state: State) -> tuple[Stage, Stage]:
    return state.left.stage, state.right.stage


def done_enough(course: Course, until: date) -> bool:
    """Whether the training of this block was done well enough to be judged by its results."""
    share = done_share(course, until)
    return share is not None and share >= ENOUGH_ADHERENCE.value


def done_share(course: Course, until: date) -> float | None:
    """Done against prescribed since the block began, 0..1, the day of the check itself left out; None before its first day."""
    if course.block_began is None or until <= course.block_began:
        return None
    last = date.fromordinal(until.toordinal() - 1)
    return overall(adherence(course.sittings, began=course.block_began, until=last, days_per_week=course.days_per_week))
