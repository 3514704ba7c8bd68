"""What the page about trust says of the browser is so: measured in Chromium against a process with its own certificates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect

from builders.served import Running, free_port, served

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
SENSORS = ("relative-orientation", "gyroscope", "accelerometer", "linear-acceleration")
REGISTER = "navigator.serviceWorker.register('/sw.js').then(() => 'works', error => error.message)"
KEEP_AWAKE = "navigator.wakeLock.request('screen').then(() => 'works', error => error.message)"


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, str]]:
    port = free_port()
    with served("--https", "--http-port", str(port), data=tmp_path_factory.mktemp("serve") / "data") as running:
        yield running, f"http://localhost:{port}"


def past_the_warning(page: Page, url: str) -> None:
    """As somebody who clicks through it; Chromium takes these letters for that."""
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(url)
    expect(page).to_have_title("Privacy error")
    page.mouse.click(5, 5)
    page.keyboard.type("thisisunsafe", delay=20)
    page.wait_for_url(url)


def test_past_the_warning_the_sensors_work_and_going_offline_does_not(browser: Browser, door: tuple[Running, str]):
    running, _ = door
    context = browser.new_context(service_workers="allow")
    page = context.new_page()
    sensors = context.new_cdp_session(page)
    for kind in SENSORS:
        sensors.send("Emulation.setSensorOverrideEnabled", {"enabled": True, "type": kind})
    past_the_warning(page, f"https://127.0.0.1:{running.port}/about")
    assert page.evaluate("isSecureContext && typeof DeviceMotionEvent === 'function'")
    assert page.evaluate("DeviceMotionEvent.requestPermission()") == "granted"
    assert page.evaluate(KEEP_AWAKE) == "works"
    assert "SSL certificate error" in page.evaluate(REGISTER)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_for_everybody(browser: Browser, door: tuple[Running, str], width: int, scheme: str):
    running, url = door
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, service_workers="block")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(url)
    expect(page.locator("h1")).to_have_text("Trust this server")
    assert page.locator("main .button.main").first.get_attribute("href") == f"https://localhost:{running.port}/"
    for summary in page.locator("main summary").all():
        summary.click()
    assert Axe().run(page, options=WCAG).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
    context.close()


def test_it_opens_at_the_visitors_device(browser: Browser, door: tuple[Running, str]):
    context = browser.new_context(user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605")
    page = context.new_page()
    page.goto(door[1])
    expect(page.locator("details[open] summary")).to_have_text("iPhone and iPad")
    context.close()


def test_the_certificate_is_downloaded_under_its_name(browser: Browser, door: tuple[Running, str], tmp_path: Path):
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(door[1])
    with page.expect_download() as download:
        page.click("a:text-is('Get the certificate')")
    assert download.value.suggested_filename == "supple-ca.crt"
    context.close()
