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
from supple_web.booking.listing import start_text
from supple_web.booking.manage import reminder_token
from supple_web.booking.models import Call, State
from supple_web.booking.rules import new_token
from supple_web.clinic.models import Staff

pytestmark = pytest.mark.django_db

LINKS = ("call_confirm", "call_manage", "call_move", "call_cancel", "call_reminders", "book_held")


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
    verb = "POST" if name in {"call_cancel", "call_reminders"} else "GET"
    answers = [Client().generic(verb, url(name, token)) for token in forged]
    assert {answer.status_code for answer in answers} == {404}
    own = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert len({own.sub("", answer.text) for answer in answers}) == 1


@pytest.mark.parametrize("name", LINKS)
def test_no_other_site_learns_the_address_and_no_cache_keeps_the_page(name: str, caller: Staff):
    verb = "POST" if name in {"call_cancel", "call_reminders"} else "GET"
    for token in ("x", book_by_page(Client(), times()[0])[1]):
        answer = Client().generic(verb, url(name, token))
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]


def test_a_browser_that_names_no_origin_may_send_the_forms_and_no_other_form(caller: Staff):
    """With ``no-referrer`` a browser says that the origin of a form is "null"; Django would refuse it."""
    browser = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    secret = hold_by_page(Client(), times()[0])
    answer = browser.post(url("call_confirm", secret))
    assert answer.status_code == 302
    manage = answer["Location"].rpartition("/")[2]
    assert browser.post(url("call_reminders", manage), {"wanted": "no"}).status_code == 302
    assert browser.post(url("call_cancel", manage)).status_code == 302
    assert browser.post("/book/ask").status_code == 403
    assert browser.post("/book/time").status_code == 403


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
