"""The capture's page as the tests open it, with what they pretend: locked screens, no voice, plain http."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from builders.capture_site import SITE, Site
from builders.sensor_feed import Sensors
from supple.guidance import guidance

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
START = '[data-screen="start"] [data-do="measure"]'
KINDS = ("place", "still", "say", "turn", "hold", "back", "rest", "done")
#: What a phone does when its screen is locked, all at once.
LOCKED = """() => {
  let state = "hidden";
  Object.defineProperty(document, "visibilityState", {get: () => state, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
  state = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
}"""
#: Notes what is shown and what a screen reader is told.
EYES = """() => {
  window.shown = []; window.announced = [];
  for (const [name, list] of [["show", shown], ["spoken", announced]]) {
    const part = document.querySelector(`[data-run="${name}"]`);
    new MutationObserver(() => list.push(part.textContent)).observe(part, {childList: true, characterData: true, subtree: true});
  }
}"""
#: Counts what is heard: tones as they start, sentences as they are said by a voice that is there and works.
EARS = """window.tones = []; window.spoken = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { tones.push(this.frequency.value); return start.call(this, at); };
speechSynthesis.speak = (u) => { spoken.push(u.text); setTimeout(() => u.onend?.(new Event("end")), 0); };"""
NO_VOICE = "delete window.speechSynthesis; delete window.SpeechSynthesisUtterance;"
PLAIN_HTTP = """Object.defineProperty(window, "isSecureContext", {value: false});
for (const name of ["DeviceMotionEvent", "DeviceOrientationEvent", "RelativeOrientationSensor"]) delete window[name];"""
NO_STORE = "IDBFactory.prototype.open = () => { throw new DOMException('nothing is kept here', 'SecurityError'); };"


def paced(seconds: Mapping[str, float], **options: Any) -> dict[str, Any]:
    """The real guidance of one turn each way, at a pace of the test's own: sensors cannot be hurried."""
    document = guidance("lumbar-locked", each=1, **options).document()
    for step in document["steps"]:
        step["seconds"] = seconds[step["kind"]]
    return document


def short(**seconds: float) -> dict[str, Any]:
    """Just the first turn, in little more than a second: for what happens around a set."""
    document = paced({**dict.fromkeys(KINDS, 0.12), **seconds})
    steps = document["steps"]
    return {**document, "steps": [*steps[:8], *steps[-2:]]}


def fresh(document: Mapping[str, Any]) -> Site:
    SITE.guidance, SITE.practice = document, None
    SITE.answers.clear()
    SITE.received.clear()
    return SITE


def opened(page: Page, address: str, *scripts: str) -> Sensors:
    """The page on a phone that lies still, after these scripts."""
    sensors = Sensors(page)
    opened_without_sensors(page, address, *scripts)
    return sensors


def opened_without_sensors(page: Page, address: str, *scripts: str) -> None:
    for script in scripts:
        page.add_init_script(script)
    page.goto(f"{address}/capture/")


def seen(page: Page, screen: str) -> None:
    expect(page.locator(f'[data-screen="{screen}"]')).to_be_visible()
    assert page.locator("[data-screen]:visible").count() == 1


def accessible(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
