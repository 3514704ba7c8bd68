"""From a finished check to the plan, and from later checks to how it moves on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from builders.checks import make_check, make_set
from builders.example_checks import example_check, finish, stopped_check
from builders.sessions import do_session, state_of
from builders.training_people import ENOUGH, STIFF, UNSTEADY, finished_check, start_example
from supple_web.assessments.models import Check
from supple_web.audit.models import Row
from supple_web.training import engine
from supple_web.training.actions import recompute, take_up
from supple_web.training.models import Plan, PlanChange, Session

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def exercises(person, day=None):
    now = engine.current(person)
    found = engine.open_today(now, day or today()) if now else None
    return [one.exercise.id for one in found.plan.exercises] if found else []


def stages(person):
    state = state_of(person)
    return state["left"]["stage"], state["right"]["stage"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("stiff", ("passive-range", "passive-range")),
        ("control", ("control", "maintenance")),
        ("enough", ("maintenance", "maintenance")),
        ("borderline", ("maintenance", "maintenance")),
        ("painful", ("painful", "maintenance")),
        ("undetermined", ("referral", "referral")),  # its two days gave no answer
    ],
)
def test_every_example_gets_its_plan(guest, name, expected):
    start_example(guest, name)
    assert stages(guest) == expected
    now = engine.current(guest)
    assert now.programme is not None
    for day in engine.week_of(today()):
        plan = engine.day_of(now, day).plan
        assert plan.exercises == () or plan.exercises[0].exercise.role.startswith("linear")


def test_the_first_day_without_an_answer_is_no_referral_yet(guest):
    example_check(guest, "undetermined")
    first, second = Check.objects.of(guest).order_by("day")
    Check.objects.filter(pk=second.pk).update(finished_at=None)
    take_up(person=guest, check=first, by=guest)
    assert stages(guest) == ("awaiting", "awaiting")
    finish(Check.objects.get(pk=second.pk))
    take_up(person=guest, check=second, by=guest)
    assert stages(guest) == ("referral", "referral")


def test_a_red_flag_makes_no_plan(guest):
    assert take_up(person=guest, check=stopped_check(guest), by=guest) is None
    assert not Plan.objects.exists()
    assert not PlanChange.objects.exists()
    assert engine.warning_of(guest) is not None


def test_a_plan_after_a_cleared_red_flag(guest):
    take_up(person=guest, check=stopped_check(guest, today() - timedelta(days=3)), by=guest)
    start_example(guest, "stiff")
    assert stages(guest) == ("passive-range", "passive-range")
    assert PlanChange.objects.count() == 1


def test_a_red_flag_stops_the_plan_there_is(guest):
    finished_check(guest, 5, STIFF)
    do_session(guest, today() - timedelta(days=4))
    finished_check(guest, 0, answers={"chest_pain": True})
    assert state_of(guest)["standing"] == "urgent"
    assert exercises(guest) == []
    assert engine.current(guest).programme is None


def test_clearance_begins_everything_anew(guest):
    finished_check(guest, 20, STIFF)
    for ago in range(19, 3, -1):
        do_session(guest, today() - timedelta(days=ago))
    assert state_of(guest)["linear_done"] > 0
    finished_check(guest, 3, answers={"chest_pain": True})
    finished_check(guest, 0, UNSTEADY)
    state = state_of(guest)
    assert (state["standing"], state["linear_done"]) == ("go", 0)
    assert stages(guest) == ("control", "control")
    assert Plan.objects.get().started_on == today()


def test_screening_that_pauses_makes_a_stopped_plan(guest):
    finished_check(guest, 1, answers={"pain_now": 7})
    assert state_of(guest)["standing"] == "halted"
    assert exercises(guest) == []
    finished_check(guest, 0, STIFF)
    assert state_of(guest)["standing"] == "go"
    assert exercises(guest) != []


def test_pain_in_the_middle_zone_eases_until_a_session_is_low_again(guest):
    finished_check(guest, 1, STIFF, answers={"pain_now": 4})
    assert state_of(guest)["standing"] == "eased"
    least = engine.open_today(engine.current(guest), today()).plan.exercises
    do_session(guest, pains=(2, 2, 1))
    assert state_of(guest)["standing"] == "go"
    full = engine.day_of(engine.current(guest), today()).plan.exercises
    assert sum(one.seconds for one in least) < sum(one.seconds for one in full)


# the same day


def test_a_check_finished_twice_counts_once(guest):
    check = finished_check(guest, 0, STIFF)
    before = state_of(guest)
    for _ in range(3):
        take_up(person=guest, check=check, by=guest)
    assert state_of(guest) == before
    assert PlanChange.objects.count() == 1


def test_a_retest_repeated_on_its_day_counts_once(guest):
    finished_check(guest, 15, STIFF)
    for ago in range(14, 0, -1):
        do_session(guest, today() - timedelta(days=ago))
    check = finished_check(guest, 0, STIFF)
    once = state_of(guest)
    assert once["retests"] == 1
    take_up(person=guest, check=check, by=guest)
    assert state_of(guest) == once


def test_more_trials_on_the_same_day_replace_what_the_day_said(guest):
    check = finished_check(guest, 0, {"active": STIFF["active"]})
    assert stages(guest) == ("awaiting", "awaiting")  # active alone decides nothing
    make_set(check, {"right": STIFF["assisted"], "left": STIFF["assisted"]}, "assisted")
    finish(check)
    take_up(person=guest, check=check, by=guest)
    assert stages(guest) == ("passive-range", "passive-range")
    assert PlanChange.objects.count() == 1


def test_a_session_before_the_check_is_finished_again_stays_counted(guest):
    check = finished_check(guest, 0, STIFF)
    do_session(guest)
    take_up(person=guest, check=check, by=guest)
    assert state_of(guest)["linear_done"] == 1


def test_a_red_flag_taken_back_on_the_same_day_gives_the_plan_back(guest):
    finished_check(guest, 5, STIFF)
    do_session(guest, today() - timedelta(days=4))
    before = state_of(guest)
    check = finished_check(guest, 0, answers={"chest_pain": True})
    assert state_of(guest)["standing"] == "urgent"
    check.answers["chest_pain"] = False
    check.finished_at = None
    check.save()
    take_up(person=guest, check=check, by=guest)
    assert state_of(guest) == before


# re-tests


def trained(guest, ago=15):
    finished_check(guest, ago, STIFF)
    for day in range(ago - 1, 0, -1):
        do_session(guest, today() - timedelta(days=day))


def test_a_retest_that_finds_the_range_moves_on_to_its_end(guest):
    trained(guest)
    finished_check(guest, 0, UNSTEADY)
    assert stages(guest) == ("end-range", "end-range")
    assert state_of(guest)["retests"] == 1
    last = PlanChange.objects.get(kind="retest")
    assert any("the passive range is enough now" in reason for reason in last.reasons)


def test_a_retest_that_finds_enough_says_fine_stop(guest):
    trained(guest)
    finished_check(guest, 0, ENOUGH)
    assert stages(guest) == ("maintenance", "maintenance")
    assert exercises(guest)[0].startswith("cat-camel")


def test_a_block_that_was_not_done_is_not_judged(guest):
    finished_check(guest, 15, STIFF)
    do_session(guest, today() - timedelta(days=14))
    finished_check(guest, 0, STIFF)
    state = state_of(guest)
    assert (state["retests"], state["left"]["miss"]) == (0, "none")


def test_painful_bending_stops_everything(guest):
    trained(guest, 4)
    check = make_check(guest, today())
    make_set(check, {"right": STIFF["active"], "left": STIFF["active"]})
    make_set(check, {"flexion": (40.0,), "extension": (20.0,)}, pain={"flexion": 7, "extension": 0})
    finish(check)
    take_up(person=guest, check=check, by=guest)
    assert state_of(guest)["standing"] == "halted"
    assert exercises(guest) == []


def test_a_gain_that_was_called_is_said_and_goes_on(guest, travel):
    """Six weeks, a check every two, gaining three degrees a week, which by then no error explains."""
    began = timezone.now() - timedelta(weeks=6)
    for day in range(43):
        travel(began + timedelta(days=day))
        if day % 14 == 0:
            gained = 3.0 * day / 7 - 12.0
            finished_check(guest, 0, {mode: tuple(value + gained for value in values) for mode, values in STIFF.items()})
        do_session(guest)
    assert stages(guest) == ("passive-range", "passive-range")
    told = [row.reasons[0] for row in PlanChange.objects.filter(kind="retest")]
    assert "too early to expect one" in told[0]
    assert "real change beyond error" in told[-1]


# the log


def test_the_state_follows_from_the_log_alone(guest):
    trained(guest)
    finished_check(guest, 0, UNSTEADY)
    stored = state_of(guest)
    rows = [(row.kind, row.before, row.after, row.reasons) for row in PlanChange.objects.all()]
    PlanChange.objects.update(kind="", before=None, after=None, reasons=[], changed=False)
    Plan.objects.all().delete()
    recompute(person=guest, by=None)
    assert state_of(guest) == stored
    assert [(row.kind, row.before, row.after, row.reasons) for row in PlanChange.objects.all()] == rows


def test_a_lost_log_is_made_again_from_checks_and_sessions(guest):
    trained(guest)
    finished_check(guest, 0, UNSTEADY)
    stored = state_of(guest)
    PlanChange.objects.all().delete()
    recompute(person=guest, by=None)
    assert state_of(guest) == stored


def test_every_step_begins_where_the_last_one_ended(guest):
    trained(guest)
    finished_check(guest, 0, UNSTEADY)
    rows = list(PlanChange.objects.of(guest))
    assert [row.before for row in rows] == [None, *(row.after for row in rows[:-1])]
    assert rows[-1].after == state_of(guest)


def test_a_session_that_is_deleted_counts_no_more(guest):
    finished_check(guest, 3, STIFF)
    do_session(guest, today() - timedelta(days=2))
    Session.objects.all().delete()
    recompute(person=guest, by=guest)
    assert state_of(guest)["linear_done"] == 0


def test_a_deleted_check_takes_its_plan_along(guest):
    finished_check(guest, 3, STIFF)
    Check.objects.all().delete()
    assert recompute(person=guest, by=guest) is None
    assert not Plan.objects.exists()


def test_taking_up_is_audited_in_the_same_transaction(guest, member):
    check = finished_check(guest, 0, STIFF)
    take_up(person=guest, check=check, by=member)
    row = Row.objects.filter(verb="take up").last()
    assert (row.by, row.about, row.key) == (member.audit_id, guest.audit_id, str(check.pk))
