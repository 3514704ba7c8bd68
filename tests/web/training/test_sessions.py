"""Sessions arrive exactly once, within bounds, and each acts on the plan."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.sessions import do_session, result, state_of
from builders.training_people import STIFF, finished_check, start_example
from supple_web.accounts.models import Person
from supple_web.audit.models import Row
from supple_web.common.offline import person_key
from supple_web.common.problems import Problem
from supple_web.training.actions import next_morning, store_session
from supple_web.training.models import PlanChange, Session
from supple_web.training.results import read_result

pytestmark = pytest.mark.django_db


def store(person, body):
    return store_session(person=person, result=read_result(body), by=person)


def post(client, body, **headers):
    return client.post(reverse("session_results"), json.dumps(body), content_type="application/json", headers=headers)


def today():
    return timezone.localdate()


# exactly once


def test_a_session_is_stored_and_moves_the_plan(stiff, guest_client):
    answer = post(guest_client, result())
    assert answer.status_code == 200
    said = answer.json()
    session = Session.objects.get()
    assert said["status"] == "stored"
    assert said["next"] == reverse("session_done", args=[session.pk])
    assert said["message"] == "A painless, controlled session of linear movement counts."
    assert state_of(stiff)["linear_done"] == 1
    row = Row.objects.filter(verb="store session").get()
    assert (row.about, row.key) == (stiff.audit_id, str(session.pk))


def test_the_same_session_again_is_the_same(stiff, guest_client):
    body = result()
    first, again = post(guest_client, body).json(), post(guest_client, body).json()
    assert again == {**first, "status": "already-stored"}
    changed = {**body, "pain_during": 9}
    assert post(guest_client, changed).json()["status"] == "already-stored"
    assert Session.objects.get().pain_during == 0
    assert state_of(stiff)["linear_done"] == 1


def test_two_people_may_have_the_same_client_id(stiff, member):
    start_example(member, "stiff")
    body = result()
    assert store(stiff, body).fresh
    assert store(member, body).fresh


def test_a_refused_session_leaves_nothing(stiff):
    with pytest.raises(Problem):
        store(stiff, result(exercises=["half-kneeling-rotation-stick", "no-such-exercise"]))
    assert not Session.objects.exists()
    assert not PlanChange.objects.filter(kind="session").exists()


BODIES = [
    (5, (0, 0, 0), {}),
    (4, (1, 4, 2), {}),
    (4, (0, 0, 0), {"minutes": 4}),
    (3, (0, 0, 0), {}),
    (2, (0, 6, 1), {"ended": "pain"}),
    (1, (2, 2, 2), {}),
]


def bodies():
    """Five days of a person: two sessions on one of them, pain in the middle zone, and pain that stopped one."""
    return [result(today() - timedelta(days=ago), pains=pains, **more) for ago, pains, more in BODIES]


def outcome(person):
    rows = PlanChange.objects.of(person).filter(kind="session").select_related("session")
    told = [(str(row.session.client_id), row.before, row.after, row.reasons) for row in rows]
    return state_of(person), told


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.integers(0, len(BODIES) - 1), max_size=5), st.permutations(range(len(BODIES))))
def test_any_order_and_any_repetition_is_each_once_in_order(db, repeated, order):
    sent = bodies()
    people = [Person.objects.create() for _ in range(2)]
    for person in people:
        finished_check(person, 6, STIFF)
    straight, muddled = people
    for body in sent:
        store(straight, body)
    for number in (*repeated, *order, *repeated):
        store(muddled, sent[number])
    assert outcome(muddled) == outcome(straight)
    assert Session.objects.of(muddled).count() == len(sent)


def test_sessions_that_opened_rotation_may_arrive_after_one_that_used_it(guest):
    finished_check(guest, 9, STIFF)
    late = [
        result(today() - timedelta(days=ago), exercises=["cat-camel-general", *(["cat-camel-lumbar"] if ago < 6 else [])])
        for ago in range(8, 2, -1)
    ]
    turned = result(today() - timedelta(days=1), exercises=["cat-camel-general", "thoracic-rotation-breathing", "open-book"])
    assert store(guest, turned).fresh
    for body in late:
        store(guest, body)
    assert state_of(guest)["linear_done"] == 6


# bounds of what a device claims

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon(travel, guest):
    travel(NOW - timedelta(days=40))
    finished_check(guest, 0, STIFF)
    travel(NOW)
    return guest


@pytest.mark.parametrize(
    ("day", "started", "minutes", "taken"),
    [
        ("2026-11-25", NOW - timedelta(minutes=10), 9, True),
        ("2026-11-25", NOW, 9, True),  # nine minutes ahead
        ("2026-11-25", NOW + timedelta(minutes=2), 9, False),  # eleven minutes ahead
        ("2026-11-25", NOW - timedelta(minutes=1), 0, True),
        ("2026-11-25", NOW - timedelta(minutes=1), -1, False),  # ends before it starts
        ("2026-11-24", NOW - timedelta(minutes=10), 9, True),  # a day apart, as between zones
        ("2026-11-26", NOW - timedelta(minutes=10), 9, True),
        ("2026-11-23", NOW - timedelta(minutes=10), 9, False),
        ("2026-11-27", NOW - timedelta(minutes=10), 9, False),
        ("2026-10-26", NOW - timedelta(days=30) + timedelta(minutes=1), 9, True),
        ("2026-10-26", NOW - timedelta(days=30) - timedelta(minutes=1), 9, False),
    ],
)
def test_times_are_bounded(noon, day, started, minutes, taken):
    body = {**result(started=started, minutes=minutes), "day": day}
    if taken:
        assert store(noon, body).fresh
    else:
        with pytest.raises(Problem) as told:
            store(noon, body)
        assert "session:" in str(told.value)
        assert not Session.objects.exists()


def test_the_day_is_that_of_the_persons_zone(noon):
    """Half past nine in the evening here is the next day in Auckland, where the person is; two days apart is refused."""
    noon.time_zone = "Pacific/Auckland"
    noon.save()
    started = NOW - timedelta(hours=14, minutes=30)
    assert started.date().isoformat() == "2026-11-24"
    assert store(noon, {**result(started=started), "day": "2026-11-25"}).fresh
    assert store(noon, {**result(started=started), "day": "2026-11-26"}).fresh
    with pytest.raises(Problem):
        store(noon, {**result(started=started), "day": "2026-11-23"})


def test_a_repeat_after_the_bounds_is_still_the_same(noon, travel):
    body = result(started=NOW - timedelta(minutes=10))
    store(noon, body)
    travel(NOW + timedelta(days=60))
    assert not store(noon, body).fresh


def test_no_session_before_there_was_a_plan(guest):
    finished_check(guest, 2, STIFF)
    with pytest.raises(Problem, match="a day since your plan began"):
        store(guest, result(today() - timedelta(days=5)))


@pytest.mark.parametrize("exercise", ["half-kneeling-rotation", "nonsense", "../../etc", "thoracic-rotation-breathing"])
def test_only_exercises_that_the_plan_can_hold(guest, exercise):
    start_example(guest, "enough")
    with pytest.raises(Problem, match="exercises of the plan"):
        store(guest, result(exercises=["cat-camel-general", exercise]))
    with pytest.raises(Problem, match="exercises of the plan"):
        store(guest, result(skipped=[{"exercise": exercise, "reason": "time"}]))


WRONG = {
    "schema": ["supple.session-result/2", None, 1],
    "client_id": ["", "7", None, 5, "018f3c2e-7a51-7c9d-9a52-3a4b1c2d3e4"],
    "day": ["", "25.11.2026", None, 20261125, "2026-02-30"],
    "started_ms": [None, "1", 1.5, True, -1, 10**20],
    "finished_ms": [None, [], float("inf")],
    "pain_before": [None, -1, 11, 2.0, True, "2"],
    "pain_during": [-1, 11, "2", True],
    "pain_after": [11, 1.5],
    "controlled": ["yes", 1, 0],
    "segments_moved": [-1, 4, True, "3"],
    "ended": [None, "", "done", 3],
    "done": [
        None,
        "x",
        [1],
        [{}],
        [{"exercise": 3, "sets_done": 1, "sets": 1}],
        [{"exercise": "cat-camel-general", "sets_done": 2, "sets": 1}],
    ],
    "skipped": [{}, [{"exercise": "cat-camel-general", "reason": "lazy"}], [{"exercise": "cat-camel-general"}]],
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in WRONG.items() for value in values])
def test_a_wrong_document_is_one_kind_line_and_nothing_stored(stiff, guest_client, key, value):
    answer = post(guest_client, {**result(), key: value})
    assert answer.status_code == 422
    problem = answer.json()["problem"]
    assert problem.startswith("session")
    assert "\n" not in problem
    assert len(problem) < 400
    assert not Session.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", "3", "null", '"x"', "\xff", "[" * 100_000])
def test_what_is_no_document_at_all(stiff, guest_client, body):
    answer = guest_client.post(reverse("session_results"), body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["problem"]


def test_too_many_rows_are_refused(stiff, guest_client):
    rows = [{"exercise": "cat-camel-general", "sets_done": 1, "sets": 1}] * 41
    assert post(guest_client, {**result(), "done": rows}).status_code == 422


# whose it is


def test_nobody_stores_nothing(client, db):
    assert post(client, result()).status_code == 409


def test_a_result_of_somebody_else_is_never_stored_under_this_name(stiff, guest_client, member):
    told = {"X-Supple-Person": person_key(member)}
    assert post(guest_client, result(), **told).status_code == 409
    assert not Session.objects.exists()
    assert post(guest_client, result(), **{"X-Supple-Person": person_key(stiff)}).status_code == 200


def test_a_stranger_finds_no_session(stiff, guest_client, stranger_client, client):
    session = do_session(stiff)
    path = reverse("session_done", args=[session.pk])
    assert guest_client.get(path).status_code == 200
    assert stranger_client.get(path).status_code == 404
    assert client.get(path).status_code == 404


def test_results_are_posted_only(guest_client, stiff):
    assert guest_client.get(reverse("session_results")).status_code == 405


def test_results_need_the_token(stiff, guest_client):
    guest_client.handler.enforce_csrf_checks = True
    assert post(guest_client, result()).status_code == 403


# what was not answered, what was not done


def test_what_was_not_answered_is_never_good(stiff):
    store(stiff, result(pains=(0, None, None), controlled=None, segments_moved=None))
    assert state_of(stiff)["linear_done"] == 0
    assert state_of(stiff)["standing"] == "go"


def test_a_session_that_ended_in_pain_stops_whatever_numbers_came_with_it(stiff):
    store(stiff, result(pains=(2, None, None), ended="pain"))
    assert state_of(stiff)["standing"] == "halted"


def test_pain_before_that_is_in_the_stop_zone_stops_without_a_session(stiff):
    store(stiff, result(pains=(7, None, None), exercises=[], controlled=None, segments_moved=None, ended="pain"))
    assert state_of(stiff)["standing"] == "halted"


def test_part_of_the_linear_movement_does_not_count(stiff):
    done = [
        {"exercise": "cat-camel-general", "sets_done": 0, "sets": 1},
        {"exercise": "thoracic-cars", "sets_done": 1, "sets": 1},
    ]
    store(stiff, result(done=done))
    assert state_of(stiff)["linear_done"] == 0


# the morning after


@pytest.mark.parametrize(
    ("session", "morning", "after"),
    [
        ((0, 0, 0), 0, ("go", 1)),
        ((0, 0, 0), 1, ("halted", 0)),
        ((2, 2, 2), 2, ("go", 1)),
        ((2, 2, 2), 3, ("halted", 0)),
        ((3, 3, 3), 1, ("go", 1)),
        ((4, 4, 4), 4, ("eased", 0)),
        ((0, 0, 0), 6, ("halted", 0)),
    ],
)
def test_the_morning_counts_with_the_session(guest, session, morning, after):
    finished_check(guest, 2, STIFF)
    do_session(guest, today() - timedelta(days=1), pains=session)
    next_morning(person=guest, pain=morning, by=guest)
    state = state_of(guest)
    assert (state["standing"], state["linear_done"]) == after
    assert Session.objects.get().pain_next_morning == morning


def test_a_bad_morning_reaches_back_before_what_was_done_since(guest):
    """Somebody trains early today, offline, and only then says how the morning was: the plan was stopped before that session."""
    finished_check(guest, 3, STIFF)
    do_session(guest, today() - timedelta(days=1))
    do_session(guest)
    assert state_of(guest)["linear_done"] == 2
    next_morning(person=guest, pain=4, by=guest)
    state = state_of(guest)
    assert (state["standing"], state["linear_done"]) == ("halted", 0)


def test_the_morning_is_asked_once_and_only_on_the_next_day(guest):
    finished_check(guest, 4, STIFF)
    do_session(guest, today() - timedelta(days=2))
    with pytest.raises(Problem):
        next_morning(person=guest, pain=0, by=guest)
    do_session(guest, today() - timedelta(days=1))
    next_morning(person=guest, pain=0, by=guest)
    with pytest.raises(Problem):
        next_morning(person=guest, pain=0, by=guest)


def test_all_sessions_of_the_day_have_the_same_morning(guest):
    finished_check(guest, 3, STIFF)
    yesterday = today() - timedelta(days=1)
    for before in (0, 2):
        do_session(guest, yesterday, pains=(before, 2, 2))
    next_morning(person=guest, pain=2, by=guest)
    assert [one.pain_next_morning for one in Session.objects.all()] == [2, 2]
    assert state_of(guest)["standing"] == "halted"  # worse than before the first


@pytest.mark.parametrize("pain", [-1, 11])
def test_a_morning_that_cannot_be(guest, pain):
    finished_check(guest, 3, STIFF)
    do_session(guest, today() - timedelta(days=1))
    with pytest.raises(Problem):
        next_morning(person=guest, pain=pain, by=guest)
    assert Session.objects.get().pain_next_morning is None


def test_three_sessions_a_day_in_any_order_count_once(guest):
    for order in itertools.permutations(range(3)):
        person = Person.objects.create()
        finished_check(person, 1, STIFF)
        sent = [result(today(), minutes=minutes) for minutes in (3, 6, 9)]
        for number in order:
            store(person, sent[number])
        assert state_of(person)["linear_done"] == 1


def test_a_late_session_is_judged_by_its_day_and_not_by_a_plan_that_stands_still_now(guest):
    """Pain stopped the plan today; the session of the day before arrives only now."""
    finished_check(guest, 3, STIFF)
    do_session(guest, pains=(0, 7, 5), ended="pain")
    late = store(guest, result(today() - timedelta(days=1)))
    assert late.session.training
    assert late.session.plan_change.after["linear_done"] == 1
    assert state_of(guest)["standing"] == "halted"
