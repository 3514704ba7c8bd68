"""The player for everybody: keyboard, screen reader, sizes, sound or none, one tab at a time."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from builders.sitting import Open, Sitting, finished, until

pytestmark = [pytest.mark.urls("builders.player_site"), pytest.mark.django_db(transaction=True)]


def test_one_tab_at_a_time(sit: Open, context: BrowserContext) -> None:
    one = sit().start()
    one.run(20)
    until(one.page, "() => indexedDB.databases().then((all) => all.length)")
    other = Sitting(context, one.url, clock=False)
    other.on("elsewhere")
    other.press("take")
    one.on("elsewhere")
    other.on("move")
    assert other.text("name") == "Cat camel general"
    spoken = one.spoken
    one.run(60)
    assert one.spoken == spoken
    one.press("take")
    other.on("elsewhere")
    one.on("move")
    assert other.problems == []


def test_a_session_that_is_over_lets_go_of_it(sit: Open, context: BrowserContext) -> None:
    one = sit(pain_before=7)
    one.on("stop")
    finished(one)
    other = Sitting(context, one.url, clock=False)
    other.on("stop")


def test_by_keyboard_alone(sit: Open) -> None:
    one = sit()
    keys = one.page.keyboard
    one.on("before")
    assert one.page.evaluate("document.activeElement.tagName") == "H1"
    keys.press("Tab")
    keys.press("Tab")
    assert one.page.evaluate("document.activeElement.textContent") == "1"
    keys.press("Enter")
    one.on("overview")
    one.page.locator("button[value=start]").focus()
    keys.press("Enter")
    one.on("move")
    one.run(34 + 10)
    keys.press(" ")
    assert one.text("toggle") == "Continue"
    keys.press(" ")
    assert one.text("toggle") == "Pause"
    keys.press("ArrowLeft")
    assert one.shown == ("Lying turn with breathing", "Get ready", "10")
    keys.press("ArrowRight")
    assert one.page.locator("dialog[open] h2").inner_text() == "Skip this exercise?"
    keys.press("Escape")
    expect(one.page.locator("[data-at=toggle]")).to_have_text("Pause")
    keys.press("ArrowRight")
    one.page.locator("dialog[open] button[value=equipment]").focus()
    keys.press("Enter")
    one.on("pain_during")


def test_sound_has_its_own_volume_and_switch(sit: Open) -> None:
    one = sit().start()
    one.page.click("[data-screen=move] [data-opens=sound]")
    one.page.locator("dialog[open] [name=volume]").fill("30")
    one.page.locator("dialog[open] [name=voice]").uncheck()
    one.page.locator("dialog[open] [name=tones]").uncheck()
    one.page.locator("dialog[open] button").click()
    one.page.evaluate("(spoken.length = 0, sounded.length = 0)")
    one.run(30)
    assert one.page.evaluate("[spoken.length, sounded.length]") == [0, 0]
    one.reload()
    one.on("move")
    one.page.click("[data-screen=move] [data-opens=sound]")
    assert not one.page.locator("dialog[open] [name=tones]").is_checked()
    one.page.locator("dialog[open] [name=tones]").check()
    assert float(one.page.locator("dialog[open] [name=volume]").input_value()) > 0


def test_without_a_voice_sound_or_secure_address_the_session_is_led_all_the_same(sit: Open, context: BrowserContext) -> None:
    context.add_init_script("""
      delete Navigator.prototype.serviceWorker; delete Navigator.prototype.locks; delete Navigator.prototype.wakeLock;
      delete Navigator.prototype.vibrate; delete Crypto.prototype.randomUUID; delete window.AudioContext;
      Object.defineProperty(window, 'isSecureContext', { value: false });
    """)
    one = sit()
    one.run(1)  # without locks, tabs ask each other and wait for an answer
    one.on("before")
    one.pain(0)
    one.on("overview")
    assert one.page.locator("[data-insecure]").is_visible()
    one.page.evaluate("() => { speechSynthesis.speak = () => { throw new Error('no voice'); }; }")
    one.press("start")
    one.run(301)
    one.answer()
    assert finished(one)["ended"] == "finished"


def test_whoever_prefers_less_motion_gets_words(sit: Open) -> None:
    one = sit().start()
    one.run(34 + 2)
    assert one.text("breath") == "Breathe in"
    one.run(4)
    assert one.text("breath") == "Breathe out"
    assert one.page.evaluate("getComputedStyle(document.querySelector('[data-at=pacer]')).transform") == "none"


def test_the_pacer_breathes_and_the_picture_goes_along(sit: Open) -> None:
    one = sit()
    one.page.emulate_media(reduced_motion="no-preference")
    one.start()
    one.run(34)
    scale = "new DOMMatrix(document.querySelector('[data-at=pacer]').style.transform).a"
    one.run(0.3)
    empty = one.page.evaluate(scale)
    one.run(3.6)
    full = one.page.evaluate(scale)
    assert empty < 0.6
    assert full > 0.95
    one.page.click("[data-do=still]")
    assert one.page.evaluate("document.querySelector('[data-at=figure] svg').animationsPaused()")


@pytest.mark.parametrize(("theme", "rules"), [("light", ()), ("dark", ("color-contrast",))])
def test_every_screen_is_accessible(sit: Open, theme: Any, rules: tuple[str, ...]) -> None:
    one = sit()
    one.page.emulate_media(color_scheme=theme)
    seen: dict[str, list[Any]] = {}

    def look(name: str) -> None:
        seen[name] = one.violations(*rules)

    one.on("before")
    look("before")
    one.pain(4)
    one.on("overview")
    look("overview")
    one.press("start")
    one.run(3)
    look("move")
    for button, dialog in (("skip", "cancel"), ("how", ""), ("leave", "")):
        one.do(button)
        look(button)
        one.press(dialog)
    one.page.click("[data-screen=move] [data-opens=sound]")
    look("sound")
    one.page.keyboard.press("Escape")
    one.do("hurts")
    look("hurts")
    one.pain(5)
    look("eased")
    one.press("on")
    one.run(30)
    one.on("pain_during")
    look("pain_during")
    one.answer()
    finished(one)
    look("done")
    assert {name: found for name, found in seen.items() if found} == {}


@pytest.mark.parametrize("size", [(320, 568), (640, 480), (844, 390), (1280, 800)])
def test_it_fits_every_screen(sit: Open, size: tuple[int, int]) -> None:
    one = sit()
    one.page.set_viewport_size({"width": size[0], "height": size[1]})
    one.on("before")
    assert one.overflow() <= 0
    one.pain(1)
    one.on("overview")
    assert one.overflow() <= 0
    one.press("start")
    one.run(34 + 20)
    assert one.overflow() <= 0
    for name in ("toggle", "hurts", "skip", "back"):
        box = one.page.locator(f"[data-do={name}]").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] + box["height"] <= size[1] + 1
        assert min(box["width"], box["height"]) >= 44
