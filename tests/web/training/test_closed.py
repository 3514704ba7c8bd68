"""What closes training at once, and what may open it again: answers of a check that is not finished, pain, mornings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from builders.checks import make_check
from builders.sessions import do_session, state_of
from builders.training_people import STIFF, finished_check
from supple_web.assessments import actions as checks
from supple_web.training import engine
from supple_web.training.actions import next_morning, recompute, seen_by_clinician
from supple_web.training.models import PlanChange

pytestmark = pytest.mark.django_db
ADAY = timedelta(days=1)


def today():
    return timezone.localdate()


def is_open(person):
    """Whether there is anything to do today, on the page, in the player and by the engine alike."""
    now = engine.current(person)
    found = engine.open_today(now, today())
    return bool(found and found.plan.exercises)


def zone(person):
    return engine.current(person).screening.pain_zone


# a check that was only begun


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, (True, "go")),
        ({"pain_now": 3}, (True, "go")),
        ({"pain_now": 4}, (True, "modify")),
        ({"pain_now": 8}, (False, "stop")),
        ({"recent_fracture": "yes"}, (False, "go")),
    ],
)
@pytest.mark.parametrize("ago", [0, 1])
def test_answers_close_before_the_check_is_finished(guest, guest_client, answers, expected, ago):
    opened, _ = expected
    finished_check(guest, 3, STIFF)
    check = checks.begin(person=guest, day=today() - timedelta(days=ago), by=guest)
    checks.answer(check=check, answers=answers, by=guest)
    check.refresh_from_db()
    assert check.finished_at is None
    assert (is_open(guest), zone(guest)) == expected
    page = guest_client.get(reverse("today"))
    play = reverse("session_play", args=[today()])
    assert (play in page.text) is opened
    assert guest_client.get(play).status_code == (200 if opened else 302)
    assert ("Your check comes first" in page.text) is not opened


def test_a_newer_empty_check_opens_nothing_and_a_finished_one_does(guest):
    finished_check(guest, 3, STIFF)
    make_check(guest, today() - ADAY, answers={"pain_now": 8})
    make_check(guest, today())
    assert not is_open(guest)
    guest.checks.get(day=today()).delete()
    finished_check(guest, 0, STIFF)
    assert is_open(guest)


def test_a_check_of_before_the_plan_closes_nothing(guest):
    make_check(guest, today() - ADAY, answers={"pain_now": 8})
    finished_check(guest, 0, STIFF)
    assert is_open(guest)


# the pain of a check and of a session of one day


@pytest.mark.parametrize(
    ("check", "session", "expected"),
    [(1, 1, ("go", "go")), (4, 1, ("modify", "eased")), (1, 4, ("modify", "eased")), (4, 0, ("modify", "eased"))],
)
@pytest.mark.parametrize("order", ["check first", "session first"])
def test_on_one_day_the_worse_counts_in_either_order(guest, check, session, expected, order):
    finished_check(guest, 3, STIFF)
    if order == "session first":
        do_session(guest, pains=(session, session, session))
    finished_check(guest, 0, answers={"pain_now": check})
    if order == "check first":
        do_session(guest, pains=(session, session, session))
    assert (zone(guest), state_of(guest)["standing"]) == expected


def test_a_low_session_of_a_later_day_ends_it(guest):
    finished_check(guest, 3, STIFF)
    finished_check(guest, 1, answers={"pain_now": 4})
    do_session(guest, today() - ADAY, pains=(1, 1, 1))
    assert zone(guest) == "modify"
    do_session(guest, pains=(1, 1, 1))
    assert (zone(guest), state_of(guest)["standing"]) == ("go", "go")


# the morning after, and a clinician's word


@pytest.mark.parametrize(
    ("morning", "standing", "opened"),
    [(0, "go", True), (1, "go", True), (4, "eased", True), (6, "halted", False), (9, "halted", False)],
)
def test_a_bad_morning_is_not_overruled_by_what_was_said_the_evening_before(guest, travel, morning, standing, opened):
    now = timezone.now()
    finished_check(guest, 3, STIFF)
    travel(now - ADAY)
    do_session(guest, pains=(4, 8, 6), ended="pain")
    seen_by_clinician(person=guest, by=guest)
    assert state_of(guest)["standing"] == "go"
    travel(now)
    next_morning(person=guest, pain=morning, by=guest)
    assert (state_of(guest)["standing"], is_open(guest)) == (standing, opened)
    stored = state_of(guest)
    PlanChange.objects.filter(session=None, check_of=None, event__has_key="morning_of").delete()
    recompute(person=guest, by=guest)
    assert state_of(guest) == stored


def test_a_clinicians_word_after_the_morning_opens(guest, travel):
    now = timezone.now()
    finished_check(guest, 3, STIFF)
    do_session(guest, today() - ADAY)
    next_morning(person=guest, pain=9, by=guest)
    assert not is_open(guest)
    travel(now + timedelta(minutes=5))
    seen_by_clinician(person=guest, by=guest)
    assert is_open(guest)


def test_a_bad_morning_is_counted_as_one_stop(guest):
    finished_check(guest, 3, STIFF)
    do_session(guest, today() - ADAY)
    finished_check(guest, 0, STIFF)
    next_morning(person=guest, pain=9, by=guest)
    state = state_of(guest)
    assert (state["standing"], state["left"]["stage"]) == ("halted", "passive-range")


def test_a_clinicians_word_does_not_outlive_what_a_check_says_later_that_day(guest, travel):
    now = timezone.now()
    finished_check(guest, 3, STIFF)
    do_session(guest, today() - ADAY, pains=(2, 8, 6), ended="pain")
    seen_by_clinician(person=guest, by=guest)
    travel(now + timedelta(minutes=30))
    finished_check(guest, 0, answers={"pain_now": 8})
    assert not is_open(guest)
    assert state_of(guest)["standing"] == "halted"
