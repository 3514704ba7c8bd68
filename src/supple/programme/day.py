"""What to do on one day. Which weekdays are training days follows from the date alone, spread evenly over the week."""

from __future__ import annotations

from datetime import date
from typing import Final

from supple.findings.model import Screening
from supple.findings.screening_pain import PainZone
from supple.programme.choosing import Limits
from supple.programme.composing import compose
from supple.programme.exercises import catalogue
from supple.programme.model import Prescribed, Programme, SessionPlan, Turn
from supple.programme.state import Standing, State
from supple.programme.words import Side

_WEEK: Final = 7
_STOPPED: Final = {
    Standing.HALTED: "The programme is stopped: no exercise until screening is clear or a clinician says go on.",
    Standing.URGENT: "No exercise. Get care as you were told.",
}


def today(programme: Programme, state: State, day: date, *, screening: Screening | None = None) -> SessionPlan:
    """The session of a day for where somebody stands, linear movement first; empty with a note where there is none.

    screening: today's, where it differs from the programme's. An exercise of n days a week falls on n of the training days.
    """
    screening = screening or programme.screening
    if screening.stop:
        return SessionPlan(day, (), screening.advice)
    if state.standing in _STOPPED:
        return SessionPlan(day, (), _STOPPED[state.standing])
    if not screening.active:
        return SessionPlan(day, (), screening.advice or "Screening allows no movement today.")
    days = programme.person.days_per_week
    if not _falls_on(day.weekday(), days, _WEEK):
        return SessionPlan(day, (), "A day of rest. Gentle upkeep is fine if you feel like it.")
    limits = Limits(catalogue(), programme.person, screening, eased=screening.pain_zone == PainZone.MODIFY)
    session = day.weekday() * days // _WEEK  # of the week, from nought
    turn = (Turn.FIRST, Turn.SECOND)[(_week(day) * days + session) % 2]
    chosen = [_on_turn(one, turn) for one in compose(state, limits).exercises if _is_due(one, session, days, turn)]
    return SessionPlan(day, tuple(chosen))


def _week(day: date) -> int:
    return (day.toordinal() - 1) // _WEEK  # day 1 of the proleptic calendar is a Monday


def _falls_on(place: int, times: int, of: int) -> bool:
    """Whether the place (from nought) is among ``times`` places spread evenly over ``of``."""
    return (place + 1) * times // of > place * times // of


def _is_due(one: Prescribed, session: int, days: int, turn: Turn) -> bool:
    if one.turn is not Turn.EVERY:
        return one.turn is turn
    return _falls_on(session, min(one.days_per_week, days), days)


def _on_turn(one: Prescribed, turn: Turn) -> Prescribed:
    """An exercise whose sides take turns, for the side of the day."""
    if one.side is not Side.ALTERNATE:
        return one
    side = Side.LEFT if turn is Turn.FIRST else Side.RIGHT
    return Prescribed(one.exercise, side, one.dose, one.days_per_week, one.why, one.seconds, turn)
