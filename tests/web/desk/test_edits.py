"""What a clinician changed, read from a few rows, is what the whole log says; and no edit breaks what every day must keep."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from builders.checks import make_check
from builders.sessions import do_session
from builders.staff import make_care, make_staff
from builders.training_people import STIFF, finished_check
from builders.worlds.desk import ITEM
from supple_web.accounts.models import Person
from supple_web.assessments import actions as checks
from supple_web.clinic.models import Staff
from supple_web.desk import actions
from supple_web.training import engine
from supple_web.training.engine import Change
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
    row = add(guest, staff)
    actions.edit(person=guest, change=Change("dose", "open-book", sets=1), reason="Less.", by=staff)
    actions.edit(person=guest, change=Change("dose", "cat-camel-general", sets=2), reason="More.", by=staff)
    assert agree(guest) == 2
    actions.take_back(row=row, by=staff)
    do_session(guest)
    assert agree(guest) == 2
    assert "open-book" not in {one.chosen.exercise.id for one in engine.choices_of(engine.current(guest), timezone.localdate())}


def test_a_red_flag_that_was_cleared_begins_without_them(guest, staff):
    finished_check(guest, 5, STIFF)
    add(guest, staff)
    PlanChange.objects.filter(event__has_key="edited").update(day=timezone.localdate() - timedelta(days=4))
    flagged = make_check(guest, timezone.localdate() - timedelta(days=2), answers={"saddle_numbness": True})
    checks.finish(check=flagged, by=guest)
    finished_check(guest, 0, STIFF)
    assert agree(guest) == 0


def test_pain_keeps_an_added_dose_small_and_a_stop_keeps_it_out(guest, staff):
    finished_check(guest, 3, STIFF)
    add(guest, staff, sets=5)
    today = timezone.localdate()
    sets = {one.exercise.id: one.dose.sets for one in engine.day_of(engine.current(guest), today).plan.exercises}
    assert sets["open-book"] == 5
    do_session(guest, today - timedelta(days=1), pains=(2, 4, 3))
    eased = {one.exercise.id: one.dose.sets for one in engine.day_of(engine.current(guest), today).plan.exercises}
    assert eased.get("open-book", 0) < 5
    do_session(guest, pains=(2, 8, 6), ended="pain")
    assert engine.current(guest).programme is None


def test_what_screening_closes_stays_closed(guest, staff):
    """An exercise that a restriction forbids is left out of the day, and the desk says why."""
    finished_check(guest, 2, STIFF, answers={"knees": True})
    add(guest, staff, exercise="half-kneeling-rotation-stick")
    now, today = engine.current(guest), timezone.localdate()
    assert "half-kneeling-rotation-stick" not in {one.exercise.id for one in engine.day_of(now, today).plan.exercises}
    (unplaced,) = engine.unplaced_today(now, today)
    assert unplaced.why.startswith("not with")


def test_every_session_still_begins_with_bending_and_arching(guest, staff):
    finished_check(guest, 2, STIFF)
    for exercise in ("open-book", "thread-the-needle"):
        add(guest, staff, exercise=exercise)
    now = engine.current(guest)
    for ahead in range(8):
        day = engine.day_of(now, timezone.localdate() + timedelta(days=ahead))
        document = engine.player_document(day)  # raises where it would not
        assert document["exercises"][0]["id"].startswith("cat-camel")
