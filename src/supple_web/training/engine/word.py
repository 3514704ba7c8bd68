"""A clinician's word on a plan: another finding than the science's, or another exercise or dose. Pure; rows are ``log``'s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from supple.findings.model import Category, Finding
from supple.problems import InputProblem
from supple.programme import Prescribed, SessionPlan, Stage, Standing, State, Track, catalogue, start
from supple.programme.choosing import Limits, obstacle
from supple.programme.exercise import Dose, Exercise
from supple.programme.limits import CHANGEOVER_S
from supple.programme.words import LINEAR, EndRangeKind, Equipment, Side
from supple.quantities import Direction, Movement, Position
from supple.words import CATEGORY_TITLE
from supple_web.common.lazy import gettext_lazy
from supple_web.training.engine.happening import Course, Edited, EditKind, Kind, Overruled, Step, TakenBack

#: What stands in the room is a clinician's to know; what screening closes stays closed whatever they say.
_ANY_ROOM: Final = frozenset(Equipment)
_NOT_YET: Final = gettext_lazy(
    "turning is trained once bending and arching were done without pain and under control; it waits until then"
)
_PAINFUL: Final = gettext_lazy(
    "turning to that side hurt in the test, and nothing is trained there until a clinician says something else of it"
)
_NO_HOLDING: Final = gettext_lazy("screening allows no holding at the end of the range")
_NOTHING_OPEN: Final = gettext_lazy("nothing is done on this day")
_LINEAR_FIRST: Final = gettext_lazy("every session begins with bending and arching, and this is the last of it here")


@dataclass(frozen=True)
class Unplaced:
    """An edit that a day could not take, and why."""

    edit: Edited
    why: str


def overruled(course: Course, event: Overruled) -> tuple[Course, Step]:
    """The direction stands where the first assessment would have put it, had it found what the clinician says.

    It speaks of the findings of one day: once a later day was tested, or that check is gone, it changes nothing any more.
    """
    before = course.state
    if before is None or before.standing is Standing.URGENT or event.of != course.tested_on:
        return course, Step(Kind.OVERRULED, before, before, (_no_more(event),))
    track = _track_of(event.direction, event.category)
    left, right = (track, before.right) if event.direction is Direction.LEFT else (before.left, track)
    after = before._replace(left=left, right=right)
    return _in_stage(course, event, after), Step(Kind.OVERRULED, before, after, (_sentence(event),))


def _track_of(direction: Direction, category: Category) -> Track:
    said = Finding(Movement.ROTATION, direction, Position.LUMBAR_LOCKED, category, {}, None, None, None, (), None)
    return start((said,)).track(direction)


def _in_stage(course: Course, event: Overruled, after: State) -> Course:
    """A new block begins where a direction comes into another stage, as after a re-test."""
    assert course.state is not None
    assert course.stages_began is not None
    left, right = course.stages_began
    left = left if after.left.stage is course.state.left.stage else event.day
    right = right if after.right.stage is course.state.right.stage else event.day
    moved = (left, right) != course.stages_began
    course = replace(course, state=after, stages_began=(left, right))
    return replace(course, block_began=event.day, sittings=()) if moved else course


def _sentence(event: Overruled) -> str:
    said, now = CATEGORY_TITLE[event.said], CATEGORY_TITLE[event.category]
    return f"Turning {event.direction}: {event.who} judges it “{now}”; measured, it was “{said}”. {event.who}: “{event.reason}”"


def _no_more(event: Overruled) -> str:
    return f"Turning {event.direction}: {event.who} judged an earlier check otherwise; a later test speaks for itself."


def edited(course: Course, event: Edited) -> tuple[Course, Step]:
    """The plan's state stays what it is; a day is changed by ``with_edits``. The last word on an exercise holds."""
    edits = with_word(course.edits, event)
    sentence = f"{event.who}: “{event.reason}”"
    return replace(course, edits=edits), Step(Kind.EDITED, course.state, course.state, (edit_words(event), sentence))


def with_word(edits: Iterable[Edited], event: Edited) -> tuple[Edited, ...]:
    """The last word on each exercise; another dose of what a clinician added leaves it added."""
    edits = tuple(edits)
    earlier = next((one for one in edits if one.exercise == event.exercise), None)
    if earlier is not None and earlier.kind is EditKind.ADD and event.kind is EditKind.DOSE:
        event = replace(event, kind=EditKind.ADD, side=event.side or earlier.side, words=event.words or earlier.words)
    return (*(one for one in edits if one.exercise != event.exercise), event)


