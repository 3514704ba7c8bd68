"""What is mailed about a call, and when: once, as things stand, in the booker's time, with a calendar file that stays right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from icalendar import Calendar

from builders.booking_pages import always_open, times
from builders.calls import booked, clinic_in, details, held
from builders.staff import make_staff
from supple_web.booking.actions import book_by_staff, cancel, confirm, find_call, move, set_reminders, uncancel
from supple_web.booking.asking import Confirmed
from supple_web.booking.mails import GRACE
from supple_web.booking.models import Call, State
from supple_web.booking.times import time_words, when
from supple_web.booking.wall import clinic_zone
from supple_web.clinic.models import Face, Staff
from supple_web.outbox.models import Mail
from supple_web.outbox.post import send_due

pytestmark = pytest.mark.django_db

NOW = datetime.now(UTC)
TO = "booker0@example.org"


@pytest.fixture
def caller(db) -> Staff:
    return always_open()


def due(at: datetime) -> list[mail.EmailMessage]:
    """What is mailed to the booker by then."""
    mail.outbox.clear()
    send_due(at)
    return [one for one in mail.outbox if one.to == [TO]]


def file_of(message: mail.EmailMessage) -> Calendar:
    ((name, text, kind),) = message.attachments
    assert (name, kind.partition(";")[0]) == ("call.ics", "text/calendar")
    calendar = Calendar.from_ical(text)
    assert f"method={calendar['METHOD']}" in kind
    return calendar


def book(starts_at: datetime, **more: str) -> Confirmed:
    return booked(starts_at, now=NOW, **more)


class TestFile:
    def test_the_same_uid_for_ever_and_a_higher_sequence_with_every_change(self, caller: Staff):
        told: list[Calendar] = []
        first, second = times()[40], times()[60]
        done = book(first)
        call, clock = done.call, NOW

        def mailed() -> None:
            nonlocal clock
            clock += GRACE + timedelta(minutes=1)
            (message,) = due(datetime.now(UTC) + GRACE)
            told.append(file_of(message))

        mailed()
        moved = move(call=find_call(token=done.manage_token, now=NOW), starts_at=second, now=NOW)
        mailed()
        cancel(call=moved.call, now=NOW)
        mailed()
        uncancel(call=moved.call, by=caller, now=NOW)
        mailed()
        events = [one.walk("VEVENT")[0] for one in told]
        assert {str(event["UID"]) for event in events} == {call.uid}
        assert [event["SEQUENCE"] for event in events] == [0, 1, 2, 3]
        assert [str(one["METHOD"]) for one in told] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST"]
        assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
        assert [event["DTSTART"].dt for event in events] == [first, second, second, second]

    def test_instants_in_utc_one_alarm_and_nothing_about_anybody(self, caller: Staff):
        Face.objects.update_or_create(pk=1, defaults={"time_zone": "Europe/Berlin", "phone": "+49 30 999 888"})
        book(times()[40], question="My thoracic spine hurts")
        (message,) = due(datetime.now(UTC) + GRACE)
        text = message.attachments[0][1].replace("\r\n ", "")
        (event,) = file_of(message).walk("VEVENT")
        assert event.to_ical().count(b"BEGIN:VALARM") == 1
        assert "VTIMEZONE" not in text
        assert event["DTSTART"].dt.utcoffset() == timedelta(0)
        assert all(line.endswith("Z") for line in text.splitlines() if line.startswith(("DTSTART", "DTEND", "DTSTAMP")))
        for private in ("1234567", "999 888", "hurts", "thoracic", "back", "pain", "physio"):
            assert private not in text.lower()
        assert text.lower().count(TO) == 1, "their own address, in their own file"

    @pytest.mark.parametrize(
        "name",
        [
            "Eve\r\nATTENDEE:mailto:all@example.org",
            "Eve\nEND:VEVENT\nBEGIN:VEVENT\nUID:other",
            'Eve";X-EVIL="1',
            "Eve:;,\\n^n^'",
            "Eve\u2028BEGIN:VALARM",
            "É" * 80,
            "\u202eevE",
        ],
    )
    def test_a_name_is_a_name_whatever_it_holds(self, name: str, caller: Staff):
        book(times()[40], name=name)
        Face.objects.update_or_create(pk=1, defaults={"name": name})
        Mail.objects.all().delete()
        call = Call.objects.get()
        move(call=call, starts_at=times()[60], by=caller, now=NOW)
        (message,) = due(datetime.now(UTC) + GRACE)
        raw = message.attachments[0][1].encode()
        assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
        unfolded = raw.replace(b"\r\n ", b"").split(b"\r\n")
        assert [line for line in unfolded if line.startswith((b"UID", b"BEGIN:VEVENT", b"X-EVIL"))] == [
            b"BEGIN:VEVENT",
            f"UID:{call.uid}".encode(),
        ]
        assert sum(line.startswith(b"ATTENDEE") for line in unfolded) == 1
        assert unfolded.count(b"BEGIN:VALARM") == 1
        assert "\n" not in message.subject


class TestGrace:
    def test_fast_changes_are_one_mail_with_the_last_word(self, caller: Staff):
        done = book(times()[40])
        moved = move(call=find_call(token=done.manage_token, now=NOW), starts_at=times()[60], now=NOW)
        assert due(datetime.now(UTC)) == []
        (message,) = due(datetime.now(UTC) + GRACE)
        assert "is booked" in message.body
        assert moved.manage_token in message.body
        assert done.manage_token not in message.body
        assert due(datetime.now(UTC) + 2 * GRACE) == []

    def test_what_nobody_was_told_of_needs_no_end(self, caller: Staff):
        done = book(times()[40])
        cancel(call=find_call(token=done.manage_token, now=NOW), now=NOW)
        assert due(datetime.now(UTC) + GRACE) == []

    def test_cancelled_and_taken_up_again_at_once(self, caller: Staff):
        done = book(times()[40])
        due(datetime.now(UTC) + GRACE)
        call = cancel(call=find_call(token=done.manage_token, now=NOW), now=NOW)
        uncancel(call=call, by=caller, now=NOW)
        (message,) = due(datetime.now(UTC) + GRACE)
        assert "is booked" in message.body


class TestReminders:
    def test_a_day_and_an_hour_before_with_the_link_as_it_is(self, caller: Staff):
        starts_at = times()[200]
        book(starts_at)
        due(datetime.now(UTC) + GRACE)
        assert due(starts_at - timedelta(hours=24, seconds=1)) == []
        for ahead in (24, 1):
            (message,) = due(starts_at - timedelta(hours=ahead))
            assert "coming up" in message.body
            assert "/book/call/" in message.body
        assert due(starts_at) == []

    def test_no_secret_waits_in_the_database(self, caller: Staff):
        book(times()[200])
        assert set(Mail.objects.filter(still__endswith="still_to_remind").values_list("body", flat=True)) == {""}

    def test_not_of_a_call_that_is_off(self, caller: Staff):
        starts_at = times()[200]
        done = book(starts_at)
        due(datetime.now(UTC) + GRACE)
        cancel(call=find_call(token=done.manage_token, now=NOW), now=NOW)
        due(datetime.now(UTC) + GRACE)
        assert due(starts_at - timedelta(minutes=30)) == []

    def test_of_a_call_that_was_moved_at_its_new_time_only(self, caller: Staff):
        first, second = times()[200], times()[150]
        done = book(first)
        move(call=find_call(token=done.manage_token, now=NOW), starts_at=second, now=NOW)
        due(datetime.now(UTC) + GRACE)
        (message,) = due(second - timedelta(hours=1))
        assert when(second, ZoneInfo("Europe/Berlin")).time in message.subject
        assert due(first - timedelta(minutes=30)) == []

    def test_not_to_whoever_wants_none(self, caller: Staff):
        starts_at = times()[200]
        done = book(starts_at)
        due(datetime.now(UTC) + GRACE)
        set_reminders(call=find_call(token=done.manage_token, now=NOW), wanted=False)
        assert due(starts_at - timedelta(minutes=30)) == []

    def test_not_when_it_is_too_late_to_help(self, caller: Staff):
        starts_at = times()[200]
        book(starts_at)
        due(datetime.now(UTC) + GRACE)
        assert len(due(starts_at - timedelta(hours=2))) == 0, "the one of a day before came too late, the other is not due"
        assert due(starts_at - timedelta(minutes=2)) == []


class TestTimes:
    def test_in_the_bookers_zone_with_the_clinics_beside(self, caller: Staff):
        clinic_in("Europe/Berlin")
        book(times()[40], time_zone="Asia/Kolkata")
        (message,) = due(datetime.now(UTC) + GRACE)
        at = Call.objects.get().starts_at
        assert f"{at.astimezone(ZoneInfo('Asia/Kolkata')):%H:%M} (Kolkata, UTC+5:30)" in message.body
        assert "At the clinic:" in message.body
        assert f"{at.astimezone(ZoneInfo('Europe/Berlin')):%H:%M} (Berlin, UTC+" in message.body

    def test_what_staff_make_is_told_in_the_clinics_zone(self, caller: Staff):
        clinic_in("Europe/Berlin")
        said = details(0, time_zone="Asia/Kolkata")
        book_by_staff(starts_at=times()[40], clinician=caller, details=said, by=caller, now=NOW)
        (message,) = due(datetime.now(UTC) + GRACE)
        assert "Berlin" in message.body
        assert "Kolkata" not in message.body

    def test_in_the_language_of_the_call_and_not_of_whoever_sends(self, caller: Staff):
        book(times()[40], language="es")
        (message,) = due(datetime.now(UTC) + GRACE)
        assert "llamada" in message.subject


class TestWhom:
    def test_the_clinician_is_told_without_a_name(self, caller: Staff):
        book(times()[40], name="Noor Haddad", question="It hurts")
        mail.outbox.clear()
        send_due(datetime.now(UTC) + GRACE)
        (message,) = [one for one in mail.outbox if caller.user and one.to == [caller.user.email]]
        assert "Noor" not in message.subject + message.body
        assert "hurts" not in message.body
        assert f"/clinic/calls/{Call.objects.get().pk}" in message.body

    def test_not_of_what_they_did_themself(self, caller: Staff):
        book_by_staff(starts_at=times()[40], clinician=caller, details=details(0), by=caller, now=NOW)
        mail.outbox.clear()
        send_due(datetime.now(UTC) + GRACE)
        assert [one.to for one in mail.outbox] == [[TO]]

    def test_of_what_somebody_else_did(self, caller: Staff):
        other = make_staff("Ada Reyes", administrator=True)
        book_by_staff(starts_at=times()[40], clinician=caller, details=details(0), by=other, now=NOW)
        mail.outbox.clear()
        send_due(datetime.now(UTC) + GRACE)
        assert len(mail.outbox) == 2

    def test_whoever_had_it_learns_that_another_clinician_has_it_now(self, caller: Staff):
        """Also where it changes once more within the grace; whoever has it now gets a mail of a call, not of a move."""
        other, boss = always_open("Ada Reyes"), make_staff("Rosa Boss", clinician=False, administrator=True)
        call, (_, then, later) = book(times()[40], clinician=caller).call, times()[40:43]
        mail.outbox.clear()
        send_due(datetime.now(UTC) + GRACE)
        mail.outbox.clear()
        move(call=call, starts_at=then, clinician=other, by=boss, now=NOW, reason="Ill")
        move(call=Call.objects.get(), starts_at=later, by=boss, now=NOW, reason="Ill")
        send_due(datetime.now(UTC) + GRACE)
        to = {one.to[0]: one for one in mail.outbox}
        assert caller.user
        assert other.user
        assert to.keys() == {TO, caller.user.email, other.user.email}
        theirs = to[caller.user.email]
        assert "another clinician" in theirs.subject + theirs.body
        assert time_words(call.starts_at.astimezone(clinic_zone())) in theirs.subject
        assert "/clinic/calls/" not in theirs.body
        assert "erased" not in theirs.body

    def test_it_came_back_before_they_were_told(self, caller: Staff):
        other, boss = always_open("Ada Reyes"), make_staff("Rosa Boss", clinician=False, administrator=True)
        call = book(times()[40], clinician=caller).call
        for clinician in (other, caller):
            move(call=Call.objects.get(), starts_at=call.starts_at, clinician=clinician, by=boss, now=NOW, reason="Ill")
        mail.outbox.clear()
        send_due(datetime.now(UTC) + GRACE)
        subjects = [one.subject for one in mail.outbox if caller.user and one.to == [caller.user.email]]
        assert [subject.startswith("A call: ") for subject in subjects] == [True]

    def test_nothing_is_mailed_to_whoever_gave_no_address(self, caller: Staff):
        book_by_staff(starts_at=times()[40], clinician=caller, details=details(0, email=""), by=caller, now=NOW)
        assert not Mail.objects.exists()

    def test_a_hold_that_is_over_is_not_asked_for(self, caller: Staff):
        hold = held(times()[40], now=NOW)
        Call.objects.update(state=State.EXPIRED)
        assert due(datetime.now(UTC)) == []
        assert hold.confirm_token


class TestWithoutMail:
    def test_they_wait_and_only_what_still_holds_is_sent_one_day(self, caller: Staff, settings):
        with_mail = settings.OPTIONS
        settings.OPTIONS = replace(with_mail, email_url="")
        hold = held(times()[40], now=NOW)
        done = confirm(token=hold.confirm_token, now=NOW)
        assert due(datetime.now(UTC) + GRACE) == []
        settings.OPTIONS = with_mail
        sent = due(datetime.now(UTC) + GRACE)
        assert ["is booked" in one.body for one in sent] == [True]
        assert done.manage_token in sent[0].body


SUBJECTS_SAY_NOTHING = ("back", "spine", "pain", "physio", "health", "mobility", "check", "thoracic")


def test_no_subject_says_anything_clinical(caller: Staff):
    done = book(times()[200], question="Pain in my back")
    for at in (GRACE, times()[200] - datetime.now(UTC) - timedelta(hours=24)):
        for message in due(datetime.now(UTC) + at):
            assert not [word for word in SUBJECTS_SAY_NOTHING if word in message.subject.lower()]
    cancel(call=find_call(token=done.manage_token, now=NOW), now=NOW)
    (message,) = due(datetime.now(UTC) + GRACE)
    assert message.subject.startswith("Cancelled: Your call with the clinic")
