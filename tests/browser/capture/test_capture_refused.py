"""A device that gives no motion readings: which reason is told, and which ways remain."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from builders.capture_pages import (
    PLAIN_HTTP,
    START,
    accessible,
    opened,
    opened_without_sensors,
    seen,
)
from builders.capture_site import SITE


def without(page: Page, reason: str) -> None:
    page.click(START)
    seen(page, "nosensor")
    expect(page.locator(f'[data-reason="{reason}"]')).to_be_visible()
    assert page.locator("[data-reason]:visible").count() == 1
    ways = page.locator('[data-screen="nosensor"] nav a')
    assert ways.evaluate_all("all => all.map(a => a.getAttribute('href'))") == ["/capture/type", "/capture/upload"]
    assert page.evaluate("document.activeElement.id") == "nosensor-heading"
    assert SITE.received == []


def test_a_computer_without_sensors_is_told_so_and_may_try_again(page, address, site):
    opened_without_sensors(page, address)
    without(page, "missing")
    assert accessible(page) == []
    page.click('[data-screen="nosensor"] [data-do="measure"]')
    seen(page, "nosensor")


@pytest.mark.parametrize("answer", ["denied", "prompt"])
def test_whatever_is_not_granted_is_refused_and_how_to_allow_it_is_said(page, address, site, browser, answer):
    opened(page, address)
    session = page.context.new_cdp_session(page)
    context_id = session.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    whole = browser.new_browser_cdp_session()
    for name in ("gyroscope", "accelerometer"):
        permission = {"permission": {"name": name}, "setting": answer, "browserContextId": context_id}
        whole.send("Browser.setPermission", {**permission, "origin": address})
    without(page, "denied")


def test_a_phone_that_answers_with_an_error_is_refused(page, address, site):
    opened(page, address, "DeviceMotionEvent.requestPermission = () => Promise.reject(new DOMException('', 'NotAllowedError'));")
    without(page, "denied")


def test_both_questions_are_asked_within_the_tap(page, address, site):
    ask = "requestPermission = () => { asked.push(navigator.userActivation.isActive); return Promise.resolve('granted'); };"
    kinds = ("DeviceMotionEvent", "DeviceOrientationEvent")
    opened(page, address, "window.asked = [];", *(f"{kind}.{ask}" for kind in kinds))
    page.click(START)
    page.wait_for_selector("dialog[open]")
    assert page.evaluate("asked") == [True, True]


def test_a_page_over_plain_http_says_what_is_missing(page, address, site):
    opened_without_sensors(page, address, PLAIN_HTTP)
    without(page, "insecure")
