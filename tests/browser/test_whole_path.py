"""The whole way of a new person with a phone: from the first page through screening and a guided set to the result.

The sensors are fed in real time (their events carry real time stamps), so this takes as long as the set itself, three minutes;
the other tests go on beside it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from builders.capture_pages import START
from builders.phone_feed import samples
from builders.sensor_feed import Sensors
from supple_web.assessments.models import Check, TrialSet

TURNED_DEG = {"turn-left": 42.0, "turn-right": 50.0}
#: A person who is well, can kneel and wears the phone on the breastbone.
WORDS = {"age_years": "41", "minutes_per_day": "12"}
CHOICES = ("phone", "sternum", "low-back", "none", "no", "5", "0")
#: The deepest page of questions there is, with some to spare.
MOST_PAGES = 40


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", timezone_id="Europe/Madrid")
    context.set_default_timeout(15_000)
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: "Content Security" in message.text and complaints.append(message.text))
    yield page
    context.close()
    assert complaints == []


def test_a_person_turning_42_degrees_left_is_measured_as_that(phone, live_server):
    sensors = Sensors(phone)
    phone.goto(live_server.url)
    phone.click("main .button.main")
    answer_everything(phone)
    phone.click("main .button.main")  # to the first test
    phone.click("main .button.main")  # measure with the phone
    follow(phone, sensors)
    phone.wait_for_url("**/pain/**")
    answer(phone)
    measured = TrialSet.objects.get()
    assert measured.raw is not None
    assert {one["grade"] for one in repetitions(measured)} == {"good"}
    for direction in ("left", "right"):
        turns = [one for one in repetitions(measured) if one["direction"] == direction]
        assert len(turns) == 3
        for one in turns:
            low, high = one["interval_deg"]
            assert low <= TURNED_DEG[f"turn-{direction}"] <= high

    phone.click("text=Stop here for today")
    phone.wait_for_url("**/result")
    said = phone.inner_text("main")
    assert "42" in said
    assert "50" in said
    check = Check.objects.get()
    assert check.finished_at is not None
    assert check.person.is_guest
    assert phone.locator("main svg").first.is_visible()


def repetitions(one: TrialSet) -> list[dict[str, object]]:
    (file,) = one.document["files"]
    return [each for each in file["repetitions"] if each["movement"] == "rotation"]


def answer_everything(page: Page) -> None:
    """Answer each page of questions until the tests begin."""
    for _ in range(MOST_PAGES):
        if page.url.endswith("/next"):
            return
        answer(page)
    raise AssertionError(f"the questions never end: {page.url}")


def answer(page: Page) -> None:
    """Answer what this page asks, and go on."""
    for name, words in WORDS.items():
        if page.locator(f"main input[name={name}]").count():
            page.fill(f"main input[name={name}]", words)
    for name in dict.fromkeys(one.get_attribute("name") for one in page.locator("main input[type=radio]").all()):
        group = page.locator(f"main input[type=radio][name='{name}']")
        values = [one.get_attribute("value") for one in group.all()]
        wanted = next((value for value in CHOICES if value in values), values[0])
        chosen = group.nth(values.index(wanted))
        if chosen.is_visible():
            chosen.check()
    before = page.url
    page.locator("main form .button.main:visible").last.click()
    page.wait_for_load_state()
    assert page.url != before, page.inner_text("main")


def follow(page: Page, sensors: Sensors) -> None:
    """Be the person who does what the voice says."""
    guidance = page.evaluate("JSON.parse(document.getElementById('guidance').textContent)")
    feed = list(samples(guidance, TURNED_DEG))
    sensors.show(feed[0])
    page.click(START)
    started = time.monotonic()
    while page.evaluate("!document.querySelector('dialog').open"):
        started = time.monotonic()
    sensors.play(feed, started=started)
