"""A person's own next call, for the pages that are theirs."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from supple_web.accounts.models import Person
from supple_web.booking.manage import reminder_token
from supple_web.booking.models import Call, State
from supple_web.booking.times import When, when
from supple_web.booking.zones import zone_named


@dataclass(frozen=True)
class Upcoming:
    """token: of a link that opens the call; it is the person's own."""

    call: Call
    at: When
    token: str


def upcoming(person: Person | None) -> Upcoming | None:
    """The next booked call of this person; None for nobody and where there is none."""
    calls = Call.objects.of(person).filter(state=State.BOOKED, ends_at__gt=timezone.now())
    call: Call | None = calls.select_related("clinician").order_by("starts_at").first() if person else None
    if call is None or person is None:
        return None
    return Upcoming(call, when(call.starts_at, zone_named(person.time_zone, call.time_zone)), reminder_token(call))
