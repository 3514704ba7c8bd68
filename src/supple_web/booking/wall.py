"""Wall time and instants: the clinic's hours are wall time in its zone, everything else is UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from supple_web.clinic.models import face


def clinic_zone() -> ZoneInfo:
    return ZoneInfo(face().time_zone)


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime | None:
    """The instant at so many wall minutes after a day's midnight.

    The first of two where the clock shows it twice, None where it never does.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    there = wall.replace(tzinfo=zone).astimezone(UTC)
    return there if there.astimezone(zone).replace(tzinfo=None) == wall else None


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant at which a day begins, also where its midnight is skipped."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


@lru_cache(maxsize=4096)
def is_steady(day: date, zone: ZoneInfo) -> bool:
    """Whether nothing happens to the clock on a day: no zone puts it on and back again within one."""
    return midnight(day + timedelta(days=1), zone) - midnight(day, zone) == timedelta(days=1)
