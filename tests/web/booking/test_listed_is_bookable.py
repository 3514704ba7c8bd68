"""Whatever the zone, hours, buffers and grid: what is listed can be booked, and nothing else can.

What should be listed is worked out here once more, minute by minute, with none of the application's code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.calls import MINUTE, clinic_in, free_times, held, make_call, make_caller, rules
from supple_web.booking.asking import Taken
from supple_web.booking.models import Call, DayException, Hours
from supple_web.clinic.models import Staff

pytestmark = pytest.mark.django_db(transaction=False)

#: Zones with the days on which their clocks change, and one that never does.
CHANGES = [
    ("Europe/Berlin", date(2026, 10, 25)),
    ("Europe/Berlin", date(2027, 3, 28)),
    ("America/New_York", date(2026, 11, 1)),
    ("America/New_York", date(2027, 3, 14)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Australia/Lord_Howe", date(2027, 4, 4)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("Asia/Kathmandu", date(2026, 12, 1)),
]
FIVE = st.integers(0, 24 * 12).map(lambda count: 5 * count)


@st.composite
def spans(draw) -> tuple[int, int]:
    """Two minutes of a day in order; half of them in the night, when clocks change."""
    late = draw(st.booleans())
    begin = draw(FIVE) if late else draw(st.integers(0, 48).map(lambda count: 5 * count))
    begin = min(begin, 24 * 60 - 5)
    return begin, min(24 * 60, begin + 5 * draw(st.integers(1, 30)))


@dataclass(frozen=True)
class Clinic:
    zone: ZoneInfo
    day: date
    hours: list[tuple[int, int]]
    away: list[tuple[int, int]]
    minutes: int
    grid: int
    before: int
    after: int
    notice: int
    calls: list[int]

    @property
    def midnight(self) -> datetime:
        return datetime.combine(self.day, time(), tzinfo=self.zone).astimezone(UTC)

    @property
    def now(self) -> datetime:
        return self.midnight - 60 * MINUTE


@st.composite
def clinics(draw) -> Clinic:
    zone, day = draw(st.sampled_from(CHANGES))
    steps = st.integers(0, 4).map(lambda count: 5 * count)
    return Clinic(
        zone=ZoneInfo(zone),
        day=day,
        hours=draw(st.lists(spans(), min_size=1, max_size=3)),
        away=draw(st.lists(spans(), max_size=1)),
        minutes=draw(st.sampled_from([5, 15, 20, 30])),
        grid=draw(st.sampled_from([5, 10, 15, 25])),
        before=draw(steps),
        after=draw(steps),
        notice=draw(st.sampled_from([0, 90, 240])),
        calls=draw(st.lists(st.integers(0, 60), max_size=2)),
    )


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(clinic=clinics(), chosen=st.data())
def test_what_is_listed_can_be_booked_and_nothing_else(db, clinic: Clinic, chosen):
    with transaction.atomic():
        staff = set_up(clinic)
        day = {"since": clinic.midnight, "until": clinic.midnight + timedelta(hours=25), "clinician": staff}
        listed = [start for start in free_times(clinic.now, **day) if start.astimezone(clinic.zone).date() == clinic.day]
        assert listed == expected(clinic)
        every = [clinic.midnight + 5 * n * MINUTE for n in range(24 * 12)]
        others = [start for start in every if start not in listed and start.astimezone(clinic.zone).date() == clinic.day]
        for start in chosen.draw(st.lists(st.sampled_from(listed), max_size=2, unique=True)) if listed else []:
            assert can_hold(start, clinic, staff), "listed, and refused"
        for start in chosen.draw(st.lists(st.sampled_from(others), max_size=2, unique=True)):
            assert not can_hold(start, clinic, staff), "not listed, and booked"
        transaction.set_rollback(True)


def can_hold(start: datetime, clinic: Clinic, staff: Staff) -> bool:
    """Whether it could be held; it is given back."""
    mark = transaction.savepoint()
    try:
        held(start, 7, now=clinic.now, clinician=staff)
    except Taken:
        return False
    else:
        ranges = sorted(Call.objects.values_list("blocked_from", "blocked_until"))
        assert all(one[1] <= other[0] for one, other in pairwise(ranges)), "two calls have one minute"
        return True
    finally:
        transaction.savepoint_rollback(mark)


def set_up(clinic: Clinic) -> Staff:
    clinic_in(str(clinic.zone))
    rules(
        minutes=clinic.minutes,
        grid_minutes=clinic.grid,
        buffer_before=clinic.before,
        buffer_after=clinic.after,
        notice_minutes=clinic.notice,
        horizon_days=2,
    )
    staff = make_caller()
    Hours.objects.all().delete()
    for begin, end in clinic.hours:
        Hours.objects.create(clinician=staff, weekday=clinic.day.weekday(), starts=clock(begin), ends=clock(end))
    for begin, end in clinic.away:
        DayException.objects.create(clinician=staff, day=clinic.day, starts=clock(begin), ends=clock(end))
    for n, begins, ends in standing(clinic):
        start = begins + clinic.before * MINUTE
        end = ends - clinic.after * MINUTE
        make_call(staff, start, n, ends_at=end, blocked_from=begins, blocked_until=ends)
    return staff


def standing(clinic: Clinic) -> list[tuple[int, datetime, datetime]]:
    """Calls that stand already: what they block, without running into each other."""
    found: list[tuple[int, datetime, datetime]] = []
    for n, fives in enumerate(sorted(set(clinic.calls))):
        begins = clinic.midnight + 5 * fives * MINUTE
        ends = begins + (clinic.before + clinic.minutes + clinic.after) * MINUTE
        if not found or found[-1][2] <= begins:
            found.append((n, begins, ends))
    return found


def expected(clinic: Clinic) -> list[datetime]:
    """Every start that fits: each of its minutes within hours by the clock on the wall, none of its blocked ones taken."""
    hours = {minute for begin, end in clinic.hours for minute in range(begin, end)}
    opened = hours - {minute for begin, end in clinic.away for minute in range(begin, end)}
    shown: dict[int, datetime] = {}
    walls: dict[datetime, int] = {}
    for n in range(26 * 60):
        now = clinic.midnight + n * MINUTE
        wall = now.astimezone(clinic.zone)
        if wall.date() == clinic.day:
            shown.setdefault(wall.hour * 60 + wall.minute, now)
            walls[now] = wall.hour * 60 + wall.minute
    taken = [(begins, ends) for _, begins, ends in standing(clinic)]
    found = []
    for minute in sorted(hours):
        begin = max(one for one in hours if one <= minute and one - 1 not in hours)
        last = minute + clinic.minutes - 1
        start = shown.get(minute)
        if start is None or (minute - begin) % clinic.grid or not all(one in hours for one in range(minute, last + 1)):
            continue
        through = [walls.get(start + n * MINUTE) in opened for n in range(clinic.minutes)]
        blocked = start - clinic.before * MINUTE, start + (clinic.minutes + clinic.after) * MINUTE
        free = all(blocked[1] <= begins or ends <= blocked[0] for begins, ends in taken)
        if all(through) and free and start >= clinic.now + clinic.notice * MINUTE:
            found.append(start)
    return sorted(found)


def clock(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)
