"""Values typed from an instrument: one reading each, or for bends two pen marks read still and bent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from supple_web.assessments.engine.typed import between_marks, checked_degrees, furthest_deg
from supple_web.assessments.fields import Field, Kind, Wrong, read
from supple_web.assessments.stages import SHORT, TIMES, Task
from supple_web.common.lazy import gettext_lazy
from supple_web.common.problems import Problem

_MARKS = ("upper", "lower")
_PLACES = {"upper": gettext_lazy("upper"), "lower": gettext_lazy("lower")}
_NOTHING = gettext_lazy("Nothing is typed yet; type what the instrument shows, such as 42.5.")


@dataclass(frozen=True)
class Reading:
    """One value to type. name: of its direction or bend."""

    name: str
    field: Field
    given: str = ""
    problem: str = ""


Typed = tuple[list[Reading], list[tuple[str, float]]]


def blank(task: Task, *, marks: bool = False) -> list[Reading]:
    """What is to be typed for a task, in the order in which it is read."""
    if not marks:
        return [Reading(name, _value(task, name, time)) for name, time in task.in_turn]
    still = [Reading("still", _mark("still", _("Still, {mark}").format(mark=_PLACES[mark]), mark)) for mark in _MARKS]
    return still + [
        Reading(name, _mark(f"{name}-{time}", f"{_named(task, name, time)}, {mark}", mark))
        for name, time in task.in_turn
        for mark in _MARKS
    ]


def typed(task: Task, posted: QueryDict, *, marks: bool = False) -> Typed:
    """The form as it was sent, and its values (name, degrees) where all of it can be read; what is left empty is asked later."""
    readings, numbers = _read(blank(task, marks=marks), posted)
    if any(one.problem for one in readings):
        return readings, []
    if not numbers:
        return [replace(readings[0], problem=_NOTHING), *readings[1:]], []
    if not marks:
        return readings, [(one.name, numbers[one.field.id]) for one in readings if one.field.id in numbers]
    return _between(task, readings, numbers)


def _between(task: Task, readings: list[Reading], numbers: Mapping[str, float]) -> Typed:
    """Each bend from its two marks and the two of sitting still."""
    problems: dict[str, str] = {}
    values: list[tuple[str, float]] = []
    for name, time in task.in_turn:
        ids = [f"{name}-{time}-{mark}" for mark in _MARKS]
        if not any(id_ in numbers for id_ in ids):
            continue
        needed = [*(f"still-{mark}" for mark in _MARKS), *ids]
        missing = [id_ for id_ in needed if id_ not in numbers]
        for id_ in missing:
            problems[id_] = _("A bend needs all four readings; type this one too.")
        if not missing:
            upper0, lower0, upper, lower = (numbers[id_] for id_ in needed)
            value = between_marks(name, upper - lower, upper0 - lower0)
            try:
                values.append((name, checked_degrees(name, value)))
            except Problem as problem:
                problems[ids[0]] = _("This makes {value} degrees; expected {expected}. Check the signs.").format(
                    value=f"{value:g}", expected=problem.expected
                )
    told = [replace(one, problem=problems.get(one.field.id, "")) for one in readings]
    return told, [] if problems else values


def _read(readings: list[Reading], posted: QueryDict) -> tuple[list[Reading], dict[str, float]]:
    told: list[Reading] = []
    numbers: dict[str, float] = {}
    for one in readings:
        given, problem = str(posted.get(one.field.id, "")).strip(), ""
        if given:
            try:
                numbers[one.field.id] = float(str(read(one.field, posted)))
            except Wrong as wrong:
                problem = str(wrong)
        told.append(replace(one, given=given, problem=problem))
    return told, numbers


def _named(task: Task, name: str, time: int) -> str:
    return f"{SHORT[name]}, {TIMES[time - 1]}" if task.counts[name] > 1 else SHORT[name]


def _value(task: Task, name: str, time: int) -> Field:
    most = furthest_deg(name if task.is_bending else "rotation")
    return Field(f"{name}-{time}", Kind.NUMBER, _named(task, name, time), most=most, unit="degrees", whole=False)


def _mark(id_: str, words: str, mark: str) -> Field:
    return Field(f"{id_}-{mark}", Kind.NUMBER, words, least=-180, most=180, unit="degrees", whole=False)