def taken_back(course: Course, event: TakenBack) -> tuple[Course, Step]:
    return course, Step(event.kind, course.state, course.state, (f"{event.who} took this back.",))


def edit_words(event: Edited) -> str:
    """What was changed, in one sentence."""
    name = catalogue()[event.exercise].name
    if event.kind is EditKind.REMOVE:
        return f"{name} was taken out."
    return f"{name} was added." if event.kind is EditKind.ADD else f"The dose of {name} was changed."


def with_edits(
    plan: SessionPlan, edits: Iterable[Edited], limits: Limits, state: State, *, training: bool
) -> tuple[SessionPlan, tuple[Unplaced, ...]]:
    """A day's plan after a clinician's word, and what of it had no place that day.

    Nothing is added where nothing is allowed, nor what today's screening closes (a longer hold too), nor turning before it is
    open or toward a side that hurts, nor on a day of upkeep; while pain asks for the smallest doses, a dose stays what pain left
    of it; what every session begins with is never taken out without another of it.
    """
    unplaced = []
    for one in edits:
        changed = _placed(plan, one, limits, state, training=training)
        if isinstance(changed, str):
            unplaced.append(Unplaced(one, changed))
        else:
            plan = changed
    return plan, tuple(unplaced)


def _placed(plan: SessionPlan, edit: Edited, limits: Limits, state: State, *, training: bool) -> SessionPlan | str:
    if not plan.exercises:
        return str(_NOTHING_OPEN)
    here = [one.exercise.id for one in plan.exercises]
    if edit.kind is EditKind.REMOVE:
        rest = tuple(one for one in plan.exercises if one.exercise.id != edit.exercise)
        linear_first = bool(rest) and rest[0].exercise.role in LINEAR
        return replace(plan, exercises=rest) if linear_first else str(_LINEAR_FIRST)
    known = edit.exercise in here
    if not training or (edit.kind is EditKind.DOSE and not known) or (known and limits.eased):
        return plan
    against = _against(edit, limits, state, known=known)
    if against is not None:
        return against
    return _dosed(plan, edit) if known else _added(plan, prescribed(edit, eased=limits.eased))


def _against(edit: Edited, limits: Limits, state: State, *, known: bool) -> str | None:
    """Why an exercise, or its dose, is not for this person today, whoever says so; None where nothing stands against it.

    known: the plan itself has the exercise, so that only its dose and its side are asked about.
    """
    exercise = catalogue()[edit.exercise]
    if (
        not known
        and (closed := obstacle(exercise, replace(limits, person=replace(limits.person, equipment=_ANY_ROOM)))) is not None
    ):
        return closed
    if edit.kind is EditKind.ADD and exercise.trains_rotation and (closed := _turning_closed(exercise, edit, state)) is not None:
        return closed
    longer = exercise.end_range is not EndRangeKind.NONE and edit.hold_s > exercise.dose.hold_s
    return str(_NO_HOLDING) if longer and not limits.screening.held_end_range else None


def _turning_closed(exercise: Exercise, edit: Edited, state: State) -> str | None:
    """Linear before rotation, and nothing toward a side that hurts: the method's own law."""
    if not state.rotation_open:
        return str(_NOT_YET)
    side = side_of(exercise, edit.side)
    sides = [Direction(side)] if side in {Side.LEFT, Side.RIGHT} else list(Direction)
    return str(_PAINFUL) if any(state.track(one).stage is Stage.PAINFUL for one in sides) else None


def _dosed(plan: SessionPlan, edit: Edited) -> SessionPlan:
    changed = (
        _with_dose(one, edit, one.side if edit.kind is EditKind.DOSE else None) if one.exercise.id == edit.exercise else one
        for one in plan.exercises
    )
    return replace(plan, exercises=tuple(changed))


def _added(plan: SessionPlan, one: Prescribed) -> SessionPlan:
    """What bends and arches stands behind the last that does; everything else at the end."""
    place = len(plan.exercises)
    if one.exercise.role in LINEAR:
        place = 1 + max(number for number, each in enumerate(plan.exercises) if each.exercise.role in LINEAR)
    return replace(plan, exercises=(*plan.exercises[:place], one, *plan.exercises[place:]))


def prescribed(edit: Edited, *, eased: bool = False) -> Prescribed:
    """An added exercise as it stands in a session. eased: with the smallest dose of the catalogue where that is less."""
    exercise = catalogue()[edit.exercise]
    first = Prescribed(exercise, side_of(exercise, edit.side), exercise.dose, exercise.dose.days_per_week, "", 0.0)
    if not eased:
        return _with_dose(first, edit)
    least = exercise.least
    seconds = least.total_s(_sides(first.side)) + CHANGEOVER_S.value
    return replace(first, dose=least, seconds=seconds, why=_why(edit))


