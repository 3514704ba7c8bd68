"""A session from a state: which places it has, who fills them, at what dose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from supple.programme.choosing import Limits, choose, why_not_first
from supple.programme.dosing import HoldPlan, hold_plan, in_short_holds, noted
from supple.programme.exercise import Dose, Exercise
from supple.programme.fitting import Place, essential_fit, fitted, in_turns
from supple.programme.model import Prescribed, Turn
from supple.programme.plan import (
    ALWAYS,
    DAYS_A_WEEK,
    EVERY_DAY,
    LUMBAR_LATER,
    LUMBAR_NOW,
    MAIN,
    SESSION_ORDER,
    STAGES,
    WITH_HOLD,
    Ask,
)
from supple.programme.state import LUMBAR_FROM, OPEN_FROM, REFERRED, Miss, Stage, Standing, State
from supple.programme.words import EndRangeKind, Role, Side
from supple.quantities import Direction


@dataclass(frozen=True)
class Composition:
    """The exercises of one stage of the plan, in the session's order, and what has to be said about them."""

    exercises: tuple[Prescribed, ...]
    notes: tuple[str, ...]


def compose(state: State, limits: Limits) -> Composition:
    """The session that a state asks for. Halted and urgent states have none."""
    if state.standing in {Standing.HALTED, Standing.URGENT}:
        return Composition((), ())
    limits = replace(limits, eased=limits.eased or state.standing is Standing.EASED)
    notes: dict[str, None] = {}
    places = [*_common(state, limits, notes)]
    places += _training(state, limits, places, notes)
    budget_s = limits.person.minutes_per_day * 60.0
    if not essential_fit(places, budget_s):
        places = _turned(places, limits)
        notes["Your minutes do not hold both directions in one session, so they take turns by training day."] = None
    kept = fitted(places, budget_s, gentle=limits.eased or _only_referred(state))
    _say_left_out(places, kept, notes)
    _say_holding(kept, limits, notes)
    ordered = sorted(kept, key=_in_session)
    return Composition(tuple(_prescribed(place, limits) for place in ordered), tuple(notes))


def _only_referred(state: State) -> bool:
    return state.left.stage in REFERRED and state.right.stage in REFERRED


def _in_session(place: Place) -> tuple[int, int, str, str]:
    return (SESSION_ORDER.index(place.exercise.role), place.priority, "".join(place.sides), place.exercise.id)


# places


def _common(state: State, limits: Limits, notes: dict[str, None]) -> Iterable[Place]:
    """Linear movement and upkeep, of every session."""
    lumbar = () if state.linear_done < LUMBAR_FROM else (LUMBAR_LATER if state.rotation_open else LUMBAR_NOW,)
    sides = tuple(side for side in Direction if state.track(side).stage is not Stage.PAINFUL)
    for ask in (*ALWAYS, *lumbar):
        if ask.roles[0] is Role.UPKEEP and not sides:
            continue
        chosen = choose(ask.roles, limits)
        if chosen is not None:
            yield _place(chosen, sides if chosen.sided else (), ask, ask.why, limits)
        else:
            notes[f"No {ask.roles[0]} exercise: {why_not_first(ask.roles, None, limits)}."] = None


def _training(state: State, limits: Limits, common: list[Place], notes: dict[str, None]) -> list[Place]:
    """What each direction's stage adds, once linear movement has opened rotation."""
    if state.linear_done < OPEN_FROM:
        return []
    places: list[Place] = []
    for side in Direction:
        places += _of_direction(side, state, limits, notes)
    if Stage.HOLD in {state.left.stage, state.right.stage}:
        taken = [place.exercise.id for place in common]
        chosen = ((ask, choose(ask.roles, limits, not_again=taken)) for ask in WITH_HOLD)
        places += [_place(one, (), ask, ask.why, limits) for ask, one in chosen if one is not None]
    return _together(places)


