"""What a session does to a course. What counts toward opening rotation is a convention of this project, said in its sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from supple.programme import Standing, State, advance
from supple.programme.advance import step
from supple.programme.events import ScreeningOutcome, SessionOutcome, session_outcome
from supple.programme.state import LUMBAR_FROM
from supple.programme.words import Role
from supple.progress.model import Session as Sitting
from supple_web.training.engine.happening import Course, Kind, MorningAfter, SessionHeld, Step, sentences

_KEPT_MOVING: Final = "Done. Keeping it moving is all that is asked."
_ONCE_A_DAY: Final = "Done. One session a day counts toward opening rotation."
_UPKEEP: Final = "Upkeep keeps you moving; what counts toward opening rotation are the training days."
_LINEAR_OPEN: Final = "Done, but not counted toward opening rotation: not all of the bending and arching was done."
_BAD_MORNING: Final = {
    ScreeningOutcome.PAUSE: "The morning after was worse: the plan is stopped until it has calmed down.",
    ScreeningOutcome.MODIFY: "It hurt on the morning after: gently for now.",
}
_NOTHING_DONE: Final = "Nothing was done, so the plan stays as it is."


def held(course: Course, event: SessionHeld) -> tuple[Course, Step]:
    before = course.state
    if before is None:
        return course, Step(Kind.SESSION, None, None, ())
    after, why, counts = _after_session(course, before, event)
    if event.day == course.eased_on and after.standing is Standing.GO:  # the worse of what check and session said that day
        after = after._replace(standing=Standing.EASED)
    sitting = Sitting(event.day, event.sets_done, event.sets)
    return (
        replace(
            course,
            state=after,
            trained=course.trained or event.sets_done > 0,
            sittings=(*course.sittings, sitting) if event.training else course.sittings,
            counted=course.counted | {event.day} if counts else course.counted,
        ),
        Step(Kind.SESSION, before, after, why),
    )


def woke(course: Course, event: MorningAfter) -> tuple[Course, Step]:
    """A bad morning closes its own day too: its session may have been left behind by a clinician's word or by a check since.

    That it was one stop more is counted with the session, once.
    """
    before = course.state
    if before is None or before.standing is Standing.URGENT:
        return course, Step(Kind.MORNING, before, before, ())
    after, _ = step(before, event.outcome)
    why = () if after == before else (_BAD_MORNING[event.outcome],)
    return replace(course, state=after), Step(Kind.MORNING, before, after, why)


def _after_session(course: Course, before: State, event: SessionHeld) -> tuple[State, tuple[str, ...], bool]:
    """The state, why, and whether the day has counted toward opening rotation."""
    outcome = session_outcome(event.report)
    fine = outcome in {SessionOutcome.GOOD, SessionOutcome.DONE}
    stopped = before.standing in {Standing.HALTED, Standing.URGENT}
    if fine and not event.sets_done and not stopped:
        return before, (_NOTHING_DONE,), False
    against = _against_counting(course, before, event) if outcome is SessionOutcome.GOOD and not stopped else None
    if against is not None:
        after, _ = step(before, SessionOutcome.DONE)
        return after, (against,), False
    after, moved = advance(before, event.report)
    counts = after.linear_done > before.linear_done
    reasons = sentences(moved.reasons)
    return after, (_KEPT_MOVING,) if counts and before.settled else reasons, counts


def _against_counting(course: Course, before: State, event: SessionHeld) -> str | None:
    """Why a good session does not count toward opening rotation; None where it does, or where that is open."""
    if before.rotation_open:
        return None
    if not event.training:
        return _UPKEEP
    if event.day in course.counted:
        return _ONCE_A_DAY
    wanted = {Role.LINEAR_GENERAL}
    if before.linear_done >= LUMBAR_FROM and event.offers_lumbar:
        wanted.add(Role.LINEAR_LUMBAR)
    return None if wanted <= event.linear_done else _LINEAR_OPEN
