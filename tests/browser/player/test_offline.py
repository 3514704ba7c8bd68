"""Without a network: what was opened opens, what was done arrives exactly once, and nothing of a person stays behind."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponse, JsonResponse
from playwright.sync_api import Browser, BrowserContext, Page

from builders.kept import CACHES, OUTBOX, a_phone, do_session, opened, state
from builders.player_site import SITE
from builders.sitting import PATH, Sitting, until
from supple_web.common import offline

pytestmark = [pytest.mark.urls("builders.player_site"), pytest.mark.django_db(transaction=True)]

NEW = "0123456789abcdef"
ONLY_NEW = (
    f"""async () => (await caches.keys()).filter((name) => name.startsWith('supple-shell')).join() === 'supple-shell-{NEW}'"""
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 Version/18.4 Mobile/15E148 Safari/604.1"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with a_phone(browser) as made:
        yield made


def test_a_session_opened_once_is_done_without_a_network_and_arrives_once(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    context.set_offline(True)
    one.reload()
    do_session(one)
    state(one, "waiting")
    assert "Kept on this device" in one.page.locator("[data-screen=done] [data-fill=state]").inner_text()
    assert SITE.received == []
    # closed and opened again, still without
    one.page.close()
    again = Sitting(context, live_server.url, clock=False)
    again.on("before")
    assert len(again.page.evaluate(OUTBOX)) == 1
    other = context.new_page()
    other.goto(f"{live_server.url}/today")  # never opened: the page shown instead
    other.locator("h1", has_text="No connection").wait_for()
    context.set_offline(False)  # both pages send what waits
    other.locator("h1", has_text="Today").wait_for()
    until(other, f"async () => (await ({OUTBOX})()).length === 0")
    assert [one["ended"] for one in SITE.received] == ["finished"]


def test_an_answer_that_got_lost_does_not_make_two(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)

    def stored_but_cut() -> HttpResponse:
        return HttpResponse("<html>a proxy's own page</html>", status=502)

    SITE.answers.append(stored_but_cut)
    do_session(one)
    state(one, "waiting")
    client_id = one.page.evaluate(OUTBOX)[0]
    # it had arrived before the answer was lost
    SITE.received.append({"client_id": client_id})
    one.page.locator("[data-again]:visible").click()
    state(one, "sent")
    assert len(SITE.received) == 1
    assert one.page.evaluate(OUTBOX) == []


def test_a_result_that_is_refused_stays_and_says_why(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    SITE.answers.append(lambda: JsonResponse({"problem": "day: 2026-11-25; expected a day that was; check the date"}, status=422))
    do_session(one)
    state(one, "refused")
    assert "expected a day that was" in one.page.locator("[data-screen=done] [data-fill=message]").inner_text()
    SITE.answers.append(lambda: JsonResponse({"problem": "still not"}, status=422))
    one.page.goto(f"{live_server.url}/today")
    notice = one.page.locator("[data-outbox-notice]")
    assert notice.locator("p").first.inner_text() == "Your session of 2026-11-25 could not be taken: still not"
    notice.locator("button").click()
    notice.wait_for(state="detached")
    assert one.page.evaluate(OUTBOX) == []


def test_only_pages_of_the_plan_are_kept(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    one.page.goto(f"{live_server.url}/today")
    one.page.goto(f"{live_server.url}/about")
    kept = one.page.evaluate(CACHES)
    assert sorted(kept["supple-pages"]) == [PATH, "/today"]
    assert {path for path in kept["supple-shell"] if not path.startswith(("/static/", "/figure-"))} == {"/offline"}
    context.set_offline(True)
    one.page.goto(f"{live_server.url}/about")
    assert one.page.locator("h1").inner_text() == "No connection"
    links = one.page.locator("[data-list] a")
    links.first.wait_for()
    assert [link.get_attribute("href") for link in links.all()] == ["/today", PATH]
    links.nth(1).click()
    one.on("before")


def test_the_page_shown_instead_says_nothing_of_anybody(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    text = one.page.evaluate("async () => (await caches.match('/offline', {ignoreVary: true})).text()")
    assert "data-person" not in text


def test_signing_out_leaves_nothing_and_stops_other_tabs(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    one.start()
    other = context.new_page()
    other.goto(f"{live_server.url}/harness/signed-out")
    one.on("wiped")
    until(other, "async () => (await indexedDB.databases()).length === 0")
    until(other, f"async () => ({CACHES})().then((kept) => !('supple-pages' in kept) && !('supple-person' in kept))")
    assert other.evaluate("sessionStorage.length") == 0
    # the next visit has the files again, but no page of anybody
    other.goto(f"{live_server.url}/about")
    until(other, "async () => (await caches.keys()).some((name) => name.startsWith('supple-shell'))")
    assert other.evaluate("caches.has('supple-pages')") is False


def test_a_result_never_goes_out_under_somebody_else(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    context.set_offline(True)
    do_session(one)
    state(one, "waiting")
    context.clear_cookies()  # somebody else visits with this browser
    context.set_offline(False)
    state(one, "unsigned")
    page = context.new_page()
    page.goto(f"{live_server.url}/today")
    notice = page.locator("[data-outbox-notice]")
    notice.get_by_text("A session of somebody else waits on this device. It is not sent under your name.").wait_for()
    assert SITE.received == []
    # nor are their pages shown to anybody else
    until(page, "async () => (await (await caches.open('supple-pages')).keys()).length === 1")
    assert page.evaluate(CACHES)["supple-pages"] == ["/today"]
    notice.locator("button").click()
    notice.wait_for(state="detached")


def test_a_kept_page_that_is_gone_for_its_person_is_let_go(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    SITE.session = None
    one.page.goto(live_server.url + PATH)
    assert one.page.url.endswith("/today")
    until(one.page, f"async () => ({CACHES})().then((kept) => kept['supple-pages'].join() === '/today')")


def test_a_new_version_takes_over_without_disturbing_a_session(
    context: BrowserContext, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = opened(context, live_server.url)
    one.page.evaluate("navigator.serviceWorker.addEventListener('controllerchange', () => { window.renewed = true; })")
    one.start()
    old = offline._worker("en")
    config = json.loads(old.partition("\n")[0].removeprefix("const CONFIG = ").removesuffix(";"))
    monkeypatch.setattr(offline, "_worker", lambda _: old.replace(config["version"], NEW))
    one.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    until(one.page, "() => window.renewed === true")
    one.answer()
    state(one, "sent")
    until(one.page, ONLY_NEW)
    context.set_offline(True)
    one.page.goto(live_server.url + PATH)
    one.on("before")


def test_it_can_be_installed(context: BrowserContext, live_server: Any) -> None:
    page = context.new_page()
    page.goto(f"{live_server.url}/offline")
    until(page, "() => navigator.serviceWorker.ready.then(Boolean)")
    cdp = context.new_cdp_session(page)
    manifest = cdp.send("Page.getAppManifest")
    assert manifest["errors"] == []
    document = json.loads(manifest["data"])
    assert (document["start_url"], document["display"], document["name"]) == ("/today", "standalone", "Supple")
    for icon in document["icons"]:
        answer = page.request.get(live_server.url + icon["src"])
        assert answer.ok, icon
    errors = [one["errorId"] for one in cdp.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    assert errors == ["in-incognito"]


def test_installing_is_offered_quietly(context: BrowserContext, live_server: Any) -> None:
    page = context.new_page()
    page.goto(f"{live_server.url}/offline")
    hint = page.locator("[data-install]")
    assert not hint.is_visible()
    page.evaluate("""() => { const event = new Event('beforeinstallprompt', { cancelable: true });
      event.prompt = () => { window.prompted = true; }; window.dispatchEvent(event); }""")
    hint.locator("button").click()
    assert page.evaluate("prompted") is True
    assert not hint.is_visible()


def test_an_iphone_is_told_how(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(user_agent=IPHONE)
    page: Page = context.new_page()
    page.goto(f"{live_server.url}/offline")
    assert "Add to Home Screen" in page.locator("[data-install]").inner_text()
    context.close()


def test_two_tabs_that_send_at_once_send_once(context: BrowserContext, live_server: Any) -> None:
    one = opened(context, live_server.url)
    context.set_offline(True)
    do_session(one)
    state(one, "waiting")
    arrived, lock = [], threading.Lock()
    context.on("request", lambda request: _count(request, arrived, lock))
    other = context.new_page()
    other.goto(live_server.url + PATH)
    context.set_offline(False)
    state(one, "sent")
    until(other, f"async () => (await ({OUTBOX})()).length === 0")
    assert len(SITE.received) == 1
    assert len(arrived) == 1


def _count(request: Any, arrived: list[str], lock: threading.Lock) -> None:
    if request.method == "POST" and request.url.endswith("/session/result"):
        with lock:
            arrived.append(request.url)
