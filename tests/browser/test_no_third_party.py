"""A browser that walks through the application asks nobody else for anything, and no page breaks the policy it carries."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from builders.visitors import client_of
from builders.world import World, make_world
from supple_web.accounts.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC = ("/", "/about", "/sources", "/account/login/", "/account/signup/", "/no-such-page")
OWN = (
    *("/today", "/session/{day}", "/programme", "/progress", "/mine", "/check", "/offline"),
    *("/check/{check}/result", "/check/{check}/hand"),
)


@pytest.fixture
def world(transactional_db) -> World:
    return make_world(Person.objects.create())


def test_no_page_asks_anybody_else(browser: Browser, live_server, world: World):
    context = browser.new_context(locale="en-GB")
    asked: list[str] = []
    broken: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("console", lambda said: broken.append(said.text) if "Content Security" in said.text else None)
    page.on("pageerror", lambda error: broken.append(str(error)))
    for path in PUBLIC:
        page.goto(live_server.url + path, wait_until="networkidle")
    session = client_of(world.person).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    for path in OWN:
        page.goto(live_server.url + path.format(check=world.check.pk, day=world.check.day), wait_until="networkidle")
    context.close()
    home = urlsplit(live_server.url).netloc
    assert {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))} == {home}
    assert broken == []
