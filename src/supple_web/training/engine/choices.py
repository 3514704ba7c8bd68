"""What an exercise may be swapped for today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext

from supple.problems import InputProblem
from supple.programme import Phase, Prescribed, SessionPlan, catalogue
from supple.programme.day import limits_of
from supple.programme.neighbours import Neighbour, neighbours, swapped
from supple.programme.words import LINEAR
from supple_web.training.engine.current import Current
from supple_web.training.engine.days import swaps_of
from supple_web.training.engine.happening import EditKind
from supple_web.training.engine.word import Change, Unplaced, edit_document, with_edits


@dataclass(frozen=True)
class Choice:
    """One exercise of the phase at hand. original: what the programme itself gives; chosen: what stands in its place."""

    original: Prescribed
    chosen: Prescribed
    offers: tuple[Neighbour, ...]

    @property
    def is_swapped(self) -> bool:
        return self.original.exercise.id != self.chosen.exercise.id


def phases_ahead(now: Current, day: date) -> list[tuple[Phase, tuple[Prescribed, ...]]]:
    """The phases to come if all goes well, each with its exercises after the swaps that are allowed today."""
    phases = now.programme.phases[1:] if now.programme else ()
    return [(phase, _swapped(now, phase, day)) for phase in phases]


def _swapped(now: Current, phase: Phase, day: date) -> tuple[Prescribed, ...]:
    assert now.programme is not None
    return swapped(SessionPlan(day, phase.exercises), swaps_of(now.person), limits_of(now.programme)).exercises


def choices_of(now: Current, day: date, *, offers: bool = True) -> list[Choice]:
    """Every exercise of the present phase, once, with what it may be swapped for."""
    programme = now.programme
    if programme is None:
        return []
    plan = SessionPlan(day, _swapped(now, programme.now, day))
    found: dict[str, Choice] = {}
    for place, (original, chosen) in enumerate(zip(programme.now.exercises, plan.exercises, strict=True)):
        if original.exercise.id not in found:
            here = replace(plan, exercises=(*plan.exercises[:place], original, *plan.exercises[place + 1 :]))
            offered = neighbours(original, here, limits_of(programme)) if offers else ()
            others = tuple(one for one in offered if one.exercise.id != chosen.exercise.id)
            found[original.exercise.id] = Choice(original, chosen, others)
    return _after_word(now, plan, list(found.values()))


def _after_word(now: Current, plan: SessionPlan, found: list[Choice]) -> list[Choice]:
    """The same after a clinician's word: without what they took out, with their doses, and what they added at its place."""
    assert now.programme is not None
    if not now.edits:
        return found
    edited, _ = with_edits(plan, now.edits, replace(limits_of(now.programme), eased=now.eased), now.state, training=True)
    by_chosen = {one.chosen.exercise.id: one for one in found}
    places: dict[str, Choice] = {}
    for one in edited.exercises:
        known = by_chosen.get(one.exercise.id)
        choice = Choice(one, one, ()) if known is None else replace(known, chosen=one)
        places.setdefault(one.exercise.id, choice)
    return list(places.values())


def choice_for(now: Current, day: date, exercise: str) -> Choice | None:
    """The place of an exercise in the present phase, by the id of what stands there or of what the programme gives."""
    every = choices_of(now, day)
    by_chosen = next((one for one in every if one.chosen.exercise.id == exercise), None)
    return by_chosen or next((one for one in every if one.original.exercise.id == exercise), None)


def checked_swap(now: Current, day: date, gone: str, come: str) -> str:
    """The exercise of the programme whose place ``come`` takes. Raises InputProblem where it may not."""
    place = choice_for(now, day, gone)
    if place is None:
        raise InputProblem("swap", gone, gettext("an exercise of your present phase"), gettext("choose one of these"))
    if come not in {one.exercise.id for one in place.offers}:
        named = ", ".join(one.exercise.name for one in place.offers)
        expected = f"one of {named}" if named else gettext("no swap: nothing else fits in its place today")
        raise InputProblem(
            gettext("swap of {name}").format(name=place.original.exercise.name),
            come,
            expected,
            gettext("choose one that is offered, or keep it"),
        )
    return place.original.exercise.id


def offered(now: Current, day: date, exercise: str) -> tuple[Choice, Neighbour] | None:
    """The place that an exercise may take, with how it would stand there."""
    for place in choices_of(now, day):
        found = next((one for one in place.offers if one.exercise.id == exercise), None)
        if found is not None:
            return place, found
    return None


def later(now: Current, exercise: str) -> Prescribed | None:
    """An exercise of a phase to come."""
    programme = now.programme
    phases = programme.phases[1:] if programme else ()
    return next((one for phase in phases for one in phase.exercises if one.exercise.id == exercise), None)


def as_kept(one: Prescribed) -> Prescribed:
    """The same exercise without the words about a choice, for a page that says them itself."""
    return replace(one, why=one.why.partition(" You chose it instead of")[0])


def checked_edit(now: Current, day: date, change: Change, *, who: str, reason: str) -> dict[str, Any]:
    """The document of a clinician's edit. Raises InputProblem where it cannot be, or would be no change."""
    document = edit_document(day, change, who=who, reason=reason)
    here = {one.chosen.exercise.id: one for one in choices_of(now, day, offers=False)}
    known = change.exercise in here
    name = catalogue()[change.exercise].name
    if change.kind == EditKind.ADD and known:
        raise InputProblem(
            "exercise",
            gettext("{name}, which is in the programme already").format(name=name),
            gettext("another one"),
            gettext("change its dose instead"),
        )
    if change.kind != EditKind.ADD and not known:
        raise InputProblem(
            "exercise",
            gettext("{name}, which is not in the programme now").format(name=name),
            gettext("one that is"),
            gettext("see the present phase"),
        )
    if change.kind == EditKind.REMOVE and not any(
        one.chosen.exercise.role in LINEAR for key, one in here.items() if key != change.exercise
    ):
        expected = gettext("bending and arching left, since every session begins with it")
        raise InputProblem(
            "exercise", gettext("{name}, the last of its kind here").format(name=name), expected, gettext("add another one first")
        )
    return document


def unplaced_today(now: Current, day: date) -> tuple[Unplaced, ...]:
    """What of a clinician's word has no place in the present phase as it stands, and why."""
    if now.programme is None:
        return ()
    plan = SessionPlan(day, _swapped(now, now.programme.now, day))
    return with_edits(plan, now.edits, replace(limits_of(now.programme), eased=now.eased), now.state, training=True)[1]
