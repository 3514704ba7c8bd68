"""The running check in a real Chromium: the phone's tilt against gravity, typed without sensors or script, legible for all."""

from __future__ import annotations

from math import cos, radians, sin

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from builders.checks import make_check
from builders.phone_feed import Sample
from builders.running import hip, knee, make_running
from builders.sensor_feed import Sensors
from builders.visitors import Visit
from supple_web.accounts.models import Person
from supple_web.running.models import RunningCheck

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
#: So that leaving a page that still reads its sensors is no fault of the page.
SLOW_MS = 15_000


@pytest.fixture
def person(transactional_db) -> Person:
    return Person.objects.create()


@pytest.fixture
def begun(person) -> RunningCheck:
    check = make_check(person, timezone.localdate())
    return RunningCheck.objects.create(person=person, day=timezone.localdate(), screened=check)


def pitched(degrees: float) -> Sample:
    """Screen up, its top edge raised by so many degrees."""
    half = radians(degrees) / 2.0
    down = (0.0, 9.81 * sin(radians(degrees)), 9.81 * cos(radians(degrees)))
    return Sample(0.0, (sin(half), 0.0, 0.0, cos(half)), (0.0, 0.0, 0.0), down, (0.0, 0.0, 0.0))


def held(visit: Visit, live_server: LiveServer, person: Person, path: str) -> tuple[Page, Sensors]:
    """A page whose phone has sensors, which have to be there before it is opened."""
    page = visit(person, reverse("running"))
    sensors = Sensors(page)
    page.goto(live_server.url + path)
    return page, sensors


def test_a_shin_is_read_from_upright_and_kept_once_still(visit, live_server, person, begun):
    path = reverse("running_test", args=[begun.pk, "knee-to-wall"]) + "?with=phone"
    page, sensors = held(visit, live_server, person, path)
    sensors.show(pitched(52.0))
    page.get_by_role("button", name="Left, first try").click()
    expect(page.locator("output")).to_have_text("38°", timeout=SLOW_MS)
    expect(page.locator("#left-1")).to_have_value("38.0", timeout=SLOW_MS)
    expect(page.get_by_role("status").filter(has_text="Kept: 38.0°.")).to_be_visible()


def test_a_thigh_below_level_is_plus_and_above_it_minus(visit, live_server, person, begun):
    path = reverse("running_test", args=[begun.pk, "hip-extension"]) + "?with=phone"
    page, sensors = held(visit, live_server, person, path)
    for name, place, raised, value in (("first", 1, -9.0, "9.0"), ("second", 2, 6.0, "-6.0")):
        sensors.show(pitched(raised))
        page.get_by_role("button", name=f"Right, {name} try").click()
        expect(page.locator(f"#right-{place}")).to_have_value(value, timeout=SLOW_MS)


def test_a_foot_is_read_twice_and_the_difference_counts(visit, live_server, person, begun):
    path = reverse("running_test", args=[begun.pk, "big-toe"]) + "?with=phone"
    page, sensors = held(visit, live_server, person, path)
    sensors.show(pitched(4.0))
    page.get_by_role("button", name="Left, first try").click()
    expect(page.get_by_role("status").filter(has_text="Now raise the heel")).to_be_visible(timeout=SLOW_MS)
    sensors.show(pitched(61.0))
    expect(page.locator("#left-1")).to_have_value("57.0", timeout=SLOW_MS)


def test_what_cannot_be_right_is_not_filled_in(visit, live_server, person, begun):
    path = reverse("running_test", args=[begun.pk, "hip-extension"]) + "?with=phone"
    page, sensors = held(visit, live_server, person, path)
    sensors.show(pitched(80.0))
    page.get_by_role("button", name="Left, first try").click()
    expect(page.get_by_role("status").filter(has_text="cannot be right")).to_be_visible(timeout=SLOW_MS)
    expect(page.locator("#left-1")).to_have_value("")


def test_without_sensors_it_says_so_and_one_types(visit, person, begun):
    page = visit(person, reverse("running_test", args=[begun.pk, "knee-to-wall"]) + "?with=phone")
    page.get_by_role("button", name="Left, first try").click()
    expect(page.get_by_role("status").filter(has_text="Type what an inclinometer shows")).to_be_visible(timeout=SLOW_MS)
    type_and_keep(page)
    assert RunningCheck.objects.get().readings["knee-to-wall"]["left"] == [38.0, 39.0]


def test_without_script_it_works_too(visit, person, begun):
    page = visit(person, reverse("running_test", args=[begun.pk, "knee-to-wall"]) + "?with=phone", script=False)
    expect(page.get_by_text("Without script this page cannot read the phone")).to_be_visible()
    type_and_keep(page)
    assert RunningCheck.objects.get().readings["knee-to-wall"]["tool"] == "phone"


def type_and_keep(page: Page) -> None:
    page.locator("#left-1").fill("38")
    page.locator("#left-2").fill("39")
    page.locator("input[name=pain_left][value='0']").check(force=True)
    page.get_by_role("button", name="Keep the values").last.click()
    page.wait_for_url("**/test/hip-extension")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (390, "light"), (1280, "light")])
def test_every_page_is_legible_and_nothing_reaches_out_sideways(visit, live_server, width, scheme, person):
    running = make_running(
        person,
        timezone.localdate(),
        knee_to_wall=knee((12.0, 12.0), (4.0, 4.0)),
        hip_extension=hip(watched=False),
        big_toe=knee((60.0, 61.0), (48.0, 49.0), tool="phone", pain=0),
    )
    page = visit(person, reverse("running"), width=width, scheme=scheme)
    for path in (
        "",
        reverse("running_result", args=[running.pk]),
        reverse("running_test", args=[running.pk, "hip-extension"]),
        reverse("running_delete", args=[running.pk]),
    ):
        if path:
            page.goto(live_server.url + path)
        for details in page.locator("main details").all():
            details.evaluate("one => one.open = true")
        assert Axe().run(page, options=WCAG).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
