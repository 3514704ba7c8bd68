"""Every route, every role, own, others' and no object: who is let in, and what everybody else is told.

The table itself is ``builders/routes``. What is refused changes nothing; what is let in is undone after each request.
"""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from builders.cast import Cast, make_cast
from builders.routes import ROUTES, Route
from builders.rows import everything
from builders.visitors import client_of
from builders.world import World
from supple_web.accounts.mine.policy import KEPT
from supple_web.accounts.models import Person, User
from supple_web.audit.models import Row
from supple_web.clinic.models import Staff
from web.test_urls_inventory import change_nothing

pytestmark = pytest.mark.django_db

STAFF = {name: route for name, route in ROUTES.items() if route.who in {"staff", "clinician", "administrator"}}
PERSONAL = {name: route for name, route in ROUTES.items() if route.who in {"guest", "phone"} and route.ours}
#: What each role is told by a page of the staff.
REFUSED = {
    "nobody": "login",
    "guest": "login",
    "owner": "absent",
    "member": "absent",
    "deactivated": "absent",
    "erased": "absent",
    "no second step": "second step",
}
#: Roles that each kind of page lets in, whatever it is about.
ADMITTED = {
    "staff": {"clinician", "stranger", "administrator"},
    "clinician": {"clinician", "stranger"},
    "administrator": {"administrator"},
}
#: Fields that no form has for whoever posts them.
HOSTILE = {
    "owner": "{id}",
    "person": "{id}",
    "person_id": "{id}",
    "client_of": "{id}",
    "user": "{id}",
    "by": "{id}",
    "created_by": "{id}",
    "rater_id": "{id}",
    "id": "{id}",
    "pk": "{id}",
    "clinic": "1",
    "is_staff": "1",
    "is_superuser": "1",
    "administrator": "on",
    "as_administrator": "on",
    "role": "administrator",
    "active": "yes",
    "verified": "1",
    "shared": "on",
}


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker) -> Any:
    """Made once: no test leaves anything behind."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_cast()
        transaction.set_rollback(True)


def url_of(name: str, world: World, *, absent: bool = False) -> str:
    """The address for this person's objects, or for objects that are not there."""
    route = ROUTES[name]
    told = route.of(world) if route.of else {}
    if absent:
        told = {key: uuid.uuid4() if isinstance(value, uuid.UUID) else value for key, value in told.items()}
    return reverse(name, kwargs=told)


def has_objects(route: Route, world: World) -> bool:
    return bool(route.of) and any(isinstance(value, uuid.UUID) for value in route.of(world).values())


def answer_of(client: Client, verb: str, url: str, data: dict[str, str] | None = None) -> HttpResponse:
    """The answer, with everything it did undone."""
    with transaction.atomic():
        answer = client.post(url, data or {}) if verb == "POST" else client.generic(verb, url)
        transaction.set_rollback(True)
    return answer


def kind_of(answer: HttpResponse) -> str:
    """In one word: what somebody was told."""
    if answer.status_code == 404:
        return "absent"
    if answer.status_code in {301, 302}:
        where = answer["Location"]
        if where.startswith(reverse(settings.LOGIN_URL)):
            return "login"
        return "second step" if where == reverse("clinic_second_step") else "in"
    return "in" if answer.status_code in {200, 422} else f"status {answer.status_code}"


def browser(cast: Cast, role: str, route: Route) -> Client:
    """Of this role; for what a clinician keeps, of the one who keeps ours, or the other person's."""
    worlds = {"clinician": cast.own, "stranger": cast.other}
    if role not in worlds or not route.owned or route.keeper == "clinician":
        return cast.clients[role]
    return client_of(worlds[role].more[route.keeper].person)


def asked(cast: Cast, role: str, name: str, verb: str, world: World) -> str:
    """What this role is told about this person's objects."""
    route = ROUTES[name]
    data = route.data(world) if route.data else None
    return kind_of(answer_of(browser(cast, role, route), verb, url_of(name, world), data))


def verbs_of(route: Route) -> list[str]:
    return sorted(route.allowed)


@pytest.mark.parametrize("name", STAFF)
def test_pages_of_the_staff(name: str, cast: Cast):
    """First whoever may (so that a cache that forgot whose it is would answer), then everybody else."""
    route, found, expected = STAFF[name], {}, {}
    for role in (*sorted(ADMITTED[route.who]), *(role for role in cast.clients if role not in ADMITTED[route.who])):
        for verb in verbs_of(route):
            allowed = role in ADMITTED[route.who]
            expected[role, verb] = "in" if allowed else REFUSED.get(role, "absent")
            if route.of and route.owned and role == "stranger" and route.who != "administrator":
                expected[role, verb] = REFUSED.get(role, "absent")
            found[role, verb] = asked(cast, role, name, verb, cast.own)
    assert found == expected


@pytest.mark.parametrize("name", [name for name, route in STAFF.items() if route.of and route.owned])
def test_staff_and_the_objects_of_somebody_elses_client(name: str, cast: Cast):
    """Turned round: the other person's clinician is in, ours is told that nothing is there."""
    route = STAFF[name]
    for verb in verbs_of(route):
        kinds = {role: asked(cast, role, name, verb, cast.other) for role in ("clinician", "stranger")}
        if route.who == "administrator":
            assert kinds == {"clinician": "absent", "stranger": "absent"}
        else:
            assert kinds == {"clinician": "absent", "stranger": "in"}, verb


