"""The clinic's calendar: who sees what of a call, and what staff can do that bookers cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from builders.booking_pages import always_open, old_stamp, sent, times
from builders.calls import booked, clinic_in, details, make_call
from builders.staff import make_care, make_staff
from builders.visitors import client_of
from supple_web.accounts.models import Person
from supple_web.audit.models import Row
from supple_web.booking.actions import ask_for_call
from supple_web.booking.models import Call, CallChange, CallRequest, DayException, Hours, Rules, State
from supple_web.booking.wall import clinic_zone
from supple_web.clinic.models import Staff
from supple_web.outbox.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(db) -> Staff:
    clinic_in("Europe/Berlin")
    return always_open()


@pytest.fixture
def other(db) -> Staff:
    return make_staff("Ada Reyes")


@pytest.fixture
def boss(db) -> Staff:
    return make_staff("Rosa Boss", clinician=False, administrator=True)


def as_(staff: Staff) -> Client:
    return client_of(staff.person)


def wall_of(starts_at: datetime) -> dict[str, str]:
    wall = starts_at.astimezone(clinic_zone())
    return {"day": f"{wall:%Y-%m-%d}", "time": f"{wall:%H:%M}"}


def new_call(caller: Staff, starts_at: datetime, **more: str) -> dict[str, str]:
    said = {"name": "Eve", "email": "eve@example.org", "how": "phone", "phone": "+49 30 12345", "clinician": str(caller.pk)}
    return said | wall_of(starts_at) | {"question": "", "reason": "", "stamp": old_stamp()} | more


def past_call(caller: Staff, **more: object) -> Call:
    begun = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=3)
    return make_call(caller, begun, 3, **more)


class TestWhoSeesWhat:
    def test_words_about_health_are_for_the_one_who_talks_to_them(self, caller: Staff, other: Staff, boss: Staff):
        summary = {"day": "2026-11-20", "lines": ["FOUND"], "names": []}
        call = make_call(caller, times()[0], 1, question="MY BACK HURTS", summary=summary)
        page = as_(caller).get(reverse("call", args=[call.pk])).text
        assert "MY BACK HURTS" in page
        assert "FOUND" in page
        page = as_(boss).get(reverse("call", args=[call.pk])).text
        assert call.name in page
        assert "MY BACK HURTS" not in page
        assert "FOUND" not in page
        assert as_(other).get(reverse("call", args=[call.pk])).status_code == 404

    def test_that_they_were_read_is_written_down(self, caller: Staff, boss: Staff, guest: Person):
        call = make_call(caller, times()[0], 1, question="words", person=guest)
        as_(boss).get(reverse("call", args=[call.pk]))
        assert not Row.objects.filter(verb="read").exists()
        as_(caller).get(reverse("call", args=[call.pk]))
        row = Row.objects.get(verb="read")
        assert (row.by, row.about) == (caller.person.audit_id, guest.audit_id)

    def test_why_it_was_changed_is_for_the_clinician_and_whoever_wrote_it(self, caller: Staff, boss: Staff):
        call = make_call(caller, times()[0], 1, override_reason="WARNING SIGN LOOKED AT", made_by=caller)
        CallChange.objects.create(call=call, kind="cancelled", to_starts_at=call.starts_at, reason="MY BACK IS WORSE")
        CallChange.objects.create(call=call, by=boss, kind="uncancelled", to_starts_at=call.starts_at, reason="THEY RANG")
        page = as_(boss).get(reverse("call", args=[call.pk])).text
        assert [words in page for words in ("WARNING SIGN", "MY BACK", "THEY RANG")] == [False, False, True]
        assert not Row.objects.filter(verb="read").exists()
        page = as_(caller).get(reverse("call", args=[call.pk])).text
        assert [words in page for words in ("WARNING SIGN", "MY BACK", "THEY RANG")] == [True, True, True]
        assert Row.objects.filter(verb="read", by=caller.person.audit_id).exists()

    def test_the_week_asks_the_database_as_often_for_many_as_for_few(self, caller: Staff, boss: Staff):
        browser, counts = as_(boss), []
        some = times()[::2]
        for part in (some[:2], some[2:12]):
            for number, starts_at in enumerate(part):
                make_call(caller, starts_at, number)
            with CaptureQueriesContext(connection) as asked:
                week = some[0].astimezone(clinic_zone()).date().isoformat()
                assert browser.get(reverse("calls"), {"week": week}).status_code == 200
            counts.append(len(asked))
        assert counts[0] == counts[1]

    def test_the_week_of_a_clinician_is_their_own(self, caller: Staff, other: Staff, boss: Staff):
        call = make_call(caller, times()[0], 1)
        week = {"week": call.starts_at.astimezone(clinic_zone()).date().isoformat()}
        for staff, sees in ((caller, True), (boss, True), (other, False)):
            assert (call.name in as_(staff).get(reverse("calls"), week).text) == sees

    @pytest.mark.parametrize("week", ["", "x", "2026-02-30", "0001-01-01", "9999-12-31"])
    def test_any_week_that_is_asked_for(self, week: str, caller: Staff):
        assert as_(caller).get(reverse("calls"), {"week": week}).status_code == 200

    def test_the_whole_week_has_its_last_day(self, caller: Staff):
        """NeuroTrack PR#125: a range that cut off its last day."""
        zone = clinic_zone()
        sunday = next(at for at in times() if at.astimezone(zone).weekday() == 6 and at.astimezone(zone).hour == 23)
        make_call(caller, sunday, 1)
        day = sunday.astimezone(zone).date()
        assert "Booker 1" in as_(caller).get(reverse("calls"), {"week": (day - timedelta(days=6)).isoformat()}).text
        assert "Booker 1" not in as_(caller).get(reverse("calls"), {"week": (day + timedelta(days=1)).isoformat()}).text

    def test_others_calls_can_be_neither_moved_nor_closed(self, caller: Staff, other: Staff, boss: Staff):
        call = past_call(caller)
        for name in ("call_shift", "call_off", "call_on", "call_done"):
            assert as_(other).post(reverse(name, args=[call.pk])).status_code == 404
        assert as_(boss).post(reverse("call_done", args=[call.pk]), {"attended": "yes"}).status_code == 404
        call.refresh_from_db()
        assert call.state == State.BOOKED


