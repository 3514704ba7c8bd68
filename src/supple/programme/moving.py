"""Training days that a person moved within their week: the session goes along, and the day it left keeps its upkeep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from supple.findings.model import Screening
from supple.problems import InputProblem
from supple.programme.day import today, trains_on, upkeep
from supple.programme.model import Programme, SessionPlan
from supple.programme.state import State

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def today_moved(
    programme: Programme, state: State, day: date, moves: Mapping[date, date], *, screening: Screening | None = None
) -> SessionPlan:
    """``today`` after days were moved. moves: from which training day to which day of the same week.

    The day a session left has upkeep only; the day it went to has that session. Raises InputProblem as ``check_moves`` does.
    """
    check_moves(moves, programme.person.days_per_week)
    came_from = next((start for start, to in moves.items() if to == day), None)
    if came_from is not None:
        plan = today(programme, state, came_from, screening=screening)
        note = plan.note or f"Moved here from {_named(came_from)}."
        return replace(plan, day=day, note=note)
    if day not in moves:
        return today(programme, state, day, screening=screening)
    plan = upkeep(programme, state, day, screening=screening)
    return replace(plan, note=f"Moved to {_named(moves[day])}. Here only upkeep.") if plan.exercises else plan


def check_moves(moves: Mapping[date, date], days_per_week: int) -> None:
    """Raise InputProblem for a move out of its week, of a day that has no session, or onto a day that keeps its own."""
    arrived: dict[date, date] = {}
    for start, to in moves.items():
        where = f"move:{start.isoformat()}"
        if not trains_on(start, days_per_week):
            raise InputProblem(
                where, f"{_named(start)} has no training session", "a training day", "choose one of your training days"
            )
        if start.isocalendar()[:2] != to.isocalendar()[:2]:
            raise InputProblem(where, f"a move to {_named(to)}, in another week", "a day of the same week", "choose another day")
        if start == to:
            raise InputProblem(
                where, f"a move of {_named(start)} to itself", "another day", "leave it where it is, or choose another day"
            )
        stays = trains_on(to, days_per_week) and to not in moves
        if stays or to in arrived:
            raise InputProblem(
                where,
                f"a move to {_named(to)}, which has a session already",
                "one training session a day",
                "choose a day without one, or move that one first",
            )
        arrived[to] = start


def _named(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day.isoformat()}"
