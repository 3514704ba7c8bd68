"""What to do on one day. Which weekdays are training days follows from the date alone, spread evenly over the week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from supple.findings.model import Screening
from supple.findings.screening_pain import PainZone
from supple.programme.choosing import Limits
from supple.programme.composing import compose
from supple.programme.exercises import catalogue
from supple.programme.model import Prescribed, Programme, SessionPlan, Turn
from supple.programme.plan import DAYS_A_WEEK
from supple.programme.state import Standing, State
from supple.programme.words import Role, Side

_STOPPED: Final = {
    Standing.HALTED: "The programme is stopped: no exercise until screening is clear or a clinician says go on.",
    Standing.URGENT: "No exercise. Get care as you were told.",
}


def today(programme: Programme, state: State, day: date, *, screening: Screening | None = None) -> SessionPlan:
    """The session of a day for where somebody stands, linear movement first; empty with a note where there is none.

    screening: today's, where it differs from the programme's. An exercise of n days a week falls on n of the training days.
    """
    screening = screening or programme.screening
    none = _nothing(state, screening, day)
    if none is not None:
        return none
    days = programme.person.days_per_week
    limits = limits_of(programme, screening)
    if not trains_on(day, days):
        return _upkeep(state, limits, day)
    session = day.weekday() * days // DAYS_A_WEEK  # of the week, from nought
    turn = (Turn.FIRST, Turn.SECOND)[(_week(day) * days + session) % 2]
    chosen = [_on_turn(one, turn) for one in compose(state, limits).exercises if _is_due(one, session, days, turn)]
    return SessionPlan(day, tuple(chosen))


def upkeep(programme: Programme, state: State, day: date, *, screening: Screening | None = None) -> SessionPlan:
    """What everybody does on a day without training, whatever the weekday; empty with a note where there is none."""
    screening = screening or programme.screening
    return _nothing(state, screening, day) or _upkeep(state, limits_of(programme, screening), day)


def trains_on(day: date, days_per_week: int) -> bool:
    """Whether the day is a training day by its date alone."""
    return _falls_on(day.weekday(), days_per_week, DAYS_A_WEEK)


def limits_of(programme: Programme, screening: Screening | None = None) -> Limits:
    """What exercises may be chosen from on a day. screening: today's, where it differs from the programme's."""
    screening = screening or programme.screening
    return Limits(catalogue(), programme.person, screening, eased=screening.pain_zone == PainZone.MODIFY)


def _nothing(state: State, screening: Screening, day: date) -> SessionPlan | None:
    """The empty plan of a day on which nothing is allowed, with its reason; None where something is."""
    if screening.stop:
        return SessionPlan(day, (), screening.advice)
    if state.standing in _STOPPED:
        return SessionPlan(day, (), _STOPPED[state.standing])
    if not screening.active:
        return SessionPlan(day, (), screening.advice or "Screening allows no movement today.")
    return None


def _upkeep(state: State, limits: Limits, day: date) -> SessionPlan:
    """A day without training: what everybody does every day, at the smallest doses."""
    daily = [one for one in compose(state, replace(limits, eased=True)).exercises if one.every_day]
    if not any(one.exercise.role is Role.UPKEEP for one in daily):
        return SessionPlan(day, (), "A day of rest.")
    return SessionPlan(day, tuple(daily), "No training today: a minute or two of upkeep.")


def _week(day: date) -> int:
    return (day.toordinal() - 1) // DAYS_A_WEEK  # day 1 of the proleptic calendar is a Monday


def _falls_on(place: int, times: int, of: int) -> bool:
    """Whether the place (from nought) is among ``times`` places spread evenly over ``of``."""
    return (place + 1) * times // of > place * times // of


def _is_due(one: Prescribed, session: int, days: int, turn: Turn) -> bool:
    if one.every_day:
        return True
    if one.turn is not Turn.EVERY:
        return one.turn is turn
    return _falls_on(session, min(one.days_per_week, days), days)


def _on_turn(one: Prescribed, turn: Turn) -> Prescribed:
    """An exercise whose sides take turns, for the side of the day."""
    if one.side is not Side.ALTERNATE:
        return one
    side = Side.LEFT if turn is Turn.FIRST else Side.RIGHT
    return Prescribed(one.exercise, side, one.dose, one.days_per_week, one.why, one.seconds, turn)