class TestBookingForSomebody:
    def test_at_once_and_they_are_told(self, caller: Staff):
        starts_at = times()[4]
        answer = as_(caller).post(reverse("call_new"), new_call(caller, starts_at))
        call = Call.objects.get()
        assert answer["Location"] == reverse("call", args=[call.pk])
        assert (call.state, call.made_by, call.override_reason, call.starts_at) == (State.BOOKED, caller, "", starts_at)
        assert ["is booked" in body for body in sent()] == [True]

    def test_sent_twice_it_is_booked_once(self, caller: Staff):
        form = new_call(caller, times()[4])
        assert [as_(caller).post(reverse("call_new"), form).status_code for _ in range(2)] == [302, 302]
        assert Call.objects.count() == 1

    def test_against_a_rule_with_a_reason_only(self, caller: Staff):
        odd = times()[4] + timedelta(minutes=5)
        refused = as_(caller).post(reverse("call_new"), new_call(caller, odd))
        assert (refused.status_code, "a reason" in refused.text) == (422, True)
        assert 'value="Eve"' in refused.text
        as_(caller).post(reverse("call_new"), new_call(caller, odd, reason="They can at no other time"))
        assert Call.objects.get().override_reason == "They can at no other time"

    def test_over_another_call_with_no_reason_whatever(self, caller: Staff):
        taken = times()[4]
        make_call(caller, taken, 1)
        answer = as_(caller).post(reverse("call_new"), new_call(caller, taken, reason="It must be"))
        assert (answer.status_code, "There is another call at this time. Free:" in answer.text) == (422, True)
        assert Call.objects.count() == 1

    def test_for_a_client_of_theirs_and_nobody_elses(self, caller: Staff, guest: Person, member: Person):
        make_care(caller, member)
        page = as_(caller).get(reverse("call_new"), {"client": str(member.pk)})
        assert "member@example.org" in page.text
        as_(caller).post(reverse("call_new"), new_call(caller, times()[4], client=str(member.pk)))
        assert Call.objects.get().person == member
        for verb in ("get", "post"):
            answer = getattr(as_(caller), verb)(reverse("call_new"), new_call(caller, times()[9], client=str(guest.pk)))
            assert answer.status_code == 404

    @pytest.mark.parametrize("wrong", [{"time": "25:00"}, {"day": "soon"}, {"clinician": "x"}, {"time": "10:03", "reason": "x"}])
    def test_what_cannot_be_meant_is_said(self, wrong: dict[str, str], caller: Staff):
        assert as_(caller).post(reverse("call_new"), new_call(caller, times()[4], **wrong)).status_code == 422
        assert not Call.objects.exists()

    def test_a_time_that_the_clock_skips(self, caller: Staff):
        form = new_call(caller, times()[4], day="2027-03-28", time="02:30", reason="x")
        answer = as_(caller).post(reverse("call_new"), form)
        assert (answer.status_code, "The clock skips this time" in answer.text) == (422, True)


