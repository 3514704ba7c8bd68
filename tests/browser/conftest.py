"""A real Chromium for the tests of this folder; `make test` installs it where it may."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from builders.visitors import Visit, client_of
from supple_web.accounts.models import Person

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
#: Without these a browser on a closed network looks for its maker's hosts at every start.
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    found = os.environ.get("SUPPLE_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.fail("no Chromium: run scripts/system.sh, or name one in SUPPLE_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(_QUIET))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 400, "height": 700})
    yield context.new_page()
    context.close()


@pytest.fixture
def opened(page: Page, tmp_path: Path):
    """Opens an SVG file, or a page around SVG, and gives the page and what the browser complained of."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def show(text: str, name: str = "drawing.svg") -> tuple[Page, list[str]]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        page.goto(path.as_uri())
        return page, complaints

    return show


@pytest.fixture
def forgiven() -> tuple[str, ...]:
    """What the browser may complain of: nothing, unless a module says otherwise."""
    return ()


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer, forgiven: tuple[str, ...]) -> Iterator[Visit]:
    """Opens a page as a person, or as somebody new; what the browser complains of fails the test.

    scale: as many times larger as a reader has zoomed.
    """
    contexts, complaints = [], []

    def heard(said: ConsoleMessage) -> None:
        if said.type == "error" and not any(words in said.text for words in forgiven):
            complaints.append(said.text)

    def open_(
        person: Person | None,
        path: str,
        *,
        width: int = 390,
        height: int = 844,
        scheme: str = "light",
        scale: float = 1.0,
        script: bool = True,
        **more: str,
    ) -> Page:
        size = {"width": int(width / scale), "height": int(height / scale)}
        context = browser.new_context(
            viewport=size, color_scheme=scheme, java_script_enabled=script, service_workers="block", **more
        )
        contexts.append(context)
        if person is not None:
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client_of(person).cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", heard)
        page.goto(live_server.url + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A real browser shares its computer: what did not come in time there is tried twice more, what is wrong stays wrong."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=2))