@pytest.mark.parametrize("name", ROUTES)
def test_what_is_not_there_is_there_for_nobody(name: str, cast: Cast):
    route = ROUTES[name]
    if not route.ours or not has_objects(route, cast.own):
        return
    roles = sorted(ADMITTED.get(route.who, {"owner", "guest", "clinician"}))
    for role in roles:
        for verb in verbs_of(route):
            answer = answer_of(cast.clients[role], verb, url_of(name, cast.own, absent=True))
            assert kind_of(answer) == "absent", (role, verb)


@pytest.mark.parametrize(
    "name", [name for name, route in ROUTES.items() if route.ours and route.of and len(route.of.__code__.co_names) > 0]
)
def test_a_nested_object_belongs_to_what_it_is_nested_in(name: str, cast: Cast):
    """One id of ours, the other of somebody else: nothing is there, for the owner of either and for all staff."""
    route = ROUTES[name]
    own, other = route.of(cast.own), route.of(cast.other)  # type: ignore[misc]
    ids = [key for key, value in own.items() if isinstance(value, uuid.UUID)]
    if len(ids) < 2:
        return
    for mixed in ({**own, ids[-1]: other[ids[-1]]}, {**other, ids[-1]: own[ids[-1]]}):
        for role in ("owner", "guest", "clinician", "stranger", "administrator"):
            for verb in verbs_of(route):
                assert kind_of(answer_of(cast.clients[role], verb, reverse(name, kwargs=mixed))) in {"absent", "login"}, (
                    role,
                    verb,
                )


def test_a_persons_own_pages_are_nobody_elses_not_even_their_clinicians(cast: Cast):
    others = [role for role in cast.clients if role not in {"owner"}]
    for name, route in PERSONAL.items():
        if not (route.of and route.owned):
            continue
        for verb in verbs_of(route):
            assert kind_of(answer_of(cast.clients["owner"], verb, url_of(name, cast.own))) != "login", name
            for role in others:
                assert kind_of(answer_of(cast.clients[role], verb, url_of(name, cast.own))) == "absent", (name, role, verb)


def test_what_is_refused_changes_nothing(cast: Cast):
    def visit(name: str) -> None:
        for role in REFUSED:
            for verb in verbs_of(ROUTES[name]):
                cast.clients[role].generic(verb, url_of(name, cast.own))

    change_nothing(STAFF, visit)


def test_staff_change_nothing_by_looking_except_that_a_reading_is_written_down(cast: Cast):
    def tables() -> dict[str, Any]:
        return {model: rows for model, rows in everything().items() if model != "audit.row"}

    walks = [
        (browser(cast, role, route), url_of(name, cast.own))
        for name, route in STAFF.items()
        if "GET" in route.allowed
        for role in ADMITTED[route.who]
    ]
    before, last = tables(), Row.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for client, url in walks:
        for verb in ("GET", "HEAD"):
            client.generic(verb, url)
    assert set(Row.objects.filter(pk__gt=last).values_list("verb", flat=True)) <= {"read"}
    assert tables() == before


def test_every_page_of_a_client_leaves_a_row_that_it_was_read(cast: Cast):
    """By whom and about whom, whatever the page then does, and nothing where it was refused."""
    pages = [
        name
        for name, route in STAFF.items()
        if route.who == "clinician" and route.of and route.owned and route.keeper == "clinician"
    ]
    reader, about = cast.staff["clinician"].person.audit_id, cast.own.person.audit_id
    for name in pages:
        for verb in verbs_of(ROUTES[name]):
            with transaction.atomic():
                last = Row.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
                for role in ("stranger", "administrator", "owner", "deactivated"):
                    cast.clients[role].generic(verb, url_of(name, cast.own))
                assert not Row.objects.filter(pk__gt=last).exists(), (name, verb)
                cast.clients["clinician"].generic(verb, url_of(name, cast.own))
                rows = Row.objects.filter(pk__gt=last, verb="read", about=about, by=reader)
                assert rows.exists(), (name, verb)
                transaction.set_rollback(True)


def test_no_staff_page_is_kept_by_any_cache(cast: Cast):
    for name, route in STAFF.items():
        if "GET" in route.allowed:
            answer = answer_of(cast.clients[min(ADMITTED[route.who])], "GET", url_of(name, cast.own))
            if answer.status_code == 200:
                assert "no-store" in answer["Cache-Control"], name
                assert "private" in answer["Cache-Control"], name


def test_nobody_gains_anything_by_what_they_post_beside_the_fields(cast: Cast):
    """Owner, role, clinic, verified: whoever posts them, the other person's rows and everybody's rights stay as they were."""
    told = {name: value.format(id=cast.other.person.pk) for name, value in HOSTILE.items()}

    def rights() -> list[list[dict[str, Any]]]:
        tables: list[Any] = [User.objects.values("pk", "is_staff", "is_superuser", "is_active", "email")]
        tables.append(Staff.objects.values("pk", "user", "clinician", "administrator", "active"))
        return [list(table.order_by("pk")) for table in tables]

    def theirs(person: Person) -> dict[str, list[Any]]:
        kinds = [kept for kept in KEPT if kept.model != "audit.Row"]
        return {kept.model: list(kept.rows(person).order_by("pk").values()) for kept in kinds}

    before, other = rights(), theirs(cast.other.person)
    administrators = {"clinic_staff_active", "clinic_staff"}
    for name, route in ROUTES.items():
        if "POST" not in route.allowed or not route.ours:
            continue
        role = min(ADMITTED[route.who]) if route.who in ADMITTED else "owner"
        if name in administrators:
            continue  # whose fields these are; see tests/web/clinic/test_people.py
        with transaction.atomic():
            cast.clients[role].post(url_of(name, cast.own), told)
            assert rights() == before or name == "mine_erase", name
            assert theirs(cast.other.person) == other, name
            transaction.set_rollback(True)
