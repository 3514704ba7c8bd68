"""Three visitors for every test of a page: somebody with data, somebody else, and nobody."""

from __future__ import annotations

import pytest
from django.test import Client

from supple_web.accounts.models import Person, User
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


@pytest.fixture
def guest(db) -> Person:
    return Person.objects.create()


@pytest.fixture
def member(db) -> Person:
    return Person.objects.create(user=User.objects.create_user("member@example.org", "a long enough password"))


@pytest.fixture
def guest_client(guest) -> Client:
    return client_of(guest)


@pytest.fixture
def member_client(member) -> Client:
    return client_of(member)


@pytest.fixture
def stranger_client(db) -> Client:
    return client_of(Person.objects.create())