class TestChanging:
    def test_move_cancel_take_up_again(self, caller: Staff):
        call = booked(times()[0], now=timezone.now()).call
        to = times()[8]
        form = {"clinician": str(caller.pk), "reason": "", **wall_of(to)}
        assert as_(caller).post(reverse("call_shift", args=[call.pk]), form).status_code == 302
        assert as_(caller).post(reverse("call_off", args=[call.pk]), {"reason": "Ill"}).status_code == 302
        assert as_(caller).post(reverse("call_on", args=[call.pk])).status_code == 302
        call.refresh_from_db()
        assert (call.state, call.starts_at, call.sequence) == (State.BOOKED, to, 3)
        page = as_(caller).get(reverse("call", args=[call.pk])).text
        assert all(words in page for words in ("moved", "cancelled", "taken up again", "“Ill”"))

    def test_not_into_a_time_that_somebody_has_now(self, caller: Staff):
        call = booked(times()[0], now=timezone.now()).call
        as_(caller).post(reverse("call_off", args=[call.pk]))
        make_call(caller, call.starts_at, 7)
        answer = as_(caller).post(reverse("call_on", args=[call.pk]))
        assert (answer.status_code, "Somebody else has this time now" in answer.text) == (422, True)
        call.refresh_from_db()
        assert call.state == State.CANCELLED

    def test_why_staff_cancelled_is_not_mailed(self, caller: Staff):
        call = booked(times()[0], now=timezone.now()).call
        sent()
        as_(caller).post(reverse("call_off", args=[call.pk]), {"reason": "Difficult person"})
        assert "Difficult" not in "".join(sent())


class TestAfterwards:
    def test_attended_outcome_and_no_client(self, caller: Staff):
        call = past_call(caller)
        assert "How did it go?" in as_(caller).get(reverse("calls"), {"week": call.starts_at.date().isoformat()}).text
        form = {"attended": "yes", "outcome": "Exercises at home", "client": "no"}
        as_(caller).post(reverse("call_done", args=[call.pk]), form)
        call.refresh_from_db()
        assert (call.state, call.outcome, call.became_client) == (State.ATTENDED, "Exercises at home", False)
        assert "Exercises at home" in as_(caller).get(reverse("call", args=[call.pk])).text

    def test_whether_it_took_place_must_be_said_and_a_call_to_come_waits(self, caller: Staff):
        assert as_(caller).post(reverse("call_done", args=[past_call(caller).pk]), {"outcome": "x"}).status_code == 422
        to_come = make_call(caller, times()[0], 9)
        assert as_(caller).post(reverse("call_done", args=[to_come.pk]), {"attended": "yes"}).status_code == 422

    def test_without_mail_the_link_that_asks_them_is_whole(self, caller: Staff, settings):
        settings.OPTIONS = replace(settings.OPTIONS, email_url="", urls=())
        call = past_call(caller)
        said = {"attended": "yes", "outcome": "", "client": "yes"}
        page = as_(caller).post(reverse("call_done", args=[call.pk]), said, follow=True).text
        assert "http://testserver/invitation/" in page


