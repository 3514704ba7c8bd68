"""The player and what a person decides: pain acts by its zones, skipping has a reason, stop means stop."""

from __future__ import annotations

import pytest

from builders.player_site import exercise, short, step
from builders.sitting import Open, finished

pytestmark = [pytest.mark.urls("builders.player_site"), pytest.mark.django_db(transaction=True)]


def test_back_begins_the_exercise_again_and_then_the_one_before(sit: Open) -> None:
    one = sit().start()
    one.run(34 + 10)
    one.do("back")
    one.shows("Lying turn with breathing", "Get ready", "10")
    one.do("back")
    one.shows("Cat camel general", "Get ready", "8")


def test_skipping_asks_why(sit: Open) -> None:
    one = sit().start()
    one.run(10)
    one.do("skip")
    one.run(20)  # the question stops the clock
    one.press("cancel")
    assert one.text("number") == "2"
    one.do("skip")
    one.press("too-hard")
    one.shows("Lying turn with breathing", "Get ready", "10")
    one.run(277)
    one.answer(regions=None)
    result = finished(one)
    assert result["skipped"] == [{"exercise": "cat-camel-general", "reason": "too-hard"}]
    assert result["segments_moved"] is None


def test_pain_in_the_stop_zone_before_is_no_session(sit: Open) -> None:
    one = sit()
    one.on("before")
    one.pain(6)
    one.on("stop")
    result = finished(one)
    assert (result["pain_before"], result["ended"], result["done"]) == (6, "pain", [])
    assert one.page.locator("[data-do]:visible").count() == 0


def test_stop_means_stop(sit: Open) -> None:
    one = sit().start()
    one.run(34 + 10)
    one.do("hurts")
    one.pain(7)
    one.on("stop")
    result = finished(one)
    assert (result["pain_during"], result["pain_after"], result["controlled"], result["ended"]) == (7, None, None, "pain")
    assert result["done"] == [{"exercise": "cat-camel-general", "sets_done": 1, "sets": 1}]
    spoken = one.spoken
    one.run(200)
    assert one.spoken == spoken
    one.page.keyboard.press(" ")
    assert one.page.locator("[data-screen=stop]").is_visible()


def test_skipping_because_it_hurts_asks_how_much_and_may_end_it(sit: Open) -> None:
    one = sit().start()
    one.run(10)
    one.do("skip")
    one.press("pain")
    one.pain(8)
    one.on("stop")
    result = finished(one)
    assert (result["pain_during"], result["ended"], result["done"]) == (8, "pain", [])


def test_skipping_because_it_hurts_a_little_skips(sit: Open) -> None:
    one = sit().start()
    one.run(10)
    one.do("skip")
    one.press("pain")
    one.page.click("dialog[open] button[value='']")  # it was nothing after all
    assert one.text("name") == "Cat camel general"
    one.do("skip")
    one.press("pain")
    one.pain(2)
    one.shows("Lying turn with breathing", "Get ready", "10")
    one.do("skip")
    one.press("pain")
    one.pain(5)  # no more than its own movement: what is held is left out, and nothing else is left
    one.press("end")
    one.on("pain_after")
    one.pain(3)
    result = finished(one)
    assert (result["pain_during"], result["ended"]) == (5, "stopped")
    assert [(row["exercise"], row["reason"]) for row in result["skipped"]] == [
        ("cat-camel-general", "pain"),
        ("thoracic-rotation-breathing", "pain"),
    ]


def test_pain_in_the_middle_zone_leaves_out_what_is_held(sit: Open) -> None:
    one = sit()
    one.on("before")
    one.pain(4)
    one.on("overview")
    assert one.page.locator("[data-screen=overview] [data-fill=left_out]").inner_text() == "Lying turn with breathing"
    assert one.page.locator("[data-screen=overview] li:visible").count() == 1
    one.press("start")
    one.run(25)
    one.answer()
    result = finished(one)
    assert result["skipped"] == [{"exercise": "thoracic-rotation-breathing", "reason": "pain"}]
    assert result["ended"] == "finished"


def test_a_little_pain_goes_on_and_more_of_it_leaves_the_hold(sit: Open) -> None:
    session = short()
    session["exercises"].append(exercise("seated-rotation", name="Seated turn"))
    session["steps"] += [step(2, "ready", 8), *(step(2, kind, 3) for kind in ("out", "back"))]
    one = sit(session=session).start()
    one.run(34 + 10)
    one.do("hurts")
    one.pain(2)
    one.press("on")
    assert one.text("number") == "2:00"
    one.do("hurts")
    one.pain(5)
    assert one.page.locator("dialog[open] [data-fill=left_out]").inner_text() == "Lying turn with breathing"
    one.press("on")
    one.shows("Seated turn", "Get ready", "8")
    one.run(15)
    one.answer(during=3)
    result = finished(one)
    assert result["pain_during"] == 5  # the worst that was said
    assert result["skipped"] == [{"exercise": "thoracic-rotation-breathing", "reason": "pain"}]


def test_pain_known_already_is_not_asked_again(sit: Open) -> None:
    one = sit(pain_before=2)
    one.on("overview")
    assert not one.page.locator("[data-screen=before]").is_visible()


def test_a_page_without_its_thresholds_starts_nothing(sit: Open) -> None:
    one = sit(thresholds=("", 4))
    one.on("broken")


def test_a_day_with_nothing_to_do(sit: Open) -> None:
    one = sit(session=short() | {"steps": [], "exercises": [], "note": "Rest today."})
    one.on("empty")
    assert one.page.locator("[data-screen=empty] .lead").inner_text() == "Rest today."


def test_ending_early_keeps_what_was_done(sit: Open) -> None:
    one = sit().start()
    one.run(26)
    one.do("leave")
    one.press("end")
    one.on("pain_during")
    one.press("skip")
    one.on("pain_after")
    one.press("back")
    one.on("pain_during")
    one.pain(3)
    one.on("pain_after")
    one.reload()
    one.on("pain_after")  # what was answered is not asked again
    one.pain(1)
    one.on("controlled")
    one.press("no")
    one.on("segments_moved")
    one.press("0")
    result = finished(one)
    assert (result["ended"], result["pain_during"], result["controlled"], result["segments_moved"]) == ("stopped", 3, False, 0)
    assert [row["exercise"] for row in result["done"]] == ["cat-camel-general"]
