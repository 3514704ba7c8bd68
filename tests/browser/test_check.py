"""The whole check by typing, in a real browser at the size of a phone: reload, back, keyboard alone, axe, narrow and zoomed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from builders.checks import make_check, make_set
from builders.setups import FILE, TYPED, WHO
from builders.visitors import Visit
from supple_web.accounts.models import Person
from supple_web.assessments import actions
from supple_web.assessments.models import Check, TrialSet

pytestmark = pytest.mark.django_db(transaction=True)
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
#: By name of the field: what somebody types or chooses who can kneel, hurts nowhere and reads an inclinometer.
WORDS = {"age_years": "41", "minutes_per_day": "12"}
CHOSEN = {
    "way": "typed",
    "back_pain": "none",
    "pain_now": "0",
    "days_per_week": "5",
    "instrument": "inclinometer",
    "read_at": "T1-T2",
}
DEGREES = {"right": 44.0, "left": 38.0, "flexion": 35.0, "extension": 20.0}
HELPED = {"right": 62.0, "left": 60.0}
MOST_PAGES = 60
Look = Callable[[Page], None]


@pytest.fixture
def forgiven() -> tuple[str, ...]:
    """A form that is sent back is an answer, not a complaint."""
    return ("422",)


@pytest.fixture
def visit(visit: Visit) -> Visit:
    """Without motion, and at the start of the check unless a test says otherwise."""

    def open_(path: str = "/check", person: Person | None = None, **more: object) -> Page:
        return visit(person, path, reduced_motion="reduce", **more)

    return open_


def name_of(page: Page) -> str:
    """What the page is: the page of questions, or what of a set; without ids."""
    parts = page.url.split("/check", 1)[1].strip("/").split("/")[1:]
    return "/".join(part for part in parts if len(part) != 36).split("?")[0] or "start"


def fill(page: Page) -> None:
    """Answer what this page asks."""
    for field, words in WORDS.items():
        if page.locator(f"main input[name={field}]").count():
            page.fill(f"main input[name={field}]", words)
    levels = DEGREES if "helped" not in page.url else HELPED
    for box in page.locator("main .readings input").all():
        name, time = str(box.get_attribute("name")).rsplit("-", 1)
        box.fill(f"{levels[name] + int(time):.1f}".replace(".", ","))
    for group in dict.fromkeys(str(one.get_attribute("name")) for one in page.locator("main input[type=radio]").all()):
        boxes = page.locator(f"main input[type=radio][name='{group}']")
        wanted = CHOSEN.get(group)
        chosen = page.locator(f"main input[type=radio][name='{group}'][value='{wanted}']") if wanted else boxes.first
        if boxes.first.is_visible():
            chosen.check()


def press_on(page: Page) -> None:
    """The one main button."""
    page.locator("main .button.main:visible").last.click()
    page.wait_for_load_state()


def walk(page: Page, *looks: Look) -> list[str]:
    """From the start to the result, looking at every page on the way; returns the pages in order."""
    seen = []
    for _ in range(MOST_PAGES):
        seen.append(name_of(page))
        for look in looks:
            look(page)
        if seen[-1] == "result":
            return seen
        fill(page)
        press_on(page)
        if name_of(page) == "doubt":
            page.click("text=Keep as they are")
    raise AssertionError(f"the check never ends: {seen}")


def clean(page: Page) -> None:
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, (page.url, found.generate_report())


def narrow(page: Page) -> None:
    width, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width <= room, page.url


def one_heading_and_one_main_button(page: Page) -> None:
    assert page.locator("h1:visible").count() == 1, page.url
    if name_of(page) != "result":
        assert page.locator("main .button.main:visible").count() == 1, page.url


def reloaded(page: Page) -> None:
    """The same page is there after a reload, and where the check goes on is this page."""
    before, heading = page.url, page.inner_text("h1")
    page.reload()
    assert (page.url, page.inner_text("h1")) == (before, heading)


def test_the_whole_check_by_typing_survives_a_reload_at_every_step(visit):
    page = visit()
    seen = walk(page, reloaded, one_heading_and_one_main_button)
    assert seen[:3] == ["start", "age", "heart"]
    typed = [name.split("/")[1] for name in seen if name.endswith("/type")]
    assert [stage for stage in typed if not stage.endswith("-more")] == ["turning", "bending", "helped"]
    check = Check.objects.get()
    assert check.finished_at is not None
    assert TrialSet.objects.count() == len(typed)


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 320), ("light", 1280)])
def test_every_page_is_accessible_and_needs_no_sideways_scrolling(visit, scheme, width):
    walk(visit(width=width, scheme=scheme), clean, narrow)


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 320), ("light", 1280)])
def test_so_are_the_pages_of_the_other_ways_and_those_beside_the_way(visit, scheme, width):
    page = visit(width=width, scheme=scheme)
    walk_to = {"file": ("sternum", "#recording"), "phone": ("sternum", "[data-screen=start]")}
    to_the_tests(page)
    beside = page.url
    for way, (place, shown) in walk_to.items():
        page.goto(beside.replace("/next", f"/way?to={way}"))
        press_on(page)
        clean(page)
        narrow(page)
        page.check(f"input[value={place}]")
        press_on(page)
        for _ in range(2):
            press_on(page)
            narrow(page)
        assert page.locator(shown).first.is_visible()
        clean(page)
    page.goto(beside.replace("/next", "/set/turning/skip"))
    for look in (clean, narrow):
        look(page)
    press_on(page)
    clean(page)


def test_what_a_recording_cannot_be_is_told_beside_it(visit):
    page = visit(width=320)
    to_the_tests(page)
    page.goto(page.url.replace("/next", "/way?to=file"))
    press_on(page)
    page.check("input[value=sternum]")
    for _ in range(3):
        press_on(page)
    page.set_input_files("#recording", [{"name": "a picture.svg", "mimeType": "image/svg+xml", "buffer": b"<svg></svg>"}])
    press_on(page)
    expect(page.locator("[role=alert]")).to_contain_text("a picture.svg: no format that is known.")
    clean(page)
    narrow(page)


# ---------------------------------------------------------------- pages that only some people see


def of_somebody(setup=TYPED, **answers):
    today = timezone.localdate()
    return make_check(Person.objects.create(), today, answers=answers, about=dict(WHO), setup=dict(setup))


def coming_back():
    earlier = of_somebody()
    Check.objects.update(day=earlier.day - timedelta(days=7), created_at=timezone.now() - timedelta(days=7))
    return actions.begin(person=earlier.person, day=timezone.localdate(), by=earlier.person), "again"


def pregnant():
    check = of_somebody(pregnancy="second")
    return check, "expecting"


def sixteen():
    check = of_somebody()
    check.about["age_years"] = 16
    check.save()
    return check, "guardian"


def in_pain():
    return of_somebody(pain_now=7), "next"


def in_doubt():
    check = of_somebody()
    fields = {"placement": "T1-T2", "asked": {"right": 3, "left": 3}}
    make_set(check, {"right": [61.0, 62.0, 63.0], "left": [40.0, 41.0, 39.0]}, **fields)
    make_set(check, {"right": [34.0, 35.0, 36.0], "left": [45.0, 46.0, 44.0]}, "assisted", **fields)
    return check, "doubt"


def to_be_corrected():
    check, _ = in_doubt()
    make_set(check, {"right": [61.0]}, source="phone", instrument="phone", raw=b"")
    return check, "values"


def recording_without_upright():
    check = of_somebody(FILE)
    document = {"files": [{"duration_s": 42.0, "repetitions": [{"start_s": 6.2}]}]}
    hints = {"asks": ["upright", "facing"]}
    one = make_set(check, {"right": [], "left": []}, source="file", document=document, hints=hints, raw=b"", file_name="a.sto")
    return check, f"hint/{one.pk}"


def done_for_today():
    check = of_somebody(pain_now=7)
    actions.finish(check=check, by=check.person)
    return check, ""


SOME = [coming_back, pregnant, sixteen, in_pain, in_doubt, to_be_corrected, recording_without_upright, done_for_today]


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 390)])
@pytest.mark.parametrize("make", SOME)
def test_pages_that_only_some_see_are_accessible_too(visit, make, scheme, width):
    check, path = make()
    page = visit(f"/check/{check.pk}/{path}" if path else "/check", check.person, scheme=scheme, width=width)
    assert path in page.url
    clean(page)
    narrow(page)
    one_heading_and_one_main_button(page)


def test_at_twice_the_size_nothing_is_cut_off(visit):
    walk(visit(width=640, scale=2.0), narrow)


def test_everything_works_without_script(visit):
    page = visit(script=False)
    seen = []
    for _ in range(MOST_PAGES):
        seen.append(name_of(page))
        if seen[-1] == "result":
            break
        fill(page)
        press_on(page)
        if name_of(page) == "doubt":
            page.click("text=Keep as they are")
    assert seen[-1] == "result"


# ---------------------------------------------------------------- back


def test_the_browsers_back_leads_through_the_questions_and_on_again(visit):
    page = visit()
    press_on(page)
    for name in ("age", "heart", "nerves"):
        assert name_of(page) == name
        fill(page)
        press_on(page)
    page.go_back()
    page.go_back()
    assert name_of(page) == "heart"
    assert page.locator("input[value=no]:checked").count() == 4
    page.check("input[name=collapse][value=no]")
    press_on(page)
    assert name_of(page) == "walking"


def test_back_after_a_set_makes_no_second_one(visit):
    page = visit()
    to_the_tests(page)
    press_on(page)
    press_on(page)
    fill(page)
    press_on(page)
    expect(page.locator("h1")).to_have_text("How did that feel?")
    page.go_back()
    expect(page.locator("main")).to_contain_text("That set is done")
    expect(page.locator("h1")).to_have_text("How did that feel?")
    assert TrialSet.objects.count() == 1


def test_the_pages_own_back_is_always_there_on_the_way_to_the_tests(visit):
    page = visit()
    names = []
    for _ in range(MOST_PAGES):
        names.append(name_of(page))
        if names[-1] == "next":
            break
        fill(page)
        press_on(page)
    for expected in reversed(names[1:-1]):
        page.click(".check-top >> text=Back")
        assert name_of(page) == expected


def test_two_windows_make_no_set_twice(visit):
    page = visit()
    to_the_tests(page)
    press_on(page)
    press_on(page)
    other = page.context.new_page()
    other.goto(page.url)
    for window in (page, other):
        fill(window)
    press_on(page)
    fill(page)
    press_on(page)
    press_on(other)
    assert "was entered in another window" in other.inner_text("main")
    assert TrialSet.objects.count() == 1


def to_the_tests(page: Page) -> None:
    for _ in range(MOST_PAGES):
        if name_of(page) == "next":
            return
        fill(page)
        press_on(page)
    raise AssertionError(page.url)


# ---------------------------------------------------------------- keyboard alone


def focus_on(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus; it must be seen there."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            shown = page.evaluate("document.activeElement.closest('label, a, button, input')?.getBoundingClientRect().width > 1")
            assert shown, (page.url, selector)
            return
    raise AssertionError(f"{page.url}: no way to {selector} by keyboard")


def test_the_questions_and_a_set_by_keyboard_alone(visit):
    page = visit()
    focus_on(page, "main .button.main")
    page.keyboard.press("Enter")
    page.wait_for_url("**/age")
    focus_on(page, "#age_years")
    page.keyboard.type("41")
    page.keyboard.press("Enter")
    page.wait_for_url("**/heart")
    focus_on(page, "input[name=chest_pain]")
    page.keyboard.press("Space")
    assert page.is_checked("input[name=chest_pain][value=no]")
    page.keyboard.press("ArrowDown")
    assert page.is_checked("input[name=chest_pain][value=yes]")
    page.keyboard.press("ArrowUp")
    focus_on(page, "button[name=none]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nerves")
    to_the_tests(page)
    for selector in ("main .button.main", "main .button.main"):
        focus_on(page, selector)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    for name in ("right-1", "left-1", "right-2", "left-2", "right-3", "left-3"):
        focus_on(page, f"#{name}")
        page.keyboard.type("44,5")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pain/**")
    for side in ("right", "left"):
        focus_on(page, f"input[name={side}-felt]")
        page.keyboard.press("ArrowDown")
    focus_on(page, "main .button.main")
    page.keyboard.press("Enter")
    page.wait_for_url("**/next")
    assert TrialSet.objects.get().pain == {"right": 0, "left": 0}


def test_enter_on_a_screen_of_questions_never_says_none_of_these(visit):
    page = visit()
    press_on(page)
    fill(page)
    press_on(page)
    page.focus("input[name=chest_pain][value=yes]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("[role=alert]")).to_contain_text("questions have no answer yet")
    assert page.is_checked("input[name=chest_pain][value=yes]")


# ---------------------------------------------------------------- slips, pain, the end at once


def test_a_wrong_number_is_told_and_nothing_typed_is_lost(visit):
    page = visit()
    to_the_tests(page)
    press_on(page)
    press_on(page)
    fill(page)
    page.fill("#left-2", "x")
    press_on(page)
    expect(page.locator("#left-2-wrong")).to_have_text("“x” is no number; type one such as 40.5.")
    assert page.input_value("#right-3") == "47,0"
    page.click("[role=alert] a")
    assert page.evaluate("document.activeElement.id") == "left-2"
    clean(page)


def test_how_much_it_hurt_is_asked_only_where_it_did(visit):
    page = visit()
    to_the_tests(page)
    press_on(page)
    press_on(page)
    fill(page)
    press_on(page)
    assert not page.locator("input[name=left-level]").first.is_visible()
    page.check("input[name=left-felt][value=pain]")
    page.check("input[name=left-level][value='3']")
    page.check("input[name=right-felt][value=nothing]")
    clean(page)
    press_on(page)
    expect(page.locator("main")).to_contain_text("Nothing more to the left today")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_red_flag_shows_where_to_go_and_nothing_else(visit, scheme):
    page = visit(scheme=scheme)
    press_on(page)
    fill(page)
    press_on(page)
    for name in ("breathless", "tearing_pain", "collapse"):
        page.check(f"input[name={name}][value=no]")
    page.check("input[name=chest_pain][value=yes]")
    page.click("main .actions button:has-text('Continue')")
    expect(page.locator("h1")).to_have_text("Call the emergency services now")
    assert page.locator("nav").count() == 0
    assert page.locator("main a:visible").all_inner_texts() == ["Call 112", "I answered something wrong"]
    clean(page)
    narrow(page)
    page.goto(page.url.rsplit("/", 1)[0] + "/next")
    assert page.url.endswith("/stop")
    page.click("text=I answered something wrong")
    clean(page)
    page.check("input[name=chest_pain][value=no]")
    press_on(page)
    assert name_of(page) == "nerves"
