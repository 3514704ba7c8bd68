"""Sessions as days of a calendar: done, partly, not done, not prescribed, still to come; and how much it hurt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from supple.findings.screening_pain import PainZone, zone_of
from supple.problems import InputProblem
from supple.progress.model import Session

#: Longest span of one calendar: three years with a leap day.
MOST_DAYS: Final = 3 * 365 + 1


class DayState(StrEnum):
    DONE = "done"
    PARTLY = "partly done"
    NOT_DONE = "not done"
    NOT_PRESCRIBED = "not prescribed"
    TO_COME = "to come"


@dataclass(frozen=True)
class CalendarDay:
    """One day. share: part of the prescribed that was done, 0 to 1. pain: the worst told, 0 to 10, or None; zone: its own."""

    day: date
    state: DayState
    share: float = 0.0
    pain: int | None = None
    zone: PainZone = PainZone.NOT_ASKED


def calendar_days(
    sessions: Iterable[Session], *, began: date, until: date, prescribed: Collection[date] | None = None
) -> tuple[CalendarDay, ...]:
    """One entry for each day from ``began`` to the end of the week that holds ``until``; weeks begin on the weekday of ``began``.

    prescribed: the days on which something was to be done. Without it a programme of so many days a week leaves the choice of
    days to the person: a day without a session is then not prescribed, never "not done". Raises InputProblem for more than
    three years, which nobody would read, and for a last week that no calendar holds.
    """
    by_day: dict[date, list[Session]] = defaultdict(list)
    for session in sessions:
        by_day[session.day].append(session)
    check_span(began, until)
    days = ((until - began).days // 7 + 1) * 7
    return tuple(
        _day(day, by_day.get(day, ()), until, prescribed) for day in (began + timedelta(days=offset) for offset in range(days))
    )


def check_span(began: date, until: date) -> None:
    """Raises InputProblem for days that cannot be shown as whole weeks of a calendar of readable length."""
    told = f"{began} to {until}"
    if until < began:
        raise InputProblem("sessions", told, "a first day before the last", "exchange them")
    if (until - began).days >= MOST_DAYS:
        years = f"at most {MOST_DAYS} days (three years)"
        raise InputProblem("sessions", f"{told}, {(until - began).days + 1} days", years, "draw a part of them")
    if (date.max - until).days < 7:
        raise InputProblem("sessions", told, f"a last day before {date.max - timedelta(days=6)}", "correct the last day")


def _day(day: date, sessions: Sequence[Session], until: date, prescribed: Collection[date] | None) -> CalendarDay:
    if day > until:
        return CalendarDay(day, DayState.TO_COME)
    share, worst, expected = 0.0, None, prescribed is not None and day in prescribed
    for one in sessions:
        if one.prescribed > 0:
            expected = True
            share = max(share, min(1.0, one.done / one.prescribed))
        pain = one.worst_pain
        if pain is not None and (worst is None or pain > worst):
            worst = pain
    zone = PainZone.NOT_ASKED if worst is None else _zone(worst)
    return CalendarDay(day, _state(share, expected=expected), share, worst, zone)


#: There are eleven values of pain and a year has many days.
_zone = lru_cache(maxsize=16)(zone_of)


def _state(share: float, *, expected: bool) -> DayState:
    if share >= 1.0:
        return DayState.DONE
    if share > 0.0:
        return DayState.PARTLY
    return DayState.NOT_DONE if expected else DayState.NOT_PRESCRIBED
