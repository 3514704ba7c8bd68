"""A phone, and somebody who sits down with the player on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from builders.player_site import reset
from builders.sitting import Open, Sitting


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    size = {"width": 390, "height": 844}
    made = browser.new_context(viewport=size, has_touch=True, service_workers="block", reduced_motion="reduce", timezone_id="UTC")
    yield made
    made.close()


@pytest.fixture
def sit(context: BrowserContext, live_server: Any) -> Iterator[Open]:
    opened: list[Sitting] = []

    def open_(**site: Any) -> Sitting:
        reset(**site)
        opened.append(Sitting(context, live_server.url))
        return opened[-1]

    yield open_
    assert [problem for one in opened for problem in one.problems] == []
