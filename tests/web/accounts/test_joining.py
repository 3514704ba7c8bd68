"""A guest makes an account, or takes along what they entered to one that was there: nothing is lost on the way."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.checks import make_check, make_set
from builders.sessions import do_session
from builders.training_people import start_example
from supple_web.accounts.joining import amount_of, keep, take_along
from supple_web.accounts.models import Person, User
from supple_web.assessments import actions as checks
from supple_web.assessments.engine import assessment_of
from supple_web.assessments.models import Check, Result, Superseded, Trial, TrialSet
from supple_web.audit.models import Row
from supple_web.training.models import DaySkip, Plan, PlanChange, Session

pytestmark = pytest.mark.django_db

RED_FLAG = {"bladder_bowel": True}
VALUES = {"left": [41.0, 42.0, 40.0], "right": [52.0, 51.0, 53.0]}


def member() -> Person:
    return Person.objects.create(user=User.objects.create_user(f"{uuid.uuid4()}@example.org", "a long enough password"))


def check_of(person: Person, days_ago: int, *, finished: bool = True, **fields: Any) -> Check:
    check = make_check(person, timezone.localdate() - timedelta(days=days_ago), **fields)
    if not check.answers.get("bladder_bowel"):
        make_set(check, VALUES)
    if finished:
        checks.finish(check=check, by=person)
    check.refresh_from_db()
    return check


def test_an_account_keeps_the_person_as_they_are(guest: Person):
    start_example(guest, "stiff")
    before = {model: list(model._default_manager.values()) for model in (Check, TrialSet, Trial, Plan, PlanChange)}
    user = User.objects.create_user("new@example.org", "a long enough password")
    kept = keep(person=guest, user=user, by=guest)
    assert (kept.pk, kept.audit_id, kept.user) == (guest.pk, guest.audit_id, user)
    assert before == {model: list(model._default_manager.values()) for model in before}
    assert Row.objects.filter(verb="keep by account", about=guest.audit_id).count() == 1


def test_what_is_taken_along_is_the_accounts_and_the_plan_follows(guest: Person):
    start_example(guest, "stiff")
    do_session(guest)
    own = member()
    moved = {model: set(model.objects.values_list("pk", flat=True)) for model in (Check, TrialSet, Trial, Session, PlanChange)}
    assert own.user is not None
    assert take_along(guest=guest, user=own.user) == own
    for model, keys in moved.items():
        assert set(model.objects.of(own).values_list("pk", flat=True)) == keys
    assert Plan.objects.get(person=own).check_of in Check.objects.of(own)
    assert not Person.objects.filter(pk=guest.pk).exists()


def test_an_account_without_anything_takes_the_guest_as_they_are(guest: Person):
    check = check_of(guest, 3)
    user = User.objects.create_user("empty@example.org", "a long enough password")
    person = take_along(guest=guest, user=user)
    assert person.pk == guest.pk
    assert check.person_id == person.pk


def test_the_plan_is_the_one_of_the_later_check(guest: Person):
    own = member()
    start_example(own, "stiff", days_ago=20)
    start_example(guest, "control", days_ago=4)
    later = Plan.objects.get(person=guest).check_of
    assert own.user is not None
    take_along(guest=guest, user=own.user)
    assert Plan.objects.get(person=own).check_of == later


def test_two_checks_of_one_day_are_put_together(guest: Person):
    own = member()
    theirs, ours = check_of(guest, 2), check_of(own, 2)
    said = theirs.result.document
    assert own.user is not None
    take_along(guest=guest, user=own.user)
    (both,) = Check.objects.of(own)
    assert both.pk == ours.pk
    assert both.sets.count() == 2
    orders = list(Trial.objects.filter(trial_set__check_of=both).values_list("order", flat=True))
    assert sorted(orders) == list(range(1, 13))
    assert Superseded.objects.get(check_of=both).document == said
    (left, _right) = [row for row in both.result.document["findings"] if row["movement"] == "rotation"]
    assert left["active"]["n"] == 6


def test_a_red_flag_is_never_dropped(guest: Person):
    own = member()
    check_of(guest, 0, answers=RED_FLAG)
    ours = check_of(own, 0)
    assert own.user is not None
    take_along(guest=guest, user=own.user)
    ours.refresh_from_db()
    assert ours.answers["bladder_bowel"] is True
    assert Result.objects.get(check_of=ours).document["screening"]["stop"] is True


def test_of_two_red_flags_both_stand(guest: Person):
    own = member()
    ours = check_of(own, 0, answers={"bladder_bowel": True, "chest_pain": False})
    check_of(guest, 0, answers={"bladder_bowel": True, "chest_pain": True})
    other = {"bladder_bowel": True, "saddle_numbness": True}
    Check.objects.filter(pk=ours.pk).update(answers={**other, "chest_pain": False})
    assert own.user is not None
    take_along(guest=guest, user=own.user)
    answers = Check.objects.get(pk=ours.pk).answers
    assert {key for key, answer in answers.items() if answer is True} == {"bladder_bowel", "saddle_numbness", "chest_pain"}


def test_the_accounts_own_answers_stand(guest: Person):
    own = member()
    check_of(guest, 0, about={"age_years": 20, "goal": "running"})
    ours = check_of(own, 0, about={"age_years": 41})
    assert own.user is not None
    take_along(guest=guest, user=own.user)
    ours.refresh_from_db()
    assert ours.about["age_years"] == 41
    assert ours.about["goal"] == "running"


def test_results_of_later_days_are_judged_with_what_came_in(guest: Person):
    """The guest's day lies between two of the account's: its own result and the later one rest on all days before them."""
    own = member()
    earlier, later = check_of(own, 9), check_of(own, 1)
    between = check_of(guest, 5)
    before = {one.pk: Result.objects.get(check_of=one).document for one in (earlier, between, later)}
    assert own.user is not None
    take_along(guest=guest, user=own.user)
    after = {pk: Result.objects.get(check_of=pk).document for pk in before}
    assert after[earlier.pk] == before[earlier.pk]
    assert after[between.pk] != before[between.pk]
    assert after[later.pk] != before[later.pk]
    assert after[later.pk] == assessment_of(Check.objects.get(pk=later.pk)).to_json()


def test_it_happens_once(guest: Person):
    check_of(guest, 1)
    own = member()
    assert own.user is not None
    take_along(guest=guest, user=own.user)
    with pytest.raises(Person.DoesNotExist):
        take_along(guest=guest, user=own.user)
    assert Check.objects.of(own).count() == 1


def test_the_amount_says_what_would_be_lost(guest: Person):
    assert not amount_of(guest).anything
    check_of(guest, 1)
    amount = amount_of(guest)
    assert (amount.checks, amount.sessions, amount.anything) == (1, 0, True)


SIDE = st.fixed_dictionaries(
    {
        "checks": st.dictionaries(st.integers(0, 3), st.sampled_from(["open", "finished", "red flag"]), max_size=3),
        "sessions": st.lists(st.integers(0, 5), max_size=3, unique=True),
        "skips": st.lists(st.integers(0, 3), max_size=2, unique=True),
    }
)


@settings(max_examples=25)
@given(theirs=SIDE, ours=SIDE)
def test_no_row_is_lost(theirs: dict[str, Any], ours: dict[str, Any]):
    """Whatever both sides hold: each set, trial and session is the account's then, each day has its check, no flag is gone."""
    names = [uuid.uuid4() for _ in range(6)]
    guest, own = Person.objects.create(), member()
    for person, side in ((guest, theirs), (own, ours)):
        for days_ago, state in side["checks"].items():
            check_of(person, days_ago, finished=state != "open", answers=RED_FLAG if state == "red flag" else {})
        for index in side["sessions"]:
            bare_session(person, names[index])
        for days_ago in side["skips"]:
            DaySkip.objects.create(person=person, day=timezone.localdate() - timedelta(days=days_ago), reason="time")
    both = (guest, own)
    sets = set(TrialSet.objects.filter(person__in=both).values_list("pk", flat=True))
    trials = dict(Trial.objects.filter(person__in=both).values_list("pk", "value_deg"))
    assert own.user is not None
    take_along(guest=guest, user=own.user)
    assert set(TrialSet.objects.of(own).values_list("pk", flat=True)) == sets
    assert dict(Trial.objects.of(own).values_list("pk", "value_deg")) == trials
    assert set(Session.objects.of(own).values_list("client_id", flat=True)) == {
        names[index] for side in (theirs, ours) for index in side["sessions"]
    }
    today = timezone.localdate()
    days = {
        days_ago: Check.objects.of(own).get(day=today - timedelta(days=days_ago))
        for days_ago in {*theirs["checks"], *ours["checks"]}
    }
    assert Check.objects.of(own).count() == len(days)
    for days_ago, check in days.items():
        states = {side["checks"].get(days_ago) for side in (theirs, ours)}
        assert Result.objects.filter(check_of=check).exists() == bool(states & {"finished", "red flag"})
        if "red flag" in states:
            assert check.result.document["screening"]["stop"] is True
        orders = list(Trial.objects.filter(trial_set__check_of=check).values_list("order", flat=True))
        assert len(orders) == len(set(orders))
    assert set(DaySkip.objects.of(own).values_list("day", flat=True)) == {
        today - timedelta(days=days_ago) for days_ago in {*theirs["skips"], *ours["skips"]}
    }
    assert not Person.objects.filter(pk=guest.pk).exists()


def bare_session(person: Person, client_id: uuid.UUID) -> None:
    now = timezone.now()
    Session.objects.create(
        person=person, client_id=client_id, day=timezone.localdate(), started_at=now, finished_at=now, pain_before=0
    )
