"""A day and a time as a visitor reads them are those of their own clock, wherever they are and whatever the season."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from builders.booking_pages import always_open, times
from builders.calls import clinic_in
from supple_web.accounts.models import Person
from supple_web.booking.asking import Slot
from supple_web.booking.listing import listing, start_from, start_text
from supple_web.booking.times import when, zone_words

pytestmark = pytest.mark.django_db


def slots(*starts: str) -> list[Slot]:
    instants = [datetime.fromisoformat(one).replace(tzinfo=UTC) for one in starts]
    return [Slot(at, at, Person().pk) for at in instants]


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("Europe/Berlin", ["2026-12-03", "2026-12-04"]),
        ("Pacific/Kiritimati", ["2026-12-04", "2026-12-05"]),  # UTC+14: a day ahead
        ("Pacific/Pago_Pago", ["2026-12-03"]),  # UTC-11: a day behind
        ("Asia/Kolkata", ["2026-12-03", "2026-12-04"]),
    ],
)
def test_days_are_the_visitors_own(zone: str, days: list[str]):
    found = listing(slots("2026-12-03 15:00", "2026-12-04 10:30"), ZoneInfo(zone), "")
    assert [one.day.isoformat() for one in found.days] == days


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Asia/Kolkata", "UTC"])
def test_the_day_that_is_chosen_is_the_day_that_is_shown(zone: str):
    """Easy!Appointments #961: the chosen day shifted where the visitor was a day behind."""
    clinic_in("Europe/Berlin")
    always_open()
    client = Client()
    client.cookies["zone"] = zone
    free = times()
    for starts_at in (free[0], free[len(free) // 2], free[-1]):
        day = starts_at.astimezone(ZoneInfo(zone)).date()
        page = client.get("/book", {"day": day.isoformat()}).text
        assert re.search(rf'href="\?day={day}[^"]*" aria-current="date"', page)
        shown = [start_from(text) for text in re.findall(r"/book/time\?start=([^&\"]+)", page)]
        assert starts_at in shown
        assert {at.astimezone(ZoneInfo(zone)).date() for at in shown if at} == {day}


def test_a_day_without_times_leads_to_the_next_one_that_has_some():
    given = slots("2026-12-03 15:00", "2026-12-07 10:30")
    for wanted, chosen in (("2026-12-05", "2026-12-07"), ("2027-01-01", "2026-12-07"), ("2020-01-01", "2026-12-03")):
        found = listing(given, ZoneInfo("UTC"), wanted)
        assert str(found.chosen) == chosen
    for nonsense in ("", "x", "2026-13-01", "9999999-01-01"):
        assert str(listing(given, ZoneInfo("UTC"), nonsense).chosen) == "2026-12-03"


@pytest.mark.parametrize(
    ("at", "zone", "clinic", "time_there", "beside"),
    [
        ("2026-10-24T07:00Z", "Europe/Berlin", "Europe/Berlin", "09:00", ""),
        ("2026-10-25T08:00Z", "Europe/Berlin", "Europe/Berlin", "09:00", ""),
        ("2026-11-01T14:00Z", "America/New_York", "Europe/Berlin", "09:00", "At the clinic: 15:00 (Berlin, UTC+1)"),
        ("2026-10-31T13:00Z", "America/New_York", "Europe/Berlin", "09:00", "At the clinic: 14:00 (Berlin, UTC+1)"),
        ("2026-10-03T22:00Z", "Australia/Sydney", "Europe/Berlin", "09:00", "At the clinic: 00:00 (Berlin, UTC+2)"),
        ("2026-10-02T22:30Z", "Australia/Lord_Howe", "UTC", "09:00", "Friday 2 October 2026, 22:30 (UTC)"),
        ("2026-10-03T22:00Z", "Australia/Lord_Howe", "UTC", "09:00", "Saturday 3 October 2026, 22:00 (UTC)"),
        ("2026-12-01T03:30Z", "Asia/Kolkata", "Asia/Kolkata", "09:00", ""),
        ("2026-10-25T00:30Z", "Europe/Berlin", "Europe/Berlin", "02:30", ""),
        ("2026-10-25T01:30Z", "Europe/Berlin", "Europe/Berlin", "02:30", ""),
    ],
)
def test_vectors(at: str, zone: str, clinic: str, time_there: str, beside: str):
    starts_at = start_from(at)
    assert starts_at is not None
    shown = when(starts_at, ZoneInfo(zone), ZoneInfo(clinic))
    assert (shown.time, shown.beside.endswith(beside)) == (time_there, True)
    assert bool(shown.beside) == bool(beside)
    assert start_text(starts_at) == at


def test_the_hour_that_comes_twice_is_told_apart_by_its_distance():
    berlin = ZoneInfo("Europe/Berlin")
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    assert (zone_words(berlin, first), zone_words(berlin, second)) == ("Berlin, UTC+2", "Berlin, UTC+1")


class TestWhoseZone:
    @pytest.fixture(autouse=True)
    def clinic(self):
        clinic_in("Europe/Berlin")
        always_open()

    def zone(self, client: Client, **query: str) -> str:
        return re.findall(r"Times are shown in ([^<]+)<", client.get("/book", query).text)[0].partition(",")[0]

    def test_what_was_chosen_comes_before_the_browser_and_the_clinic(self):
        client = Client()
        assert self.zone(client) == "Berlin"
        client.cookies["zone"] = "Asia/Tokyo"
        assert self.zone(client) == "Tokyo"
        assert self.zone(client, zone="America/New_York") == "New York"

    @pytest.mark.parametrize("name", ["Nowhere/Land", "../etc/passwd", "<script>", "localtime", "x" * 500])
    def test_what_is_no_zone_counts_for_nothing(self, name: str):
        client = Client()
        client.cookies["zone"] = "Asia/Tokyo"
        assert self.zone(client, zone=name) == "Tokyo"
        assert f"zone={name}" not in client.get("/book", {"zone": name}).text

    def test_it_is_taken_along_to_the_form(self):
        client = Client()
        page = client.get("/book", {"zone": "America/New_York"}).text
        link = re.findall(r'href="(/book/time[^"]+)"', page)[0].replace("&amp;", "&")
        assert "New York" in client.get(link).text


def test_a_listing_has_each_time_once_whoever_has_it():
    always_open("One")
    always_open("Two")
    page = Client().get("/book", {"day": times()[0].date().isoformat()}).text
    starts = re.findall(r"/book/time\?start=([^&\"]+)", page)
    assert len(starts) == len(set(starts)) > 0
