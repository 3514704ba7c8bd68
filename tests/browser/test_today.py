"""The day, the programme, an exercise and a session in a real browser: axe, both themes, 320 px, keyboard, a whole session."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from builders.sessions import do_session, state_of
from builders.training_people import STIFF, finished_check, start_example
from builders.visitors import Visit
from supple_web.accounts.models import Person
from supple_web.training import engine
from supple_web.training.actions import skip_day, swap_exercise
from supple_web.training.models import Session

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


def today():
    return timezone.localdate()


def stiff() -> Person:
    person = Person.objects.create()
    finished_check(person, 8, STIFF)
    for ago in range(7, 0, -1):
        do_session(person, today() - timedelta(days=ago))
    Session.objects.update(pain_next_morning=0)
    return person


def fine() -> Person:
    person = Person.objects.create()
    start_example(person, "enough")
    return person


def painful() -> Person:
    person = Person.objects.create()
    start_example(person, "painful")
    return person


def stopped() -> Person:
    person = Person.objects.create()
    finished_check(person, 1, STIFF)
    do_session(person, pains=(2, 7, 5), ended="pain")
    return person


def eased() -> Person:
    person = Person.objects.create()
    finished_check(person, 2, STIFF)
    do_session(person, pains=(2, 4, 4))
    return person


def urgent() -> Person:
    person = Person.objects.create()
    finished_check(person, 0, answers={"chest_pain": True})
    return person


def morning() -> Person:
    person = Person.objects.create()
    finished_check(person, 2, STIFF)
    do_session(person, today() - timedelta(days=1))
    return person


def skipped() -> Person:
    person = stiff()
    skip_day(person=person, reason="time", by=person)
    return person


def done() -> Person:
    person = stiff()
    do_session(person)
    return person


PEOPLE = [stiff, fine, painful, stopped, eased, urgent, morning, skipped, done, Person.objects.create]


def pages_of(person: Person) -> list[str]:
    """Every page of training that this person reaches."""
    paths = [reverse("today"), reverse("programme")]
    now = engine.current(person)
    paths += [reverse("exercise", args=[one.chosen.exercise.id]) for one in (engine.choices_of(now, today()) if now else [])[:2]]
    return [*paths, *(reverse("session_done", args=[one.pk]) for one in Session.objects.of(person)[:1])]


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, options=WCAG).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]


def open_everything(page: Page) -> None:
    for summary in page.locator("main summary").all():
        summary.click()


def go(page: Page, path: str) -> None:
    page.goto(re.sub(r"(https?://[^/]+).*", rf"\1{path}", page.url))
    open_everything(page)


@pytest.mark.parametrize("make", PEOPLE, ids=lambda make: make.__name__)
def test_axe_finds_nothing_in_light_and_dark(visit: Visit, make):
    person = make()
    page = visit(person, reverse("today"))
    for path in pages_of(person):
        go(page, path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour is caught on its way
            assert violations(page) == [], (path, scheme)


@pytest.mark.parametrize("make", [stiff, stopped, urgent, morning, done, fine], ids=lambda make: make.__name__)
def test_nothing_is_wider_than_its_window(visit: Visit, make):
    """320 px, and 640 px as a desktop of 1280 px looks at 200 %."""
    person = make()
    page = visit(person, reverse("today"))
    for path in pages_of(person):
        go(page, path)
        for width in (320, 640, 1280):
            page.set_viewport_size({"width": width, "height": 640})
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, (path, width)


@pytest.mark.parametrize("make", [stiff, stopped, morning], ids=lambda make: make.__name__)
def test_everything_that_is_pressed_is_large_enough(visit: Visit, make):
    """24 px at least (WCAG 2.5.8), links in running text excepted; buttons of ours are 44."""
    page = visit(make(), reverse("today"))
    open_everything(page)
    pressed = page.locator("main .button, main summary, main .choice, main .scale label")
    boxes = pressed.evaluate_all("all => all.map(one => [one.textContent.trim(), one.getBoundingClientRect().height])")
    assert [box for box in boxes if 0 < box[1] < 44] == []  # 0: not shown


def test_the_keyboard_reaches_the_start_and_its_focus_is_seen(visit: Visit):
    page = visit(stiff(), reverse("today"))
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        if reached[-1] == "Start":
            break
    assert reached[0] == "To the content"
    assert reached[-1] == "Start"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("[data-screen=before]")).to_be_visible()


def test_the_morning_is_answered_by_keyboard(visit: Visit):
    person = morning()
    page = visit(person, reverse("today"))
    page.locator("input[name=pain]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("for your back")
    assert Session.objects.get().pain_next_morning == 0


def test_the_day_works_without_script(visit: Visit):
    person = Person.objects.create()
    finished_check(person, 1, STIFF)
    page = visit(person, reverse("today"), script=False)
    page.click("summary:has-text('I did it by myself')")
    for name, value in {"pain_before": 1, "pain_during": 2, "pain_after": 1, "segments_moved": 3}.items():
        page.check(f"input[name={name}][value='{value}']", force=True)
    page.check("input[name=controlled][value=yes]")
    page.click("button:has-text('Keep it')")
    expect(page.locator("h1")).to_have_text("What you did")
    page.click("text=To today")
    expect(page.locator("h1")).to_have_text("Done for today")
    assert state_of(person)["linear_done"] == 0  # two is more than before


def test_a_day_is_moved_by_a_button(visit: Visit):
    person = Person.objects.create()
    finished_check(person, 1, STIFF, about={"age_years": 41, "minutes_per_day": 12, "days_per_week": 3, "equipment": []})
    page = visit(person, reverse("programme"))
    page.click("summary:has-text('Move a day')")
    button = page.locator(".moves button").first
    words = button.inner_text()
    button.click()
    expect(page.locator("[role=status] .notice")).to_contain_text("Moved to")
    assert words.split()[-1] in page.locator("[role=status]").inner_text()


def test_an_exercise_is_swapped_and_swapped_back(visit: Visit):
    page = visit(stiff(), reverse("exercise", args=["cat-camel-general"]))
    first = page.locator(".offers strong").first.inner_text()
    page.locator(".offers button").first.click()
    expect(page.locator("h1")).to_have_text(first)
    page.click("button:has-text('Back to')")
    expect(page.locator(".exercises strong").first).to_have_text("Cat and camel, whole spine")


def test_the_drawing_can_be_stopped(visit: Visit):
    page = visit(stiff(), reverse("exercise", args=["cat-camel-general"]))
    page.click("text=Pause the drawing")
    assert page.evaluate("document.querySelector('[data-moving] svg').animationsPaused()")


def test_a_whole_session_with_the_player_moves_the_plan(visit: Visit, live_server):
    """From Start to the page that says what it changed, by the clock of the page; the result arrives at the real server."""
    person = Person.objects.create()
    finished_check(person, 1, STIFF)
    page = visit(person, reverse("about"))
    now = time.time()
    page.clock.install(time=now - 600)
    page.goto(live_server.url + reverse("today"))
    page.clock.pause_at(now - 590)
    page.click("text=Start")
    page.locator("[data-screen=before] [data-pain] button").nth(1).click()
    page.locator("[data-screen=overview] button[value=start]").click()
    page.locator("[data-screen=move]").wait_for(state="visible")
    page.clock.run_for(400_000)
    for screen, level in (("pain_during", 1), ("pain_after", 0)):
        page.locator(f"[data-screen={screen}] [data-pain] button").nth(level).click()
    page.locator("[data-screen=controlled] button[value=yes]").click()
    page.locator("[data-screen=segments_moved] button[value='3']").click()
    expect(page.locator("[data-state=sent]")).to_be_visible()
    expect(page.locator("[data-screen=done] [data-fill=message]")).to_contain_text("linear movement counts")
    page.locator("[data-screen=done] [data-next]").click()
    expect(page.locator("h1")).to_have_text("What you did")
    session = Session.objects.get()
    assert (session.pain_before, session.pain_during, session.pain_after, session.segments_moved) == (1, 1, 0, 3)
    assert {row["exercise"] for row in session.done} == {"cat-camel-general", "thoracic-cars"}
    assert state_of(person)["linear_done"] == 1


def test_a_swapped_exercise_is_drawn_in_the_player(visit: Visit):
    person = stiff()
    swap_exercise(person=person, gone="cat-camel-general", come="cat-camel-standing", by=person)
    page = visit(person, reverse("session_play", args=[today()]))
    assert page.locator("template#figure-cat-camel-standing").count() == 1
