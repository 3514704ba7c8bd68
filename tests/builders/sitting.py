"""A person with the player in front of them, whose clock the test turns by hand."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from builders.player_site import SITE

PATH = "/session/2026-11-25"
#: When the clock of the page begins, seconds: ten in the morning of the session's day.
BEGIN_S = 1_795_600_800
#: What is said and sounded, with the second of the page's clock; a page is hidden by ``window.hide(true)``.
SPIES = """
window.spoken = []; window.sounded = [];
speechSynthesis.speak = (one) => { if (one.text.trim()) spoken.push([Math.round(performance.now() / 100) / 10, one.text]); };
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { sounded.push(this.frequency.value); return start.call(this, at); };
window.hide = (hidden) => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => hidden ? 'hidden' : 'visible' });
  document.dispatchEvent(new Event('visibilitychange'));
};
"""
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
_PATIENCE_S = 30.0
_LOOK_EVERY_MS = 25


def until(page: Page, source: str) -> None:
    """Waits until a function of the page, which may be async, gives true. ``wait_for_function`` would take a promise for true,
    and its timers stand still with the page's clock.
    """
    late = time.monotonic() + _PATIENCE_S
    while not page.evaluate(source):
        if time.monotonic() > late:
            pytest.fail(f"never true: {source}")
        page.wait_for_timeout(_LOOK_EVERY_MS)


class Sitting:
    """Opens the page of the session; ``problems`` collects every complaint of the browser."""

    def __init__(self, context: BrowserContext, url: str, *, clock: bool = True) -> None:
        self.page: Page = context.new_page()
        self.url = url
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        if clock:
            self.page.add_init_script(SPIES)
            self.page.clock.install(time=BEGIN_S)
        self.page.goto(url + PATH)
        if clock:
            # Its first screen is there before the clock jumps, which would end the page's patience with other tabs.
            self.page.locator("[data-screen]:visible").first.wait_for()
            self.page.clock.pause_at(BEGIN_S + 60)

    def on(self, screen: str) -> None:
        """Waits until a screen is shown. The clock of the page stands, so the wait is made on the outside."""
        self.page.locator(f"[data-screen={screen}]").wait_for(state="visible")

    def pain(self, level: int) -> None:
        self.page.locator("[data-pain]:visible button").nth(level).click()

    def press(self, value: str) -> None:
        self.page.locator(f"button[value='{value}']:visible").click()

    def do(self, what: str) -> None:
        self.page.click(f"[data-do={what}]")

    def start(self, pain: int = 1) -> Sitting:
        self.on("before")
        self.pain(pain)
        self.on("overview")
        self.press("start")
        self.on("move")
        return self

    def run(self, seconds: float) -> None:
        self.page.clock.run_for(round(seconds * 1000))

    def away(self, seconds: float) -> None:
        """The page is hidden, and nothing of it runs, for so long."""
        self.page.evaluate("hide(true)")
        self.page.clock.fast_forward(round(seconds * 1000))
        self.page.evaluate("hide(false)")

    def text(self, at: str) -> str:
        return self.page.locator(f"[data-at={at}]").inner_text()

    @property
    def shown(self) -> tuple[str, str, str]:
        """Exercise, what to do, the countdown."""
        return self.text("name"), self.text("phase"), self.text("number")

    def shows(self, name: str, phase: str, number: str) -> None:
        """Waits until that is shown; what a dialog answers comes a moment after its button."""
        late = time.monotonic() + _PATIENCE_S
        while self.shown != (name, phase, number):
            assert time.monotonic() < late, self.shown
            self.page.wait_for_timeout(_LOOK_EVERY_MS)

    @property
    def spoken(self) -> list[str]:
        return [text for _, text in self.page.evaluate("spoken")]

    def answer(self, during: int = 2, after: int = 1, control: str = "yes", regions: str | None = "3") -> None:
        self.on("pain_during")
        self.pain(during)
        self.on("pain_after")
        self.pain(after)
        self.on("controlled")
        self.press(control)
        if regions is not None:
            self.on("segments_moved")
            self.press(regions)

    def reload(self) -> None:
        self.page.reload()

    def violations(self, *rules: str) -> list[Any]:
        """What axe finds on the screen, of all rules or of these. It waits by timers, so the clock runs meanwhile."""
        self.page.clock.resume()
        found = Axe().run(self.page, options={"runOnly": list(rules)} if rules else WCAG).response["violations"]
        self.page.clock.pause_at(self.page.evaluate("Date.now()") / 1000 + 1)
        return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]

    def overflow(self) -> int:
        """Pixels by which the page is wider than its window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


#: Opens the page of the session as the arguments of ``player_site.reset`` say.
Open = Callable[..., Sitting]


def finished(sitting: Sitting) -> dict[str, Any]:
    """The result that arrived, once the page says so."""
    sitting.page.locator("[data-state=sent]").wait_for(state="visible")
    assert len(SITE.received) == 1
    return SITE.received[0]
