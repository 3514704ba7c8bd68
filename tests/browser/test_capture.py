"""Measuring with the phone, in a real Chromium whose sensors are fed: whole sets, and everything that may go wrong in one."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test.utils import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from scipy.spatial.transform import Rotation

import supple
from builders.capture_site import SITE, Site
from builders.phone_feed import samples
from builders.sensor_feed import Sensors
from supple.guidance import guidance
from supple.recording.rotations import from_device_angles_deg

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "phone-trial-1.schema.json").read_text(encoding="utf-8"))
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
KINDS = ("place", "still", "say", "turn", "hold", "back", "rest", "done")
START = '[data-screen="start"] [data-do="measure"]'
#: What a phone does when its screen is locked, all at once.
LOCKED = """() => {
  let state = "hidden";
  Object.defineProperty(document, "visibilityState", {get: () => state, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
  state = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
}"""
#: Notes what is shown and what a screen reader is told.
EYES = """() => {
  window.shown = []; window.announced = [];
  for (const [name, list] of [["show", shown], ["spoken", announced]]) {
    const part = document.querySelector(`[data-run="${name}"]`);
    new MutationObserver(() => list.push(part.textContent)).observe(part, {childList: true, characterData: true, subtree: true});
  }
}"""
#: Counts what is heard: tones as they start, sentences as they are said by a voice that is there and works.
EARS = """window.tones = []; window.spoken = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { tones.push(this.frequency.value); return start.call(this, at); };
speechSynthesis.speak = (u) => { spoken.push(u.text); setTimeout(() => u.onend?.(new Event("end")), 0); };"""
NO_VOICE = "delete window.speechSynthesis; delete window.SpeechSynthesisUtterance;"
PLAIN_HTTP = """Object.defineProperty(window, "isSecureContext", {value: false});
for (const name of ["DeviceMotionEvent", "DeviceOrientationEvent", "RelativeOrientationSensor"]) delete window[name];"""
NO_STORE = "IDBFactory.prototype.open = () => { throw new DOMException('nothing is kept here', 'SecurityError'); };"


def paced(seconds: Mapping[str, float], **options: Any) -> dict[str, Any]:
    """The real guidance of one turn each way, at a pace of the test's own: sensors cannot be hurried."""
    document = guidance("lumbar-locked", each=1, **options).document()
    for step in document["steps"]:
        step["seconds"] = seconds[step["kind"]]
    return document


def short(**seconds: float) -> dict[str, Any]:
    """Just the first turn, in little more than a second: for what happens around a set."""
    document = paced({**dict.fromkeys(KINDS, 0.12), **seconds})
    steps = document["steps"]
    return {**document, "steps": [*steps[:8], *steps[-2:]]}


def fresh(document: Mapping[str, Any]) -> Site:
    SITE.guidance, SITE.practice = document, None
    SITE.answers.clear()
    SITE.received.clear()
    return SITE


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with override_settings(ROOT_URLCONF="builders.capture_site", ALLOWED_HOSTS=["localhost"]):
        server = LiveServer("localhost")
        yield server.url
        server.stop()


@pytest.fixture
def site() -> Site:
    return fresh(short())


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", service_workers="block")
    made.set_default_timeout(8000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Fails the test for what the page throws or its own policy forbids."""
    made, complaints = context.new_page(), []
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("console", lambda message: "Content Security" in message.text and complaints.append(message.text))
    yield made
    assert complaints == []


def opened(page: Page, address: str, *scripts: str, sensors: bool = True) -> Sensors | None:
    for script in scripts:
        page.add_init_script(script)
    fed = Sensors(page) if sensors else None
    page.goto(f"{address}/capture/")
    return fed


def seen(page: Page, screen: str) -> None:
    expect(page.locator(f'[data-screen="{screen}"]')).to_be_visible()
    assert page.locator("[data-screen]:visible").count() == 1


def accessible(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]


# --- a whole set -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def followed(browser: Browser, address: str) -> dict[str, Any]:
    """Somebody turns 42 degrees left and 50 right as the voice says; what was heard, shown and posted."""
    pace = {"place": 1.4, "still": 1.6, "say": 0.5, "turn": 2.2, "hold": 1.8, "back": 2.2, "rest": 0.8, "done": 0.4}
    fresh(paced(pace))
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    sensors = opened(page, address, EARS)
    assert sensors is not None
    feed = list(samples(SITE.guidance, {"turn-left": 42.0, "turn-right": 50.0}))
    sensors.show(feed[0])
    page.evaluate(EYES)
    held: list[Route] = []

    def hold(route: Route) -> None:
        """The answer waits until this page has said what was heard on it."""
        held.append(route)

    page.route("**/capture/set", hold)
    page.click(START)
    page.wait_for_selector("dialog[open]")
    started = time.monotonic()
    while page.evaluate("!document.querySelector('dialog').open"):
        started = time.monotonic()
    sensors.play(feed, started=started)
    page.wait_for_selector('[data-screen="sending"]:visible')
    heard = page.evaluate("({tones: window.tones, spoken: window.spoken, shown: window.shown, announced: window.announced})")
    held[0].continue_()
    page.wait_for_url("**/capture/arrived")
    context.close()
    return {"posted": list(SITE.received), "guidance": SITE.guidance, **heard}


def test_a_set_is_posted_once_as_its_schema_has_it(followed):
    (posted,) = followed["posted"]
    jsonschema.Draft202012Validator(SCHEMA).validate(posted)
    assert posted["trial"] == followed["guidance"]["trial"]
    assert [mark["kind"] for mark in posted["marks"]] == ["upright", "zero", "cue", "hold", "cue", "hold", "end"]
    for part in ("motion", "orientation", "attitude"):
        lengths = {len(column) for column in posted[part].values() if isinstance(column, list)}
        assert len(lengths) == 1, part
    # Sixty a second for 21 seconds; a busy computer may lose some.
    assert len(posted["motion"]["time_ms"]) > 900
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


# --- no readings -----------------------------------------------------------------------------------------------------


def without(page: Page, reason: str) -> None:
    page.click(START)
    seen(page, "nosensor")
    expect(page.locator(f'[data-reason="{reason}"]')).to_be_visible()
    assert page.locator("[data-reason]:visible").count() == 1
    ways = page.locator('[data-screen="nosensor"] nav a')
    assert ways.evaluate_all("all => all.map(a => a.getAttribute('href'))") == ["/capture/type", "/capture/upload"]
    assert page.evaluate("document.activeElement.id") == "nosensor-heading"
    assert SITE.received == []


def test_a_computer_without_sensors_is_told_so_and_may_try_again(page, address, site):
    opened(page, address, sensors=False)
    without(page, "missing")
    assert accessible(page) == []
    page.click('[data-screen="nosensor"] [data-do="measure"]')
    seen(page, "nosensor")


@pytest.mark.parametrize("answer", ["denied", "prompt"])
def test_whatever_is_not_granted_is_refused_and_how_to_allow_it_is_said(page, address, site, browser, answer):
    opened(page, address)
    session = page.context.new_cdp_session(page)
    context_id = session.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    whole = browser.new_browser_cdp_session()
    for name in ("gyroscope", "accelerometer"):
        permission = {"permission": {"name": name}, "setting": answer, "browserContextId": context_id}
        whole.send("Browser.setPermission", {**permission, "origin": address})
    without(page, "denied")


def test_a_phone_that_answers_with_an_error_is_refused(page, address, site):
    opened(page, address, "DeviceMotionEvent.requestPermission = () => Promise.reject(new DOMException('', 'NotAllowedError'));")
    without(page, "denied")


def test_both_questions_are_asked_within_the_tap(page, address, site):
    ask = "requestPermission = () => { asked.push(navigator.userActivation.isActive); return Promise.resolve('granted'); };"
    kinds = ("DeviceMotionEvent", "DeviceOrientationEvent")
    opened(page, address, "window.asked = [];", *(f"{kind}.{ask}" for kind in kinds))
    page.click(START)
    page.wait_for_selector("dialog[open]")
    assert page.evaluate("asked") == [True, True]


def test_a_page_over_plain_http_says_what_is_missing(page, address, site):
    opened(page, address, PLAIN_HTTP, sensors=False)
    without(page, "insecure")


# --- a set that does not come to its end -----------------------------------------------------------------------------


def test_stop_asks_nothing_and_keeps_nothing(page, address, site):
    opened(page, address)
    for stop in (lambda: page.click('[data-run="stop"]'), lambda: page.keyboard.press("Escape")):
        page.click(START)
        page.wait_for_selector("dialog[open]")
        assert page.evaluate("document.activeElement.dataset.run") == "stop"
        stop()
        seen(page, "start")
        expect(page.locator(".capture-start [data-text]")).to_have_text("Stopped. Nothing of this set was kept.")
        assert page.evaluate("document.activeElement.dataset.do") == "measure"
    assert site.received == []
    page.reload()
    seen(page, "start")


def test_a_locked_screen_discards_the_set_and_offers_it_again(page, address, site):
    site.guidance = short(turn=1.0)
    opened(page, address, EARS)
    page.click(START)
    page.wait_for_selector('dialog[data-kind="turn"]')
    page.evaluate(LOCKED)
    seen(page, "again")
    told = page.inner_text('[data-screen="again"] [data-text]')
    assert "locked" in told
    page.wait_for_function("told => spoken.includes(told)", arg=told)
    assert accessible(page) == []
    assert site.received == []
    page.click('[data-screen="again"] [data-do="measure"]')
    page.wait_for_url("**/capture/arrived")
    assert len(site.received) == 1


def test_readings_that_stop_end_the_set_kindly(page, address, site):
    site.guidance = short(place=5.0)
    sensors = opened(page, address)
    page.click(START)
    page.wait_for_selector("dialog[open]")
    sensors.silence()
    seen(page, "again")
    assert "stopped for a moment" in page.inner_text('[data-screen="again"] [data-text]')
    assert site.received == []


def test_a_page_that_stood_still_has_led_nobody(page, address, site):
    opened(page, address)
    page.click(START)
    page.wait_for_selector("dialog[open]")
    page.evaluate("() => { const end = performance.now() + 1500; while (performance.now() < end); }")
    seen(page, "again")
    assert site.received == []


def test_a_set_that_cannot_be_used_is_explained_and_repeated_as_a_new_one(page, address, site):
    site.answers = [(422, {"problem": "Set: the phone moved in the still window, expected 3 s of rest; keep still and repeat."})]
    opened(page, address)
    page.click(START)
    seen(page, "again")
    assert "the phone moved in the still window" in page.inner_text('[data-screen="again"] [data-text]')
    page.click('[data-screen="again"] [data-do="measure"]')
    page.wait_for_url("**/capture/arrived")
    first, second = site.received
    assert first["client_id"] != second["client_id"]


# --- a network that fails --------------------------------------------------------------------------------------------


def test_what_could_not_be_sent_is_sent_once_when_the_network_is_back(page, address, site):
    opened(page, address)
    page.click(START)
    page.wait_for_selector("dialog[open]")
    page.context.set_offline(True)
    seen(page, "unsent")
    assert accessible(page) == []
    assert site.received == []
    page.context.set_offline(False)
    page.wait_for_url("**/capture/arrived")
    assert len(site.received) == 1
    page.goto(f"{address}/capture/")
    seen(page, "start")


def test_a_set_survives_a_reload_and_keeps_its_id(page, address, site):
    site.answers = [(503, {}), (200, {"next": "/capture/arrived"})]
    opened(page, address)
    page.click(START)
    seen(page, "unsent")
    page.reload()
    seen(page, "unsent")
    assert "has not been sent yet" in page.inner_text('[data-screen="unsent"] [data-text]')
    page.click('[data-do="send"]')
    page.wait_for_url("**/capture/arrived")
    first, second = site.received
    assert first == second


def test_two_taps_send_one_set(page, address, site):
    site.answers = [(503, {})]
    opened(page, address)
    page.click(START)
    seen(page, "unsent")
    page.evaluate("() => { const send = document.querySelector('[data-do=\"send\"]'); send.click(); send.click(); }")
    page.wait_for_url("**/capture/arrived")
    assert len(site.received) == 2


def test_what_is_not_wanted_any_more_is_deleted(page, address, site):
    site.answers = [(503, {})]
    opened(page, address)
    page.click(START)
    seen(page, "unsent")
    page.click('[data-do="discard"]')
    seen(page, "start")
    page.reload()
    seen(page, "start")


def test_unsent_sets_are_forgotten_after_a_week_and_when_a_person_leaves(page, address, site):
    opened(page, address)
    left = page.evaluate(
        """async () => {
          const { keep, unsent, forgetAll } = await import("/static/supple/capture/store.js");
          const set = (id, days) => ({ client_id: id, post_url: "/capture/set", body: "{}", recorded_at: Date.now() - days * 864e5 });
          await keep(set("old", 8));
          const old = await unsent("/capture/set");
          await keep(set("new", 1));
          const elsewhere = await unsent("/another/set");
          const kept = await unsent("/capture/set");
          await forgetAll();
          return [old, elsewhere, kept.client_id, await unsent("/capture/set")];
        }"""
    )
    assert left == [None, None, "new", None]


def test_a_page_that_was_open_for_too_long_is_reloaded_and_its_set_sent(page, address, site):
    opened(page, address)
    page.context.clear_cookies()
    page.click(START)
    seen(page, "unsent")
    assert page.locator('[data-do="send"]').is_hidden()
    page.click('[data-do="reload"]')
    page.click('[data-do="send"]')
    page.wait_for_url("**/capture/arrived")
    assert len(site.received) == 1


def test_a_browser_that_keeps_nothing_says_so(page, address, site):
    site.answers = [(503, {})]
    opened(page, address, NO_STORE)
    page.click(START)
    seen(page, "unsent")
    expect(page.locator("[data-volatile]")).to_be_visible()
    page.click('[data-do="send"]')
    page.wait_for_url("**/capture/arrived")
    assert site.received[0]["client_id"] == site.received[1]["client_id"]


def test_an_answer_that_leads_elsewhere_is_not_followed(page, address, site):
    site.answers = [(200, {"next": "https://elsewhere.example/"})]
    opened(page, address)
    page.click(START)
    seen(page, "unsent")
    assert urlsplit(page.url).hostname == "localhost"


# --- sound, practice, reach ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [NO_VOICE, "speechSynthesis.speak = () => { throw new Error('broken'); };"])
def test_tones_carry_the_set_where_there_is_no_voice(page, address, site, script):
    opened(page, address, EARS, script)
    page.click("[data-test]")
    expect(page.locator('[data-heard="novoice"]')).to_be_visible()
    before = page.evaluate("tones.length")
    page.click(START)
    page.wait_for_selector('[data-screen="sending"]:visible, h1:has-text("Arrived")')
    page.wait_for_url("**/capture/arrived")
    assert before == 2
    assert len(site.received) == 1


def test_the_sound_check_is_remembered_by_the_device(page, address, site):
    opened(page, address, EARS)
    page.fill("[data-volume]", "35")
    page.uncheck("[data-voice]")
    page.click("[data-test]")
    assert page.evaluate("spoken.filter(text => text.trim())") == []
    page.reload()
    assert page.input_value("[data-volume]") == "35"
    assert not page.is_checked("[data-voice]")
    page.uncheck("[data-sound]")
    expect(page.locator('[data-heard="silent"]')).to_be_visible()
    page.click("[data-test]")
    assert page.evaluate("tones") == []
    page.check("[data-sound]")
    assert page.input_value("[data-volume]") == "35"


def test_the_needle_follows_in_practice_and_nothing_is_kept(page, address, site):
    pace = {"place": 0.3, "still": 0.3, "say": 0.2, "turn": 1.0, "hold": 1.5, "back": 0.4, "rest": 0.2, "done": 0.2}
    site.practice = paced(pace, practice=True, directions=("left",))
    feed = list(samples(site.practice, {"turn-left": 42.0}))
    sensors = opened(page, address)
    sensors.show(feed[0])
    page.click('[data-do="practise"]')
    page.wait_for_selector("dialog.live[open]")
    started = time.monotonic()
    holds = [step["kind"] for step in site.practice["steps"]].index("hold")
    until = sum(step["seconds"] for step in site.practice["steps"][:holds]) + 0.6
    sensors.play([one for one in feed if one.t_s < until], started=started)
    page.wait_for_function("Math.abs(+document.querySelector('#live-needle').getAttribute('transform').slice(7, -1) + 42) < 3")
    seen_text = page.inner_text('[data-run="show"]')
    assert seen_text
    expect(page.locator(".capture-start [data-text]")).to_contain_text("nothing of the practice was kept")
    assert page.get_attribute("#live-needle", "transform") == "rotate(0)"
    assert site.received == []


def test_the_dial_is_never_seen_in_a_measured_set(page, address, site):
    site.practice = short()
    opened(page, address)
    page.click(START)
    page.wait_for_selector("dialog[open]")
    assert page.locator("[data-dial]").is_hidden()


def test_a_set_can_be_done_by_keyboard_alone(page, address, site):
    opened(page, address)
    page.focus(START)
    page.keyboard.press("Enter")
    page.wait_for_url("**/capture/arrived")
    assert len(site.received) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screens_are_clean_at_320_pixels(page, address, site, scheme):
    site.guidance = short(turn=9.0)
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    opened(page, address)
    page.wait_for_selector(START)
    assert accessible(page) == []
    page.click(START)
    page.wait_for_selector('dialog[data-kind="turn"]')
    for part in ("documentElement", "querySelector('dialog')"):
        assert page.evaluate(f"document.{part}.scrollWidth <= innerWidth")
    assert accessible(page) == []
    page.click('[data-run="dim"]')
    assert page.get_attribute('[data-run="dim"]', "aria-pressed") == "true"
    assert accessible(page) == []
    page.click('[data-run="stop"]')


def test_the_turn_of_the_needle_is_the_twist_about_the_trunk(page, address, site):
    """Against scipy: any way of wearing the phone, any way of standing, both ways of turning."""
    opened(page, address)
    rng = np.random.default_rng(1)
    for turn_deg in (-150.0, -42.0, -1.0, 0.0, 12.0, 90.0, 179.0):
        worn = Rotation.random(rng=rng)
        upright = Rotation.from_euler("z", rng.uniform(0, 360), degrees=True) * worn
        axis = upright.inv().apply([0.0, 0.0, 1.0])
        zero = Rotation.random(rng=rng)
        turned = zero * Rotation.from_rotvec(np.radians(turn_deg) * axis)
        sign = rng.choice([-1.0, 1.0])
        quaternions = [list(map(float, q)) for q in (upright.as_quat(), zero.as_quat(), sign * turned.as_quat())]
        found = page.evaluate(
            """async ([upright, zero, turned]) => {
              const { upInDevice, twistDeg } = await import("/static/supple/capture/needle.js");
              return twistDeg(turned, zero, upInDevice(upright));
            }""",
            quaternions,
        )
        assert found == pytest.approx(turn_deg, abs=1e-6)


def test_the_needle_reads_angles_where_there_is_no_attitude_sensor(page, address, site):
    opened(page, address, sensors=False)
    for alpha, beta, gamma in ((0.0, 0.0, 0.0), (40.0, 90.0, 0.0), (350.0, -80.0, 30.0), (200.0, 10.0, -100.0)):
        found = page.evaluate(
            """async (angles) => (await import("/static/supple/capture/needle.js")).fromAngles(...angles)""",
            [alpha, beta, gamma],
        )
        expected = from_device_angles_deg(np.array([alpha]), np.array([beta]), np.array([gamma]))[0]
        assert abs(np.dot(found, expected)) == pytest.approx(1.0, abs=1e-9)
