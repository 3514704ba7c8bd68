"""Free times as a visitor reads them: by day of their own calendar, with what the clinic's clock shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from supple_web.booking.asking import Slot
from supple_web.booking.models import DayException, Hours
from supple_web.booking.times import When, day_words, short_day, when
from supple_web.booking.wall import clinic_zone
from supple_web.clinic.models import Staff

#: How many days are shown at once.
_WINDOW: Final = 6


@dataclass(frozen=True)
class Day:
    """A day of the visitor's with free times. chosen: whose times are shown."""

    day: date
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Part:
    """Morning, afternoon or evening, and its times."""

    words: str
    times: tuple[tuple[str, When], ...]


@dataclass(frozen=True)
class Listing:
    """days: all with free times; window: those around the chosen one. parts: its times. earlier, later: the days beside it."""

    days: tuple[Day, ...]
    chosen: date | None
    parts: tuple[Part, ...]
    earlier: date | None
    later: date | None

    @property
    def words(self) -> str:
        return day_words(self.chosen) if self.chosen else ""

    @property
    def window(self) -> tuple[Day, ...]:
        at = next((number for number, day in enumerate(self.days) if day.chosen), 0)
        first = max(0, min(at - 1, len(self.days) - _WINDOW))
        return self.days[first : first + _WINDOW]


def listing(slots: Iterable[Slot], zone: ZoneInfo, wanted: str) -> Listing:
    """Each time once, whoever has it. wanted: a day as ISO writes it, of the visitor's own calendar; else the first there is."""
    by_day: dict[date, list[datetime]] = {}
    for starts_at in sorted({slot.starts_at for slot in slots}):
        by_day.setdefault(starts_at.astimezone(zone).date(), []).append(starts_at)
    days = sorted(by_day)
    chosen = _chosen(days, wanted)
    shown = tuple(Day(day, short_day(day), len(by_day[day]), day == chosen) for day in days)
    if chosen is None:
        return Listing(shown, None, (), None, None)
    at = days.index(chosen)
    return Listing(
        shown,
        chosen,
        _parts(by_day[chosen], zone),
        days[at - 1] if at else None,
        days[at + 1] if at + 1 < len(days) else None,
    )


def start_text(starts_at: datetime) -> str:
    """An instant as addresses and forms carry it."""
    return starts_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def start_from(text: str) -> datetime | None:
    """The instant of ``start_text``; None for anything else."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def takes_calls() -> list[Staff]:
    """Who may be chosen: clinicians with hours for calls."""
    return list(_open_staff().order_by("name"))


def is_open() -> bool:
    """Whether calls are offered at all. One query."""
    return _open_staff().exists()


def _open_staff() -> QuerySet[Staff]:
    with_hours = Hours.objects.values("clinician")
    further = DayException.objects.filter(open=True, day__gte=datetime.now(UTC).date()).values("clinician")
    hours = Q(pk__in=with_hours) | Q(pk__in=further)
    return Staff.objects.filter(hours, active=True, clinician=True)


def _chosen(days: list[date], wanted: str) -> date | None:
    """The wanted day where it has times, else the next one that has, else the last."""
    if not days:
        return None
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return days[0]
    return next((one for one in days if one >= day), days[-1])


def _parts(starts: list[datetime], zone: ZoneInfo) -> tuple[Part, ...]:
    there = clinic_zone()
    names = {0: _("Morning"), 1: _("Afternoon"), 2: _("Evening")}
    found: dict[int, list[tuple[str, When]]] = {}
    for starts_at in starts:
        hour = starts_at.astimezone(zone).hour
        found.setdefault(0 if hour < 12 else 1 if hour < 18 else 2, []).append(
            (start_text(starts_at), when(starts_at, zone, there))
        )
    return tuple(Part(names[part], tuple(times)) for part, times in sorted(found.items()))