class TestRequests:
    def test_what_they_ask_is_for_clinicians_and_that_it_was_read_is_written_down(
        self, caller: Staff, boss: Staff, guest: Person
    ):
        ask_for_call(details=details(question="MY BACK HURTS"), when="Tuesdays", by=guest, now=timezone.now())
        assert "MY BACK HURTS" not in as_(boss).get(reverse("call_requests")).text
        assert not Row.objects.filter(verb="read").exists()
        assert "MY BACK HURTS" in as_(caller).get(reverse("call_requests")).text
        row = Row.objects.get(verb="read")
        assert (row.what, row.by, row.about) == ("booking.callrequest", caller.person.audit_id, guest.audit_id)

    def test_seen_without_health_by_who_runs_the_clinic_and_dealt_with_once(self, caller: Staff, boss: Staff):
        said = details(5, question="MY QUESTION")
        request = ask_for_call(details=said, when="Evenings", by=None, now=timezone.now())
        assert "MY QUESTION" in as_(caller).get(reverse("call_requests")).text
        page = as_(boss).get(reverse("call_requests")).text
        assert "Evenings" in page
        assert "MY QUESTION" not in page
        for note in ("Rang", "again"):
            as_(boss).post(reverse("call_request_answer", args=[request.pk]), {"note": note})
        answered = CallRequest.objects.get()
        assert (answered.answered_by, answered.note) == (boss, "Rang")


class TestHours:
    def test_a_week_is_stored_and_shown_again(self, caller: Staff):
        form = {"of": str(caller.pk), "d0_0_starts": "09:00", "d0_0_ends": "12:00", "d0_1_starts": "14:00", "d0_1_ends": "00:00"}
        assert as_(caller).post(reverse("call_hours"), form).status_code == 302
        assert [str(hours) for hours in Hours.objects.filter(clinician=caller)] == ["0 09:00 to 12:00", "0 14:00 to 00:00"]
        page = as_(caller).get(reverse("call_hours")).text
        assert 'value="14:00"' in page

    @pytest.mark.parametrize(
        "wrong",
        [("09:00", ""), ("", "12:00"), ("x", "y"), ("12:00", "09:00"), ("09:02", "10:00"), ("9", "10"), ("25:00", "26:00")],
    )
    def test_what_cannot_be_meant_stays_as_typed_and_stores_nothing(self, wrong: tuple[str, str], caller: Staff):
        before = list(Hours.objects.values_list())
        form = {"of": str(caller.pk), "d0_0_starts": wrong[0], "d0_0_ends": wrong[1]}
        answer = as_(caller).post(reverse("call_hours"), form)
        assert answer.status_code == 422
        assert f'name="d0_0_starts" value="{wrong[0]}"' in answer.text
        assert list(Hours.objects.values_list()) == before

    def test_own_hours_or_as_who_runs_the_clinic(self, caller: Staff, other: Staff, boss: Staff):
        form = {"of": str(caller.pk), "d0_0_starts": "09:00", "d0_0_ends": "12:00"}
        assert as_(other).get(reverse("call_hours"), {"of": str(caller.pk)}).status_code == 404
        assert as_(other).post(reverse("call_hours"), form).status_code == 404
        assert as_(boss).post(reverse("call_hours"), form).status_code == 302
        assert Hours.objects.filter(clinician=caller).count() == 1

    def test_calls_that_lie_outside_now_are_shown_and_stay(self, caller: Staff):
        call = make_call(caller, times()[0], 1)
        as_(caller).post(reverse("call_hours"), {"of": str(caller.pk)})
        assert "Outside the hours as they are now" in as_(caller).get(reverse("calls")).text
        call.refresh_from_db()
        assert call.state == State.BOOKED

    def test_a_day_that_differs_is_added_and_taken_out(self, caller: Staff, other: Staff):
        day = (timezone.now() + timedelta(days=5)).date().isoformat()
        form = {"of": str(caller.pk), "day": day, "kind": "away"}
        assert as_(caller).post(reverse("call_exception_add"), form).status_code == 302
        one = DayException.objects.get()
        assert as_(other).post(reverse("call_exception_remove", args=[one.pk])).status_code == 404
        assert as_(caller).post(reverse("call_exception_remove", args=[one.pk])).status_code == 302
        assert not DayException.objects.exists()

    @pytest.mark.parametrize("wrong", [{"day": ""}, {"kind": "open"}, {"starts": "10:00"}, {"starts": "11:00", "ends": "10:00"}])
    def test_half_a_day_is_not(self, wrong: dict[str, str], caller: Staff):
        form = {"of": str(caller.pk), "day": "2030-01-01", "kind": "away", **wrong}
        assert as_(caller).post(reverse("call_exception_add"), form).status_code == 422
        assert not DayException.objects.exists()


