"""When a clinician has hours for calls on one day: the weekly hours, further hours and time away, put together."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from supple_web.booking.models import DayException, Hours
from supple_web.booking.ticks import TICK
from supple_web.booking.wall import instant, is_steady, midnight

_DAY: Final = 24 * 60

#: Wall minutes from midnight, the end not included.
Span = tuple[int, int]


@dataclass(frozen=True)
class Opening:
    """One clinician's day. hours: joined where they touch, so that no grid begins anew inside. away: taken out of them."""

    hours: tuple[Span, ...] = ()
    away: tuple[Span, ...] = ()

    def starts(self, day: date, zone: ZoneInfo, *, minutes: int, grid: int) -> Iterator[datetime]:
        """Every instant (UTC) at which a call of so many minutes can start; the grid counts from the beginning of the hours."""
        wanted = (minute for begin, end in self.hours for minute in range(begin, end - minutes + 1, grid))
        if is_steady(day, zone):  # nearly every day: no clock to be asked for each start
            began = midnight(day, zone)
            yield from (began + timedelta(minutes=one) for one in wanted if not _touches(self.away, one, one + minutes))
            return
        for minute in wanted:
            start = instant(day, minute, zone)
            if start is not None and self.covers(start, start + timedelta(minutes=minutes), day, zone):
                yield start

    def covers(self, starts_at: datetime, ends_at: datetime, day: date, zone: ZoneInfo) -> bool:
        """Whether the clock shows a time within the hours through the whole call, also where it is put on or back meanwhile."""
        now = starts_at
        while now < ends_at:
            wall = now.astimezone(zone)
            minute = wall.hour * 60 + wall.minute
            if wall.date() != day or not _within(self.hours, minute) or _within(self.away, minute):
                return False
            now += TICK
        return True


_CLOSED: Final = Opening()


class Openings:
    """The openings of some clinicians from one day to another, both included. Reads two tables once."""

    def __init__(self, clinicians: Collection[uuid.UUID], first: date, last: date) -> None:
        self._weekly: dict[tuple[uuid.UUID, int], list[Span]] = defaultdict(list)
        for hours in Hours.objects.filter(clinician__in=clinicians):
            self._weekly[hours.clinician_id, hours.weekday].append(_span(hours.starts, hours.ends))
        self._further: dict[tuple[uuid.UUID, date], list[Span]] = defaultdict(list)
        self._away: dict[tuple[uuid.UUID, date], list[Span]] = defaultdict(list)
        for one in DayException.objects.filter(clinician__in=clinicians, day__range=(first, last)):
            spans = self._further if one.open else self._away
            spans[one.clinician_id, one.day].append(_span(one.starts or time(), one.ends or time()))

    def of(self, clinician: uuid.UUID, day: date) -> Opening:
        spans = [*self._weekly.get((clinician, day.weekday()), ()), *self._further.get((clinician, day), ())]
        return Opening(_joined(spans), tuple(self._away.get((clinician, day), ()))) if spans else _CLOSED


def _span(starts: time, ends: time) -> Span:
    return starts.hour * 60 + starts.minute, (ends.hour * 60 + ends.minute) or _DAY


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return tuple(joined)


def _touches(spans: tuple[Span, ...], begin: int, end: int) -> bool:
    return any(begin < span_end and span_begin < end for span_begin, span_end in spans)


def _within(spans: tuple[Span, ...], minute: int) -> bool:
    return any(begin <= minute < end for begin, end in spans)
