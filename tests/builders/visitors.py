"""Browsers in which somebody visits."""

from __future__ import annotations

from django.test import Client

from supple_web.accounts.models import Person
from supple_web.accounts.people import SESSION_KEY


def client_of(person: Person) -> Client:
    """A browser in which this person visits: signed in where they have an account, else as the guest they are."""
    client = Client()
    if person.user is not None:
        client.force_login(person.user, backend="django.contrib.auth.backends.ModelBackend")
        return client
    session = client.session
    session[SESSION_KEY] = str(person.pk)
    session.save()
    return client
