"""What a device asks for to work without a network, and what it is told about whose visit this is."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from supple_web.accounts.models import Person
from supple_web.common.offline import person_key

pytestmark = pytest.mark.django_db


def config(client: Client) -> dict[str, object]:
    first = client.get("/sw.js").text.partition("\n")[0]
    return json.loads(first.removeprefix("const CONFIG = ").removesuffix(";"))


def status(client: Client, url: str) -> int:
    answer = client.get(url)
    answer.close()  # a file is open until then
    return answer.status_code


def test_the_worker_stands_at_the_root_and_is_always_asked_for_anew(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript"
    assert answer["Cache-Control"] == "no-cache"


def test_every_file_the_worker_keeps_is_there(client: Client) -> None:
    told = config(client)
    shell = told["shell"]
    assert {"/static/supple/player/main.js", "/static/supple/player.css", "/static/supple/cues/tones.js"} <= set(shell)
    assert [url for url in shell if status(client, url) != 200] == []
    assert client.get(told["offline"]).status_code == 200
    assert re.fullmatch(r"[0-9a-f]{16}", told["version"])


def test_the_manifest_names_icons_that_are_there(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    document = answer.json()
    assert {(icon["sizes"], icon["purpose"]) for icon in document["icons"]} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    assert [icon["src"] for icon in document["icons"] if status(client, icon["src"]) != 200] == []


def test_who_is_here(guest: Person, guest_client: Client, stranger_client: Client) -> None:
    answer = guest_client.get("/offline/who")
    assert answer.json()["person"] == person_key(guest)
    assert answer["Cache-Control"] == "no-store, private"
    assert len(answer.json()["token"]) == 64
    assert stranger_client.get("/offline/who").json()["person"] != person_key(guest)
    assert Client().get("/offline/who").json()["person"] == ""


def test_asking_who_is_here_makes_nobody(client: Client) -> None:
    client.get("/offline/who")
    assert not Person.objects.exists()


def test_the_key_of_a_person_tells_no_row(guest: Person) -> None:
    key = person_key(guest)
    assert key == person_key(Person.objects.get(pk=guest.pk))
    assert key not in {guest.pk.hex, guest.audit_id.hex}
    assert person_key(None) == ""


def test_a_page_carries_the_key_of_its_person_and_the_offline_page_of_nobody_none(guest: Person, guest_client: Client) -> None:
    assert f'data-person="{person_key(guest)}"' in guest_client.get("/about").text
    assert "data-person" not in Client().get("/offline").text
