"""``request.person``, the time zone of their day, and when they were last seen."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from supple_web.accounts.models import Person
from supple_web.accounts.people import current_person

#: Set by a small script; a preference of display, checked against the known zones.
ZONE_COOKIE = "zone"
#: A visit is written down at most this often.
SEEN_EVERY = timedelta(hours=6)


class PersonMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = _Visitor(request)
        request.person = SimpleLazyObject(person)  # type: ignore[attr-defined]
        zone = _zone(request.COOKIES.get(ZONE_COOKIE, ""))
        with timezone.override(zone) if zone else timezone.override(timezone.get_default_timezone()):
            response = self.get_response(request)
        person.was_seen(zone)
        return response


class _Visitor:
    """Looks the person up once, when first asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._person: Person | None = None

    def __call__(self) -> Person | None:
        self._person = current_person(self._request)
        return self._person

    def was_seen(self, zone: zoneinfo.ZoneInfo | None) -> None:
        person, now = self._person, timezone.now()
        if person is None:
            return
        key = zone.key if zone else person.time_zone
        if now - person.last_seen_at > SEEN_EVERY or key != person.time_zone:
            Person.objects.filter(pk=person.pk).update(last_seen_at=now, time_zone=key)
            #: The session is renewed with it, so that both end together.
            self._request.session.modified = True


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None
