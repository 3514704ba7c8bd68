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
from supple.progress.model import Verdict
from supple.progress.settings import ENOUGH_ADHERENCE, PLATEAU_WEEKS, RETEST_FROM_DAYS
from supple.quantities import Direction
from supple_web.training.engine.asked import asked_days
from supple_web.training.engine.happening import CheckDone, Course, Kind, Step, sentences

_WEEK: Final = 7
_CALLED: Final = frozenset({Verdict.IMPROVED, Verdict.DECLINED})
_EARLY: Final = "no change beyond error yet, and too early to expect one. Go on with the same."
_NOTHING_MEASURED: Final = "Nothing was measured yet: bending, arching and gentle circles until a test says more."


def checked(course: Course, event: CheckDone) -> tuple[Course, Step]:
    after, one = _checked(course, event)
    if one.kind is Kind.START and not _after_flag(one):  # a further day of testing leaves a clinician's word as it is
        after = replace(after, edits=course.edits)
    after = replace(after, tested_on=event.day if event.tested else course.tested_on)
    return (replace(after, eased_on=event.day) if event.screening is ScreeningOutcome.MODIFY else after), one


def _after_flag(one: Step) -> bool:
    return one.before is not None and one.before.standing is Standing.URGENT


def _checked(course: Course, event: CheckDone) -> tuple[Course, Step]:
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
    day = event.day
    began = Course(state, began=day, block_began=day, stages_began=(day, day), days_per_week=event.days_per_week)
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
    long_enough = (event.day - course.block_began).days >= RETEST_FROM_DAYS.value
    early = _too_early(course, event)
    test = retest(
        event.findings,
        {**event.verdicts, **dict.fromkeys(early, Verdict.IMPROVED)},
        done_enough=long_enough and done_enough(course, event.day),
        seeks_more=event.seeks_more,
    )
    after, moved = advance(screened, test)
    told = sentences(because for because in first if because.why is not Why.KEEP)
    reasons = (*told, *_with_early(moved.reasons, early))
    return _after_retest(course, event, after, new_block=long_enough), Step(Kind.RETEST, before, after, reasons)


def _too_early(course: Course, event: CheckDone) -> frozenset[Direction]:
    """Directions in which no change was called and none could be expected to be.

    Sooner than the weeks over which a plateau is judged, only a large gain is beyond error. So the lack of one is not held
    against the training: for the plan it is as if the range were growing, and the re-test counts like any other.
    """
    if course.stages_began is None:
        return frozenset()
    return frozenset(
        side
        for side, since in zip((Direction.LEFT, Direction.RIGHT), course.stages_began, strict=True)
        if event.verdicts.get(side, Verdict.NO_REAL_CHANGE) not in _CALLED
        and (event.day - since).days < _WEEK * PLATEAU_WEEKS.value
    )


def _with_early(reasons: tuple[Because, ...], early: frozenset[Direction]) -> tuple[str, ...]:
    """The sentences, of which none speaks of a change that was not called."""
    gaining = {because for because in reasons if because.why is Why.GAINING and because.direction in early}
    sides = sorted(str(because.direction) for because in gaining)
    named = "either way" if len(sides) > 1 else "".join(sides)
    told = sentences(because for because in reasons if because not in gaining)
    return (*((f"Turning {named}: {_EARLY}",) if sides else ()), *told)


def _after_retest(course: Course, event: CheckDone, after: State, *, new_block: bool) -> Course:
    """A new block begins after a whole one, and where a direction comes into another stage."""
    before = course.state
    assert before is not None
    assert course.stages_began is not None
    left, right = course.stages_began
    left = left if after.left.stage is before.left.stage else event.day
    right = right if after.right.stage is before.right.stage else event.day
    moved = (left, right) != course.stages_began
    course = replace(course, state=after, days_per_week=event.days_per_week, stages_began=(left, right))
    return replace(course, block_began=event.day, sittings=()) if new_block or moved else course


def done_enough(course: Course, until: date) -> bool:
    """Whether the training of this block was done well enough to be judged by its results."""
    share = done_share(course, until)
    return share is not None and share >= ENOUGH_ADHERENCE.value


def done_share(course: Course, until: date) -> float | None:
    """Done against prescribed since the block began, 0..1, the day of the check itself left out; None before its first day."""
    if course.block_began is None or until <= course.block_began:
        return None
    last = date.fromordinal(until.toordinal() - 1)
    prescribed = asked_days(course.asking, course.block_began, last)
    return overall(adherence(course.sittings, began=course.block_began, until=last, prescribed=prescribed))
