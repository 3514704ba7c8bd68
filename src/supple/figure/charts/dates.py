"""Ticks of a time axis: days, weeks, months or years, whichever leaves room for its labels."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from supple.figure.phrases import MONTHS, short_day

_DAY_STEPS: Final = (1, 2, 7, 14)
_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120)

Tick = tuple[date, str]


def date_ticks(first: date, last: date, most: int) -> list[Tick]:
    """At most ``most`` (2 or more) ticks from the first day to the last; weeks are counted from the first day."""
    for step in _DAY_STEPS:
        if (last - first).days // step + 1 <= most:
            days = range(0, (last - first).days + 1, step)
            return [(day, short_day(day)) for day in (first + timedelta(days=offset) for offset in days)]
    for step in _MONTH_STEPS:
        found = _months(first, last, step)
        if len(found) <= most:
            return found
    return [(first, str(first.year)), (last, str(last.year))]


def _months(first: date, last: date, step: int) -> list[Tick]:
    """First days of every so many months; January tells the year."""
    start = first.year * 12 + first.month - 1 + (first.day > 1)
    start += -start % step
    end = last.year * 12 + last.month - 1
    months = [(index // 12, index % 12 + 1) for index in range(start, end + 1, step)]
    return [(date(year, month, 1), str(year) if month == 1 else MONTHS[month - 1]) for year, month in months]
