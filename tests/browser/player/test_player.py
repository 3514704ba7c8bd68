"""The session player in a real browser, its clock turned by hand: it follows the clock and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from builders.player_site import SITE, short
from builders.sitting import Open, finished, until

pytestmark = [pytest.mark.urls("builders.player_site"), pytest.mark.django_db(transaction=True)]


def test_a_whole_session_by_the_clock(sit: Open) -> None:
    one = sit().start(pain=1)
    assert one.shown == ("Cat camel general", "Get ready", "8")
    one.run(8.1)
    assert one.shown == ("Cat camel general", "Slowly out", "4")
    one.run(8)
    assert (one.text("reps"), one.text("next")) == ("2 of 2", "Lying turn with breathing")
    one.run(8 + 10)
    assert one.shown == ("Lying turn with breathing", "Hold, and breathe", "2:10")
    assert one.text("side") == "Turning right"
    one.run(64)
    assert "Half way." not in one.spoken
    one.run(2)
    assert one.spoken[-1] == "Half way."
    one.run(64)
    assert one.shown == ("Lying turn with breathing", "Now turning left", "6")
    one.run(6 + 130)
    one.answer(during=2, after=1, control="yes", regions="2")
    result = finished(one)
    client_id, started, ended = result.pop("client_id"), result.pop("started_ms"), result.pop("finished_ms")
    assert len(client_id) == 36
    assert ended - started == pytest.approx(300_000, abs=400)
    assert result == {
        "schema": "supple.session-result/1",
        "day": "2026-11-25",
        "pain_before": 1,
        "pain_during": 2,
        "pain_after": 1,
        "controlled": True,
        "segments_moved": 2,
        "done": [
            {"exercise": "cat-camel-general", "sets_done": 1, "sets": 1},
            {"exercise": "thoracic-rotation-breathing", "sets_done": 1, "sets": 1},
        ],
        "skipped": [],
        "ended": "finished",
    }
    assert one.page.locator("[data-screen=done] [data-next]").get_attribute("href") == "/today"


def test_everything_is_said_at_its_second_and_a_wait_counts_down(sit: Open) -> None:
    one = sit().start()
    begin = one.page.evaluate("performance.now()") / 1000
    one.run(301)
    said = [(round(second - begin), text) for second, text in one.page.evaluate("spoken")]
    assert said[:6] == [
        (0, "Cat and camel. On hands and knees."),
        (8, "1."),
        (16, "2."),
        (24, "Lie on your side. Turning right."),
        (34, "Hold, and breathe."),
        (99, "Half way."),
    ]
    assert said[-2:] == [(170, "Hold, and breathe."), (235, "Half way.")]
    counts = [523, 523, 523]
    sounded = one.page.evaluate("sounded")
    # get ready, three counts, then rising: out
    assert sounded[:6] == [523, *counts, 523, 784]


def test_a_reload_in_the_middle_of_a_hold_goes_on_where_the_clock_is(sit: Open) -> None:
    one = sit().start()
    one.run(34 + 50)
    until(one.page, "() => indexedDB.databases().then((all) => all.length)")
    one.reload()
    one.on("move")
    one.run(5)
    assert one.shown == ("Lying turn with breathing", "Hold, and breathe", "1:15")
    one.run(11)
    assert one.spoken[-1] == "Half way."
    one.run(300)
    one.answer()
    assert finished(one)["done"][1]["sets_done"] == 1


@pytest.mark.parametrize("hours", [2, -2])
def test_a_clock_that_is_set_changes_nothing(sit: Open, hours: int) -> None:
    one = sit().start()
    one.run(34 + 30)
    one.page.evaluate(f"(() => {{ const real = Date.now.bind(Date); Date.now = () => real() + {hours} * 3600000; }})()")
    one.run(10)
    assert one.shown == ("Lying turn with breathing", "Hold, and breathe", "1:30")
    one.run(240)
    one.answer()
    result = finished(one)
    assert result["finished_ms"] - result["started_ms"] == pytest.approx(300_000, abs=400)
    assert [row["sets_done"] for row in result["done"]] == [1, 1]


def test_a_phone_locked_inside_a_hold_has_gone_on_holding(sit: Open) -> None:
    one = sit().start()
    one.run(34 + 20)
    one.away(80)
    assert one.shown == ("Lying turn with breathing", "Hold, and breathe", "30")
    assert one.spoken[-1] == "Welcome back. Lying turn with breathing, turning right. Hold, and breathe. 30 seconds left."


def test_steps_that_passed_while_away_are_not_counted_silently(sit: Open) -> None:
    one = sit().start()
    one.run(34 + 20)
    one.away(4 * 60)
    one.on("away")
    assert one.page.locator("[data-screen=away] h1").inner_text() == "You were away for 4 minutes"
    one.run(30)  # deciding takes no time of the session
    one.press("left")
    assert one.shown == ("Lying turn with breathing", "Hold, and breathe", "1:50")
    one.do("skip")
    one.press("time")
    one.answer()
    assert [row["exercise"] for row in finished(one)["done"]] == ["cat-camel-general"]


def test_whoever_went_on_without_the_screen_says_so_and_it_counts(sit: Open) -> None:
    one = sit().start()
    one.run(34 + 20)
    one.away(110 + 6 + 40)
    one.on("away")
    one.press("here")
    assert (one.text("side"), *one.shown) == ("Turning left", "Lying turn with breathing", "Hold, and breathe", "1:30")
    one.run(91)
    one.answer()
    assert finished(one)["done"][1]["sets_done"] == 1


def test_away_past_the_end(sit: Open) -> None:
    one = sit().start()
    one.run(100)
    one.away(30 * 60)
    one.on("away")
    assert one.page.locator("button[value=here]:visible").inner_text() == "Yes, I did all of it"
    one.press("here")
    one.answer()
    assert finished(one)["ended"] == "finished"


def test_a_session_left_for_hours_is_not_taken_up_in_the_middle(sit: Open) -> None:
    one = sit().start()
    one.run(34 + 20)
    one.do("toggle")
    one.page.clock.fast_forward("04:00:00")
    one.reload()
    one.on("stale")
    assert "4 hours ago" in one.page.locator("[data-screen=stale] h1").inner_text()
    one.press("finish")
    one.answer()
    result = finished(one)
    assert result["ended"] == "stopped"
    assert [row["exercise"] for row in result["done"]] == ["cat-camel-general"]


def test_pause_stops_the_time_and_the_picture(sit: Open) -> None:
    one = sit()
    one.page.emulate_media(reduced_motion="no-preference")
    one.start()
    one.run(34 + 10)
    one.do("toggle")
    assert one.text("toggle") == "Continue"
    one.run(90)
    assert one.text("number") == "2:00"
    assert one.page.evaluate("document.querySelector('[data-at=figure] svg').animationsPaused()")
    one.do("toggle")
    one.run(10)
    assert one.text("number") == "1:50"


def test_a_session_never_ended_is_not_lost_on_the_next_day(sit: Open) -> None:
    one = sit().start()
    one.run(34 + 20)
    one.page.clock.fast_forward("26:00:00")
    one.page.goto(f"{one.url}/today")
    until(one.page, "() => fetch('/session/count').then((answer) => answer.json()).then((count) => count === 1)")
    result = SITE.received[0]
    assert (result["ended"], result["day"]) == ("stopped", "2026-11-25")
    assert (result["pain_during"], result["controlled"], result["segments_moved"]) == (None, None, None)
    assert result["done"] == [{"exercise": "cat-camel-general", "sets_done": 1, "sets": 1}]
    assert result["finished_ms"] - result["started_ms"] == pytest.approx(54_000, abs=2100)  # kept every two seconds


TIMELINE = """async ([session, source]) => {
  const asked = eval(source);  // before anything is awaited: the page's policy allows it only then
  const line = await import('/static/supple/player/timeline.js');
  return asked(line, session, line.timelineOf(session));
}"""


def test_where_a_session_stands_is_a_function_of_the_time(page: Page, live_server: Any) -> None:
    """The pure part, asked directly: bounds of steps belong to the later one, counts and halves lie where they should."""
    page.goto(f"{live_server.url}/about")

    def ask(source: str, session: dict[str, Any] | None = None) -> Any:
        return page.evaluate(TIMELINE, [session or short(), source])

    assert ask("(t, s, line) => line.total_ms") == 300_000
    assert ask("(t, s, line) => [0, 7999, 8000, 299999].map((at) => t.placeAt(line, at).at)") == [0, 0, 1, 8]
    assert ask("(t, s, line) => t.placeAt(line, 300000)") is None
    moments = "(t, s, line) => t.momentsBetween(line, {}, {}).map((one) => [one.kind, one.at_ms])"
    assert ask(moments.format(0, 8000)) == [["count", 5000], ["count", 6000], ["count", 7000], ["step", 8000]]
    assert ask(moments.format(8000, 12000)) == [["step", 12000]]
    assert ask(moments.format(98999, 99000)) == [["half", 99000]]
    assert ask(moments.format(299000, 300000)) == [["end", 300000]]
    # the same moments, however the time between them is cut
    whole = ask(moments.format(0, 300000))
    cut = ask(
        "(t, s, line) => Array.from({length: 1000}, (_, k) => t.momentsBetween(line, 300 * k, 300 * (k + 1))).flat().length"
    )
    assert cut == len(whole)
    # a set of an exercise with two sides is done when both are
    sets = "(t, s) => t.setsDone(s, {}).map((row) => row.sets_done)"
    assert ask(sets.format([0, 1, 2, 3, 4, 6])) == [1, 0]
    assert ask(sets.format([1, 2, 3, 4, 6, 8])) == [1, 1]
    assert ask(sets.format([1, 2, 3])) == [0, 0]
    anchor = "(t) => [true, false].map((running) => t.positionAt({{position_ms: 5, wall_ms: 100, running}}, {}))"
    assert ask(anchor.format(130)) == [35, 5]
    assert ask(anchor.format(90)) == [5, 5]
