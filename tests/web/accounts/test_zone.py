"""Whose day it is: the browser's word where there is one, else what an earlier visit said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from supple_web.accounts.middleware import ZONE_COOKIE, PersonMiddleware
from supple_web.accounts.models import Person
from supple_web.accounts.people import SESSION_KEY

pytestmark = pytest.mark.django_db
#: Still the evening of the 24th in UTC, the morning of the 25th in Auckland.
MOMENT = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("known", "cookie", "day"),
    [
        ("", "", 24),
        ("Pacific/Auckland", "", 25),
        ("", "Pacific/Auckland", 25),
        ("Pacific/Auckland", "Europe/Madrid", 24),
        ("Pacific/Auckland", "Atlantis/Poseidonis", 25),
    ],
)
def test_the_day_is_that_of_the_person(client, known: str, cookie: str, day: int):
    person = Person.objects.create(time_zone=known)
    session = client.session
    session[SESSION_KEY] = str(person.pk)
    session.save()
    days: list[int] = []

    def view(request: HttpRequest) -> HttpResponse:
        days.append(timezone.localdate(MOMENT).day)
        return HttpResponse()

    request = RequestFactory().get("/")
    request.session, request.user = session, Nobody()
    request.COOKIES[ZONE_COOKIE] = cookie
    PersonMiddleware(view)(request)
    assert days == [day]


class Nobody:
    is_authenticated = False
