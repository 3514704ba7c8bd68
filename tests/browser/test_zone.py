"""The browser's time zone reaches the server, also where the one known before begins with the same letters."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from builders.sitting import until

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_zone_that_begins_like_the_one_known_before_is_told(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(timezone_id="Etc/GMT+1")
    context.add_cookies([{"name": "zone", "value": "Etc/GMT+10", "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/about")
    until(page, "() => document.cookie === 'zone=Etc/GMT+1'")
    context.close()
