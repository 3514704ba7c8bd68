"""No route without a declared audience, no change by looking, nothing of anybody else. Each test walks the whole table.

Every role of the clinic against every route is in ``test_access_table.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from builders.routes import ROUTES
from builders.rows import everything
from builders.visitors import client_of, with_password
from builders.world import World, make_world
from supple_web.accounts.models import Person, User
from supple_web.assessments.actions import handing

pytestmark = pytest.mark.django_db

VERBS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
OURS = [name for name, route in ROUTES.items() if route.ours]
STAFF = {"staff", "clinician", "administrator"}
#: What staff may do with them is in ``test_access_table.py``.
OBJECTS = [name for name in OURS if ROUTES[name].of and ROUTES[name].owned and ROUTES[name].who not in STAFF]
MEMBERS = [name for name, route in ROUTES.items() if route.who == "member"]
PERSONAL = [name for name, route in ROUTES.items() if route.who in {"guest", "phone"}]
PAGES = [name for name, route in ROUTES.items() if "GET" in route.allowed]


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


def url_of(name: str, world: World) -> str:
    route = ROUTES[name]
    return reverse(name, kwargs=route.of(world) if route.of else None)


def change_nothing(names: Iterable[str], visit: Callable[[str], None]) -> None:
    """Visits every route; the database is looked at once, and after each one only where something was changed."""
    before = everything()
    with transaction.atomic():
        for name in names:
            visit(name)
        if everything() == before:
            return
        transaction.set_rollback(True)
    for name in names:
        visit(name)
        assert everything() == before, name


def other_member() -> Person:
    return Person.objects.create(user=User.objects.create_user("other@example.org", "a long enough password"))


@pytest.fixture
def world(guest: Person) -> World:
    return make_world(guest)


@pytest.fixture
def members_world(member: Person) -> World:
    return make_world(member)


def test_every_route_has_a_name_of_its_own():
    names = [str(pattern.name) for pattern in patterns(get_resolver())]
    assert sorted(names) == sorted(set(names))
    assert "None" not in names


def test_every_route_is_declared_and_every_declared_one_exists():
    assert {str(pattern.name) for pattern in patterns(get_resolver())} == set(ROUTES)


def test_a_route_with_arguments_says_whose_they_are(world: World):
    reverses = get_resolver().reverse_dict
    for name, route in ROUTES.items():
        ((_, parameters),) = reverses[name][0]
        assert set(parameters) == set(route.of(world) if route.of else {}), name
        assert route.allowed <= VERBS


def test_other_verbs_are_refused(world: World):
    client = client_of(world.person)
    answers = {(name, verb): client.generic(verb, url_of(name, world)) for name in OURS for verb in VERBS - ROUTES[name].allowed}
    assert {key: answer.status_code for key, answer in answers.items() if answer.status_code != 405} == {}


@pytest.mark.parametrize("verb", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_looking_changes_nothing(verb: str, world: World, members_world: World):
    guest, nobody = client_of(world.person), Client()
    member = with_password(client_of(members_world.person))

    def visit(name: str) -> None:
        for client, whose in ((guest, world), (member, members_world), (nobody, world)):
            client.generic(verb, url_of(name, whose))

    change_nothing(ROUTES, visit)


def test_whoever_is_not_signed_in_is_led_to_signing_in(members_world: World, guest_client: Client):
    for name in MEMBERS:
        for client in (Client(), guest_client):
            answer = client.generic(min(ROUTES[name].allowed), url_of(name, members_world))
            assert answer.status_code == 302, name
            assert answer["Location"].startswith(reverse(settings.LOGIN_URL)), name


def test_other_peoples_things_are_not_there(world: World, members_world: World, stranger_client: Client):
    others = (stranger_client, client_of(other_member()), client_of(members_world.person), Client())

    def visit(name: str) -> None:
        for client in others:
            for verb in sorted(ROUTES[name].allowed):
                assert client.generic(verb, url_of(name, world)).status_code == 404, (name, verb)

    change_nothing(OBJECTS, visit)


def test_other_peoples_passkeys_are_not_there(members_world: World):
    other = other_member()
    own = make_world(other)
    client = with_password(client_of(other))
    before = everything()
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert client.get(url_of(name, own)).status_code == 200
        for verb in ("GET", "POST"):
            assert client.generic(verb, url_of(name, members_world)).status_code == 404, (name, verb)
    assert everything() == before


def test_a_visitor_without_data_gets_an_answer(world: World):
    """Nobody, or somebody new, is led on, told that there is nothing, or shown an empty page: no fault, nothing of others."""
    for client in (Client(), client_of(Person.objects.create())):
        for name in PERSONAL:
            if "GET" in ROUTES[name].allowed:
                answer = client.get(url_of(name, world))
                assert answer.status_code in ({404} if name in OBJECTS else {200, 302, 404}), name
                for secret in (world.check.pk, world.person.pk, world.person.audit_id):
                    assert str(secret).encode() not in answer.getvalue(), name


def test_every_page_comes_without_a_fault_and_is_kept_by_no_cache(world: World, members_world: World):
    member = with_password(client_of(members_world.person))
    for client, whose in ((client_of(world.person), world), (member, members_world)):
        for name in PAGES:
            if name == "account_logout":
                continue
            answer = client.get(url_of(name, whose))
            assert answer.status_code in {200, 302, 404}, name
            if answer.status_code == 200 and ROUTES[name].who != "public":
                assert "no-store" in answer["Cache-Control"], name
                assert "private" in answer["Cache-Control"], name


def test_a_phone_sees_the_check_that_was_handed_to_it_and_nothing_else(world: World):
    owner, phone = client_of(world.person), Client()
    handover = handing.hand_over(check=world.check, by=world.person)
    phone.post(reverse("hand", args=[handing.token_of(handover)]))
    handed = [name for name, route in ROUTES.items() if route.who == "phone"]
    for name in handed:
        if "GET" in ROUTES[name].allowed:
            assert phone.get(url_of(name, world)).status_code == owner.get(url_of(name, world)).status_code, name
    for name in sorted({*OBJECTS} - {*handed}):
        answer = phone.generic(sorted(ROUTES[name].allowed)[0], url_of(name, world))
        assert answer.status_code == 404 or answer["Location"] == reverse("check"), name
    earlier = replace(world, check=world.earlier)
    for name in handed:
        assert phone.generic(sorted(ROUTES[name].allowed)[0], url_of(name, earlier)).status_code == 404, name
    assert str(world.person.pk) not in phone.get("/mine").text


def test_without_mail_there_is_one_more_way_to_confirm_and_no_account_by_passkey(tmp_path: Path):
    """Settings are read once a process, so this asks another one."""
    ask = """
import django
django.setup()
from django.urls import get_resolver
print(*sorted(name for name in get_resolver().reverse_dict if isinstance(name, str)))
"""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SUPPLE_", "DJANGO_"))}
    environment |= {"SUPPLE_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "supple_web.config.settings"}
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) ^ set(ROUTES) == {"account_confirm_email", "account_signup_by_passkey", "mfa_signup_webauthn"}
