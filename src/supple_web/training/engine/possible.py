"""Which exercises a reported session can have had: a bound on what a device claims, not a second opinion on what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from supple.programme import Role, Stage, State, catalogue
from supple.programme.plan import ALWAYS, LUMBAR_NOW, STAGES, WITH_HOLD
from supple_web.training.engine.log import ordered, state_of
from supple_web.training.models import PlanChange

_DAILY: Final = frozenset(role for ask in (*ALWAYS, LUMBAR_NOW) for role in ask.roles)
_ROLES: Final = {stage: frozenset(role for ask in asks for role in ask.roles) for stage, asks in STAGES.items()}
_WITH_HOLD: Final = frozenset(role for ask in WITH_HOLD for role in ask.roles)
#: What follows a stage without a new test.
_AHEAD: Final = {
    Stage.HOLD: (Stage.HOLD, Stage.END_RANGE, Stage.CONTROL),
    Stage.END_RANGE: (Stage.END_RANGE, Stage.CONTROL),
    Stage.CONTROL: (Stage.CONTROL,),
}
_ADAY: Final = timedelta(days=1)


def possible_on(rows: Iterable[PlanChange], day: date) -> frozenset[str]:
    """Ids of the exercises that the plan of a day, or what it leads to, could hold; empty where there was no plan.

    A session may arrive days late, before others that opened what it did, and after swaps that were undone: so every exercise of
    the roles that the plan had then or has ahead is possible, and whatever a clinician ever added.
    """
    rows = list(rows)
    roles = frozenset().union(*map(_roles, set(_states_on(rows, day))))
    added = {row.event["edited"]["exercise"] for row in rows if "edited" in row.event}
    return frozenset(one.id for one in catalogue().exercises.values() if one.role in roles or (roles and one.id in added))


def _states_on(rows: Iterable[PlanChange], day: date) -> Iterator[State]:
    """The states a plan was in from the day before to the day after (a person's days and a device's may differ by one)."""
    known = ordered(row for row in rows if row.day <= day + _ADAY)
    earlier = [row for row in known if row.day < day - _ADAY]
    for row in (*earlier[-1:], *known[len(earlier) :]):
        state = state_of(row.after)
        if state is not None:
            yield state


def _roles(state: State) -> frozenset[Role]:
    roles = _DAILY
    for track in (state.left, state.right):
        for stage in _AHEAD.get(track.stage, ()):
            roles |= _ROLES[stage] | (_WITH_HOLD if stage is Stage.HOLD else frozenset())
    return roles
