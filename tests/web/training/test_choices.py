"""What a person may change: another day of the week, a neighbour of an exercise, not today."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from builders.checks import ABOUT
from builders.sessions import do_session
from builders.training_people import STIFF, UNSTEADY, finished_check, start_example
from supple_web.audit.models import Row
from supple_web.common.problems import Problem
from supple_web.training import engine
from supple_web.training.actions import move_day, seen_by_clinician, skip_day, swap_exercise, undo_skip, undo_swap
from supple_web.training.models import DayMove, DaySkip, Swap
from supple_web.training.week import week

pytestmark = pytest.mark.django_db

#: A Wednesday; with three training days these are Wednesday, Friday and Sunday.
WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
MON, TUE, WED, THU, FRI, SAT, SUN = (date(2026, 11, 23) + timedelta(days=number) for number in range(7))


@pytest.fixture
def three(guest, travel):
    travel(WEDNESDAY - timedelta(days=9))
    finished_check(guest, 0, STIFF, about={**ABOUT, "days_per_week": 3})
    travel(WEDNESDAY)
    return guest


def trains(person):
    return [one.day for one in engine.days_of(engine.current(person), engine.week_of(WED)) if one.training]


def move(person, start, to):
    move_day(person=person, from_day=start, to_day=to, by=person)


# days


def test_three_days_are_spread_over_the_week(three):
    assert trains(three) == [WED, FRI, SUN]


@pytest.mark.parametrize("to", [THU, SAT])
def test_a_session_moves_within_its_week(three, to):
    before = [one.exercise.id for one in engine.day_of(engine.current(three), WED).plan.exercises]
    move(three, WED, to)
    now = engine.current(three)
    assert trains(three) == sorted([to, FRI, SUN])
    assert [one.exercise.id for one in engine.day_of(now, to).plan.exercises] == before
    left = engine.day_of(now, WED)
    assert not left.training
    assert left.moved_to == to
    assert engine.day_of(now, to).moved_from == WED


@pytest.mark.parametrize(
    ("start", "to"),
    [
        (WED, FRI),  # has its own
        (WED, TUE),  # is over
        (TUE, THU),  # over, and no training day
        (THU, SAT),  # no training day
        (SUN, SUN + timedelta(days=1)),  # another week
        (WED, WED - timedelta(days=7)),
    ],
)
def test_what_cannot_be_moved_says_why_and_stays(three, start, to):
    with pytest.raises(Problem):
        move(three, start, to)
    assert not DayMove.objects.exists()
    assert trains(three) == [WED, FRI, SUN]


def test_a_moved_session_moves_on_and_back(three):
    move(three, WED, THU)
    move(three, THU, SAT)
    assert trains(three) == [FRI, SAT, SUN]
    assert DayMove.objects.get().from_day == WED
    move(three, SAT, WED)
    assert trains(three) == [WED, FRI, SUN]
    assert not DayMove.objects.exists()


def test_a_session_may_go_where_another_came_from(three):
    move(three, FRI, SAT)
    move(three, WED, FRI)
    assert trains(three) == [FRI, SAT, SUN]
    with pytest.raises(Problem):  # its own day is taken now
        move(three, SAT, FRI)


def test_a_done_session_is_not_moved(three):
    do_session(three)
    with pytest.raises(Problem, match="is done"):
        move(three, WED, THU)


def test_a_change_of_the_training_days_leaves_moves_that_no_longer_hold(three):
    move(three, WED, THU)
    three.about = {"days_per_week": 7}
    three.save()
    assert trains(three) == [MON, TUE, WED, THU, FRI, SAT, SUN]


def test_the_week_offers_only_moves_that_work(three):
    for one in week(engine.current(three), WED):
        for other in one.free:
            move(three, one.day, other)
            move(three, other, one.day)
    offers = {one.day: one.free for one in week(engine.current(three), WED)}
    assert offers == {MON: (), TUE: (), WED: (THU, SAT), THU: (), FRI: (THU, SAT), SAT: (), SUN: (THU, SAT)}


def test_every_day_training_leaves_nothing_to_move_to(stiff):
    days = week(engine.current(stiff), timezone.localdate())
    assert all(one.free == () for one in days)


# exercises


@pytest.fixture
def open_plan(guest):
    """Rotation is open: long holds to both sides."""
    finished_check(guest, 8, STIFF, about={**ABOUT, "days_per_week": 7, "minutes_per_day": 20})
    for ago in range(7, 0, -1):
        do_session(guest, timezone.localdate() - timedelta(days=ago))
    return guest


def offers(person):
    today = timezone.localdate()
    return {
        one.original.exercise: [each.exercise for each in one.offers] for one in engine.choices_of(engine.current(person), today)
    }


def ids(person):
    found = engine.day_of(engine.current(person), timezone.localdate())
    return [one.exercise.id for one in found.plan.exercises]


def test_every_offer_can_be_taken_and_changes_that_place_only(open_plan):
    before = ids(open_plan)
    tried = 0
    for original, neighbours in offers(open_plan).items():
        for neighbour in neighbours:
            swap_exercise(person=open_plan, gone=original.id, come=neighbour.id, by=open_plan)
            after = ids(open_plan)
            assert neighbour.role is original.role
            assert after == [neighbour.id if one == original.id else one for one in before]
            assert (
                engine.day_of(engine.current(open_plan), timezone.localdate()).plan.exercises[0].exercise.role == "linear-general"
            )
            undo_swap(person=open_plan, exercise=original.id, by=open_plan)
            assert ids(open_plan) == before
            tried += 1
    assert tried >= 4


@pytest.mark.parametrize(
    ("gone", "come"),
    [
        ("cat-camel-general", "open-book"),  # another role
        ("cat-camel-general", "cat-camel-general"),
        ("cat-camel-general", "no-such"),
        ("half-kneeling-rotation", "open-book"),  # not in this phase
        ("", ""),
    ],
)
def test_what_is_not_offered_is_refused(open_plan, gone, come):
    with pytest.raises(Problem):
        swap_exercise(person=open_plan, gone=gone, come=come, by=open_plan)
    assert not Swap.objects.exists()


def test_a_swap_of_what_was_swapped_is_one_swap_of_the_first(open_plan):
    swap_exercise(person=open_plan, gone="cat-camel-general", come="cat-camel-standing", by=open_plan)
    other = next(
        one.exercise.id for one in engine.choice_for(engine.current(open_plan), timezone.localdate(), "cat-camel-standing").offers
    )
    swap_exercise(person=open_plan, gone="cat-camel-standing", come=other, by=open_plan)
    swap = Swap.objects.get()
    assert (swap.exercise, swap.replacement) == ("cat-camel-general", other)


def test_a_swap_that_screening_forbids_later_stands_aside(open_plan):
    swap_exercise(person=open_plan, gone="cat-camel-general", come="cat-camel-standing", by=open_plan)
    assert ids(open_plan)[0] == "cat-camel-standing"
    finished_check(open_plan, 0, answers={"pain_now": 4})
    plan = engine.day_of(engine.current(open_plan), timezone.localdate()).plan
    assert plan.exercises[0].exercise.role == "linear-general"


def test_a_swapped_session_can_be_reported(open_plan):
    swap_exercise(person=open_plan, gone="cat-camel-general", come="cat-camel-standing", by=open_plan)
    session = do_session(open_plan)
    assert "cat-camel-standing" in {row["exercise"] for row in session.done}


def test_swaps_are_audited(open_plan):
    swap_exercise(person=open_plan, gone="cat-camel-general", come="cat-camel-standing", by=open_plan)
    undo_swap(person=open_plan, exercise="cat-camel-general", by=open_plan)
    undo_swap(person=open_plan, exercise="cat-camel-general", by=open_plan)  # nothing to undo, nothing said
    assert list(Row.objects.filter(verb__contains="swap").values_list("verb", flat=True)) == ["swap exercise", "undo swap"]


# not today, a clinician


def test_a_day_is_left_out_with_a_reason_and_taken_back(stiff):
    skip_day(person=stiff, reason="time", by=stiff)
    skip_day(person=stiff, reason="pain", by=stiff)
    assert DaySkip.objects.get().reason == "pain"
    undo_skip(person=stiff, by=stiff)
    assert not DaySkip.objects.exists()


def test_a_reason_that_is_none(stiff):
    with pytest.raises(Problem):
        skip_day(person=stiff, reason="lazy", by=stiff)


def test_a_clinician_opens_what_pain_stopped(guest):
    finished_check(guest, 1, STIFF)
    do_session(guest, pains=(2, 8, 6), ended="pain")
    assert engine.current(guest).programme is None
    seen_by_clinician(person=guest, by=guest)
    assert engine.current(guest).programme is not None
    assert engine.open_today(engine.current(guest), timezone.localdate()).plan.exercises == ()  # not on this day


def test_a_clinician_is_not_waited_for_where_nothing_is_stopped(stiff):
    with pytest.raises(Problem):
        seen_by_clinician(person=stiff, by=stiff)


def test_a_clinicians_word_does_not_clear_a_red_flag(guest):
    finished_check(guest, 3, UNSTEADY)
    finished_check(guest, 0, answers={"chest_pain": True})
    with pytest.raises(Problem):
        seen_by_clinician(person=guest, by=guest)


# through the pages


def test_other_peoples_plans_are_out_of_reach(stiff, stranger_client, client):
    for one in (stranger_client, client):
        for name, body in {
            "programme_swap": {"gone": "cat-camel-general", "come": "cat-camel-standing"},
            "programme_move": {"from_day": MON.isoformat(), "to_day": TUE.isoformat()},
            "programme_unswap": {"exercise": "cat-camel-general"},
            "today_skip": {"reason": "time"},
            "today_unskip": {},
            "today_morning": {"pain": "0"},
            "today_did": {},
            "today_seen": {"seen": "yes"},
        }.items():
            assert one.post(reverse(name), body).status_code in {302, 422}
    assert not Swap.objects.of(stiff).exists()
    assert not DayMove.objects.of(stiff).exists()
    assert not DaySkip.objects.of(stiff).exists()


def test_moving_through_the_page_and_a_day_that_is_none(three, guest_client):
    moved = guest_client.post(
        reverse("programme_move"), {"from_day": WED.isoformat(), "to_day": THU.isoformat(), "back": "today"}
    )
    assert moved.url == reverse("today")
    assert trains(three) == [THU, FRI, SUN]
    wrong = guest_client.post(reverse("programme_move"), {"from_day": "Thursday", "to_day": ""})
    assert wrong.status_code == 422
    assert b"a day such as" in wrong.content


def test_examples_are_offered_neighbours(guest):
    start_example(guest, "control")
    assert any(offers(guest).values())
