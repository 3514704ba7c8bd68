"""Own calls behind a secret: a link shows, a button does, and no link tells whether another one would."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from builders.booking_pages import always_open, book_by_page, hold_by_page, sent, times
from builders.calls import make_call, rules
from builders.rows import everything
from supple_web.accounts.models import Person
from supple_web.booking.listing import start_text
from supple_web.booking.manage import reminder_token
from supple_web.booking.models import Call, State
from supple_web.booking.rules import new_token
from supple_web.clinic import consents
from supple_web.clinic.models import Purpose, Staff

pytestmark = pytest.mark.django_db

SUMMARY = {"day": "2026-11-20", "lines": ["Turning to the left is stiff."], "names": []}
LINKS = ("call_confirm", "call_manage", "call_move", "call_cancel", "call_reminders", "call_summary_back", "book_held")
ONLY_POSTED = {"call_cancel", "call_reminders", "call_summary_back"}


@pytest.fixture
def caller(db) -> Staff:
    return always_open()


def url(name: str, secret: str) -> str:
    return reverse(name, args=[secret])


def test_opening_a_link_changes_nothing_however_it_is_opened(caller: Staff):
    held = hold_by_page(Client(), times()[0])
    _, secret = book_by_page(Client(), times()[9], email="two@example.org")
    before = everything()
    for name in LINKS:
        for token in (held, secret):
            for verb in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE"):
                Client().generic(verb, url(name, token))
    assert everything() == before


@pytest.mark.parametrize("name", LINKS)
def test_unknown_over_and_forged_links_get_the_same_answer(name: str, caller: Staff):
    call, secret = book_by_page(Client(), times()[0])
    signed = reminder_token(call)
    begun, over = timezone.now() - timedelta(hours=2), timezone.now() - timedelta(hours=1)
    Call.objects.update(starts_at=begun, ends_at=over, blocked_from=begun, blocked_until=over)
    forged = (secret, signed, signed[:-1] + ("0" if signed[-1] != "0" else "1"), "x", new_token()[0], "a.b", "." * 50, "%00", "é")
    verb = "POST" if name in ONLY_POSTED else "GET"
    answers = [Client().generic(verb, url(name, token)) for token in forged]
    assert {answer.status_code for answer in answers} == {404}
    own = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert len({own.sub("", answer.text) for answer in answers}) == 1


@pytest.mark.parametrize("name", LINKS)
def test_no_other_site_learns_the_address_and_no_cache_keeps_the_page(name: str, caller: Staff):
    verb = "POST" if name in ONLY_POSTED else "GET"
    for token in ("x", book_by_page(Client(), times()[0])[1]):
        answer = Client().generic(verb, url(name, token))
        assert answer["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer["Cache-Control"]


class TestForms:
    """Those of the links prove what page they come from, like all others; a secret in the address is no reason to do without."""

    def test_each_carries_what_proves_it(self, caller: Staff, member: Person):
        browser = Client(enforce_csrf_checks=True)
        secret = hold_by_page(Client(), times()[0])
        answer = self.send(browser, url("call_confirm", secret), url("call_confirm", secret))
        assert answer.status_code == 302
        Call.objects.update(person=member, summary=SUMMARY)
        page = answer["Location"]
        manage = page.rpartition("/")[2]
        for name in ("call_reminders", "call_summary_back", "call_cancel"):
            assert self.send(browser, page, url(name, manage)).status_code == 302

    def test_and_so_do_those_that_move(self, caller: Staff):
        browser, to = Client(enforce_csrf_checks=True), times()[8]
        _, secret = book_by_page(Client(), times()[0])
        make_call(caller, times()[4], 3)
        move = url("call_move", secret)
        taken = self.send(browser, move, move, start=start_text(times()[0] + timedelta(minutes=1)))
        assert taken.status_code == 409
        assert self.send(browser, move, move, start=start_text(to)).status_code == 302

    def test_without_it_nothing_is_done_whoever_is_said_to_have_sent_it(self, caller: Staff):
        secret = hold_by_page(Client(), times()[0])
        _, manage = book_by_page(Client(), times()[9], email="two@example.org")
        before = everything()
        for origin in ({}, {"origin": "null"}, {"origin": "https://elsewhere.example.org"}):
            browser = Client(enforce_csrf_checks=True, headers=origin)
            for name in (*ONLY_POSTED, "call_move"):
                assert browser.post(url(name, manage), {"start": start_text(times()[20])}).status_code == 403
            assert browser.post(url("call_confirm", secret)).status_code == 403
        assert everything() == before

    def send(self, browser: Client, page: str, to: str, **said: str):
        """Sends one form of a page as it stands there."""
        form = re.search(rf'<form[^>]*method="post"(?: action="{to}")?[^>]*>(.*?)</form>', browser.get(page).text, re.DOTALL)
        assert form is not None
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.group(1))
        assert token is not None, "a form without its token"
        return browser.post(to, said | {"csrfmiddlewaretoken": token.group(1)}, headers={"origin": "http://testserver"})


class TestWhatTheirCheckFound:
    def test_it_is_taken_back_by_the_link_with_one_button(self, caller: Staff, member: Person):
        consents.give(person=member, purpose=Purpose.BOOKING, by=member)
        call, secret = book_by_page(Client(), times()[0])
        assert "Take it back" not in Client().get(url("call_manage", secret)).text
        Call.objects.update(person=member, summary=SUMMARY)
        assert "Take it back" in Client().get(url("call_manage", secret)).text
        assert Client().post(url("call_summary_back", secret)).status_code == 302
        call.refresh_from_db()
        assert (call.state, call.summary) == (State.BOOKED, None)
        assert consents.running(member, Purpose.BOOKING) is None
        assert "Take it back" not in Client().get(url("call_manage", secret)).text


def test_tries_are_counted(caller: Staff, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "call_link": "5/m/ip"}
    codes = [Client().get(url("call_manage", new_token()[0])).status_code for _ in range(7)]
    assert codes == [404] * 5 + [429] * 2


class TestMoving:
    def test_to_another_time_with_another_link(self, caller: Staff):
        call, secret = book_by_page(Client(), times()[0])
        to = times()[8]
        page = Client().get(url("call_move", secret), {"day": to.astimezone().date().isoformat()})
        assert page.status_code == 200
        answer = Client().post(url("call_move", secret), {"start": start_text(to)})
        call.refresh_from_db()
        assert (call.starts_at, call.sequence) == (to, 1)
        assert Client().get(answer["Location"]).status_code == 200
        assert Client().get(url("call_manage", secret)).status_code == 404

    def test_two_tabs_the_second_has_an_old_link(self, caller: Staff):
        _, secret = book_by_page(Client(), times()[0])
        first, second = times()[8], times()[12]
        assert Client().post(url("call_move", secret), {"start": start_text(first)}).status_code == 302
        assert Client().post(url("call_move", secret), {"start": start_text(second)}).status_code == 404
        assert Call.objects.get(state=State.BOOKED).starts_at == first

    def test_to_a_time_that_somebody_has_it_stays(self, caller: Staff):
        call, secret = book_by_page(Client(), times()[0])
        to = times()[8]
        make_call(caller, to, 5)
        answer = Client().post(url("call_move", secret), {"start": start_text(to)})
        assert answer.status_code == 409
        assert answer.text.count('name="start"') == 3
        call.refresh_from_db()
        assert call.sequence == 0

    @pytest.mark.parametrize("start", ["", "now", "2026-13-45T00:00Z"])
    def test_nonsense_moves_nothing(self, start: str, caller: Staff):
        _, secret = book_by_page(Client(), times()[0])
        assert Client().post(url("call_move", secret), {"start": start}).status_code == 422
        assert Call.objects.get().sequence == 0


class TestCancelling:
    def test_once_with_or_without_a_reason(self, caller: Staff):
        call, secret = book_by_page(Client(), times()[0])
        for reason in ("It is better", "again"):
            answer = Client().post(url("call_cancel", secret), {"reason": reason})
            assert answer.status_code == 302
        page = Client().get(answer["Location"])
        assert "This call is cancelled" in page.text
        call.refresh_from_db()
        assert (call.state, call.sequence) == (State.CANCELLED, 1)
        assert [change.reason for change in call.changes.filter(kind="cancelled")] == ["It is better"]
        assert Client().get(url("call_move", secret)).text == page.text or "cancelled" in page.text

    def test_a_reason_that_is_too_long_cancels_nothing(self, caller: Staff):
        call, secret = book_by_page(Client(), times()[0])
        assert Client().post(url("call_cancel", secret), {"reason": "x" * 301}).status_code == 422
        call.refresh_from_db()
        assert call.state == State.BOOKED

    def test_too_shortly_before_it_one_calls(self, caller: Staff):
        rules(change_until_minutes=7 * 24 * 60)
        call, secret = book_by_page(Client(), times()[0])
        page = Client().get(url("call_manage", secret))
        assert "Call us" in page.text
        assert "Cancel this call" not in page.text
        for name, form in (("call_cancel", {}), ("call_move", {"start": start_text(times()[9])})):
            assert Client().post(url(name, secret), form).status_code == 422
        call.refresh_from_db()
        assert (call.state, call.sequence) == (State.BOOKED, 0)


class TestReminders:
    def test_by_the_link_of_a_reminder_too(self, caller: Staff):
        call, _ = book_by_page(Client(), times()[0])
        signed = reminder_token(call)
        assert Client().get(url("call_manage", signed)).status_code == 200
        for wanted in ("no", "no", "yes"):
            assert Client().post(url("call_reminders", signed), {"wanted": wanted}).status_code == 302
            call.refresh_from_db()
            assert call.reminders == (wanted == "yes")

    def test_that_link_ends_when_the_call_is_moved(self, caller: Staff):
        call, secret = book_by_page(Client(), times()[0])
        signed = reminder_token(call)
        Client().post(url("call_move", secret), {"start": start_text(times()[8])})
        assert Client().get(url("call_manage", signed)).status_code == 404


def test_the_page_of_a_hold_is_for_its_form_alone(caller: Staff):
    hold_by_page(Client(), times()[0])
    call = Call.objects.get()
    for token in (str(call.pk), call.pk.hex, "x:y:z"):
        assert Client().get(url("book_held", token)).status_code == 404
    assert sent() == []
