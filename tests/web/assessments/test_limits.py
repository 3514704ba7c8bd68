"""How often one may begin, send and try codes; beyond it nothing is read or kept, and it is said kindly."""

from __future__ import annotations

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders.setups import FILE, PHONE
from supple_web.accounts.models import Person
from supple_web.assessments.models import Check

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real(settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.RATES}


def test_an_address_makes_no_guests_without_end(settings):
    settings.ACCOUNT_RATE_LIMITS = {"begin_check": "3/m/ip"}
    answers = [Client().post("/check") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "A moment, please" in answers[-1].text
    assert (Person.objects.count(), Check.objects.count()) == (3, 3)


def test_who_is_known_begins_whatever_others_do(settings, guest_client):
    settings.ACCOUNT_RATE_LIMITS = {"begin_check": "0/m/ip"}
    assert guest_client.post("/check").status_code == 302


def test_recordings_are_sent_no_faster_than_anybody_turns(guest_client, ready):
    check = ready(PHONE)
    path, accept = f"/check/{check.pk}/set/turning/phone", {"accept": "application/json"}
    for _ in range(20):
        body = json.dumps({"client_id": str(uuid.uuid4())})
        assert guest_client.post(path, body, content_type="application/json", headers=accept).status_code == 422
    answer = guest_client.post(path, "{}", content_type="application/json", headers=accept)
    assert answer.status_code == 429
    assert "too often" in answer.json()["problem"]


def test_files_are_counted_too_and_by_person(guest_client, ready, member, member_client):
    check, theirs = ready(FILE), ready(FILE, person=member)

    def send(client, one):
        sent = SimpleUploadedFile("a.csv", b"nothing")
        return client.post(f"/check/{one.pk}/set/turning/file", {"recording": sent}).status_code

    assert [send(guest_client, check) for _ in range(21)] == [422] * 20 + [429]
    assert send(member_client, theirs) == 422


def test_codes_cannot_be_tried_without_end(client):
    answers = [client.post(f"/hand/aaaaa-aaaaa-aaaaa-aaaa{letter}").status_code for letter in "abcdefghijklmno" * 2]
    assert set(answers) == {404}
    assert client.post("/hand/aaaaa-aaaaa-aaaaa-aaaaz").status_code == 429
