"""A guest and an account: keeping what was entered by making an account, taking it along to one, or forgetting it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Min
from django.http import HttpRequest

from supple_web.accounts.merging import move_rows
from supple_web.accounts.models import Person, User
from supple_web.accounts.people import SESSION_KEY
from supple_web.assessments.actions import refresh
from supple_web.assessments.models import Check
from supple_web.audit.record import record
from supple_web.training.actions import recompute
from supple_web.training.models import Session


@dataclass(frozen=True)
class Amount:
    """What a guest has entered: checks, sessions. anything: whether there is any row at all."""

    checks: int
    sessions: int
    anything: bool


@transaction.atomic
def keep(*, person: Person, user: User, by: Person) -> Person:
    """A guest made an account: their person becomes the account's, with everything it has. Nothing is copied."""
    row = Person.objects.select_for_update().get(pk=person.pk, user=None)
    row.user = user
    row.save(update_fields=["user"])
    record("keep by account", row, by=by)
    return row


@transaction.atomic
def take_along(*, guest: Person, user: User) -> Person:
    """What a guest entered moves to an account that was there before, and everything that rests on it is judged anew.

    Raises Person.DoesNotExist where the guest is none any more (erased, or taken along in another tab).
    """
    guest = Person.objects.select_for_update().get(pk=guest.pk, user=None)
    own = Person.objects.select_for_update().filter(user=user).first()
    if own is None:
        return keep(person=guest, user=user, by=guest)
    first_day = Check.objects.of(guest).aggregate(day=Min("day"))["day"]
    move_rows(guest, own)
    _judge_anew(own, first_day)
    record("take along", guest, by=own)
    guest.delete()
    return own


def guest_here(request: HttpRequest) -> Person | None:
    """The guest whose data this browser still holds although somebody is signed in; None where there is none."""
    known = request.session.get(SESSION_KEY)
    return Person.objects.filter(pk=uuid.UUID(known), user=None).first() if known else None


def amount_of(guest: Person) -> Amount:
    checks, sessions = Check.objects.of(guest).count(), Session.objects.of(guest).count()
    owned = ((relation.related_model, relation.field.name) for relation in Person._meta.related_objects)
    anything = any(model._base_manager.filter(**{field: guest}).exists() for model, field in owned if not isinstance(model, str))
    return Amount(checks, sessions, anything)


def _judge_anew(own: Person, first_day: date | None) -> None:
    """Every result from the first day that moved on rests on both halves now."""
    if first_day is not None:
        for check in Check.objects.of(own).filter(day__gte=first_day, result__isnull=False).order_by("day"):
            refresh(check=check, by=own)
    recompute(person=own, by=own)
