"""Exercises that another can be swapped for: its neighbours of the same role that nothing forbids today.

A swap never changes the role, so that the method's rules hold after it as before: linear stays linear and first, control
stays control, and what is held stays within the weekly bounds of holding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from supple.problems import InputProblem
from supple.programme.choosing import Limits, obstacle
from supple.programme.dosing import in_short_holds
from supple.programme.exercise import Dose, Exercise
from supple.programme.limits import CHANGEOVER_S
from supple.programme.model import Prescribed, SessionPlan
from supple.programme.words import Role, Side

_LEFT_OVER_S: Final = 1e-6


class Relation(StrEnum):
    """How a neighbour compares; like: neither easier nor harder, as far as the catalogue knows."""

    EASIER = "easier"
    HARDER = "harder"
    LIKE = "like"


@dataclass(frozen=True)
class Neighbour:
    """prescribed: as it would stand in the session, its dose, side, days and reason included."""

    exercise: Exercise
    relation: Relation
    prescribed: Prescribed


def neighbours(one: Prescribed, plan: SessionPlan, limits: Limits) -> tuple[Neighbour, ...]:
    """What one exercise of a day's plan can be swapped for: easier ones first, then like ones, then harder ones.

    limits: of the day (``supple.programme.day.limits_of``). None that equipment, a restriction or a gate of the screening
    forbids, that the session has already, that does not fit into the minutes, nor a harder one while pain asks for less.
    """
    return _offered(one, plan, limits, taken={each.exercise.id for each in plan.exercises})


def swap(plan: SessionPlan, gone: str, come: str, limits: Limits) -> SessionPlan:
    """The plan with one exercise (by id) in another's place. Raises InputProblem where that is no neighbour of it today."""
    here = [one for one in plan.exercises if one.exercise.id == gone]
    if not here:
        raise InputProblem(f"swap:{gone}", "not in this session", "an exercise of the day's session", "choose one of the session")
    taken = {one.exercise.id for one in plan.exercises}
    for one in here:  # an exercise may come twice, once for each side
        offered = _offered(one, plan, limits, taken=taken)
        chosen = next((each.prescribed for each in offered if each.exercise.id == come), None)
        if chosen is None:
            named = ", ".join(each.exercise.id for each in offered)
            expected = f"one of {named}" if named else "no swap: nothing else fits in its place today"
            raise InputProblem(f"swap:{gone}", f"{come} in its place", expected, "choose one that is offered, or keep it")
        plan = replace(plan, exercises=tuple(chosen if each is one else each for each in plan.exercises))
    return plan


def swapped(plan: SessionPlan, swaps: Mapping[str, str], limits: Limits) -> SessionPlan:
    """The plan after every swap that was asked for earlier and is allowed today; what is not keeps its place.

    swaps: id that goes -> id that comes.
    """
    for gone, come in swaps.items():
        try:
            plan = swap(plan, gone, come, limits)
        except InputProblem:
            continue
    return plan


_ORDER: Final = (Relation.EASIER, Relation.LIKE, Relation.HARDER)


def _offered(one: Prescribed, plan: SessionPlan, limits: Limits, *, taken: Collection[str]) -> tuple[Neighbour, ...]:
    spare_s = max(0.0, limits.person.minutes_per_day * 60.0 - plan.minutes * 60.0)
    found = [
        Neighbour(other, relation, replacement)
        for other in limits.catalogue.with_role(one.exercise.role)
        if other.id not in taken and obstacle(other, limits) is None and other.sided is one.exercise.sided
        for relation in (_relation(one.exercise, other, limits),)
        if not (limits.eased and relation is Relation.HARDER)
        for replacement in _replacements(one, other, spare_s)
    ]
    return tuple(sorted(found, key=lambda each: (_ORDER.index(each.relation), each.exercise.rank)))


def _relation(one: Exercise, other: Exercise, limits: Limits) -> Relation:
    """Easier or harder where a way of steps within the catalogue leads from one to the other."""
    if other.id in _beyond(one, limits):
        return Relation.HARDER
    return Relation.EASIER if one.id in _beyond(other, limits) else Relation.LIKE


def _beyond(one: Exercise, limits: Limits) -> set[str]:
    found: set[str] = set()
    todo = list(one.harder)
    while todo:
        key = todo.pop()
        if key not in found:
            found.add(key)
            todo += limits.catalogue[key].harder
    return found


def _replacements(one: Prescribed, other: Exercise, spare_s: float) -> Iterator[Prescribed]:
    """The largest dose that fits into the time of the one that goes and what the day has left; none where the least does not."""
    sides = 2 if one.side is Side.EACH else 1
    for dose in _doses(one, other):
        seconds = dose.total_s(sides) + CHANGEOVER_S.value
        if seconds <= one.seconds + spare_s + _LEFT_OVER_S:
            why = f"{one.why} You chose it instead of {one.exercise.name}."
            yield replace(one, exercise=other, dose=dose.on_days(one.dose.days_per_week), seconds=seconds, why=why)
            return


def _doses(one: Prescribed, other: Exercise) -> Iterator[Dose]:
    """The replacement's own doses, within its bounds, from the largest down. What stretches keeps the total time of holding."""
    if other.role is Role.LONG_HOLD:
        held_s = min(max(one.dose.held_s, other.least.hold_s), other.most.hold_s)
        yield replace(other.dose, hold_s=held_s)
        return
    if other.role is Role.SHORT_HOLDS:
        full = in_short_holds(other.dose, one.dose.held_s)
        yield replace(full, sets=min(max(full.sets, other.least.sets), other.most.sets))
        return
    smallest = one.dose.on_days(one.exercise.least.days_per_week) == one.exercise.least
    if not smallest:
        for sets in range(other.dose.sets, other.least.sets - 1, -1):
            yield replace(other.dose, sets=sets)
    yield other.least
