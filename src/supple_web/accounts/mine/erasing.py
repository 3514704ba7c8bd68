"""Erasing: at once, everything, for good."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from supple_web.accounts.models import Person, User
from supple_web.audit.record import record


@transaction.atomic
def erase(*, person: Person, by: Person) -> None:
    """Erase a person, their account and everything that is theirs. Only audit rows stay, with an id that stands nowhere else."""
    person = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    record("erase", "accounts.person", by=by, about=person)
    user = person.user
    if user is None:
        person.delete()
        return
    _end_sessions(user)
    user.delete()


def _end_sessions(user: User) -> None:
    """Whoever is signed in with this account, on any device, is so no more.

    Sessions are unreadable to the database, so each is looked into; that is rare enough, and leaves none behind.
    """
    every = Session.objects.iterator(chunk_size=500)
    mine = [one.session_key for one in every if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(session_key__in=mine).delete()
