"""A set that does not come to its end: stopped, locked, silent, or not usable."""

from __future__ import annotations

from playwright.sync_api import expect

from builders.capture_pages import (
    EARS,
    LOCKED,
    START,
    accessible,
    opened,
    seen,
    short,
)


def test_stop_asks_nothing_and_keeps_nothing(page, address, site):
    opened(page, address)
    for stop in (lambda: page.click('[data-run="stop"]'), lambda: page.keyboard.press("Escape")):
        page.click(START)
        page.wait_for_selector("dialog[open]")
        assert page.evaluate("document.activeElement.dataset.run") == "stop"
        stop()
        seen(page, "start")
        expect(page.locator(".capture-start [data-text]")).to_have_text("Stopped. Nothing of this set was kept.")
        assert page.evaluate("document.activeElement.dataset.do") == "measure"
    assert site.received == []
    page.reload()
    seen(page, "start")


def test_a_locked_screen_discards_the_set_and_offers_it_again(page, address, site):
    site.guidance = short(turn=1.0)
    opened(page, address, EARS)
    page.click(START)
    page.wait_for_selector('dialog[data-kind="turn"]')
    page.evaluate(LOCKED)
    seen(page, "again")
    told = page.inner_text('[data-screen="again"] [data-text]')
    assert "locked" in told
    page.wait_for_function("told => spoken.includes(told)", arg=told)
    assert accessible(page) == []
    assert site.received == []
    page.click('[data-screen="again"] [data-do="measure"]')
    page.wait_for_url("**/capture/arrived")
    assert len(site.received) == 1


def test_readings_that_stop_end_the_set_kindly(page, address, site):
    site.guidance = short(place=5.0)
    sensors = opened(page, address)
    page.click(START)
    page.wait_for_selector("dialog[open]")
    sensors.silence()
    seen(page, "again")
    assert "stopped for a moment" in page.inner_text('[data-screen="again"] [data-text]')
    assert site.received == []


def test_a_page_that_stood_still_has_led_nobody(page, address, site):
    opened(page, address)
    page.click(START)
    page.wait_for_selector("dialog[open]")
    page.evaluate("() => { const end = performance.now() + 1500; while (performance.now() < end); }")
    seen(page, "again")
    assert site.received == []


def test_a_set_that_cannot_be_used_is_explained_and_repeated_as_a_new_one(page, address, site):
    site.answers = [(422, {"problem": "Set: the phone moved in the still window, expected 3 s of rest; keep still and repeat."})]
    opened(page, address)
    page.click(START)
    seen(page, "again")
    assert "the phone moved in the still window" in page.inner_text('[data-screen="again"] [data-text]')
    page.click('[data-screen="again"] [data-do="measure"]')
    page.wait_for_url("**/capture/arrived")
    first, second = site.received
    assert first["client_id"] != second["client_id"]
