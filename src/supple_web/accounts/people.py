"""Whose visit this is."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.http import HttpRequest

from supple_web.accounts.models import Person
from supple_web.audit.record import record

#: In the session, which lives on the server: the browser never sees or says whose data it wants.
SESSION_KEY = "person"


def current_person(request: HttpRequest) -> Person | None:
    """The signed-in user's person, else the guest of this browser's session, else nobody."""
    if request.user.is_authenticated:
        return Person.objects.filter(user=request.user).first()
    known = request.session.get(SESSION_KEY)
    return Person.objects.filter(pk=uuid.UUID(known), user=None).first() if known else None


def visitor(request: HttpRequest) -> Person | None:
    """``request.person`` as a type checker knows it: the person of this visit, or None itself and not a lazy object around it."""
    person: Person | None = getattr(request, "person", None)
    return person if person else None


def person_for(request: HttpRequest) -> Person:
    """``current_person``, made where there is none yet; only a request that may change something calls this."""
    person = current_person(request)
    return person if person is not None else _made(request)


@transaction.atomic
def _made(request: HttpRequest) -> Person:
    user = request.user if request.user.is_authenticated else None
    person = Person.objects.create(user=user)
    record("begin", person, by=person)
    if user is None:
        request.session[SESSION_KEY] = str(person.pk)
    request.person = person  # type: ignore[attr-defined]
    return person
