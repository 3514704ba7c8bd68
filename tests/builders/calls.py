"""A clinician with hours for calls, somebody who wants one, and the clock of these tests."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, time, timedelta
from typing import Any

from builders.staff import make_staff
from supple_web.booking.actions import confirm, hold
from supple_web.booking.asking import Confirmed, Details, Held
from supple_web.booking.availability import free_slots
from supple_web.booking.models import Call, CallChange, Hours, Rules, State
from supple_web.booking.rules import digest
from supple_web.booking.ticks import take
from supple_web.clinic.models import Face, Staff

#: A Monday morning, UTC.
NOW = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ALL_WEEK = range(7)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant so many days after the Monday of ``NOW``."""
    return datetime(2026, 11, 30, hour, minute, tzinfo=UTC) + day * DAY


def clinic_in(zone: str) -> None:
    Face.objects.update_or_create(pk=1, defaults={"time_zone": zone})


def rules(**values: Any) -> Rules:
    changed, _ = Rules.objects.update_or_create(pk=1, defaults=values)
    changed.refresh_from_db()
    return changed


def open_for(staff: Staff, starts: time = time(9), ends: time = time(17), days: Any = ALL_WEEK) -> Staff:
    Hours.objects.bulk_create(Hours(clinician=staff, weekday=day, starts=starts, ends=ends) for day in days)
    return staff


def make_caller(name: str = "Kim Okafor", starts: time = time(9), ends: time = time(17)) -> Staff:
    """A clinician who takes calls every day."""
    return open_for(make_staff(name), starts, ends)


def details(n: int = 0, **more: Any) -> Details:
    """What somebody types; n makes it somebody else."""
    said = {"name": f"Booker {n}", "email": f"booker{n}@example.org", "phone": "+49 30 1234567", "time_zone": "Europe/Berlin"}
    return Details(**(said | more))


def held(starts_at: datetime, n: int = 0, *, now: datetime = NOW, by: Any = None, clinician: Any = None, **more: Any) -> Held:
    return hold(starts_at=starts_at, clinician=clinician, details=details(n, **more), by=by, now=now)


def booked(starts_at: datetime, n: int = 0, *, now: datetime = NOW, **more: Any) -> Confirmed:
    return confirm(token=held(starts_at, n, now=now, **more).confirm_token, now=now)


def free_times(now: datetime = NOW, **more: Any) -> list[datetime]:
    return [slot.starts_at for slot in free_slots(now=now, **more)]


def make_call(clinician: Staff, starts_at: datetime, n: int = 0, *, state: State = State.BOOKED, **more: Any) -> Call:
    """A call as it stands in the database, without rules and mails, with the minutes it takes."""
    email = f"booker{n}@example.org"
    values: dict[str, Any] = {
        "name": f"Booker {n}",
        "email": email,
        "email_digest": digest("mail", email),
        "phone": "+49 30 1234567",
        "time_zone": "Europe/Berlin",
        "ends_at": starts_at + 15 * MINUTE,
        "blocked_from": starts_at,
        "blocked_until": starts_at + 20 * MINUTE,
        "manage_digest": uuid.uuid4().hex,
    }
    call: Call = Call.objects.create(clinician=clinician, starts_at=starts_at, state=state, **(values | more))
    if state in {State.HELD, State.BOOKED, State.ATTENDED, State.MISSED}:
        take(call)
    return call


def kinds(call: Call) -> list[str]:
    """What happened to a call, oldest first."""
    return list(CallChange.objects.filter(call=call).values_list("kind", flat=True))
