"""A course as a fold over what happened, oldest first, to where somebody stands and why.

Pure: nothing here knows rows or clocks, so the same happenings give the same plan, in whatever order they arrived.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from supple.programme import SeenByClinician, Standing, advance
from supple_web.training.engine.asked import Asking
from supple_web.training.engine.checks import checked
from supple_web.training.engine.happening import (
    CheckDone,
    Course,
    Edited,
    Event,
    Kind,
    MorningAfter,
    Overruled,
    SessionHeld,
    Step,
    TakenBack,
    sentences,
)
from supple_web.training.engine.sittings import held, woke
from supple_web.training.engine.word import edited, overruled, taken_back

NOTHING: Final = Course()
#: What a person says of a clinician is their own word; a red flag is cleared by answers.
_FLAG_STANDS: Final = "A warning sign is cleared by answering the questions of the check anew."


def fold(events: Iterable[Event], course: Course = NOTHING) -> tuple[Course, list[Step]]:
    """Where it all leads, and every step in order."""
    steps = []
    for event in events:
        course, one = happened(course, event)
        steps.append(one)
    return course, steps


def happened(course: Course, event: Event) -> tuple[Course, Step]:
    after, one = _happened(course, event)
    return _asking(after, event.day), one


def _asking(course: Course, day: date) -> Course:
    """The course with what it asks for from this day on, where that is something else than before."""
    if course.state is None:
        return course
    asked = Asking(day, course.days_per_week, course.state.standing)
    last = course.asking[-1] if course.asking else None
    if last is not None and (last.days_per_week, last.standing) == (asked.days_per_week, asked.standing):
        return course
    return replace(course, asking=(*course.asking, asked))


def _happened(course: Course, event: Event) -> tuple[Course, Step]:
    if isinstance(event, CheckDone):
        return checked(course, event)
    if isinstance(event, MorningAfter):
        return woke(course, event)
    if isinstance(event, Overruled):
        return overruled(course, event)
    if isinstance(event, Edited):
        return edited(course, event)
    if isinstance(event, TakenBack):
        return taken_back(course, event)
    return held(course, event) if isinstance(event, SessionHeld) else _seen(course)


def _seen(course: Course) -> tuple[Course, Step]:
    if course.state is None:
        return course, Step(Kind.SEEN, None, None, ())
    if course.state.standing is Standing.URGENT:
        return course, Step(Kind.SEEN, course.state, course.state, (_FLAG_STANDS,))
    after, moved = advance(course.state, SeenByClinician())
    return replace(course, state=after), Step(Kind.SEEN, course.state, after, sentences(moved.reasons))
