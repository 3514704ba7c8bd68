"""Wall time and instants: the clinic's hours stay what its clock says, through every change of it."""

from __future__ import annotations

import importlib.resources
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from builders.calls import HOUR, MINUTE, clinic_in, free_times, make_caller, rules
from supple_web.booking.availability import slots_at
from supple_web.booking.wall import instant

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
#: zone, day, the instant at which its clock shows 09:00 (``research/booking.md``).
NINE = [
    ("Europe/Berlin", "2026-10-24", "2026-10-24 07:00"),
    ("Europe/Berlin", "2026-10-25", "2026-10-25 08:00"),
    ("Europe/Berlin", "2027-03-27", "2027-03-27 08:00"),
    ("Europe/Berlin", "2027-03-28", "2027-03-28 07:00"),
    ("America/New_York", "2026-10-31", "2026-10-31 13:00"),
    ("America/New_York", "2026-11-01", "2026-11-01 14:00"),
    ("America/New_York", "2027-03-13", "2027-03-13 14:00"),
    ("America/New_York", "2027-03-14", "2027-03-14 13:00"),
    ("Australia/Sydney", "2026-10-03", "2026-10-02 23:00"),
    ("Australia/Sydney", "2026-10-04", "2026-10-03 22:00"),
    ("Australia/Lord_Howe", "2026-10-03", "2026-10-02 22:30"),
    ("Australia/Lord_Howe", "2026-10-04", "2026-10-03 22:00"),
    ("Asia/Kolkata", "2026-12-01", "2026-12-01 03:30"),
    ("Asia/Kathmandu", "2026-12-01", "2026-12-01 03:15"),
]
#: zone, an instant, hours from UTC then: changes of law that old data do not know.
RECENT = [
    ("America/Mexico_City", "2026-07-01", -6),  # no summer time since 2022
    ("Asia/Amman", "2026-12-01", 3),  # summer time all year since 2022
    ("America/Nuuk", "2026-07-01", -1),  # since 2023
    ("Asia/Almaty", "2026-12-01", 5),  # since March 2024
    ("America/Asuncion", "2026-07-01", -3),  # summer time all year since 2024
]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def offered(zone: str, day: str, starts: time, ends: time) -> list[datetime]:
    """The starts on one day with such hours, seen from the week before."""
    clinic_in(zone)
    rules(horizon_days=30)
    make_caller(starts=starts, ends=ends)
    here, first = ZoneInfo(zone), date.fromisoformat(day)
    began = datetime.combine(first, time(), tzinfo=here).astimezone(UTC)
    return [start for start in free_times(began - 7 * 24 * HOUR) if start.astimezone(here).date() == first]


@pytest.mark.parametrize(("zone", "day", "expected"), NINE)
def test_nine_in_the_morning_is_nine_by_the_clinics_clock(zone, day, expected):
    assert offered(zone, day, time(9), time(10))[0] == utc(expected)


def test_a_time_that_the_clock_skips_is_not_offered():
    starts = offered("Europe/Berlin", "2027-03-28", time(1), time(4))
    shown = [f"{start.astimezone(BERLIN):%H:%M}" for start in starts]
    assert shown == ["01:00", "01:15", "01:30", "01:45", "03:00", "03:15", "03:30", "03:45"]
    assert len(set(starts)) == len(starts)


def test_of_a_time_that_the_clock_shows_twice_the_first_is_offered():
    starts = offered("Europe/Berlin", "2026-10-25", time(2), time(3))
    assert starts == [utc("2026-10-25 00:00"), utc("2026-10-25 00:15"), utc("2026-10-25 00:30"), utc("2026-10-25 00:45")]


def test_half_an_hour_is_skipped_on_lord_howe():
    starts = offered("Australia/Lord_Howe", "2026-10-04", time(1, 30), time(3))
    shown = [f"{start.astimezone(ZoneInfo('Australia/Lord_Howe')):%H:%M}" for start in starts]
    assert shown == ["01:30", "01:45", "02:30", "02:45"]


def test_a_day_that_begins_with_a_gap():
    """Cairo goes from midnight to one in the morning."""
    starts = offered("Africa/Cairo", "2026-04-24", time(0), time(2))
    assert [f"{start.astimezone(ZoneInfo('Africa/Cairo')):%H:%M}" for start in starts] == ["01:00", "01:15", "01:30", "01:45"]


