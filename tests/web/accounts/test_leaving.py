"""Guests who stay away are forgotten on the stated day; sessions end; signing out wipes the device, once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from builders.checks import make_check
from builders.visitors import client_of
from supple_web.accounts.forgetting import forget, forget_devices, forget_guests, forget_unconfirmed
from supple_web.accounts.middleware import SIGNED_IN_AT
from supple_web.accounts.models import Person, User
from supple_web.assessments.models import Check
from supple_web.audit.models import Row
from supple_web.serving.chores import do_chores

pytestmark = pytest.mark.django_db

DAYS = settings.OPTIONS.guest_days


def seen(person: Person, ago: timedelta) -> datetime:
    now = timezone.now()
    Person.objects.filter(pk=person.pk).update(last_seen_at=now - ago)
    return now


class TestForgetting:
    def test_the_stated_days_are_thirty(self):
        assert DAYS == 30

    @pytest.mark.parametrize(
        ("ago", "kept"),
        [
            (timedelta(days=DAYS - 1), True),
            (timedelta(days=DAYS), True),
            (timedelta(days=DAYS, hours=5, minutes=59), True),
            (timedelta(days=DAYS, hours=6, minutes=1), False),
            (timedelta(days=DAYS + 1), False),
        ],
    )
    def test_a_guest_is_kept_for_the_stated_days_and_not_longer(self, guest: Person, ago: timedelta, kept: bool):
        """A visit is written down within six hours, so nobody is forgotten before the days are over."""
        make_check(guest, timezone.localdate())
        assert forget_guests(seen(guest, ago)) == (0 if kept else 1)
        assert Person.objects.filter(pk=guest.pk).exists() == kept
        assert Check.objects.exists() == kept

    def test_whoever_has_an_account_is_kept(self, member: Person):
        assert forget_guests(seen(member, timedelta(days=400))) == 0

    def test_it_leaves_a_row_that_names_nobody(self, guest: Person):
        forget_guests(seen(guest, timedelta(days=40)))
        row = Row.objects.get(verb="forget")
        assert (row.by, row.about) == (None, guest.audit_id)

    def test_an_account_is_not_forgotten_by_mistake(self, member: Person):
        with pytest.raises(ValueError, match="account"):
            forget(person=member, by=member)
        assert Person.objects.filter(pk=member.pk).exists()

    def test_the_command_and_the_hourly_chores_do_it(self, guest: Person, capsys: pytest.CaptureFixture[str]):
        other = Person.objects.create()
        seen(guest, timedelta(days=40))
        call_command("forget_guests")
        assert capsys.readouterr().out == "1 forgotten\n"
        seen(other, timedelta(days=40))
        do_chores()
        assert not Person.objects.exists()

    def test_an_account_that_nobody_confirmed_is_forgotten_too(self, member: Person):
        """So that nobody keeps an address that is somebody else's."""
        now = timezone.now()
        old, new, staff = (User.objects.create_user(f"{name}@example.org", None) for name in ("old", "new", "staff"))
        User.objects.filter(pk__in=(old.pk, staff.pk)).update(date_joined=now - timedelta(days=DAYS, hours=1))
        User.objects.filter(pk=staff.pk).update(is_staff=True)
        assert forget_unconfirmed(now) == 1
        assert set(User.objects.values_list("pk", flat=True)) == {new.pk, staff.pk, member.user_id}

    def test_where_somebody_was_signed_in_goes_with_the_session(self, member: Person):
        client = client_of(member)
        key = client.session.session_key
        for session_key in (key, "over"):
            UserSession.objects.create(user=member.user, session_key=session_key, ip="192.0.2.1", user_agent="x")
        assert forget_devices() == 1
        assert UserSession.objects.get().session_key == key

    def test_a_session_lasts_as_long_as_the_data(self, guest: Person):
        client = client_of(guest)
        seen(guest, timedelta(hours=7))
        client.get("/")
        left = client.session.get_expiry_date() - timezone.now()
        assert left > timedelta(days=DAYS, hours=5)
        assert left <= timedelta(days=DAYS, hours=6)
        guest.refresh_from_db()
        assert timezone.now() - guest.last_seen_at < timedelta(minutes=1)


class TestSessions:
    def test_nobody_stays_signed_in_beyond_half_a_year(self, member: Person):
        client = client_of(member)
        session = client.session
        session[SIGNED_IN_AT] = (timezone.now() - timedelta(days=179)).timestamp()
        session.save()
        seen(member, timedelta(hours=7))
        client.get("/")
        assert client.session.get_expiry_date() - timezone.now() < timedelta(days=1, minutes=1)


class TestSigningOut:
    def test_it_wipes_the_device_once(self, member: Person):
        client = client_of(member)
        answer = client.post("/account/logout/")
        assert answer["Location"] == "/signed-out"
        page = client.get("/signed-out")
        assert page["Clear-Site-Data"] == '"cache", "storage"'
        assert "data-wipe" in page.text.partition("<head>")[0]
        again = client.get("/signed-out")
        assert "Clear-Site-Data" not in again
        assert "data-wipe" not in again.text

    def test_a_link_from_elsewhere_wipes_nothing(self, guest_client: Client):
        page = guest_client.get("/signed-out")
        assert "Clear-Site-Data" not in page
        assert "data-wipe" not in page.text

    def test_a_guest_has_nothing_to_sign_out_of_and_may_be_forgotten(self, guest: Person, guest_client: Client):
        make_check(guest, timezone.localdate())
        answer = guest_client.get("/account/logout/")
        assert answer["Location"] == "/signed-out"
        page = guest_client.get("/signed-out")
        assert "Forget me on this device" in page.text
        assert "/mine/erase" in page.text
        guest_client.post("/mine/erase", {"sure": "yes"})
        assert not Person.objects.filter(pk=guest.pk).exists()
        assert "Clear-Site-Data" in guest_client.get("/signed-out")
