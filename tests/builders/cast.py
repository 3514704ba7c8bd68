"""Everybody who may stand before a page: one browser for each role, and the objects that are theirs or others'."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from builders.staff import make_care, make_staff
from builders.visitors import client_of
from builders.world import World, make_world
from supple_web.accounts.models import Person, User
from supple_web.clinic.models import Staff


@dataclass(frozen=True)
class Cast:
    """own: a member with one of everything, a client of ``clinician``. other: a guest with one of everything, of ``stranger``.

    clients: by role. ``clinician`` and ``no second step`` look after ``own``; ``deactivated`` would, were they active;
    ``erased`` is signed in to an account whose row of staff lost it.
    """

    own: World
    other: World
    clients: dict[str, Client]
    staff: dict[str, Staff]


def make_cast() -> Cast:
    own = make_world(_member("own@example.org"))
    other = make_world(Person.objects.create())
    staff = {
        "clinician": own.more["clinician"],
        "stranger": other.more["clinician"],
        "administrator": make_staff("Ruth Adler", clinician=False, administrator=True),
        "no second step": make_staff("No Step", administrator=True, second_step=False),
        "deactivated": make_staff("Left Long Ago", administrator=True),
        "erased": make_staff("Erased Account", administrator=True),
    }
    for role in ("no second step", "deactivated", "erased"):
        make_care(staff[role], own.person)
    clients = {role: client_of(one.person) for role, one in staff.items()}
    clients |= {"nobody": Client(), "guest": client_of(other.person), "member": client_of(_member("member@example.org"))}
    clients["owner"] = client_of(own.person)
    Staff.objects.filter(pk=staff["deactivated"].pk).update(active=False)
    Staff.objects.filter(pk=staff["erased"].pk).update(user=None)  # still active, against every rule
    for client in clients.values():
        client.get("/mine")
    return Cast(own, other, clients, staff)


def _member(email: str) -> Person:
    return Person.objects.create(user=User.objects.create_user(email, "a long enough password"))
