"""What a clinician measures goes into the client's own check of the day, judged anew, and never with answers nobody gave."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from builders.checks import ABOUT, NOTHING_WRONG, make_check
from builders.staff import make_care, make_staff
from builders.training_people import UNSTEADY, finished_check
from builders.visitors import client_of
from supple_web.accounts.models import Person, User
from supple_web.assessments import actions as checks
from supple_web.assessments.models import Check, Trial, TrialSet
from supple_web.assessments.warned import warned_check
from supple_web.audit.models import Row
from supple_web.clinic.models import Staff
from supple_web.training import engine
from supple_web.training.models import Plan

pytestmark = pytest.mark.django_db

TURNS = {"left": "40 41 42", "right": "58; 60 59,5", "pain-left": "2", "pain-right": "0"}
SETUP = {"mode": "passive", "position": "lumbar-locked", "instrument": "goniometer", "arm": "low-back", "placement": ""}


@pytest.fixture
def staff(db) -> Staff:
    return make_staff("Ada Reyes")


@pytest.fixture
def desk(staff) -> Client:
    return client_of(staff.person)


@pytest.fixture
def person(staff) -> Person:
    person = Person.objects.create(user=User.objects.create_user("kim@example.org", "a long enough password"))
    make_care(staff, person)
    return person


def form(**more: str) -> dict[str, str]:
    return {**SETUP, **TURNS, "client_id": str(uuid.uuid4()), **more}


def asked(**more: str) -> dict[str, str]:
    """Every question, as a clinician ticks them."""
    words = {True: "yes", False: "no"}
    answers = {
        key: words.get(value, str(value)) if isinstance(value, bool) else str(value) for key, value in NOTHING_WRONG.items()
    }
    return form(questions="asked", age_years="41", **{**answers, **more})


def url(person: Person) -> str:
    return reverse("desk_measure", args=[person.pk])


def test_into_the_clients_own_check_of_the_day(desk, person, staff):
    """Active by oneself, short; passive, moved by a clinician, enough: control."""
    check = finished_check(person, 0, {"active": UNSTEADY["active"]})
    assert {one["category"] for one in check.result.document["findings"]} == {"undetermined"}
    page = desk.get(url(person)).text
    assert "By themself they turned last with: inclinometer, sitting on the heels" in page
    assert '<option value="inclinometer" selected>' in page
    answer = desk.post(url(person), form(left="62 63 64", right="62 63 61", instrument="inclinometer", **{"pain-left": "0"}))
    assert answer.status_code == 302
    one = TrialSet.objects.get(mode="passive")
    assert (one.check_of, one.rater, one.assist, one.instrument) == (check, "Ada Reyes", "", "inclinometer")
    assert list(one.trials.order_by("order").values_list("direction", "value_deg"))[:2] == [("left", 62.0), ("right", 62.0)]
    assert one.trials.count() == 6
    assert Check.objects.of(person).count() == 1
    check = Check.objects.get(pk=check.pk)
    assert {one["category"] for one in check.result.document["findings"]} == {"motor-control-deficit"}
    assert Plan.objects.get(person=person).state["left"]["stage"] == "control"
    assert Row.objects.filter(verb="measure", by=staff.person.audit_id, about=person.audit_id).exists()
    assert "Ada Reyes" in client_of(person).get(reverse("check_result", args=[check.pk])).text


def test_another_kind_of_reading_stands_by_itself(desk, person):
    check = finished_check(person, 0, {"active": UNSTEADY["active"]})
    desk.post(url(person), form(left="62 63 64", right="62 63 61", **{"pain-left": "0"}))
    (finding,) = (one for one in Check.objects.get(pk=check.pk).result.document["findings"] if one["direction"] == "left")
    assert finding["category"] == "undetermined"
    assert any("goniometer" in reason and "never pooled" in reason for reason in finding["reasons"])


def test_the_same_form_twice_is_one_set(desk, person):
    finished_check(person, 0, UNSTEADY)
    sent = form()
    for _ in range(2):
        assert desk.post(url(person), sent).status_code == 302
    assert TrialSet.objects.filter(mode="passive").count() == 1


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"mode": "assisted"}, "Please choose one of these."),
        ({"position": "lying"}, "Please choose one of these."),
        ({"left": "", "right": ""}, "Type at least one reading"),
        ({"left": "4o"}, "These are no numbers"),
        ({"left": "1 2 3 4 5 6 7"}, "At most 6 readings"),
        ({"pain-left": ""}, "type a number from 0 to 10"),
        ({"pain-right": "11"}, "type a number from 0 to 10"),
        ({"left": "155"}, "0 to 150 degrees"),
        ({"left": "-3"}, "degrees"),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(wrong, line, desk, person):
    finished_check(person, 0, UNSTEADY)
    before = Trial.objects.count()
    answer = desk.post(url(person), form(**wrong))
    assert answer.status_code == 422
    assert line in answer.text
    assert "58; 60 59,5" in answer.text or "right" in wrong
    assert Trial.objects.count() == before


def test_without_the_questions_nothing_is_judged_and_nobody_has_answered_anything(desk, person):
    """The plan goes on resting on the check whose questions were answered: its gates stay as closed as they were."""
    earlier = finished_check(person, 7, UNSTEADY)
    before = engine.current(person).screening
    assert desk.post(url(person), form()).status_code == 422  # whether they were asked must be said
    assert desk.post(url(person), form(questions="later")).status_code == 302
    today = Check.objects.of(person).get(day=timezone.localdate())
    assert today.finished_at is None
    assert today.answers == {}
    assert Trial.objects.filter(trial_set__check_of=today, trial_set__mode="passive").count() == 6
    now = engine.current(person)
    assert now.check == earlier
    assert now.screening == before
    assert now.programme is not None
    # the client answers on their phone: the set is judged with the rest
    today.answers, today.about = dict(NOTHING_WRONG), dict(ABOUT)
    today.save()
    from supple_web.assessments import actions as checks

    checks.finish(check=today, by=person)
    assert engine.current(person).check == today


def test_asked_by_the_clinician_the_check_says_so(desk, person):
    assert desk.post(url(person), asked()).status_code == 302
    check = Check.objects.of(person).get()
    assert check.setup["asked_by"] == "Ada Reyes"
    assert check.answers["saddle_numbness"] is False
    assert check.about["age_years"] == 41
    assert check.finished_at is not None
    assert "Ada Reyes asked that day" in desk.get(reverse("desk_client", args=[person.pk])).text


def test_each_question_is_answered_or_named(desk, person):
    sent = asked()
    del sent["fever"], sent["age_years"]
    answer = desk.post(url(person), sent)
    assert answer.status_code == 422
    assert "2 lines below" in answer.text
    assert not Check.objects.of(person).exists()


def test_no_to_all_is_for_what_was_left_open_and_never_against_a_yes(desk, person):
    sent = asked(**{"none-infection": "1"})
    for name in ("fever", "recent_infection", "immune"):
        del sent[name]
    assert desk.post(url(person), {**sent, "injected_drugs": "yes"}).status_code == 422
    assert desk.post(url(person), sent).status_code == 302
    assert Check.objects.of(person).get().answers["fever"] is False


def test_a_red_flag_ends_it_and_nothing_is_measured(desk, person):
    answer = desk.post(url(person), asked(saddle_numbness="yes"), follow=True)
    assert "A warning sign came up" in answer.text
    check = Check.objects.of(person).get()
    assert warned_check(person) == check
    assert not TrialSet.objects.exists()
    again = desk.post(url(person), form())
    assert again.status_code == 422
    assert "a check that a warning sign ended" in again.text
    assert not TrialSet.objects.exists()


def test_nothing_is_measured_beside_a_red_flag_of_another_day_before_the_questions_were_asked(desk, person):
    flag = make_check(person, timezone.localdate() - timedelta(days=3), answers={"saddle_numbness": True})
    checks.finish(check=flag, by=person)
    answer = desk.post(url(person), form(questions="later"))
    assert answer.status_code == 422
    assert "a warning sign that stands" in answer.text
    assert warned_check(person) == flag
    assert engine.warning_of(person) is not None
    assert not TrialSet.objects.filter(person=person).exists()
    assert desk.post(url(person), asked()).status_code == 302
    assert warned_check(person) is None
    assert TrialSet.objects.filter(person=person, mode="passive").count() == 1


@pytest.mark.parametrize("helped", ["assisted", "passive"])
def test_active_turns_come_before_every_helped_one_of_the_day(desk: Client, person: Person, helped: str):
    # PROTOCOL: never an active trial after assisted ones on the same day; passive ones come last as well
    if helped == "assisted":
        finished_check(person, 0, UNSTEADY)
    else:
        desk.post(f"/desk/client/{person.pk}/measure", asked())
    before = TrialSet.objects.of(person).count()
    answer = desk.post(f"/desk/client/{person.pk}/measure", form(mode="active"))
    assert answer.status_code == 422
    assert "all active turns first" in answer.content.decode()
    assert TrialSet.objects.of(person).count() == before > 0
