"""A whole set measured with the phone, in a real Chromium whose sensors are fed: posted, measured, led without a screen."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, Route

import supple
from builders.capture_pages import (
    EARS,
    EYES,
    START,
    fresh,
    opened,
    paced,
)
from builders.phone_feed import samples

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "phone-trial-1.schema.json").read_text(encoding="utf-8"))


#: A computer that let the feed wait longer than this did not show a phone; the set is done once more.
LATE_S = 0.6


@pytest.fixture(scope="module")
def followed(browser: Browser, address: str) -> dict[str, Any]:
    """Somebody turns 42 degrees left and 50 right as the voice says; what was heard, shown and posted."""
    found = None
    for _ in range(3):
        late_s, found = follow(browser, address)
        if found is not None and late_s < LATE_S:
            break
    assert found is not None
    return found


def follow(browser: Browser, address: str) -> tuple[float, dict[str, Any] | None]:
    """The longest time without a sample, and what came of the set: None where it was cut."""
    pace = {"place": 1.4, "still": 1.6, "say": 0.5, "turn": 2.2, "hold": 1.8, "back": 2.2, "rest": 0.8, "done": 0.4}
    site = fresh(paced(pace))
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    sensors = opened(page, address, EARS)
    feed = list(samples(site.guidance, {"turn-left": 42.0, "turn-right": 50.0}))
    sensors.show(feed[0])
    page.evaluate(EYES)
    held: list[Route] = []

    def hold(route: Route) -> None:
        """The answer waits until this page has said what was heard on it."""
        held.append(route)

    page.route("**/capture/set", hold)
    page.click(START)
    page.wait_for_selector("dialog[open]")
    late_s = sensors.play(feed, started=time.monotonic())
    page.wait_for_selector('[data-screen="sending"]:visible, [data-screen="again"]:visible')
    heard = page.evaluate("({tones: window.tones, spoken: window.spoken, shown: window.shown, announced: window.announced})")
    if held:
        held[0].continue_()
        page.wait_for_url("**/capture/arrived")
    context.close()
    return late_s, {"posted": list(site.received), "guidance": site.guidance, **heard} if held else None


def test_a_set_is_posted_once_as_its_schema_has_it(followed):
    (posted,) = followed["posted"]
    jsonschema.Draft202012Validator(SCHEMA).validate(posted)
    assert posted["trial"] == followed["guidance"]["trial"]
    assert [mark["kind"] for mark in posted["marks"]] == ["upright", "zero", "cue", "hold", "cue", "hold", "end"]
    for part in ("motion", "orientation", "attitude"):
        lengths = {len(column) for column in posted[part].values() if isinstance(column, list)}
        assert len(lengths) == 1, part
    # Sixty a second for 21 seconds; a busy computer may lose some.
    assert len(posted["motion"]["time_ms"]) > 600
    assert posted["orientation"]["absolute"] is False


def test_marks_last_as_long_as_their_steps_and_cues_are_moments(followed):
    (posted,) = followed["posted"]
    for mark in posted["marks"]:
        if mark["kind"] == "cue":
            assert "end_ms" not in mark
        else:
            planned = 1800.0 if mark["kind"] == "hold" else 1600.0
            assert mark["end_ms"] - mark["start_ms"] == pytest.approx(planned, abs=400.0)
    first, last = posted["motion"]["time_ms"][0], posted["motion"]["time_ms"][-1]
    assert all(first < mark["start_ms"] < last for mark in posted["marks"])


def test_what_was_posted_measures_as_the_turns_that_were_made(followed, tmp_path):
    path = tmp_path / "set.json"
    path.write_text(json.dumps(followed["posted"][0]), encoding="utf-8")
    recording = supple.read(path)
    assert [window.purpose.value for window in recording.marks] == ["upright", "zero", "end"]
    motion = supple.measure(path).motion
    peaks = {repetition.direction: repetition.peak_deg for repetition in motion.repetitions}
    assert peaks["right"] == pytest.approx(50.0, abs=3.0)
    assert peaks["left"] == pytest.approx(42.0, abs=3.0)


def test_tones_and_voice_lead_the_whole_set_and_no_degree_is_shown_or_said(followed):
    sentences = [step["say"] for step in followed["guidance"]["steps"]]
    said = [text for text in followed["spoken"] if text.strip()]
    assert said == sentences
    # A tone for each step that has one, and three for the countdowns of getting into place.
    assert len(followed["tones"]) > sum(step["tone"] is not None for step in followed["guidance"]["steps"])
    words = " ".join([*said, *followed["shown"], *followed["announced"]]).lower()
    assert "degree" not in words
    assert "°" not in words
    assert not any(character.isdigit() for character in words)


def test_a_screen_reader_hears_each_step_once(followed):
    assert [text for text in followed["announced"] if text] == [step["say"] for step in followed["guidance"]["steps"]]
