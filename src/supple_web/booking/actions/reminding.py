"""Whoever is reminded too often says so once."""

from __future__ import annotations

from django.db import transaction

from supple_web.audit.record import record
from supple_web.booking.actions.common import locked
from supple_web.booking.models import Call


@transaction.atomic
def set_reminders(*, call: Call, wanted: bool) -> Call:
    """By the booker, found by the link. Said twice, nothing more happens. Raises Unknown."""
    row = locked(call, by=None)
    if row.reminders != wanted:
        row.reminders = wanted
        row.save(update_fields=["reminders"])
        record("set reminders of call", row, by=row.person, about=row.person)
    return row
