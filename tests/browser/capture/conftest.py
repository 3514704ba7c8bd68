"""The capture's page on a server of its own, and a phone of its own for every test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test.utils import override_settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from builders.capture_pages import fresh, short
from builders.capture_site import Site


@pytest.fixture(scope="module")
def address(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Where the page is served.

    These tests keep nothing in the database, but the frame of a page reads the clinic's face from it, and Django looks at its
    connections with every request, which a live server shares with the tests before it.
    """
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF="builders.capture_site", ALLOWED_HOSTS=["localhost"]):
        server = LiveServer("localhost")
        yield server.url
        server.stop()


@pytest.fixture(autouse=True)
def _tables(transactional_db: None) -> None:
    """Tables are made for tests that ask for a database only."""


@pytest.fixture
def site() -> Site:
    return fresh(short())


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", service_workers="block")
    made.set_default_timeout(8000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Fails the test for what the page throws or its own policy forbids."""
    made, complaints = context.new_page(), []
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("console", lambda message: "Content Security" in message.text and complaints.append(message.text))
    yield made
    assert complaints == []
