"""Three visitors for every test of a page: somebody with data, somebody else, and nobody."""

from __future__ import annotations

import pytest
from django.test import Client

from builders.visitors import client_of
from supple_web.accounts.models import Person, User


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
