"""In whose time a visitor reads, and the zones one may choose."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest

from supple_web.accounts.middleware import ZONE_COOKIE
from supple_web.accounts.people import visitor
from supple_web.booking.wall import clinic_zone

#: Areas of the world; what else there is are old names of the same places.
_AREAS: Final = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@lru_cache(maxsize=1)
def known_zones() -> frozenset[str]:
    """Without what names no place: the server's own time, and what stands in for no choice."""
    return frozenset(available_timezones()) - {"localtime", "Factory"}


@lru_cache(maxsize=1)
def zones_to_choose() -> tuple[str, ...]:
    return ("UTC", *sorted(name for name in known_zones() if name.startswith(_AREAS)))


def zone_named(*names: str) -> ZoneInfo:
    """The first of these that is known; else the clinic's."""
    return next((ZoneInfo(name) for name in names if name in known_zones()), None) or clinic_zone()


def visitor_zone(request: HttpRequest) -> ZoneInfo:
    """What the visitor chose on this page, else what their browser says or said on an earlier visit, else the clinic's."""
    given = request.POST if request.method == "POST" else request.GET
    person = visitor(request)
    told = request.COOKIES.get(ZONE_COOKIE, "")
    return zone_named(str(given.get("zone", "")), told, person.time_zone if person else "")
