"""The main pages in Spanish, in a real browser: nothing left in English, axe, the smallest phone, a choice without script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from builders.routes import ROUTES
from builders.visitors import Visit
from builders.world import World, make_world
from supple_web.accounts.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
#: Pages that somebody sees in a first week; in those of the second kind the science speaks, too, by a catalogue of its own.
OURS = ("check", "check_set", "check_set_phone", "check_set_typed", "mine", "account_login", "account_signup", "offline")
WITH_SCIENCE = ("home", "about", "check_result", "today", "programme", "exercise", "session_play", "progress")
ENGLISH = re.compile(r"\b(the|and|with|your|you|this|that|which|from)\b", re.IGNORECASE)
#: Words of the interface that stand on nearly every page.
INTERFACE = re.compile(r"\b(Today|Yours|Sign in|Go on|Start|Sources|Language|Password|How it works|To the content)\b")


@pytest.fixture
def world() -> World:
    return make_world(Person.objects.create())


def address(name: str, world: World) -> str:
    of = ROUTES[name].of
    return reverse(name, kwargs=of(world) if of else None)


def spoken(page: Page) -> str:
    """What is read on a page, without drawings and names of programs."""
    return page.evaluate(
        """() => {
          const copy = document.body.cloneNode(true);
          copy.querySelectorAll("svg, script, code, template, [lang]").forEach((one) => one.remove());
          return copy.textContent;
        }"""
    )


@pytest.mark.parametrize("name", [*OURS, *WITH_SCIENCE])
def test_a_page_speaks_spanish_and_fits_the_smallest_phone(visit: Visit, world: World, name: str):
    page = visit(world.person, address(name, world), width=320, height=640, locale="es-ES")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert INTERFACE.findall(spoken(page)) == [], name
    if name in OURS:
        assert ENGLISH.findall(spoken(page)) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
    found = Axe().run(page, options=WCAG).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == [], name


@pytest.mark.parametrize("script", [True, False])
def test_another_language_is_one_press_away(visit: Visit, script: bool):
    page = visit(None, "/about", locale="en-GB", script=script)
    page.get_by_role("button", name="Español").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cómo funciona")
    assert page.url.endswith("/about")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How it works")
