"""Browsers in which somebody visits."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.test import Client
from playwright.sync_api import Page

from supple_web.accounts.models import Person
from supple_web.accounts.people import SESSION_KEY

#: Opens a page of the application as a person: ``visit(person, path, width=320, scheme="dark")`` (tests/browser/conftest.py).
Visit = Callable[..., Page]


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


def with_password(client: Client) -> Client:
    """As allauth remembers that the password was given a moment ago, so that it does not ask for it again."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client
