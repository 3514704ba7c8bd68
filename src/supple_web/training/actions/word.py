"""A clinician's word on a plan, kept in its log: another finding than the science's, another exercise or dose."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.common.problems import Problem
from supple_web.training import engine
from supple_web.training.actions.plan import derive, locked
from supple_web.training.models import PlanChange


@transaction.atomic
def overrule(
    *, person: Person, key: uuid.UUID, of: date, direction: str, said: str, category: str, who: str, reason: str, by: Person
) -> PlanChange:
    """Let the plan follow a clinician's finding of one direction. of: the day of the check it speaks of. key: of the new row."""
    locked(person)
    now = timezone.localdate()
    event = engine.overruling(day=now, of=of, direction=direction, said=said, category=category, who=who, reason=reason)
    row = PlanChange.objects.create(id=key, person=person, day=now, happened_at=timezone.now(), event=event)
    derive(person)
    record("overrule", row, by=by, about=person)
    return row


@transaction.atomic
def edit_programme(*, person: Person, change: engine.Change, who: str, reason: str, by: Person) -> PlanChange:
    """Add an exercise, take one out, or give it another dose, until that is taken back. Raises Problem where it cannot be."""
    locked(person)
    now = engine.current(person)
    if now is None or now.programme is None or engine.warning_of(person) is not None:
        raise Problem("programme", "no programme at the moment", "one that is open", "see why on the client's page first")
    today = timezone.localdate()
    event = engine.checked_edit(now, today, change, who=who, reason=reason)
    row = PlanChange.objects.create(person=person, day=today, happened_at=timezone.now(), event=event)
    derive(person)
    record("edit programme", row, by=by, about=person)
    return row


@transaction.atomic
def take_back_word(*, row: PlanChange, who: str, by: Person) -> PlanChange:
    """A clinician's word holds no more, as if it had never been said; the row stays and says so. Twice is once."""
    locked(row.person)
    row = PlanChange.objects.select_related("person").get(pk=row.pk)
    if engine.is_word(row) and not row.event.get("taken_back"):
        row.event = {**row.event, "taken_back": who}
        row.save(update_fields=["event"])
        derive(row.person)
    record("take back a word", row, by=by, about=row.person)
    return row
