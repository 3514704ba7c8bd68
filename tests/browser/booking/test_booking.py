"""A free call in a real browser: from a result by the mail to the booked call; axe in both themes; the smallest phone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from builders.booking_pages import always_open, secret_in, times
from builders.calls import booked, clinic_in, make_call
from builders.training_people import start_example
from builders.visitors import Visit
from supple_web.accounts.models import Person
from supple_web.booking import spam
from supple_web.booking.actions import ask_for_call
from supple_web.booking.asking import Details
from supple_web.booking.listing import start_text
from supple_web.booking.manage import reminder_token
from supple_web.booking.models import Call, State
from supple_web.clinic.models import Staff
from supple_web.outbox.post import send_due

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def caller(transactional_db) -> Staff:
    clinic_in("Europe/Berlin")
    staff = always_open()
    staff.administrator = True
    staff.save()
    return staff


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.mark.parametrize("script", [True, False])
def test_from_a_result_to_the_booked_call(
    script: bool, visit: Visit, live_server: LiveServer, caller: Staff, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(spam, "LEAST_SECONDS", 0)
    person = Person.objects.create()
    start_example(person, "control", days_ago=0)
    result = reverse("check_result", args=[person.checks.latest("day").pk])
    page = visit(person, result, script=script, timezone_id="America/New_York", locale="en-GB")
    page.get_by_role("main").get_by_role("link", name="Book a free call").click()
    if script:
        expect(page.get_by_text("Times are shown in New York")).to_be_visible()
    page.get_by_role("link", name="Day after").click()
    page.locator(".call-times a").nth(4).click()
    page.get_by_label("Your name").fill("Noor Haddad")
    page.get_by_label("Your mail address").fill("noor@example.org")
    page.get_by_label("Phone number").fill("+49 30 1234567")
    page.get_by_label("What my latest check found").check()
    page.get_by_role("button", name="Hold this time").click()
    expect(page.get_by_role("heading", name="Now look into your mail")).to_be_visible()
    send_due(timezone.now())
    (body,) = [str(one.body) for one in mail.outbox if one.to == ["noor@example.org"]]
    secret = secret_in(body, "call_confirm")
    page.goto(f"{live_server.url}{reverse('call_confirm', args=[secret])}")
    page.get_by_role("button", name="Yes, book this call").click()
    expect(page.get_by_role("heading", name="Your call is booked")).to_be_visible()
    call = Call.objects.get()
    assert (call.state, call.person, bool(call.summary)) == (State.BOOKED, person, True)
    assert call.time_zone == ("America/New_York" if script else "Europe/Berlin")
    page.get_by_role("link", name="Move it").click()
    page.locator(".call-times button").first.click()
    expect(page.get_by_role("heading", name="Your call is booked")).to_be_visible()
    page.get_by_text("Cancel it").click()
    page.get_by_role("button", name="Cancel this call").click()
    expect(page.get_by_role("heading", name="This call is cancelled")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean_for_axe_and_fits_on_the_smallest_phone(
    scheme: str, visit: Visit, live_server: LiveServer, caller: Staff
):
    person = Person.objects.create()
    start_example(person, "control", days_ago=1)
    call = booked(
        times()[0], now=timezone.now(), question="What would help?", name="Somebody-With-A-Very-Long-Name Of-Theirs"
    ).call
    over = make_call(caller, timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=3), 5)
    make_call(caller, times()[9], 6, state=State.CANCELLED)
    ask_for_call(details=Details("Late", "late@example.org", phone="+49 30 12345"), when="Evenings", by=None, now=timezone.now())
    own = reminder_token(call)
    public = ["/book", f"/book/time?start={start_text(times()[5])}", "/book/ask", "/book/asked"]
    public += [reverse(name, args=[own]) for name in ("call_manage", "call_move")]
    staff = [reverse(name) for name in ("calls", "call_new", "call_requests", "call_hours", "call_rules")]
    staff += [reverse(name, args=[one.pk]) for name, one in (("call", call), ("call", over), ("call_shift", call))]
    problems = []
    for who, paths in ((person, public), (caller.person, staff)):
        page = visit(who, paths[0], width=320, scheme=scheme, timezone_id="Europe/Berlin", locale="en-GB")
        for path in paths:
            page.goto(live_server.url + path)
            problems += [f"{path} {one}" for one in violations(page)]
            if sideways(page) > 0:
                problems.append(f"{path} is {sideways(page)} px too wide")
            assert re.search(r"\S", page.title())
    assert problems == []
