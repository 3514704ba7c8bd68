"""A write is one verb: all of it or nothing, with its audit row, and refused where the check has gone on."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from builders.checks import make_set
from builders.setups import PHONE
from supple_web.assessments import actions
from supple_web.assessments.engine.tasks import plan_of
from supple_web.assessments.models import Check, Result, Trial, TrialSet
from supple_web.audit.models import Row
from supple_web.common.problems import Problem
from supple_web.training.models import PlanChange

pytestmark = pytest.mark.django_db
VALUES = [("right", 44.0), ("left", 40.0), ("right", 45.0), ("left", 41.0), ("right", 46.0), ("left", 42.0)]


def add(check, guest, client_id=None, values=VALUES):
    task = plan_of(check).task
    return actions.add_typed_set(
        check=check, task=task, values=values, instrument="inclinometer", client_id=client_id or uuid.uuid4(), by=guest
    )


class Broken(Exception):
    pass


@pytest.fixture
def no_audit(monkeypatch):
    """The audit row cannot be written."""

    def refuse(*args, **kwargs):
        raise Broken

    def break_it():
        monkeypatch.setattr("supple_web.audit.models.Row.objects.create", refuse)

    return break_it


def verbs(check, one, guest):
    """Every verb on a check with one rated set."""
    trial = one.trials.first()
    return {
        "begin": lambda: actions.begin(person=guest, day=check.day - timedelta(days=1), by=guest),
        "answer": lambda: actions.answer(check=check, answers={"pain_now": 3}, about={"age_years": 50}, by=guest),
        "set up": lambda: actions.set_up(check=check, setup={"arm": "behind-head"}, by=guest),
        "rate pain": lambda: actions.rate_pain(one=one, pain={"right": 2, "left": 0}, by=guest),
        "skip": lambda: actions.skip(check=check, task=plan_of(check).task, reason="time", by=guest),
        "finish": lambda: actions.finish(check=check, by=guest),
        "correct": lambda: actions.correct_trial(trial=trial, value_deg=12.0, by=guest),
        "delete set": lambda: actions.delete_set(one=one, by=guest),
        "delete check": lambda: actions.delete_check(check=check, by=guest),
        "keep doubtful": lambda: actions.keep_doubtful(check=check, doubts=["?"], by=guest),
        "add": lambda: add(check, guest),
    }


def everything():
    return (
        list(Check.objects.order_by("pk").values("about", "answers", "setup", "skipped", "finished_at")),
        list(TrialSet.objects.order_by("pk").values("pain", "asked")),
        list(Trial.objects.order_by("pk").values("value_deg", "pain")),
        Result.objects.count(),
        PlanChange.objects.count(),
        Row.objects.count(),
    )


VERBS = (
    *("begin", "answer", "set up", "rate pain", "skip", "finish"),
    *("correct", "delete set", "delete check", "keep doubtful", "add"),
)


@pytest.mark.parametrize("verb", VERBS)
def test_without_its_audit_row_nothing_is_changed(ready, guest, no_audit, verb):
    check = ready()
    one = make_set(check, {"right": [44.0], "left": [40.0]}, placement="T1-T2", asked={"right": 1, "left": 1})
    before = everything()
    no_audit()
    with pytest.raises(Broken), transaction.atomic():
        verbs(check, one, guest)[verb]()
    assert everything() == before


def test_the_same_set_sent_at_once_by_two_is_one(ready, guest):
    check, client_id = ready(), uuid.uuid4()
    first = add(check, guest, client_id)
    assert add(check, guest, client_id) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        TrialSet.objects.create(person=guest, check_of=check, client_id=client_id, science_version="0")


def test_a_set_that_is_not_next_is_refused(ready, guest):
    check = ready()
    task = plan_of(check).task
    add(check, guest)
    with pytest.raises(actions.Over):
        actions.add_typed_set(check=check, task=task, values=VALUES, instrument="inclinometer", client_id=uuid.uuid4(), by=guest)
    assert TrialSet.objects.count() == 1


def test_an_active_set_after_a_helped_one_is_refused(ready, guest):
    check = ready()
    task = plan_of(check).task
    make_set(check, {"right": [50.0], "left": [51.0]}, "assisted", asked={"right": 1, "left": 1})
    with pytest.raises(actions.Over):
        actions.add_typed_set(check=check, task=task, values=VALUES, instrument="inclinometer", client_id=uuid.uuid4(), by=guest)


def test_a_check_cannot_end_before_its_pain_is_known(ready, guest):
    check = ready()
    add(check, guest)
    with pytest.raises(Problem, match="pain was not asked"):
        actions.finish(check=check, by=guest)
    assert not Result.objects.exists()


@pytest.mark.parametrize("value", [-0.1, 150.1, float("nan"), float("inf")])
def test_no_value_that_cannot_be_is_stored(ready, guest, value):
    add(ready(), guest)
    with pytest.raises(Problem):
        actions.correct_trial(trial=Trial.objects.first(), value_deg=value, by=guest)


def test_a_correction_moves_the_result(ready, guest):
    check = ready()
    one = add(check, guest)
    actions.rate_pain(one=one, pain={"right": 0, "left": 0}, by=guest)
    actions.finish(check=check, by=guest)
    before = Result.objects.get().document["findings"]
    actions.correct_trial(trial=Trial.objects.first(), value_deg=70.0, by=guest)
    assert Result.objects.get().document["findings"] != before


def test_training_takes_a_finished_check_up_and_lets_a_deleted_one_go(ready, guest):
    check = ready()
    one = add(check, guest)
    actions.rate_pain(one=one, pain={"right": 0, "left": 0}, by=guest)
    actions.finish(check=check, by=guest)
    assert PlanChange.objects.get().check_of == check
    actions.delete_check(check=check, by=guest)
    assert not PlanChange.objects.exists()
    assert not Check.objects.exists()


def test_a_check_of_one_person_and_day_is_one(guest):
    day = timezone.localdate()
    first = actions.begin(person=guest, day=day, by=guest)
    assert actions.begin(person=guest, day=day, by=guest) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.create(person=guest, day=day)


def test_after_a_helped_set_was_deleted_no_active_one_follows(ready, guest):
    check = ready(PHONE)
    one = make_set(check, {"right": [50.0], "left": [51.0]}, "assisted", asked={"right": 1, "left": 1})
    actions.delete_set(one=one, by=guest)
    check.refresh_from_db()
    task = plan_of(check).task
    assert task is None or task.mode == "assisted"
