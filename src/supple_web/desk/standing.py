"""Keeping ``desk.Standing`` true: derived anew with whatever it rests on, and by a chore for what a new day alone changes.

It can never go stale in silence: every verb that changes a record sends ``derived_anew`` (``tests/web/desk/test_standing.py``
tries every verb there is), a row says for which day it was reckoned, and a client without a row is shown as such.
"""

from __future__ import annotations

import uuid
import zoneinfo
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from supple_web.accounts.models import Person
from supple_web.clinic.models import Care
from supple_web.desk.engine.standing import reckon
from supple_web.desk.models import Standing


def today_of(person: Person) -> date:
    """The person's own day, whoever asks."""
    try:
        return timezone.localdate(timezone=zoneinfo.ZoneInfo(person.time_zone)) if person.time_zone else timezone.localdate()
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return timezone.localdate()


def keep(person: Person) -> Standing | None:
    """Derive the standing of a client; nothing for whoever no clinician looks after. The caller holds the person's row."""
    if not Care.objects.filter(person=person, ended_at=None).exists():
        return None
    standing, _ = Standing.objects.update_or_create(person=person, defaults=reckon(person, today_of(person)))
    return standing


@transaction.atomic
def keep_alone(person_id: uuid.UUID) -> None:
    """The same where nobody holds the row yet."""
    person = Person.objects.select_for_update(no_key=True).filter(pk=person_id).first()
    if person is not None:
        keep(person)


def reckon_all() -> int:
    """Everybody whose standing is missing or of an earlier day, each in a transaction of its own. Returns how many."""
    count = 0
    for person in _behind():
        keep_alone(person.pk)
        count += 1
    return count


def _behind() -> Iterator[Person]:
    cared = Care.objects.filter(ended_at=None).values("person")
    late = Person.objects.filter(pk__in=cared).filter(Q(standing=None) | Q(standing__reckoned_on__lt=timezone.localdate()))
    for person in late.annotate(reckoned=F("standing__reckoned_on")).iterator():
        reckoned: Any = person.reckoned
        if reckoned != today_of(person):
            yield person


def on_derived(sender: object, person: Person, **more: object) -> None:
    keep(person)


def on_care(sender: object, instance: Care, **more: object) -> None:
    keep_alone(instance.person_id)
