"""Results, the pages to read and the handover in a real Chromium: legible for everybody, on paper, in two browsers at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builders.checks import make_check, make_set
from builders.example_checks import days_before, example_check, finish, recorded_check
from builders.visitors import client_of
from supple_web.accounts.models import Person
from supple_web.assessments.models import Check

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
WIDTHS = (320, 390, 640, 1280)
MOST_BYTES = 100_000
A4 = {"format": "A4", "margin": dict.fromkeys(("top", "bottom", "left", "right"), "14mm")}

Opener = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, live_server) -> Iterator[Opener]:
    """Opens a path as somebody: ``visit("/", person, width=390, scheme="dark")``. Nothing may be complained of."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def go(path: str, person: Person | None = None, *, width: int = 1280, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme, locale="en-GB", service_workers="block"
        )
        contexts.append(context)
        if person is not None:
            session = client_of(person).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        answer = page.goto(live_server.url + path)
        assert answer is not None
        assert answer.status in {200, 404}
        if answer.status == 404:
            complaints.clear()
        return page

    yield go
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def person(transactional_db) -> Person:
    return Person.objects.create()


def found_by_axe(page: Page) -> list[str]:
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in Axe().run(page, options=WCAG).response["violations"]
        for node in one["nodes"]
    ]


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


def pages_of(person: Person) -> list[tuple[str, Person | None]]:
    """Every page of this part, with who looks at it."""
    undecided, hurt = Person.objects.create(), Person.objects.create()
    example_check(person, "stiff", days_before(30))
    running = make_check(Person.objects.create(), days_before(0))
    return [
        (f"/check/{example_check(person, 'control').pk}/result", person),
        (f"/check/{example_check(undecided, 'undetermined').pk}/result", undecided),
        (f"/check/{example_check(hurt, 'painful').pk}/result", hurt),
        (f"/check/{running.pk}/hand", running.person),
        ("/hand/aaaaa-aaaaa-aaaaa-aaaaa", None),
        ("/", None),
        ("/", person),
        ("/about", None),
        ("/sources", None),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_even_with_everything_unfolded(visit, person, scheme):
    for path, who in pages_of(person):
        page = visit(path, who, scheme=scheme, width=390)
        unfold(page)
        assert found_by_axe(page) == [], path


def test_nothing_is_wider_than_the_screen(visit, person):
    for path, who in pages_of(person):
        page = visit(path, who)
        unfold(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_the_first_page_is_light(visit, live_server, transactional_db):
    page = visit("/")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.reload(wait_until="networkidle")
    assert len(sizes) > 3
    assert sum(sizes) < MOST_BYTES


def test_on_a_phone_the_findings_and_the_next_step_come_first_and_the_page_is_short(visit, person):
    """The made-up person with most to say, bends included."""
    check = example_check(person, "control")
    make_set(check, {"flexion": [20, 21, 22], "extension": [10, 11, 9]}, position="seated", arm="crossed", instrument="phone")
    page = visit(f"/check/{finish(check).pk}/result", person, width=390)
    first = page.locator(".result-top .result-dial, #next, section.result-test .side-sure")
    heights = first.evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert len(heights) == 4
    assert page.evaluate("document.documentElement.scrollHeight") < 4500
    assert heights == sorted(heights)
    for folded in ("The way ahead, if all goes well", "How it was measured", "The mark, and other people", "Bending and arching"):
        expect(page.get_by_role("heading", name=folded).first).to_be_visible()
    expect(page.get_by_text("Error, borrowed").first).to_be_hidden()
    expect(page.get_by_text("upper-body bend from start").first).to_be_hidden()


def test_on_paper_stands_what_a_clinician_needs_on_two_pages(visit, person):
    page = visit(f"/check/{example_check(person, 'control').pk}/result", person)
    page.emulate_media(media="print")
    expect(page.get_by_role("cell", name="26.9 to 41.8°")).to_be_visible()
    expect(page.get_by_text("decision support, not a diagnosis")).to_be_visible()
    expect(page.get_by_text("In numbers and in full").first).to_be_hidden()
    expect(page.get_by_role("link", name="Begin with today’s session")).to_be_hidden()
    printed = page.pdf(**A4)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 2


def test_the_turn_over_time_is_fetched_into_the_page(visit, person):
    check = recorded_check(person)
    page = visit(f"/check/{check.pk}/result", person)
    page.get_by_role("heading", name="Every repetition").click()
    page.get_by_text("Turning, by yourself").click()
    page.get_by_role("link", name="Show the turn over time").click()
    expect(page.get_by_role("img", name=re.compile("Turn over time"))).to_be_visible()
    assert page.url.endswith("/result")
    assert found_by_axe(page) == []


def test_a_number_leads_to_its_source(visit, person):
    page = visit(f"/check/{example_check(person, 'control').pk}/result", person)
    page.get_by_role("heading", name="The mark, and other people").click()
    page.get_by_role("link", name="Johnson 2012, as quoted").click()
    expect(page.locator(":target")).to_contain_text("44.76")


@pytest.fixture
def reachable(settings):
    settings.OPTIONS = replace(settings.OPTIONS, urls=("https://supple.example",))


def test_the_phone_takes_over_and_the_computer_follows_to_the_result(visit, live_server, person, reachable):
    check = make_check(person, days_before(0))
    desk = visit(f"/check/{check.pk}/hand", person, scheme="dark")
    desk.get_by_role("button", name="Show the code").click()
    code = desk.get_by_role("img", name="QR code")
    expect(code).to_be_visible()
    assert code.locator("rect").evaluate("(one) => getComputedStyle(one).fill") == "rgb(255, 255, 255)"
    assert found_by_axe(desk) == []
    address = desk.locator(".hand-address").inner_text()

    phone = visit(address.removeprefix("https://supple.example"), width=390)
    assert found_by_axe(phone) == []
    phone.get_by_role("button", name="Yes, go on here").click()
    phone.wait_for_url(f"**/check/{check.pk}/**")
    expect(desk.get_by_text("The phone is connected")).to_be_visible()
    assert found_by_axe(desk) == []

    make_set(check, {"left": [60, 61, 62], "right": [60, 61, 62]})
    expect(desk.get_by_text("6 of 6 counted")).to_be_visible()
    finish(Check.objects.get(pk=check.pk))
    desk.wait_for_url("**/result")
    expect(desk.get_by_role("heading", name="You turn far enough, to both sides.")).to_be_visible()
    phone.goto(f"{live_server.url}/check/{check.pk}/result")
    expect(phone.get_by_text("This check was handed to this phone")).to_be_visible()


def test_without_script_the_computer_looks_again_by_a_link(browser, live_server, person, reachable):
    check = make_check(person, days_before(0))
    context = browser.new_context(java_script_enabled=False)
    session = client_of(person).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    desk = context.new_page()
    desk.goto(f"{live_server.url}/check/{check.pk}/hand")
    desk.get_by_role("button", name="Show the code").click()
    expect(desk.get_by_role("img", name="QR code")).to_be_visible()
    desk.get_by_role("link", name="Look again").click()
    expect(desk.get_by_text("Waiting for the phone")).to_be_visible()
    context.close()
