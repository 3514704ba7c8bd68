"""What a device keeps of a person goes when they do, and no exercise stays where none may be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from playwright.sync_api import Browser, BrowserContext

from builders.kept import CACHES, OUTBOX, a_phone, do_session, opened, state, tiny
from builders.player_site import SITE
from builders.sitting import BEGIN_S, PATH, until
from supple_web.accounts.models import Person

pytestmark = [pytest.mark.urls("builders.player_site"), pytest.mark.django_db(transaction=True)]

DAY_S = 24 * 3600
RUNS = OUTBOX.replace("outbox", "runs").replace("one.client_id", "one.person")
NOTHING_OF_ANYBODY = f"""async () => (await ({RUNS})()).length === 0
  && !(await caches.has('supple-pages')) && !(await caches.has('supple-person'))"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with a_phone(browser) as made:
        yield made


def test_whoever_was_erased_elsewhere_leaves_this_device_too(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    context.set_offline(True)
    do_session(one)
    state(one, "waiting")
    one.reload()
    one.start()
    page = one.page
    page.goto(f"{live_server.url}/about")  # the page shown instead names nobody, and nothing is done on its word
    page.locator("[data-list] a").wait_for()
    assert len(page.evaluate(RUNS)) == 1
    Person.objects.all().delete()
    context.set_offline(False)
    page.locator("[data-retry]").wait_for(state="detached")  # the page comes back by itself
    until(page, NOTHING_OF_ANYBODY)
    # what was done is theirs to send if they come back, or to be deleted by whoever holds the device
    assert len(page.evaluate(OUTBOX)) == 1
    page.locator("[data-outbox-notice] button", has_text="Delete it").click()
    until(page, f"async () => (await ({OUTBOX})()).length === 0")


def test_a_plan_that_nobody_is_there_for_is_let_go(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    SITE.nobody = True
    Person.objects.all().delete()
    # no page opens here: the worker sees it by itself
    one.page.evaluate("navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ page: '/today' }))")
    until(one.page, f"async () => !('supple-pages' in await ({CACHES})()) && !(await caches.has('supple-person'))")


def test_where_there_is_no_exercise_none_is_kept_and_an_open_session_closes(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    one.page.goto(f"{live_server.url}/today")
    one.page.goto(live_server.url + PATH)
    one.start()
    other = context.new_page()
    other.goto(f"{live_server.url}/harness/no-plan")
    one.on("closed")
    assert one.page.locator("[data-do]:visible").count() == 0
    # what /today says now is kept, no session
    until(other, f"async () => ((await ({CACHES})())['supple-pages'] ?? []).join() === '/today'")
    context.set_offline(True)
    one.page.goto(live_server.url + PATH)
    one.page.locator("h1", has_text="No connection").wait_for()
    assert [link.get_attribute("href") for link in one.page.locator("[data-list] a").all()] == ["/today"]


def test_after_pain_without_a_network_nothing_is_played_that_day(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    kept = one.page.evaluate("async () => (await (await caches.open('supple-pages')).match(location.pathname)).text()")
    context.set_offline(True)
    one.on("before")
    one.pain(8)
    one.page.locator("[data-screen=stop][data-state=waiting]").wait_for()
    page = one.page
    page.goto(live_server.url + PATH)
    page.locator("h1", has_text="No connection").wait_for()
    page.locator("[data-stopped]").wait_for()
    assert page.locator("[data-list] a").count() == 0
    # nor does a copy that came back, or the page of a server that has not heard of it yet
    page.evaluate(
        """async (text) => (await caches.open('supple-pages'))
          .put('/session/2026-11-25', new Response(text, { headers: { 'Content-Type': 'text/html' } }))""",
        kept,
    )
    page.goto(live_server.url + PATH)
    one.on("stop")
    SITE.answers.extend([lambda: HttpResponse(status=502)] * 9)
    context.set_offline(False)
    one.reload()
    one.on("stop")
    assert page.locator("[data-pain]:visible").count() == 0


@pytest.mark.parametrize("asked", ["pain_during", "pain_after"])
def test_pain_that_is_told_afterwards_stops_the_day_too(context: BrowserContext, live_server: Any, asked: str) -> None:
    one = opened(context, live_server.url)
    context.set_offline(True)
    one.start()
    one.answer(**({"during": 7} if asked == "pain_during" else {"after": 7}))
    one.on("stop")
    one.page.goto(live_server.url + PATH)
    one.page.locator("h1", has_text="No connection").wait_for()


def test_after_a_session_the_device_keeps_what_the_server_says_then(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    one.start()
    SITE.session = None  # the day is done
    one.answer()
    state(one, "sent")
    until(one.page, f"async () => ((await ({CACHES})())['supple-pages'] ?? []).join() === '/today'")


def test_a_session_of_yesterday_is_not_played(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    one.on("before")
    one.pain(1)
    one.on("overview")
    context.clock.set_system_time(BEGIN_S + DAY_S)  # left open over night
    one.press("start")
    one.on("past")
    context.set_offline(True)
    one.reload()
    one.on("past")
    one.page.goto(f"{live_server.url}/about")
    one.page.locator("[data-none]").wait_for()


def test_a_session_that_runs_past_midnight_goes_on(context: BrowserContext, live_server: Any) -> None:
    context.clock.set_system_time(BEGIN_S + 14 * 3600 - 60)
    session = tiny()
    session["steps"][0]["seconds"] = 600
    SITE.session = session
    one = opened(context, live_server.url)
    one.start()
    one.do("toggle")
    context.clock.set_system_time(BEGIN_S + 14 * 3600 + 60)
    one.reload()
    one.on("move")
    one.do("hurts")
    one.pain(9)
    one.on("stop")
    stops = RUNS.replace("runs", "stops").replace("one.person", "one.day")
    assert one.page.evaluate(stops) == ["2026-11-25", "2026-11-26"]
