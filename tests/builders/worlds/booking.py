"""What ``supple_web.booking`` has of a person, one of everything."""

from __future__ import annotations

import hashlib
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from builders.calls import details, open_for
from builders.staff import make_staff
from supple_web.accounts.models import Person
from supple_web.booking.actions import add_exception, ask_for_call, confirm, hold
from supple_web.booking.asking import Held
from supple_web.booking.availability import free_slots
from supple_web.booking.models import Call
from supple_web.clinic.models import Staff


def make(person: Person) -> dict[str, Any]:
    """caller: with whom. call: booked, with manage_token in its link. held: to be confirmed by confirm_token. call_request."""
    key = hashlib.sha256(person.pk.bytes).hexdigest()[:8]
    caller = Staff.objects.filter(name=f"Caller {key}").first() or open_for(make_staff(f"Caller {key}"), time(6), time(22))
    Call.objects.of(person).delete()
    now, said = timezone.now(), details(email=f"{key}@example.org", name=f"Somebody {key}")

    def hold_at(starts_at: datetime) -> Held:
        return hold(starts_at=starts_at, clinician=caller, details=said, by=person, now=now)

    times = [slot.starts_at for slot in free_slots(now=now, clinician=caller)]
    first, second = hold_at(times[0]), hold_at(times[4])
    booked = confirm(token=first.confirm_token, now=now)
    return {
        "caller": caller,
        "call": booked.call,
        "manage_token": booked.manage_token,
        "held": second.call,
        "confirm_token": second.confirm_token,
        "call_exception": add_exception(clinician=caller, day=now.date() + timedelta(days=300), by=caller),
        "call_request": ask_for_call(details=said, when="Tuesdays", by=person, now=now),
    }