def test_no_call_runs_out_of_the_hours_where_the_clock_jumps_over_their_end():
    """01:50 and a quarter of an hour is 03:05, although 02:05 would have been within."""
    rules(grid_minutes=5)
    clinic_in("Europe/Berlin")
    shown = [f"{start.astimezone(BERLIN):%H:%M}" for start in offered("Europe/Berlin", "2027-03-28", time(1), time(2, 30))]
    assert shown[-1] == "01:45"


def test_nor_where_it_is_put_back_to_before_their_beginning():
    rules(grid_minutes=5)
    shown = [f"{start.astimezone(BERLIN):%H:%M}" for start in offered("Europe/Berlin", "2026-10-25", time(2, 30), time(3))]
    assert shown == ["02:30", "02:35", "02:40", "02:45"]


def test_instants_of_the_gap_and_of_the_fold():
    assert instant(date(2027, 3, 28), 150, BERLIN) is None
    assert instant(date(2026, 10, 25), 150, BERLIN) == utc("2026-10-25 00:30")


def test_hours_until_midnight():
    starts = offered("Europe/Berlin", "2026-12-01", time(23), time(0))
    assert [f"{start.astimezone(BERLIN):%H:%M}" for start in starts] == ["23:00", "23:15", "23:30", "23:45"]


class TestNoticeOnTheDayOfAChange:
    """Four hours are four hours, whatever the clock does meanwhile."""

    def first(self, now: str) -> datetime:
        clinic_in("Europe/Berlin")
        make_caller(starts=time(0), ends=time(0))
        return free_times(utc(now))[0]

    def test_when_it_is_put_on(self):
        first = self.first("2027-03-28 00:00")  # 01:00; four hours later the clock shows 06:00, not 05:00
        assert first == utc("2027-03-28 04:00")
        assert first.astimezone(BERLIN).hour == 6

    def test_when_it_is_put_back(self):
        first = self.first("2026-10-24 23:00")  # 01:00
        assert first == utc("2026-10-25 03:00")
        assert first.astimezone(BERLIN).hour == 4


def test_the_horizon_is_of_days_of_the_clinic():
    clinic_in("Pacific/Kiritimati")  # 14 hours ahead: its Tuesday begins at 10:00 UTC on Monday
    rules(horizon_days=1, notice_minutes=0)
    make_caller(starts=time(0), ends=time(0))
    here = ZoneInfo("Pacific/Kiritimati")
    assert max(free_times(utc("2026-11-30 09:00"))).astimezone(here).date() == date(2026, 12, 1)
    assert max(free_times(utc("2026-11-30 11:00"))).astimezone(here).date() == date(2026, 12, 2)


@pytest.mark.parametrize("start", [datetime.min, datetime.max, datetime(2026, 11, 29, 9), datetime(2028, 1, 3, 9)])
def test_a_start_far_away_is_simply_not_free(start):
    make_caller()
    assert slots_at(start.replace(tzinfo=UTC), now=utc("2026-11-30 06:00"), rules=rules()) == []


class TestZoneData:
    @pytest.mark.parametrize(("zone", "day", "hours"), RECENT)
    def test_those_in_use_know_recent_laws(self, zone, day, hours):
        assert utc(day).astimezone(ZoneInfo(zone)).utcoffset() == hours * HOUR

    @pytest.mark.parametrize(("zone", "day", "hours"), RECENT)
    def test_so_do_those_that_are_installed_with_the_application(self, zone, day, hours):
        """The system's come first where it has some; a slim image has none."""
        with importlib.resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).open("rb") as data:
            shipped = ZoneInfo.from_file(data, zone)
        assert utc(day).astimezone(shipped).utcoffset() == hours * HOUR

    def test_every_zone_has_whole_minutes_of_five_today(self):
        """Else a grid of five minutes would not fall on ticks of five minutes."""
        from zoneinfo import available_timezones

        offsets = {utc("2026-11-30").astimezone(ZoneInfo(zone)).utcoffset() for zone in available_timezones()}
        assert not {offset for offset in offsets if offset % (5 * MINUTE)}
