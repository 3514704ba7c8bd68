"""``request.person``, the time zone of their day, their language, when they were last seen, and how long a session lasts."""

from __future__ import annotations

import time
import zoneinfo
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from supple_web.accounts.models import Person
from supple_web.accounts.people import current_person
from supple_web.common.languages import chosen_here, languages_of

#: Set by a small script; a preference of display, checked against the known zones.
ZONE_COOKIE: Final = "zone"
#: A visit is written down at most this often.
SEEN_EVERY: Final = timedelta(hours=6)
#: In the session: when its person signed in, in seconds.
SIGNED_IN_AT: Final = "signed_in_at"
#: Whoever signed in longer ago signs in again, however often they visit.
LONGEST_SESSION: Final = timedelta(days=180)


class PersonMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = _Visitor(request)
        request.person = SimpleLazyObject(person)  # type: ignore[attr-defined]
        told = _zone(request.COOKIES.get(ZONE_COOKIE, ""))
        zone = told or person.known_zone()
        language = chosen_here(request) or person.known_language() or translation.get_language()
        with timezone.override(zone or timezone.get_default_timezone()), translation.override(language):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        person.was_seen(zone, language)
        return response


class WrongForms:
    """An account's form that was filled in wrongly is answered as every other one here: with status 422."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and form is not None and form.errors:
            response.status_code = 422
        return response


class _Visitor:
    """Looks the person up once, when first asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._person: Person | None = None
        self._looked = False

    def __call__(self) -> Person | None:
        if not self._looked:
            self._person, self._looked = current_person(self._request), True
        return self._person

    def known_zone(self) -> zoneinfo.ZoneInfo | None:
        """Of an earlier visit, for a browser that tells none: without it somebody's day would be that of the server."""
        person = self()
        return _zone(person.time_zone) if person else None

    def known_language(self) -> str | None:
        """In which they read last, anywhere, where this browser chose none: a new device of somebody who signed in."""
        person = self()
        return person.language if person and person.language in languages_of(self._request) else None

    def was_seen(self, zone: zoneinfo.ZoneInfo | None, language: str) -> None:
        person, now = self._person, timezone.now()
        if person is None:
            return
        key = zone.key if zone else person.time_zone
        known = person.language or languages_of(self._request)[0]
        if now - person.last_seen_at > SEEN_EVERY or (key, language) != (person.time_zone, known):
            Person.objects.filter(pk=person.pk).update(last_seen_at=now, time_zone=key, language=language)
            self._renew_session()

    def _renew_session(self) -> None:
        """It lasts as long after a visit as a guest's data do; of somebody who signed in never beyond ``LONGEST_SESSION``."""
        session = self._request.session
        signed_in_at = session.get(SIGNED_IN_AT)
        if signed_in_at is None:
            session.modified = True
            return
        left = signed_in_at + LONGEST_SESSION.total_seconds() - time.time()
        session.set_expiry(max(1, min(settings.SESSION_COOKIE_AGE, int(left))))


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None
