"""What stands on each day: the session by the programme's rule, after the days a person moved and the exercises they swapped."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from supple.guidance.training import session_document, session_steps
from supple.problems import InputProblem
from supple.programme import Programme, Role, SessionPlan, catalogue
from supple.programme.choosing import Limits, choose
from supple.programme.day import limits_of, trains_on
from supple.programme.events import SessionOutcome, session_outcome
from supple.programme.moving import check_moves, today_moved
from supple.programme.neighbours import swapped
from supple.programme.words import LINEAR
from supple_web.accounts.models import Person
from supple_web.common.lazy import gettext_lazy
from supple_web.training.engine.current import Current, begins_linear
from supple_web.training.engine.log import report_of
from supple_web.training.engine.word import with_edits
from supple_web.training.models import DayMove, Session, Swap

_NO_LINEAR: Final = gettext_lazy(
    "Screening leaves no way of bending and arching here, and every session begins with it. A clinician can choose one."
)
_STOPPED_TODAY: Final = gettext_lazy("Pain ended a session today. Rest, and see how the next morning is.")


@dataclass(frozen=True)
class Day:
    """One day. training: whether it has a training session, after moves. plan: what to do; empty, with a note, for nothing."""

    day: date
    training: bool
    plan: SessionPlan
    moved_from: date | None = None
    moved_to: date | None = None

    @property
    def minutes(self) -> int:
        """As the player leads it, getting into place and changing sides included."""
        return max(1, round(math.fsum(step.seconds for step in session_steps(self.plan)) / 60.0))


def moves_of(person: Person, days_per_week: int) -> dict[date, date]:
    """The moves that still hold: somebody who changes their days may have moved one that is no training day any more."""
    kept: dict[date, date] = {}
    waiting = {move.from_day: move.to_day for move in DayMove.objects.of(person)}
    while more := _next_holding(kept, waiting, days_per_week):
        kept.update(more)
    return kept


def _next_holding(kept: Mapping[date, date], waiting: Mapping[date, date], days_per_week: int) -> dict[date, date]:
    """All that waits, else one of it that holds beside what is kept; a move may wait for the one that frees its day."""
    rest = {start: to for start, to in waiting.items() if start not in kept}
    for tried in (rest, *({start: to} for start, to in sorted(rest.items()))):
        if tried and _hold({**kept, **tried}, days_per_week):
            return tried
    return {}


def _hold(moves: Mapping[date, date], days_per_week: int) -> bool:
    try:
        check_moves(moves, days_per_week)
    except InputProblem:
        return False
    return True


def swaps_of(person: Person) -> dict[str, str]:
    return {swap.exercise: swap.replacement for swap in Swap.objects.of(person).order_by("at")}


def day_of(now: Current, day: date) -> Day | None:
    """One day of the programme; None where there is no programme."""
    return next(iter(days_of(now, [day])), None)


def days_of(now: Current, days: Iterable[date], *, planned_from: date | None = None) -> list[Day]:
    """Days of the programme. planned_from: what earlier days held is not asked for, only whether they were training days."""
    programme = now.programme
    if programme is None:
        return []
    moves = moves_of(now.person, programme.person.days_per_week)
    swaps = swaps_of(now.person)
    return [
        _past(programme, day, moves) if planned_from and day < planned_from else _day(now, programme, day, moves, swaps)
        for day in days
    ]


def _day(now: Current, programme: Programme, day: date, moves: Mapping[date, date], swaps: Mapping[str, str]) -> Day:
    plan = today_moved(programme, now.state, day, moves)
    plan = swapped(plan, swaps, limits_of(programme))
    if not begins_linear(plan):
        plan = SessionPlan(day, (), str(_NO_LINEAR))
    past = _past(programme, day, moves)
    plan, _ = with_edits(plan, now.edits, replace(limits_of(programme), eased=now.eased), now.state, training=past.training)
    return replace(past, training=past.training and bool(plan.exercises), plan=plan)


def _past(programme: Programme, day: date, moves: Mapping[date, date]) -> Day:
    came_from = next((start for start, to in moves.items() if to == day), None)
    training = _trains(day, moves, programme.person.days_per_week)
    return Day(day, training, SessionPlan(day, ()), came_from, moves.get(day))


def week_of(day: date) -> list[date]:
    """Monday to Sunday of the week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(7)]


def upcoming(now: Current, day: date) -> Day | None:
    """The next day of training after a day."""
    for number in range(1, 8):
        found = day_of(now, day + timedelta(days=number))
        if found is not None and found.training:
            return found
    return None


def stopped_on(person: Person, day: date) -> bool:
    """Whether pain ended the training of that day; what the next morning brought is another day's matter."""
    sessions = Session.objects.of(person).filter(day=day)
    reports = (replace(report_of(session), pain_next_morning=None) for session in sessions)
    return any(session_outcome(report) is SessionOutcome.STOPPED for report in reports)


def open_today(now: Current, day: date) -> Day | None:
    """What may be done on this very day; empty once pain has ended a session of it."""
    found = day_of(now, day)
    if found is not None and stopped_on(now.person, day):
        return replace(found, training=False, plan=SessionPlan(day, (), str(_STOPPED_TODAY)))
    return found


def player_document(day: Day) -> dict[str, Any]:
    """Schema ``supple.session/1``, for the player. Raises InputProblem where it would not begin with linear movement."""
    return session_document(day.plan)


def kept_document(now: Current, day: date) -> dict[str, Any]:
    """What a session keeps of its day: the plan's exercises without the steps, and what it is judged by.

    training and offers_lumbar follow from the day and the person alone, so that a session that arrives late is judged alike.
    """
    days_per_week = now.fitted.days_per_week
    moves = moves_of(now.person, days_per_week)
    planned = day_of(now, day)
    rows = [
        {
            "id": one.exercise.id,
            "name": one.exercise.name,
            "side": str(one.side),
            "sets": one.dose.sets,
            "linear": one.exercise.role in LINEAR,
        }
        for one in (planned.plan.exercises if planned else ())
    ]
    gates = replace(now.screening, active=True, assisted=True, held_end_range=True)
    lumbar = choose((Role.LINEAR_LUMBAR,), Limits(catalogue(), now.fitted, gates))
    return {"exercises": rows, "training": _trains(day, moves, days_per_week), "offers_lumbar": lumbar is not None}


def _trains(day: date, moves: Mapping[date, date], days_per_week: int) -> bool:
    return day in moves.values() or (trains_on(day, days_per_week) and day not in moves)
