"""The library in a real browser: axe in both themes, 320 px, searching while typing, without script, the editor's preview."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from builders.articles import change, make_article
from builders.staff import make_staff
from builders.visitors import Visit
from supple_web.library import actions

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
PICTURES = (
    "\n\n![A dial](figure:dial/stiff)\n\n![How](figure:howto/lumbar-locked)\n\n![Weeks](figure:trend/rotation)\n\n"
    "![Sides](figure:sides/rotation)\n\n```\na very long line of code " + "that goes on and on " * 10 + "\n```\n\n> Said once.\n"
)


@pytest.fixture
def article():
    staff = make_staff()
    made = make_article("first", picture="exercise/cat-camel-general", related=["second", "exercise:open-book"])
    make_article("second", title="The second", picture="dial/stiff")
    change(made, staff, body=made.versions.get(number=1).body + PICTURES)
    actions.set_video(exercise="open-book", language="en", title="Ada shows it", url="https://video.example/1", by=staff)
    return made


def assert_clean(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()
    answer = Axe().run(page, options=WCAG).response
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in answer["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_everybodys_pages(visit: Visit, article, scheme: str, width: int):
    page = visit(None, "/library/first", scheme=scheme, width=width)
    assert_clean(page)
    for path in ("/library?q=linaer", "/library/exercise/open-book", "/library"):
        page.goto(page.url.split("/library")[0] + path)
        assert_clean(page)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_staff_pages(visit: Visit, article, scheme: str, width: int):
    person = make_staff("Bea Kim").person
    page = visit(person, reverse("library_staff"), scheme=scheme, width=width)
    base = page.url.removesuffix(reverse("library_staff"))
    assert_clean(page)
    one = [article.pk]
    for path in (
        reverse("library_edit", args=one),
        reverse("library_versions", args=one),
        reverse("library_additions", args=["open-book"]),
    ):
        page.goto(base + path)
        assert_clean(page)


def test_what_is_typed_is_searched_at_once_and_back_leads_back(visit: Visit, article):
    page = visit(None, "/library")
    page.get_by_role("searchbox").press_sequentially("linaer")
    expect(page.locator(".hits mark").first).to_have_text("Linear")
    expect(page).to_have_url("/library?q=linaer" if page.url.startswith("/") else page.url.split("?")[0] + "?q=linaer")
    page.get_by_role("link", name="Linear first").click()
    expect(page.locator("h1")).to_have_text("Linear first")
    page.go_back()
    expect(page.locator(".hits mark").first).to_have_text("Linear")


def test_pictures_come_when_they_are_looked_at(visit: Visit, article):
    page = visit(None, "/library", width=1280)
    drawn = page.locator(".shelf-card img").first
    drawn.scroll_into_view_if_needed()
    expect(drawn).to_have_js_property("complete", True)
    assert drawn.evaluate("image => image.naturalWidth") > 0


def test_without_script_one_searches_and_previews_as_well(visit: Visit, article):
    page = visit(None, "/library", script=False)
    page.get_by_role("searchbox").fill("linaer")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".hits mark").first).to_have_text("Linear")
    page = visit(make_staff("Bea Kim").person, reverse("library_edit", args=[article.pk]), script=False)
    page.get_by_label("Text", exact=True).fill("Quite [@nothing] other.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("Line 1: no source “nothing”")
    expect(page.get_by_label("Text", exact=True)).to_have_value("Quite [@nothing] other.")


def test_the_preview_comes_beside_what_is_written(visit: Visit, article):
    page = visit(make_staff("Bea Kim").person, reverse("library_edit", args=[article.pk]), width=1280)
    page.get_by_label("Text", exact=True).fill("Quite other words [@heneghan18_active].")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview")).to_contain_text("Quite other words")
    expect(page.locator("#preview")).to_contain_text("Heneghan 2018, read in source")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
