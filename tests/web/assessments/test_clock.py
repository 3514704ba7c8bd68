"""The person's own day: one check a day, screening anew on each, and who begins before midnight may end after it."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from builders.checks import make_check, make_set
from builders.setups import TYPED, WHO
from builders.walking import made_for
from supple_web.assessments.models import Check, TrialSet
from supple_web.assessments.standing import SITTING, facts_of, is_open

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 22, 23, 40, tzinfo=UTC)
VALUES = {"right-1": "44", "left-1": "38"}


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands where it is put: ``clock(moment)``."""

    def at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    at(EVENING)
    return at


def begun(guest, moment, day=date(2026, 11, 22)):
    check = make_check(guest, day, about=dict(WHO), setup=dict(TYPED))
    Check.objects.filter(pk=check.pk).update(created_at=moment)
    check.refresh_from_db()
    return check


@pytest.mark.parametrize(
    ("later", "still"),
    [
        (timedelta(), True),
        (timedelta(minutes=19), True),
        (timedelta(minutes=21), True),
        (SITTING - timedelta(seconds=1), True),
        (SITTING, False),
        (timedelta(days=1), False),
        (timedelta(days=1) + SITTING, False),
    ],
    ids=["at once", "before midnight", "after midnight", "just within the sitting", "a sitting later", "next evening", "later"],
)
def test_how_long_a_check_of_late_evening_is_open(clock, guest, later, still):
    check = begun(guest, EVENING)
    clock(EVENING + later)
    assert is_open(check) is still


def test_a_check_of_the_morning_is_open_until_midnight(clock, guest):
    check = begun(guest, EVENING.replace(hour=7))
    clock(EVENING.replace(hour=23, minute=59, second=59))
    assert is_open(check)
    clock(EVENING.replace(hour=0, minute=0) + timedelta(days=1))
    assert not is_open(check)


def test_a_set_begun_before_midnight_counts_for_its_evening(clock, guest, guest_client):
    check = begun(guest, EVENING)
    path = f"/check/{check.pk}/set/turning/type"
    form = made_for(guest_client, path)
    clock(EVENING + timedelta(minutes=30))
    guest_client.post(path, {**VALUES, "made_for": form})
    assert TrialSet.objects.get().check_of == check
    assert guest_client.get("/check")["Location"].startswith(f"/check/{check.pk}/")
    assert Check.objects.count() == 1


def test_a_new_day_begins_with_its_questions(clock, guest, guest_client):
    check = begun(guest, EVENING)
    clock(EVENING + timedelta(hours=9))
    page = guest_client.get("/check")
    assert page.status_code == 200
    assert "Today’s check" in page.text
    guest_client.post("/check")
    new = Check.objects.of(guest).exclude(pk=check.pk).get()
    assert (new.day, new.answers, new.about["from_earlier"]) == (date(2026, 11, 23), {}, True)
    assert facts_of(new).returning


def test_nothing_is_added_to_a_day_that_is_over(clock, guest, guest_client):
    check = begun(guest, EVENING)
    one = make_set(check, {"right": [44.0]}, pain={"right": 0})
    clock(EVENING + timedelta(days=2))
    paths = (
        "age",
        "next",
        "set/turning/type",
        "set/turning/phone",
        "set/turning/file",
        "set/turning/skip",
        f"pain/{one.pk}",
        "values",
    )
    for path in paths:
        assert guest_client.get(f"/check/{check.pk}/{path}")["Location"] == "/check", path
    page = guest_client.post(f"/check/{check.pk}/set/turning/type", VALUES, follow=True)
    assert "The day of that check is over" in page.text
    answer = guest_client.post(
        f"/check/{check.pk}/set/turning/phone", "{}", content_type="application/json", headers={"accept": "application/json"}
    )
    assert (answer.status_code, answer.json()["next"]) == (409, "/check")
    assert TrialSet.objects.count() == 1


def test_a_finished_check_of_an_earlier_day_leads_to_its_result(clock, guest, guest_client):
    check = begun(guest, EVENING)
    guest_client.post(f"/check/{check.pk}/finish")
    clock(EVENING + timedelta(days=3))
    assert guest_client.get(f"/check/{check.pk}/next")["Location"] == f"/check/{check.pk}/result"


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Pacific/Auckland", date(2026, 11, 23)), ("Europe/Berlin", date(2026, 11, 23)), ("America/Lima", date(2026, 11, 22))],
)
def test_the_day_is_that_of_the_persons_zone(clock, client, zone, day):
    client.cookies["zone"] = zone
    client.post("/check")
    assert Check.objects.get().day == day


def test_who_flies_west_meets_the_same_day_once(clock, client):
    client.cookies["zone"] = "Pacific/Auckland"
    client.post("/check")
    client.cookies["zone"] = "America/Lima"
    client.post("/check")
    assert Check.objects.count() == 1
    assert timezone.localdate(timezone=zoneinfo.ZoneInfo("America/Lima")) < Check.objects.get().day


def test_a_day_with_an_hour_too_few_is_a_day(clock, client):
    """Berlin sets its clocks forward at two: the evening before and the morning after are two days all the same."""
    client.cookies["zone"] = "Europe/Berlin"
    clock(datetime(2027, 3, 27, 22, 30, tzinfo=UTC))
    client.post("/check")
    clock(datetime(2027, 3, 28, 8, 0, tzinfo=UTC))
    client.post("/check")
    assert list(Check.objects.order_by("day").values_list("day", flat=True)) == [date(2027, 3, 27), date(2027, 3, 28)]
