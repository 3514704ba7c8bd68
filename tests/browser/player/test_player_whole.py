"""The player within the application: a real plan, done without a network, arrives once; whoever leaves leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page

from builders.checks import make_check
from builders.kept import CACHES
from builders.sitting import until
from builders.training_people import start_example
from builders.visitors import client_of
from supple_web.accounts.models import Person
from supple_web.assessments.models import Check
from supple_web.training.models import Session

pytestmark = pytest.mark.django_db(transaction=True)

HOW_MANY_KEPT = "async () => (await (await caches.open('supple-pages')).keys()).length"
NOTHING_KEPT = """async () => (await indexedDB.databases()).length === 0
  && !(await caches.keys()).some((name) => !name.startsWith('supple-shell'))"""


@pytest.fixture
def person(transactional_db: Any) -> Person:
    guest = Person.objects.create()
    start_example(guest, "stiff")
    return guest


def noon_zone() -> str:
    """A zone in which it is about noon, so that what began half an hour ago began today; its day is that of UTC."""
    return f"Etc/GMT{timezone.now().hour - 12:+d}"


@pytest.fixture
def phone(browser: Browser, person: Person, live_server: Any) -> Iterator[BrowserContext]:
    size = {"width": 390, "height": 844}
    context = browser.new_context(viewport=size, reduced_motion="reduce", timezone_id=noon_zone())
    cookie = client_of(person).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    yield context
    context.close()


def press(page: Page, screen: str, value: str) -> None:
    page.click(f"[data-screen={screen}] button[value='{value}']")


def test_a_real_session_without_a_network_and_leaving_afterwards(phone: BrowserContext, person: Person, live_server: Any) -> None:
    page, complaints = phone.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    play = f"{live_server.url}/session/{timezone.localdate().isoformat()}"
    page.goto(f"{live_server.url}/today")
    until(page, HOW_MANY_KEPT)
    page.goto(play)
    until(page, f"async () => await ({HOW_MANY_KEPT})() === 2")

    # a session of the last half hour, so that it has ended for the server, too; but of this day
    midnight = timezone.now().replace(hour=0, minute=0, second=1)
    page.clock.install(time=max(timezone.now() - timedelta(minutes=30), midnight))
    phone.set_offline(True)
    page.reload()
    press(page, "before", "1")
    press(page, "overview", "start")
    page.locator("[data-at=figure] svg").wait_for()
    minutes = 0
    while page.locator("[data-screen=move]").is_visible() and minutes < 30:
        page.clock.run_for(60_000)
        minutes += 1
    assert 2 <= minutes < 30
    for screen, answer in (("pain_during", "1"), ("pain_after", "1"), ("controlled", "yes"), ("segments_moved", "3")):
        press(page, screen, answer)
    page.locator("[data-screen=done][data-state=waiting]").wait_for()
    assert not Session.objects.exists()

    phone.set_offline(False)
    page.locator("[data-screen=done]:is([data-state=sent], [data-state=refused])").wait_for()
    assert page.locator("[data-screen=done]").get_attribute("data-state") == "sent"
    session = Session.objects.get()
    assert session.person == person
    assert (session.ended, session.pain_before, session.pain_after, session.segments_moved) == ("finished", 1, 1, 3)
    assert all(row["sets_done"] == row["sets"] for row in session.done)
    page.clock.resume()
    page.click("[data-screen=done] [data-next]")
    page.wait_for_url(f"**/session/{session.pk}")

    page.goto(f"{live_server.url}/mine/erase")
    page.check("[name=sure]")
    page.locator("main form button").click()
    page.wait_for_url("**/signed-out")
    until(page, NOTHING_KEPT)
    assert complaints == []


def test_a_red_flag_takes_the_exercises_off_the_device(phone: BrowserContext, person: Person, live_server: Any) -> None:
    page, play = phone.new_page(), f"/session/{timezone.localdate().isoformat()}"
    page.goto(f"{live_server.url}/today")
    until(page, HOW_MANY_KEPT)
    page.goto(live_server.url + play)
    until(page, f"async () => await ({HOW_MANY_KEPT})() === 2")

    Check.objects.of(person).update(day=timezone.localdate() - timedelta(days=1))
    check = make_check(person, timezone.localdate(), answers={"chest_pain": True})
    page.goto(f"{live_server.url}/check/{check.pk}/stop")
    until(page, f"async () => ((await ({CACHES})())['supple-pages'] ?? []).join() === '/today'")
    phone.set_offline(True)
    page.goto(live_server.url + play)
    page.locator("h1", has_text="No connection").wait_for()
    page.goto(f"{live_server.url}/today")
    page.locator(".notice.stop").wait_for()
    assert page.locator("a[href^='/session/']").count() == 0


def test_a_check_under_way_leaves_no_session_of_the_plan_it_may_change(
    phone: BrowserContext, person: Person, live_server: Any
) -> None:
    page = phone.new_page()
    page.goto(f"{live_server.url}/today")
    until(page, HOW_MANY_KEPT)
    Check.objects.of(person).update(day=timezone.localdate() - timedelta(days=1))
    check = make_check(person, timezone.localdate())
    page.goto(f"{live_server.url}/check/{check.pk}/pain")
    page.locator("[data-no-plan=yet] form").first.wait_for(state="attached")
    until(page, "async () => !(await caches.has('supple-pages'))")
