"""What a phone keeps of the plan, and a short session on it in real time; its day is the one of ``player_site``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from builders.player_site import reset, short, step
from builders.sitting import BEGIN_S, Sitting, until

#: Names and pages of every cache of this browser.
CACHES = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
  [name.replace(/-[0-9a-f]{16}$/, ''), (await (await caches.open(name)).keys()).map(({url}) => new URL(url).pathname)])))"""
OUTBOX = """async () => new Promise((resolve) => { const open = indexedDB.open('supple'); open.onsuccess = () => {
  const all = open.result.transaction('outbox').objectStore('outbox').getAll();
  all.onsuccess = () => { open.result.close(); resolve(all.result.map((one) => one.client_id)); }; }; })"""
KEPT = """async () => (await caches.has('supple-pages'))
  && Boolean(await (await caches.open('supple-pages')).match(location.pathname))"""


def tiny() -> dict[str, Any]:
    session = short()
    session["steps"] = [step(0, "out", 1), step(0, "back", 1)]
    session["exercises"] = session["exercises"][:1]
    return session


@contextmanager
def a_phone(browser: Browser) -> Iterator[BrowserContext]:
    """Its worker goes, and so does its clock, which began on the morning of the session's day."""
    reset(session=tiny())
    made = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce", timezone_id="UTC")
    made.clock.install(time=BEGIN_S)
    yield made
    made.close()


def opened(context: BrowserContext, url: str) -> Sitting:
    """The session's page, once the worker has kept it."""
    one = Sitting(context, url, clock=False)
    until(one.page, KEPT)
    return one


def do_session(one: Sitting) -> None:
    one.start()
    one.answer()


def state(one: Sitting, expected: str) -> None:
    one.page.locator(f"[data-screen=done][data-state={expected}]").wait_for(state="visible")
