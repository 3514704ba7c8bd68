"""What was asked for, what was done of it, and since when: one answer for the plan, for the pages and for progress."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from builders.checks import ABOUT
from builders.sessions import do_session, result
from builders.training_people import STIFF, finished_check
from supple.progress import progress_of
from supple_web.progress.engine import gather
from supple_web.training import engine
from supple_web.training.actions import store_session
from supple_web.training.engine import reading
from supple_web.training.engine.checks import done_share
from supple_web.training.models import PlanChange
from supple_web.training.results import read_result

pytestmark = pytest.mark.django_db
ADAY = timedelta(days=1)


def today():
    return timezone.localdate()


def store(person, body):
    return store_session(person=person, result=read_result(body), by=person).session


def days_of(person, ago):
    return today() - ago * ADAY


# a session that arrives late


@pytest.mark.parametrize("late", [True, False])
def test_a_session_is_measured_against_the_plan_of_its_own_day(guest, late):
    """Of five exercises one was done; pain stops the plan on the next day, before or after that session arrives."""
    finished_check(guest, 3, STIFF)
    asked = engine.kept_document(engine.current(guest), days_of(guest, 2))["exercises"]
    part = result(days_of(guest, 2), exercises=[asked[0]["id"]])
    stop = result(days_of(guest, 1), pains=(0, 7, 5), ended="pain")
    sent = {True: (stop, part), False: (part, stop)}[late]
    stored = {body["client_id"]: store(guest, body) for body in sent}
    session = stored[part["client_id"]]
    assert session.document["exercises"] == asked
    done, sets = engine.sets_of(session)
    assert (done, sets) == (1, sum(row["sets"] for row in asked))


def test_what_came_later_on_its_day_does_not_reach_a_session(guest):
    finished_check(guest, 3, STIFF)
    now = timezone.now()
    asked = engine.kept_document(engine.current(guest), today())["exercises"]
    store(guest, result(pains=(0, 7, 5), ended="pain", started=now - timedelta(minutes=20)))
    session = store(guest, result(exercises=[asked[0]["id"]], started=now - timedelta(minutes=60)))
    assert session.document["exercises"] == asked


# the day of the first session


def test_the_baseline_ends_with_the_first_session_for_the_plan_and_for_progress(guest, monkeypatch):
    told = []

    def spied(trials, *, training_began):
        told.append(training_began)
        return progress_of(trials, training_began=training_began)

    monkeypatch.setattr(reading, "progress_of", spied)
    finished_check(guest, 20, STIFF)
    finished_check(guest, 18, STIFF)
    do_session(guest, days_of(guest, 16))
    finished_check(guest, 0, STIFF)
    assert told[-1] == days_of(guest, 16) == gather(guest, today()).training_began


# adherence


def rested(guest):
    """Trained for four days, stopped by pain for ten, trained again."""
    finished_check(guest, 16, STIFF)
    for ago in (15, 14, 13):
        do_session(guest, days_of(guest, ago))
    do_session(guest, days_of(guest, 12), pains=(0, 7, 5), ended="pain")
    finished_check(guest, 2)
    do_session(guest, days_of(guest, 2))
    do_session(guest, days_of(guest, 1))


def test_days_of_rest_that_were_told_are_not_held_against_anybody(guest):
    rested(guest)
    record = gather(guest, today() - ADAY)
    course, _ = engine.derived(PlanChange.objects.of(guest).select_related("session"))
    for share in (record.done_share, done_share(course, today())):
        assert share == pytest.approx(1.0)


def test_the_weeks_ask_for_the_days_of_the_calendar(guest):
    rested(guest)
    record = gather(guest, today())
    assert sum(week.prescribed for week in record.weeks) == len(record.plan.prescribed)


def test_days_a_week_hold_from_the_check_that_said_them(guest):
    finished_check(guest, 28, STIFF)
    do_session(guest, days_of(guest, 27))
    finished_check(guest, 14, STIFF, about={**ABOUT, "days_per_week": 2})
    found = gather(guest, today()).plan
    first = [day for day in found.prescribed if day < days_of(guest, 14)]
    second = [day for day in found.prescribed if day >= days_of(guest, 14)]
    assert len(first) == 14
    assert len(second) in {4, 5}


# done for today


@pytest.mark.parametrize(("done", "words"), [("all", "Done for today"), ("one", "for your back"), ("none", "for your back")])
def test_done_for_today_is_said_of_what_was_done(guest, guest_client, done, words):
    finished_check(guest, 1, STIFF)
    asked = engine.kept_document(engine.current(guest), today())["exercises"]
    sets = [{"exercise": row["id"], "sets_done": row["sets"], "sets": row["sets"]} for row in asked]
    skipped = [{"exercise": row["id"], "reason": "time"} for row in asked]
    kept = {"all": len(asked), "one": 1, "none": 0}[done]
    store(guest, result(done=sets[:kept], skipped=skipped[kept:]))
    assert words in guest_client.get(reverse("today")).text
