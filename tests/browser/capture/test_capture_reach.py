"""Sound, practice with the live needle, keyboard, small screens."""

from __future__ import annotations

import time

import numpy as np
import pytest
from playwright.sync_api import expect
from scipy.spatial.transform import Rotation

from builders.capture_pages import (
    EARS,
    NO_VOICE,
    START,
    accessible,
    opened,
    opened_without_sensors,
    paced,
    short,
)
from builders.phone_feed import samples
from supple.recording.rotations import from_device_angles_deg


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
    opened_without_sensors(page, address)
    for alpha, beta, gamma in ((0.0, 0.0, 0.0), (40.0, 90.0, 0.0), (350.0, -80.0, 30.0), (200.0, 10.0, -100.0)):
        found = page.evaluate(
            """async (angles) => (await import("/static/supple/capture/needle.js")).fromAngles(...angles)""",
            [alpha, beta, gamma],
        )
        expected = from_device_angles_deg(np.array([alpha]), np.array([beta]), np.array([gamma]))[0]
        assert abs(np.dot(found, expected)) == pytest.approx(1.0, abs=1e-9)
