"""Nobody but the person (or the phone it was handed to) sees or changes a check: for everybody else it does not exist."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from builders.checks import make_set
from builders.setups import PHONE
from supple_web.assessments.models import Check, TrialSet
from supple_web.assessments.urls import urlpatterns

pytestmark = pytest.mark.django_db


def names(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and "<uuid:pk>" in str(pattern.pattern):
            yield str(pattern.name)


OF_A_CHECK = sorted(set(names(urlpatterns)))


def url(name, check, one):
    given = {"pk": check.pk, "set_pk": one.pk, "stage": "turning", "page": "age"}
    route = next(pattern for pattern in flat(urlpatterns) if pattern.name == name)
    return reverse(name, kwargs={key: given[key] for key in route.pattern.converters})


def flat(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from flat(pattern.url_patterns)
        else:
            yield pattern


@pytest.fixture
def theirs(ready, member):
    check = ready(PHONE, person=member)
    return check, make_set(check, {"right": [40.0], "left": [41.0]}, pain=None)


def test_there_are_addresses_to_test():
    assert {"check_page", "check_next", "check_set_phone", "check_result", "check_stop"} <= set(OF_A_CHECK)


@pytest.mark.parametrize("name", OF_A_CHECK)
def test_for_anybody_else_it_does_not_exist(name, theirs, stranger_client, guest_client, settings):
    check, one = theirs
    settings.DEBUG = False
    before = counted()
    for visitor in (stranger_client, guest_client, Client()):
        assert visitor.get(url(name, check, one)).status_code in (404, 405)
        assert visitor.post(url(name, check, one)).status_code in (404, 405)
    assert counted() == before


@pytest.mark.parametrize("name", [name for name in OF_A_CHECK if name != "check_recording"])  # typed: there is none
def test_for_its_person_it_does(name, theirs, member_client):
    check, one = theirs
    assert member_client.get(url(name, check, one)).status_code in (200, 302, 405)


@pytest.mark.parametrize("name", ["check_pain", "check_hint", "check_remove"])
def test_a_set_belongs_to_its_own_check(name, theirs, guest_client, ready):
    _, one = theirs
    mine = ready(PHONE)
    assert guest_client.post(url(name, mine, one)).status_code == 404
    assert TrialSet.objects.filter(pk=one.pk).exists()


def counted():
    return Check.objects.count(), TrialSet.objects.count(), list(Check.objects.values_list("answers", "setup", "finished_at"))