def _with_dose(one: Prescribed, edit: Edited, side: Side | None = None) -> Prescribed:
    side = side or side_of(one.exercise, edit.side)
    dose = dose_of(one.exercise, edit)
    seconds = dose.total_s(_sides(side)) + CHANGEOVER_S.value
    return replace(one, side=side, dose=dose, seconds=seconds, why=_why(edit))


def _why(edit: Edited) -> str:
    return f"{edit.who}: {edit.words or edit.reason}"


def dose_of(exercise: Exercise, edit: Edited) -> Dose:
    """The catalogue's dose with the numbers of an edit in it; nought means that it has none of its own."""
    dose = exercise.dose
    return replace(dose, sets=edit.sets or dose.sets, reps=edit.reps or dose.reps, hold_s=edit.hold_s or dose.hold_s)


def side_of(exercise: Exercise, side: str) -> Side:
    if not exercise.sided:
        return Side.BOTH_AT_ONCE
    return Side(side) if side in {Side.LEFT, Side.RIGHT} else Side.EACH


def _sides(side: Side) -> int:
    return 2 if side is Side.EACH else 1


# rows


def word_document(event: Overruled | Edited) -> dict[str, Any]:
    """JSON of a clinician's word; ``word_of`` reads it back."""
    if isinstance(event, Overruled):
        told: dict[str, Any] = {"of": event.of.isoformat(), "direction": str(event.direction)}
        told |= {"said": str(event.said), "category": str(event.category), "who": event.who, "reason": event.reason}
        return {"overruled": told}
    names = ("exercise", "side", "sets", "reps", "hold_s", "words", "who", "reason")
    return {"edited": {"kind": str(event.kind), **{name: getattr(event, name) for name in names}}}


def word_of(day: date, event: Mapping[str, Any]) -> Overruled | Edited | TakenBack | None:
    """The clinician's word in a row; None where there is none."""
    if who := event.get("taken_back"):
        return TakenBack(day, Kind.OVERRULED if "overruled" in event else Kind.EDITED, who)
    if told := event.get("overruled"):
        return Overruled(
            day=day,
            of=date.fromisoformat(told["of"]),
            direction=Direction(told["direction"]),
            said=Category(told["said"]),
            category=Category(told["category"]),
            who=told["who"],
            reason=told["reason"],
        )
    if told := event.get("edited"):
        return Edited(day=day, **{**told, "kind": EditKind(told["kind"])})
    return None


# what a clinician asks for


@dataclass(frozen=True)
class Change:
    """An edit as it is asked for. kind: add, remove or dose. nought of sets, reps, hold_s: as in the catalogue."""

    kind: str
    exercise: str
    side: str = ""
    sets: int = 0
    reps: int = 0
    hold_s: float = 0.0
    words: str = ""


#: Doses a slip of the pen apart from any that is meant.
MOST_SETS: Final = 10
MOST_REPS: Final = 40
MOST_HOLD_S: Final = 300.0


def overruling(*, day: date, of: date, direction: str, said: str, category: str, who: str, reason: str) -> dict[str, Any]:
    """The row's document. Raises ValueError for words that are none."""
    return word_document(Overruled(day, of, Direction(direction), Category(said), Category(category), who, reason))


def edit_document(day: date, change: Change, *, who: str, reason: str) -> dict[str, Any]:
    """The row's document. Raises InputProblem naming what in a change cannot be."""
    if change.exercise not in catalogue().exercises:
        raise InputProblem("exercise", f"{change.exercise!r:.60}", "an exercise of the catalogue", "choose one of the list")
    if change.kind not in set(EditKind):
        raise InputProblem("change", f"{change.kind!r:.20}", f"one of {', '.join(EditKind)}", "choose one")
    for name, number, most in (("sets", change.sets, MOST_SETS), ("repetitions", change.reps, MOST_REPS)):
        if not 0 <= number <= most:
            raise InputProblem(name, f"{number}", f"1 to {most}", "correct the number")
    if not 0 <= change.hold_s <= MOST_HOLD_S:
        raise InputProblem("hold", f"{change.hold_s:g} s", f"1 to {MOST_HOLD_S:g} s", "correct the number")
    if not reason.strip():
        raise InputProblem("reason", "nothing", "why, in a sentence that the client reads too", "write it")
    fields = (change.exercise, who, reason.strip(), change.side, change.sets, change.reps, change.hold_s, change.words)
    return word_document(Edited(day, EditKind(change.kind), *fields))
