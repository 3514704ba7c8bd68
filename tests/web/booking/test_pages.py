"""From looking for a time to a booked call, through the pages as a browser without script sees them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from builders.booking_pages import always_open, book_by_page, hold_by_page, old_stamp, sent, times, typed
from builders.calls import clinic_in, kinds
from builders.checks import make_check
from builders.rows import everything
from builders.training_people import start_example
from builders.visitors import client_of
from supple_web.accounts.models import Person
from supple_web.booking.listing import start_text
from supple_web.booking.models import Call, CallRequest, State
from supple_web.clinic.models import Consent, Staff
from supple_web.config.options import Clinic

pytestmark = pytest.mark.django_db
BOOK, TIME, ASK = "/book", "/book/time", "/book/ask"


@pytest.fixture
def caller(db) -> Staff:
    return always_open()


def test_without_hours_it_says_so_and_gives_the_phone(settings):
    settings.OPTIONS = replace(settings.OPTIONS, clinic=Clinic(phone="030 1234"))
    page = Client().get(BOOK)
    assert "No calls can be booked here just now" in page.text
    assert "tel:0301234" in page.text
    assert Client().get(TIME).status_code == 302


def test_every_free_time_of_a_day_is_offered_and_opens_its_form(caller: Staff):
    client = Client()
    page = client.get(BOOK).text
    day = times()[0].date()
    page = client.get(BOOK, {"day": day.isoformat()}).text
    for starts_at in (at for at in times() if at.date() == day):
        assert f"start={start_text(starts_at)}" in page
    form = client.get(TIME, {"start": start_text(times()[0])})
    assert form.status_code == 200
    assert 'name="stamp"' in form.text


class TestBooking:
    def test_from_the_form_by_the_mail_to_the_call(self, caller: Staff):
        client, starts_at = Client(), times()[3]
        answer = client.post(TIME, typed(starts_at))
        held = client.get(answer["Location"])
        assert "noor@example.org" in held.text
        call = Call.objects.get()
        assert (call.state, call.person, call.time_zone, call.how) == (State.HELD, None, "America/New_York", "phone")
        (body,) = sent()
        assert "not booked yet" in body
        secret = body.partition("/book/confirm/")[2].split()[0]
        other_device = Client()
        assert "Yes, book this call" in other_device.get(reverse("call_confirm", args=[secret])).text
        done = other_device.post(reverse("call_confirm", args=[secret]))
        call.refresh_from_db()
        assert (call.state, kinds(call)) == (State.BOOKED, ["held", "confirmed"])
        assert "Your call is booked" in other_device.get(done["Location"]).text
        assert "Your call is booked" in client.get(answer["Location"]).text

    def test_nothing_is_booked_by_whoever_has_not_the_mail(self, caller: Staff):
        client = Client()
        client.post(TIME, typed(times()[0]))
        assert Call.objects.get().state == State.HELD

    def test_sent_twice_it_is_held_once_and_mailed_once(self, caller: Staff):
        client, form = Client(), typed(times()[0])
        first, second = client.post(TIME, form), client.post(TIME, form)
        assert first.status_code == second.status_code == 302
        assert "Now look into your mail" in client.get(second["Location"]).text
        assert Call.objects.count() == 1
        assert len(sent()) == 1

    def test_confirmed_twice_it_is_booked_once(self, caller: Staff):
        client = Client()
        secret = hold_by_page(client, times()[0])
        address = reverse("call_confirm", args=[secret])
        assert client.post(address).status_code == 302
        again = client.post(address)
        assert "had been confirmed before" in again.text
        assert "Yes, book this call" not in client.get(address).text
        assert len([body for body in sent() if "is booked" in body]) == 1

    def test_two_tabs_want_the_same_time_and_the_second_keeps_what_it_typed(self, caller: Staff):
        starts_at = times()[0]
        forms = [Client().get(TIME, {"start": start_text(starts_at)}) for _ in range(2)]
        assert [form.status_code for form in forms] == [200, 200]
        Client().post(TIME, typed(starts_at))
        late = Client().post(TIME, typed(starts_at, email="late@example.org", question="<b>Mine</b>"))
        assert late.status_code == 409
        assert late.text.count('name="start" value=') == 3
        assert 'value="&lt;b&gt;Mine&lt;/b&gt;"' in late.text
        next_time = late.text.partition('name="start" value="')[2].partition('"')[0]
        stamp = late.text.partition('name="stamp" value="')[2].partition('"')[0]
        answer = Client().post(TIME, typed(starts_at, email="late@example.org", start=next_time, stamp=stamp))
        assert answer.status_code == 302
        assert Call.objects.count() == 2

    def test_a_time_that_is_not_offered_is_refused(self, caller: Staff):
        for starts_at in (timezone.now() - timedelta(days=1), times()[0] + timedelta(minutes=1)):
            assert Client().get(TIME, {"start": start_text(starts_at)}).status_code == 409
            assert Client().post(TIME, typed(starts_at)).status_code == 409
        for text in ("", "tomorrow", "2026-99-01T10:00Z", "2026-12-01T10:00", "9" * 300):
            assert Client().post(TIME, typed(times()[0], start=text)).status_code == 302
        assert not Call.objects.exists()

    def test_with_whom_one_likes_or_anybody(self, caller: Staff):
        other = always_open("Ada Reyes")
        assert other.name in Client().get(BOOK).text
        book_by_page(Client(), times()[0], **{"with": str(other.pk)})
        assert Call.objects.get().clinician == other

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("email", "nobody", "valid email"),
            ("email", "a@example.org\nBcc: b@example.org", "valid email"),
            ("name", " ", "required"),
            ("phone", "", "choose video"),
            ("how", "pigeon", "valid choice"),
            ("question", "x" * 1001, "at most 1000"),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field_and_the_rest_stays(self, field: str, value: str, said: str, caller: Staff):
        answer = Client().post(TIME, typed(times()[0], **{field: value}))
        assert answer.status_code == 422
        assert said in answer.text
        assert "Noor Haddad" in answer.text or field == "name"
        assert f'aria-describedby="id_{field}' in answer.text or field == "how"
        assert not Call.objects.exists()

    def test_one_call_at_a_time(self, caller: Staff):
        book_by_page(Client(), times()[0])
        secret = hold_by_page(Client(), times()[9])
        answer = Client().post(reverse("call_confirm", args=[secret]))
        assert answer.status_code == 422
        assert Call.objects.filter(state=State.BOOKED).count() == 1
        assert "a call that you have already" in answer.text

    def test_a_hold_that_is_over_is_said_and_its_link_still_tries(self, caller: Staff):
        client, starts_at = Client(), times()[0]
        answer = client.post(TIME, typed(starts_at))
        secret = sent()[0].partition("/book/confirm/")[2].split()[0]
        Call.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
        assert "kept no longer" in client.get(answer["Location"]).text
        assert client.post(reverse("call_confirm", args=[secret])).status_code == 302
        assert Call.objects.get().state == State.BOOKED


class TestWhoIsKnown:
    def test_a_confirmed_address_needs_no_mail(self, caller: Staff, member: Person, member_client: Client):
        EmailAddress.objects.create(user=member.user, email="member@example.org", primary=True, verified=True)
        answer = member_client.post(TIME, typed(times()[0], email="Member@example.org"))
        assert Call.objects.get().state == State.BOOKED
        assert "Your call is booked" in member_client.get(answer["Location"]).text
        assert [body for body in sent() if "not booked yet" in body] == []

    def test_another_address_does(self, caller: Staff, member: Person, member_client: Client):
        EmailAddress.objects.create(user=member.user, email="member@example.org", primary=True, verified=True)
        member_client.post(TIME, typed(times()[0], email="other@example.org"))
        assert Call.objects.get().state == State.HELD

    def test_the_call_carries_the_person_and_what_they_agreed_to_send(self, caller: Staff, guest: Person, guest_client: Client):
        start_example(guest, "control", days_ago=2)
        form = guest_client.get(TIME, {"start": start_text(times()[0])}).text
        assert "What your check found" in form
        assert "Left: range without control." in form
        guest_client.post(TIME, typed(times()[0], share_summary="on"))
        call = Call.objects.get()
        assert call.person == guest
        assert call.summary is not None
        assert all(line in form for line in call.summary["lines"])
        assert Consent.objects.get(person=guest).purpose == "booking"

    def test_without_their_consent_nothing_goes_along(self, caller: Staff, guest: Person, guest_client: Client):
        start_example(guest, "control", days_ago=2)
        guest_client.post(TIME, typed(times()[0]))
        assert Call.objects.get().summary is None
        assert not Consent.objects.exists()

    def test_looking_makes_nobody(self, caller: Staff):
        before = everything()
        client = Client()
        for address in (BOOK, ASK, f"{TIME}?start={start_text(times()[0])}"):
            assert client.get(address).status_code == 200
        assert everything() == before


class TestRedFlag:
    @pytest.mark.parametrize("address", [BOOK, TIME, ASK, "/book/asked"])
    def test_it_leads_to_where_to_go_and_nowhere_else(self, address: str, caller: Staff, guest: Person, guest_client: Client):
        check = make_check(guest, timezone.localdate(), answers={"fever": True})
        for answer in (guest_client.get(address), guest_client.post(address, typed(times()[0]))):
            assert answer.status_code in {302, 405}
            if answer.status_code == 302:
                assert answer["Location"] == reverse("check_stop", args=[check.pk])
        assert "/book" not in guest_client.get(reverse("check_stop", args=[check.pk])).text
        assert not Call.objects.exists()

    def test_one_that_came_up_since_keeps_a_hold_from_being_confirmed(self, caller: Staff, guest: Person, guest_client: Client):
        secret = hold_by_page(guest_client, times()[0])
        make_check(guest, timezone.localdate(), answers={"fever": True})
        answer = guest_client.post(reverse("call_confirm", args=[secret]))
        assert answer["Location"].endswith("/stop")
        elsewhere = Client().post(reverse("call_confirm", args=[secret]))
        assert (elsewhere.status_code, "Something comes before this call" in elsewhere.text) == (422, True)
        assert "tel:" not in elsewhere.text
        assert Call.objects.get().state == State.HELD


class TestMachines:
    def test_the_field_that_nobody_sees(self, caller: Staff):
        answer = Client().post(TIME, typed(times()[0], website="https://spam.example"))
        assert answer.status_code == 422
        assert "must stay empty" in answer.text
        assert "https://spam.example" not in answer.text

    def test_too_quick_and_a_moment_later(self, caller: Staff):
        form = typed(times()[0], stamp=old_stamp(0.2))
        answer = Client().post(TIME, form)
        assert (answer.status_code, "very quick" in answer.text) == (422, True)
        assert form["stamp"] in answer.text, "the same form, once a person sends it again"

    @pytest.mark.parametrize("stamp", ["", "x", "6f1c8a52-0d6f-4a3c-9c53-1d3b7f1c2a11:1:forged", "a" * 5000])
    def test_a_form_that_was_not_made_here(self, stamp: str, caller: Staff):
        assert Client().post(TIME, typed(times()[0], stamp=stamp)).status_code == 422
        assert not Call.objects.exists()

    def test_a_form_of_yesterday(self, caller: Staff):
        assert Client().post(TIME, typed(times()[0], stamp=old_stamp(24 * 3600))).status_code == 422

    def test_how_often_an_address_and_a_mail_address_may_ask(self, caller: Staff, settings):
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "book_call": "3/h/ip,2/h/key"}
        codes = [Client().post(TIME, typed(at, email="NOOR@example.org")).status_code for at in times()[:9:3]]
        assert codes == [302, 302, 429]
        fourth = Client().post(TIME, typed(times()[9], email="else@example.org"))
        assert fourth.status_code == 429, "the address's own limit"

    def test_a_mail_repeats_nothing_that_was_typed(self, caller: Staff):
        words = {"name": "Buy pills at evil.example", "question": "https://evil.example", "phone": "+49 666 evil 12345"}
        secret = hold_by_page(Client(), times()[0], **words)
        Client().post(reverse("call_confirm", args=[secret]))
        mails = sent()
        assert mails
        assert "evil" not in "".join(mails)


ASKED = {"name": "Noor", "email": "noor@example.org", "phone": "+49 30 1234567", "when": "Evenings", "question": ""}


class TestAsking:
    def test_somebody_asks_and_the_clinic_is_told_without_names(self, caller: Staff):
        answer = Client().post(ASK, {**ASKED, "stamp": old_stamp()})
        assert answer["Location"] == "/book/asked"
        assert CallRequest.objects.get().when == "Evenings"
        (body,) = sent()
        assert "Noor" not in body
        assert "/clinic/calls/requests" in body

    def test_sent_twice_it_is_asked_once(self, caller: Staff):
        form = {**ASKED, "stamp": old_stamp()}
        assert [Client().post(ASK, form).status_code for _ in range(2)] == [302, 302]
        assert CallRequest.objects.count() == 1

    def test_it_is_held_off_from_machines_too(self, caller: Staff):
        assert Client().post(ASK, {**ASKED, "stamp": old_stamp(0.1)}).status_code == 422
        assert Client().post(ASK, {**ASKED, "stamp": old_stamp(), "website": "x"}).status_code == 422


class TestWithoutMail:
    @pytest.fixture(autouse=True)
    def no_mail(self, settings, caller: Staff):
        settings.OPTIONS = replace(settings.OPTIONS, email_url="")

    def test_it_says_so_and_lets_people_ask(self):
        page = Client().get(BOOK).text
        assert "sends no mail" in page
        assert ASK in page
        assert Client().get(TIME, {"start": start_text(times()[0])})["Location"] == ASK
        assert Client().post(TIME, typed(times()[0]))["Location"] == ASK

    def test_a_confirmed_address_books_and_no_other_one(self, member: Person, member_client: Client):
        EmailAddress.objects.create(user=member.user, email="member@example.org", primary=True, verified=True)
        assert member_client.post(TIME, typed(times()[0], email="x@example.org")).status_code == 422
        answer = member_client.post(TIME, typed(times()[0], email="member@example.org"))
        assert "Your call is booked" in member_client.get(answer["Location"]).text
        assert mail.outbox == []


class TestOffers:
    def test_every_result_offers_it_quietly(self, caller: Staff, guest: Person, guest_client: Client):
        start_example(guest, "control", days_ago=0)
        check = guest.checks.latest("day")
        page = guest_client.get(reverse("check_result", args=[check.pk])).text
        assert 'href="/book"' in page

    def test_the_foot_of_every_page_while_booking_is_open(self, caller: Staff):
        assert 'href="/book"' in Client().get("/about").text
        caller.active = False
        caller.save()
        assert 'href="/book"' not in Client().get("/about").text


def test_names_and_questions_are_text_on_every_page(caller: Staff):
    clinic_in("Europe/Berlin")
    for number, evil in enumerate(EVIL):
        call, secret = book_by_page(
            client_of(Person.objects.create()), times()[3 * number], name=evil[:80], question=evil, email=f"e{number}@example.org"
        )
        for page in (Client().get(f"/book/call/{secret}"), client_of(caller.person).get(f"/clinic/calls/{call.pk}")):
            assert page.status_code == 200
            assert "<script>alert" not in page.text
            assert "<img src=x" not in page.text


EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE booking_call; --",
    "{{ settings.SECRET_KEY }}{% load x %}",
    "\u202eesrever\u2066",
    "BEGIN:VEVENT;DTSTART:20200101",
)


class TestOwnCall:
    def test_it_stands_on_ones_own_pages(self, caller: Staff, guest: Person, guest_client: Client):
        start_example(guest, "control", days_ago=2)
        assert "Your call" not in guest_client.get("/mine").text
        call, _ = book_by_page(guest_client, times()[0])
        page = guest_client.get("/mine").text
        link = page.partition('href="/book/call/')[2].partition('"')[0]
        assert guest_client.get(f"/book/call/{link}").status_code == 200
        today = guest_client.get("/today").text
        assert "Your call:" in today
        assert "/book/call/" not in today, "a device keeps this page"
        call.state = State.CANCELLED
        call.save()
        assert "Your call" not in guest_client.get("/mine").text
        assert "Your call" not in Client().get("/mine").text
