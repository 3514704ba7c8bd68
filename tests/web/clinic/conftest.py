"""The clinic with an administrator, two clinicians, and a client of the first."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from builders.staff import make_care, make_staff
from builders.visitors import client_of
from supple_web.accounts.models import Person
from supple_web.clinic.models import Staff


@pytest.fixture
def administrator(db) -> Staff:
    return make_staff("Ruth Adler", clinician=False, administrator=True)


@pytest.fixture
def clinician(db) -> Staff:
    return make_staff("Ada Reyes")


@pytest.fixture
def other_clinician(db) -> Staff:
    return make_staff("Ben Okoro")


@pytest.fixture
def admin_client(administrator: Staff) -> Client:
    return client_of(administrator.person)


@pytest.fixture
def clinician_client(clinician: Staff) -> Client:
    return client_of(clinician.person)


@pytest.fixture
def somebody(member: Person) -> Person:
    """A member whose address is verified and who shares with nobody."""
    assert member.user is not None
    EmailAddress.objects.create(user=member.user, email=member.user.email, primary=True, verified=True)
    return member


@pytest.fixture
def client_person(somebody: Person, clinician: Staff) -> Person:
    make_care(clinician, somebody)
    return somebody
