"""What is free: one function for the list, for holding, for booking and for moving, so that they cannot disagree."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db.models import Q

from supple_web.booking.asking import Slot
from supple_web.booking.models import Call, Rules, State, Tick
from supple_web.booking.openings import Openings
from supple_web.booking.rules import current_rules
from supple_web.booking.ticks import ticks_of
from supple_web.booking.wall import clinic_zone, midnight
from supple_web.clinic.models import Staff

_NEXT: Final = 3
_FAR: Final = timedelta(days=400)
_NEAR: Final = timedelta(days=2)


def free_slots(
    *,
    now: datetime,
    since: datetime | None = None,
    until: datetime | None = None,
    clinician: Staff | None = None,
    without: Call | None = None,
    rules: Rules | None = None,
) -> list[Slot]:
    """Every time that can be booked now, by time and then by clinician. Instants in UTC.

    since, until: only starts from the first and before the second. clinician: only theirs. without: a call whose own minutes
    count as free, because it is to be moved. A hold that is over counts as free. Notice is judged on instants, the horizon on
    days.
    """
    rules, zone = rules or current_rules(), clinic_zone()
    today = now.astimezone(zone).date()
    earliest = max(now + timedelta(minutes=rules.notice_minutes), since or now)
    first = max(today + timedelta(days=not rules.same_day), earliest.astimezone(zone).date())
    last = today + timedelta(days=rules.horizon_days)
    if until is not None:
        last = min(last, until.astimezone(zone).date())
    clinicians = _with_calls(clinician)
    if last < first or not clinicians:
        return []
    openings = Openings(clinicians, first, last)
    taken = _taken(clinicians, midnight(first, zone), midnight(last + timedelta(days=1), zone), now, without)
    found, length = [], timedelta(minutes=rules.minutes)
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        for one in clinicians:
            busy = taken[one]
            for starts_at in openings.of(one, day).starts(day, zone, minutes=rules.minutes, grid=rules.grid_minutes):
                if starts_at < earliest or (until is not None and starts_at >= until):
                    continue
                ends_at = starts_at + length
                if not busy or busy.isdisjoint(ticks_of(*blocked(starts_at, ends_at, rules))):
                    found.append(Slot(starts_at, ends_at, one))
    return sorted(found)


def slots_at(
    starts_at: datetime, *, now: datetime, rules: Rules, clinician: Staff | None = None, without: Call | None = None
) -> list[Slot]:
    """The free slots that start at exactly this instant; it may be any, also one that no calendar has."""
    if not now <= starts_at <= now + _FAR:
        return []
    start = starts_at.astimezone(UTC)
    until = start + timedelta(microseconds=1)
    return free_slots(now=now, since=start, until=until, clinician=clinician, without=without, rules=rules)


def next_free(
    starts_at: datetime, *, now: datetime, clinician: Staff | None = None, without: Call | None = None
) -> tuple[Slot, ...]:
    """The next three times from an instant on, each time once; the first ones of all where none comes after it.

    Most often they are near, so the days right after it are looked at first.
    """
    since = starts_at if now <= starts_at <= now + _FAR else now
    for begin, until in ((since, since + _NEAR), (since, None), (None, None)):
        times: dict[datetime, Slot] = {}
        for slot in free_slots(now=now, since=begin, until=until, clinician=clinician, without=without):
            times.setdefault(slot.starts_at, slot)
        if len(times) >= _NEXT or (times and until is None):
            return tuple(times.values())[:_NEXT]
    return next_free(starts_at, now=now, without=without) if clinician else ()


def blocked(starts_at: datetime, ends_at: datetime, rules: Rules) -> tuple[datetime, datetime]:
    """What a call takes with its buffers."""
    return starts_at - timedelta(minutes=rules.buffer_before), ends_at + timedelta(minutes=rules.buffer_after)


def taking_at(now: datetime) -> Q:
    """Calls that take their minutes: a hold that is over does not, even before anybody has freed it."""
    return Q(state__in=(State.BOOKED, State.ATTENDED, State.MISSED)) | Q(state=State.HELD, expires_at__gt=now)


def calls_astray(now: datetime) -> list[Call]:
    """Calls to come that lie outside the hours as they are now, or with somebody who takes none any more, by time.

    They keep their instants: staff decide, one by one.
    """
    zone = clinic_zone()
    calls = list(Call.objects.filter(state=State.BOOKED, ends_at__gt=now).select_related("clinician"))
    if not calls:
        return []
    days = [call.starts_at.astimezone(zone).date() for call in calls]
    openings = Openings({call.clinician_id for call in calls}, min(days), max(days))
    return [
        call
        for call, day in zip(calls, days, strict=True)
        if not (call.clinician.active and call.clinician.clinician)
        or not openings.of(call.clinician_id, day).covers(call.starts_at, call.ends_at, day, zone)
    ]


def _with_calls(clinician: Staff | None) -> list[uuid.UUID]:
    """Who takes calls now: with hours or further hours, and active; by the database, whatever the caller remembers."""
    takes = Staff.objects.filter(active=True, clinician=True)
    if clinician is not None:
        takes = takes.filter(pk=clinician.pk)
    return list(takes.order_by("pk").values_list("pk", flat=True))


def _taken(
    clinicians: list[uuid.UUID], since: datetime, until: datetime, now: datetime, without: Call | None
) -> defaultdict[uuid.UUID, set[int]]:
    """The ticks that are taken, by clinician, with a margin for buffers that reach over midnight."""
    wide = ticks_of(since - timedelta(hours=3), until + timedelta(hours=7))
    calls = Call.objects.filter(taking_at(now)).exclude(pk=without.pk if without else None)
    rows = Tick.objects.filter(clinician__in=clinicians, tick__gte=wide.start, tick__lt=wide.stop, call__in=calls)
    found: defaultdict[uuid.UUID, set[int]] = defaultdict(set)
    for clinician, tick in rows.values_list("clinician", "tick"):
        found[clinician].add(tick)
    return found
