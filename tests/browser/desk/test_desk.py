"""The desk in a real browser: axe in both themes, 320 px, two columns at a desk, everything without script."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from builders.courses import PHONE, finished, measured_days, trained
from builders.staff import make_care, make_staff
from builders.visitors import Visit
from builders.worlds.desk import ITEM
from supple_web.accounts.models import Person
from supple_web.clinic.models import Staff
from supple_web.desk import actions
from supple_web.training.engine import Change

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def forgiven() -> tuple[str, ...]:
    """A form that is sent back is an answer, not a complaint."""
    return ("422",)


@pytest.fixture
def staff() -> Staff:
    return make_staff()


@pytest.fixture
def client_person(staff: Staff) -> Person:
    """Somebody with measurements, sessions, a finding overruled, an exercise added, a note."""
    person = Person.objects.create()
    checks = finished(measured_days(person, 3, every=14, gain_deg=4.0, ways=(PHONE,)), derive=False)
    trained(person, 12, every=3, pain=(1, 4, 2, 1))
    make_care(staff, person)
    actions.name_client(person=person, name="Kim Doe", born_year=1980, by=staff)
    actions.overrule(person=person, check=checks[-1], direction="left", category="painful", reason="It hurts.", by=staff)
    actions.edit(person=person, change=Change("add", **ITEM), reason="For the ribs.", by=staff)
    actions.write_note(person=person, text="Sits all day.", by=staff)
    actions.save_template(name="Ribs", words="After sitting.", items=[ITEM], by=staff)
    return person


def wrong(page: Page) -> str:
    found = Axe().run(page, options=WCAG)
    return "" if found.violations_count == 0 else found.generate_report()


def paths_of(person: Person) -> list[str]:
    names = ("desk_client", "desk_measure", "desk_programme", "desk_print")
    check = person.checks.order_by("-day").first()
    assert check is not None
    own = [reverse(name, args=[person.pk]) for name in names]
    clinics = [reverse(name) for name in ("desk", "desk_rules", "desk_templates", "desk_template_new")]
    return [*clinics, *own, reverse("desk_overrule", args=[person.pk, check.pk, "right"])]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean_for_axe_and_fits_on_the_smallest_phone(visit: Visit, staff, client_person, live_server, scheme):
    page = visit(staff.person, "/desk", width=320, scheme=scheme)
    for path in paths_of(client_person):
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert wrong(page) == "", path


def test_two_columns_at_a_desk_one_on_a_phone(visit: Visit, staff, client_person):
    path = reverse("desk_client", args=[client_person.pk])
    wide, narrow = visit(staff.person, path, width=1280, height=800), visit(staff.person, path)
    tops = [[page.locator(f"#{name}").bounding_box()["y"] for name in ("findings", "programme")] for page in (wide, narrow)]
    assert abs(tops[0][0] - tops[0][1]) < 40
    assert tops[1][1] - tops[1][0] > 300


def test_a_finding_a_measurement_and_the_questions_without_script(visit: Visit, staff, client_person):
    page = visit(staff.person, "/desk", width=1280, height=800, script=False)
    page.get_by_role("link", name="Kim Doe").click()
    page.get_by_role("link", name="Enter measurements").click()
    page.get_by_label("Degrees, one reading after the other").first.fill("61 62 60")
    page.get_by_role("button", name="Keep and judge anew").click()
    expect(page.get_by_role("alert")).to_contain_text("another look")
    expect(page.get_by_label("Degrees, one reading after the other").first).to_have_value("61 62 60")
    page.get_by_label("How much did it hurt, 0 to 10?").first.fill("1")
    page.get_by_label("I ask them now").check()
    page.get_by_label("on the morning after your last session").select_option("0")
    page.get_by_role("button", name="Keep and judge anew").click()
    expect(page.get_by_role("status")).to_contain_text("judged anew")
    expect(page.locator("#trials").get_by_text("Measured by Ada Reyes")).to_have_count(1)