class TestRules:
    def form(self, client: Client, **more: str) -> dict[str, str]:
        page = client.get(reverse("call_rules")).context["form"]
        values = {name: str(page.initial[name]) for name in page.fields if name != "same_day"}
        return values | {"same_day": "on"} | more

    def test_who_runs_the_clinic_sets_them(self, caller: Staff, boss: Staff):
        client = as_(boss)
        assert client.post(reverse("call_rules"), self.form(client, minutes="30", grid_minutes="30")).status_code == 302
        assert Rules.objects.get().minutes == 30
        assert as_(caller).get(reverse("call_rules")).status_code == 404

    @pytest.mark.parametrize("wrong", [{"minutes": "7"}, {"minutes": "0"}, {"horizon_days": "9999"}, {"grid_minutes": "x"}])
    def test_within_their_limits(self, wrong: dict[str, str], boss: Staff):
        client = as_(boss)
        assert client.post(reverse("call_rules"), self.form(client, **wrong)).status_code == 422
        assert not Rules.objects.filter(**{f"{next(iter(wrong))}": 7}).exists()


class TestFeed:
    def made(self, caller: Staff) -> str:
        page = as_(caller).post(reverse("call_feed_new")).text
        return page.partition("<code>http://testserver")[2].partition("</code>")[0]

    def test_it_shows_when_and_how_and_nobody(self, caller: Staff):
        call = make_call(caller, times()[0], 1, question="MY BACK")
        off = make_call(caller, times()[9], 2, state=State.CANCELLED, sequence=1)
        answer = Client().get(self.made(caller))
        assert answer["Content-Type"].startswith("text/calendar")
        assert answer["Referrer-Policy"] == "no-referrer"
        events = {str(event["UID"]): event for event in Calendar.from_ical(answer.text).walk("VEVENT")}
        assert {uid: str(event["STATUS"]) for uid, event in events.items()} == {call.uid: "CONFIRMED", off.uid: "CANCELLED"}
        for private in ("Booker", "example.org", "1234567", "MY BACK", "ATTENDEE"):
            assert private not in answer.text

    def test_a_new_address_ends_the_one_before_and_so_does_leaving(self, caller: Staff):
        first = self.made(caller)
        second = self.made(caller)
        assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
        Staff.objects.filter(pk=caller.pk).update(active=False)
        assert Client().get(second).status_code == 404

    def test_whoever_takes_no_calls_has_none(self, boss: Staff):
        assert as_(boss).post(reverse("call_feed_new")).status_code == 404


def test_the_week_says_that_no_mail_is_sent_or_that_some_did_not_arrive(caller: Staff, settings):
    call = make_call(caller, times()[0], 1)
    now = timezone.now()
    Mail.objects.create(key=f"call:{call.pk}:v0", to="x@example.org", subject="s", due_at=now, dropped_at=now, problem="refused")
    assert "could not be delivered" in as_(caller).get(reverse("calls")).text
    assert "did not arrive" in as_(caller).get(reverse("call", args=[call.pk])).text
    settings.OPTIONS = replace(settings.OPTIONS, email_url="")
    assert "sends no mail" in as_(caller).get(reverse("calls")).text