def _of_direction(side: Direction, state: State, limits: Limits, notes: dict[str, None]) -> Iterable[Place]:
    track = state.track(side)
    harder = track.stage is Stage.CONTROL and track.miss is Miss.NO_GAIN
    taken: list[str] = []
    for ask in STAGES.get(track.stage, ()):
        chosen = choose(ask.roles, limits, harder=harder and ask.priority == MAIN, not_again=taken)
        against = why_not_first(ask.roles, chosen, limits) if ask.priority == MAIN else None
        if against is not None:
            instead = f"{chosen.name} instead" if chosen else "nothing takes its place; have a clinician see you"
            notes[f"Turning {side}: no {ask.roles[0]} exercise ({against}); {instead}."] = None
        if chosen is not None:
            taken.append(chosen.id)
            yield _place(chosen, (side,), ask, f"Turning {side}: {ask.why}", limits)


def _together(places: list[Place]) -> list[Place]:
    """One place for an exercise that both directions have alike."""
    merged: list[Place] = []
    for place in places:
        twin = next((one for one in merged if one.exercise is place.exercise and one.priority == place.priority), None)
        if twin is None or not place.sides:
            merged.append(place)
        else:
            why = f"Turning either way: {place.why.partition(': ')[2]}"
            merged[merged.index(twin)] = replace(twin, sides=tuple(Direction), why=why)
    return merged


def _place(one: Exercise, sides: tuple[Direction, ...], ask: Ask, why: str, limits: Limits) -> Place:
    least, full = one.least, one.dose
    if one.stretches_passively:
        least, full = _hold_doses(one, hold_plan(limits.person.days_per_week))
    return Place(one, sides, ask.priority, why, least, full, full)


def _hold_doses(one: Exercise, plan: HoldPlan) -> tuple[Dose, Dose]:
    if one.role is Role.LONG_HOLD:
        return one.least, replace(one.dose, hold_s=plan.hold_s)
    full = in_short_holds(one.dose, plan.hold_s)
    return one.least, replace(full, sets=min(full.sets, one.most.sets))


def _turned(places: list[Place], limits: Limits) -> list[Place]:
    """Taking turns halves the days of each direction, so the holds are planned anew."""
    turned = []
    for place in in_turns(places):
        if place.exercise.stretches_passively and (place.alternate or place.turn is not Turn.EVERY):
            least, full = _hold_doses(place.exercise, hold_plan(limits.person.days_per_week / 2))
            turned.append(replace(place, least=least, full=full, dose=full))
        else:
            turned.append(place)
    return turned


# what has to be said


def _say_left_out(places: list[Place], kept: tuple[Place, ...], notes: dict[str, None]) -> None:
    ids = {place.exercise.id for place in kept}
    left_out = dict.fromkeys(place.exercise.name for place in places if place.exercise.id not in ids)
    if left_out:
        notes[f"Left out for want of minutes: {', '.join(left_out)}."] = None


def _say_holding(kept: tuple[Place, ...], limits: Limits, notes: dict[str, None]) -> None:
    for place in kept:
        if place.exercise.stretches_passively:
            days = min(place.dose.days_per_week, limits.person.days_per_week) * 1.0
            if place.alternate or place.turn is not Turn.EVERY:
                days = limits.person.days_per_week / 2
            notes.update(dict.fromkeys(noted(HoldPlan(place.dose.held_s, days)).notes))
        elif place.exercise.end_range is EndRangeKind.HELD:
            notes["Held work at the end of the range stays at half effort and stops at pain."] = None


# to the contract


def _prescribed(place: Place, limits: Limits) -> Prescribed:
    days = min(place.dose.days_per_week, limits.person.days_per_week)
    if place.exercise.role in EVERY_DAY:
        days = DAYS_A_WEEK
    elif place.alternate:
        days = limits.person.days_per_week
    elif place.turn is not Turn.EVERY:
        days = max(1, (limits.person.days_per_week + (place.turn is Turn.FIRST)) // 2)
    return Prescribed(
        exercise=place.exercise,
        side=_side(place),
        dose=place.dose.on_days(days),
        days_per_week=days,
        why=place.why,
        seconds=place.seconds,
        turn=place.turn,
    )


def _side(place: Place) -> Side:
    if not place.sides:
        return Side.BOTH_AT_ONCE
    if place.alternate:
        return Side.ALTERNATE
    return Side.EACH if len(place.sides) > 1 else Side(place.sides[0].value)
