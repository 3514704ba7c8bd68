"""Sessions as days of a calendar: done, partly, missed, not prescribed, still to come; and how much it hurt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from supple.findings.screening_pain import PainZone, zone_of
from supple.progress.model import Session


class DayState(StrEnum):
    DONE = "done"
    PARTLY = "partly done"
    MISSED = "missed"
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
    days to the person: a day without a session is then not prescribed, never missed.
    """
    by_day: dict[date, list[Session]] = defaultdict(list)
    for session in sessions:
        by_day[session.day].append(session)
    days = ((until - began).days // 7 + 1) * 7
    return tuple(
        _day(day, by_day.get(day, ()), until, prescribed) for day in (began + timedelta(days=offset) for offset in range(days))
    )


def _day(day: date, sessions: Sequence[Session], until: date, prescribed: Collection[date] | None) -> CalendarDay:
    if day > until:
        return CalendarDay(day, DayState.TO_COME)
    share, worst, expected = 0.0, None, prescribed is not None and day in prescribed
    for one in sessions:
        if one.prescribed > 0:
            expected = True
            share = max(share, min(1.0, one.done / one.prescribed))
        for pain in (one.pain_before, one.pain_during, one.pain_next_morning):
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
    return DayState.MISSED if expected else DayState.NOT_PRESCRIBED
