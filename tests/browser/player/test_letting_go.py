"""What a device keeps of a person goes when they do, and no exercise stays where none may be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from builders.kept import CACHES, OUTBOX, do_session, opened, state, tiny
from builders.player_site import SITE, reset
from builders.sitting import until
from supple_web.accounts.models import Person

pytestmark = [pytest.mark.urls("builders.player_site"), pytest.mark.django_db(transaction=True)]

RUNS = OUTBOX.replace("outbox", "runs").replace("one.client_id", "one.person")
NOTHING_OF_ANYBODY = f"""async () => (await ({RUNS})()).length === 0
  && !(await caches.has('supple-pages')) && !(await caches.has('supple-person'))"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    reset(session=tiny())
    yield made
    made.close()


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
    page.goto(f"{live_server.url}/about")
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
