"""Progress and own data in a real browser: axe in both themes, 320 px, print, names of pictures, folding without script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from builders.courses import PHONE, SEATED, finished, measured_days, trained
from builders.visitors import Visit
from supple_web.accounts.models import Person, User
from supple_web.assessments.models import Check, Trial
from supple_web.training.models import Session

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
PARTS = ("now", "over-time", "sessions", "pain", "plan", "files")


@pytest.fixture
def forgiven() -> tuple[str, ...]:
    """A form that is sent back is an answer, not a complaint."""
    return ("422",)


@pytest.fixture
def somebody() -> Person:
    """A guest with two ways of measuring, sessions and pain."""
    person = Person.objects.create()
    finished(measured_days(person, 3, every=14, gain_deg=4.0, ways=(PHONE, SEATED)), derive=False)
    trained(person, 20, every=3, pain=(1, 4, 2, 1))
    return person


def wrong(page: Page) -> str:
    found = Axe().run(page, options=WCAG)
    return "" if found.violations_count == 0 else found.generate_report()


def too_wide(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def paths_of(person: Person) -> list[str]:
    check = Check.objects.of(person).first()
    one = check.sets.filter(source="typed").first()
    trial = Trial.objects.of(person).filter(trial_set=one).first()
    session = Session.objects.of(person).first()
    return [
        *(f"{reverse('progress')}?part={part}" for part in PARTS),
        reverse("progress_print"),
        reverse("mine"),
        reverse("mine_about"),
        reverse("mine_check", args=[check.pk]),
        reverse("mine_set", args=[one.pk]),
        reverse("mine_set_delete", args=[one.pk]),
        reverse("mine_trial", args=[trial.pk]),
        reverse("mine_session", args=[session.pk]),
        reverse("mine_export"),
        reverse("mine_erase"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean_for_axe_and_fits_on_the_smallest_phone(visit: Visit, somebody: Person, live_server, scheme: str):
    page = visit(somebody, reverse("progress"), width=320, height=700, scheme=scheme)
    for path in paths_of(somebody):
        page.goto(live_server.url + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert wrong(page) == "", path
        assert too_wide(page) <= 0, path


@pytest.mark.parametrize("path", ["progress", "mine"])
def test_empty_pages_are_clean_too(visit: Visit, path: str):
    page = visit(None, reverse(path), width=320)
    assert wrong(page) == ""
    assert too_wide(page) <= 0


def test_a_member_sees_the_same_cleanly(visit: Visit):
    member = Person.objects.create(user=User.objects.create_user("member@example.org", "a long enough password"))
    page = visit(member, reverse("mine"), width=320)
    assert wrong(page) == ""
    assert too_wide(page) <= 0
    expect(page.get_by_role("link", name="Passkeys")).to_be_visible()


def test_pictures_have_names_that_say_what_they_show(visit: Visit, somebody: Person, live_server):
    page = visit(somebody, reverse("progress"))
    names = {
        "now": r"^How far the upper back turns \(thoracic rotation\)",
        "over-time": r"^Trend of turn to the left \(rotation\)",
        "sessions": r"^Calendar of sessions",
        "pain": r"^Pain around sessions",
    }
    for part, name in names.items():
        page.goto(f"{live_server.url}{reverse('progress')}?part={part}")
        picture = page.get_by_role("img", name=re.compile(name)).first
        expect(picture).to_be_visible()
        expect(picture).to_have_accessible_description(re.compile(r"\d"))
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
        assert len(ids) == len(set(ids)), part


def test_one_series_is_open_at_a_time_without_script(visit: Visit, somebody: Person):
    page = visit(somebody, f"{reverse('progress')}?part=over-time", script=False)
    opened = page.locator("details.series[open]")
    expect(opened).to_have_count(1)
    other = page.locator("details.series:not([open]) > summary").first
    words = other.locator(".what").inner_text()
    other.click()
    expect(opened).to_have_count(1)
    assert opened.locator(".what").inner_text() == words
    expect(opened.get_by_role("img").first).to_be_visible()


def test_with_the_keyboard_alone(visit: Visit, somebody: Person):
    page = visit(somebody, reverse("progress"))
    page.get_by_role("navigation", name="Parts of progress").get_by_role("link", name="Over time").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**part=over-time")
    summary = page.locator("details.series > summary").nth(1)
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.series").nth(1)).to_have_attribute("open", "")
    expect(page.locator("details.series").nth(0)).not_to_have_attribute("open", "")


def test_letters_of_a_picture_can_be_read_on_the_smallest_phone(visit: Visit, somebody: Person):
    page = visit(somebody, f"{reverse('progress')}?part=over-time", width=320)
    height = page.evaluate(
        "Math.min(...[...document.querySelectorAll('details[open] svg text')].map((one) => one.getBoundingClientRect().height))"
    )
    assert height >= 11


def test_the_report_prints_on_two_sheets_without_the_page_around_it(visit: Visit, somebody: Person):
    page = visit(somebody, reverse("progress_print"), width=1280, height=800)
    page.emulate_media(media="print")
    for gone in ("header.top", ".actions.no-print"):
        expect(page.locator(gone)).to_be_hidden()
    printed = page.pdf(format="A4", prefer_css_page_size=True, tagged=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= 3
    assert b"/StructTreeRoot" in printed


def test_correcting_and_erasing_by_hand(visit: Visit, somebody: Person):
    trial = Trial.objects.of(somebody).filter(trial_set__source="typed").first()
    page = visit(somebody, reverse("mine_check", args=[trial.trial_set.check_of_id]))
    page.get_by_role("link", name=re.compile(r"^Correct Turn")).first.click()
    field = page.get_by_label("in degrees")
    field.fill("four")
    page.get_by_role("button", name="Keep this value").click()
    expect(page.get_by_role("alert")).to_contain_text("degrees as a number")
    expect(field).to_have_value("four")
    field.fill("44.5")
    page.get_by_role("button", name="Keep this value").click()
    expect(page.get_by_role("status")).to_contain_text("Corrected")
    expect(page.get_by_text(re.compile("44.5°")).first).to_be_visible()


def test_erasing_everything_leads_to_the_page_that_wipes_the_device(visit: Visit, somebody: Person):
    page = visit(somebody, reverse("mine"))
    page.get_by_role("link", name="Erase everything").click()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_role("alert")).to_contain_text("nothing was erased")
    page.get_by_label("Yes, erase all of it").check()
    page.get_by_role("button", name="Erase everything").click()
    page.wait_for_url("**" + reverse("signed_out"))
    assert not Person.objects.filter(pk=somebody.pk).exists()
