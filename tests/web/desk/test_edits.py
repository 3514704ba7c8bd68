"""What a clinician changed, read from a few rows, is what the whole log says; and no edit breaks what every day must keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from builders.checks import ABOUT, make_check, make_set
from builders.example_checks import finish
from builders.sessions import do_session
from builders.staff import make_care, make_staff
from builders.training_people import STIFF, finished_check, open_turning
from builders.worlds.desk import ITEM
from supple.programme import limits_of
from supple_web.accounts.models import Person
from supple_web.assessments import actions as checks
from supple_web.clinic.models import Staff
from supple_web.desk import actions
from supple_web.training import engine
from supple_web.training.actions import take_up
from supple_web.training.engine import Change
from supple_web.training.engine.happening import Edited, EditKind
from supple_web.training.engine.word import with_edits
from supple_web.training.models import PlanChange

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(guest) -> Staff:
    staff = make_staff()
    make_care(staff, guest)
    return staff


def add(person: Person, staff: Staff, **more: object) -> PlanChange:
    return actions.edit(person=person, change=Change(kind="add", **{**ITEM, **more}), reason="For the ribs.", by=staff)


def of_the_log(person: Person) -> tuple[object, ...]:
    return engine.derived(PlanChange.objects.of(person).select_related("session"))[0].edits


def agree(person: Person) -> int:
    now = engine.current(person)
    assert now is not None
    assert now.edits == of_the_log(person)
    return len(now.edits)


def test_a_few_rows_say_what_the_whole_log_says(guest, staff):
    finished_check(guest, 5, STIFF)
    row = add(guest, staff, exercise="breathing-90-90")
    actions.edit(person=guest, change=Change("dose", "breathing-90-90", sets=1), reason="Less.", by=staff)
    actions.edit(person=guest, change=Change("dose", "cat-camel-general", sets=2), reason="More.", by=staff)
    assert agree(guest) == 2
    actions.take_back(row=row, by=staff)
    do_session(guest)
    assert agree(guest) == 2
    assert "breathing-90-90" not in {
        one.chosen.exercise.id for one in engine.choices_of(engine.current(guest), timezone.localdate())
    }


def test_a_red_flag_that_was_cleared_begins_without_them(guest, staff):
    finished_check(guest, 5, STIFF)
    add(guest, staff)
    PlanChange.objects.filter(event__has_key="edited").update(day=timezone.localdate() - timedelta(days=4))
    flagged = make_check(guest, timezone.localdate() - timedelta(days=2), answers={"saddle_numbness": True})
    checks.finish(check=flagged, by=guest)
    finished_check(guest, 0, STIFF)
    assert agree(guest) == 0


def placed(person: Person) -> dict[str, int]:
    """Sets of each exercise of today."""
    plan = engine.day_of(engine.current(person), timezone.localdate()).plan
    return {one.exercise.id: one.dose.sets for one in plan.exercises}


def why_not(person: Person) -> str:
    (unplaced,) = engine.unplaced_today(engine.current(person), timezone.localdate())
    return unplaced.why


def test_pain_keeps_an_added_dose_small_and_a_stop_keeps_it_out(guest, staff):
    finished_check(guest, 3, STIFF)
    add(guest, staff, exercise="breathing-90-90", sets=5)
    assert placed(guest)["breathing-90-90"] == 5
    do_session(guest, timezone.localdate() - timedelta(days=1), pains=(2, 4, 3))
    assert placed(guest)["breathing-90-90"] < 5
    do_session(guest, pains=(2, 8, 6), ended="pain")
    assert engine.current(guest).programme is None


def test_what_screening_closes_stays_closed(guest, staff):
    """An exercise that a restriction forbids is left out of the day, and the desk says why."""
    finished_check(guest, 2, STIFF, answers={"knees": True})
    add(guest, staff, exercise="half-kneeling-rotation-stick")
    assert "half-kneeling-rotation-stick" not in placed(guest)
    assert why_not(guest).startswith("not with")


def test_turning_that_was_added_waits_until_bending_and_arching_have_opened_it(guest, staff):
    finished_check(guest, 8, STIFF)
    add(guest, staff)
    assert "open-book" not in placed(guest)
    assert "bending and arching" in why_not(guest)
    open_turning(guest)
    assert engine.current(guest).state.rotation_open
    assert placed(guest)["open-book"] == ITEM["sets"]
    assert not engine.unplaced_today(engine.current(guest), timezone.localdate())


@pytest.mark.parametrize(("side", "goes"), [("", False), ("left", False), ("right", True)])
def test_nothing_that_was_added_turns_toward_a_side_that_hurts(guest, staff, side, goes):
    check = make_check(guest, timezone.localdate() - timedelta(days=8), about={**ABOUT, "days_per_week": 7})
    for mode, values in STIFF.items():
        make_set(check, {"right": values, "left": values}, mode, pain={"left": 6, "right": 0})
    finish(check)
    take_up(person=guest, check=check, by=guest)
    open_turning(guest)
    assert engine.current(guest).state.left.stage == "painful"
    add(guest, staff, exercise="side-lying-windmill", side=side)
    assert ("side-lying-windmill" in placed(guest)) is goes
    assert goes or "hurt" in why_not(guest)


@pytest.mark.parametrize("kind", ["add", "dose"])
@pytest.mark.parametrize("held", [True, False])
def test_no_dose_makes_a_hold_at_the_end_of_the_range_that_screening_closes(guest, staff, kind, held):
    """By the gate, not by the exercise: what is only moved there would be held by such a dose."""
    finished_check(guest, 8, STIFF)
    open_turning(guest)
    now, today = engine.current(guest), timezone.localdate()
    limits = limits_of(now.programme, replace(now.screening, held_end_range=held))
    plan = engine.day_of(now, today).plan
    here = {one.exercise.id for one in plan.exercises if one.exercise.end_range == "active"}
    exercise = next(iter(here)) if kind == "dose" else "seated-rotation"
    assert (exercise in here) is (kind == "dose")
    edit = Edited(today, EditKind(kind), exercise, "Ada", "Longer.", hold_s=60.0)
    after, unplaced = with_edits(plan, [edit], limits, now.state, training=True)
    longest = max((one.dose.hold_s for one in after.exercises if one.exercise.id == exercise), default=0)
    assert (longest == 60) is held
    assert ["holding" in one.why for one in unplaced] == ([] if held else [True])


def test_a_long_hold_that_needs_something_is_still_too_much_while_it_hurts(guest, staff):
    """What stands in the room is the clinician's to know; what pain closes is not."""
    finished_check(guest, 9, STIFF, about={**ABOUT, "days_per_week": 7, "equipment": []})
    open_turning(guest)
    add(guest, staff, exercise="wall-rotation-hold", sets=0, reps=0)
    assert "wall-rotation-hold" in placed(guest)
    do_session(guest, pains=(2, 4, 3))
    assert "wall-rotation-hold" not in placed(guest)
    assert "long hold" in why_not(guest)


def test_every_session_still_begins_with_bending_and_arching(guest, staff):
    finished_check(guest, 8, STIFF)
    open_turning(guest)
    for exercise in ("thread-the-needle", "seated-rotation"):
        add(guest, staff, exercise=exercise)
    assert {"thread-the-needle", "seated-rotation"} <= set(placed(guest))
    now = engine.current(guest)
    for ahead in range(8):
        day = engine.day_of(now, timezone.localdate() + timedelta(days=ahead))
        document = engine.player_document(day)  # raises where it would not
        assert document["exercises"][0]["id"].startswith("cat-camel")
