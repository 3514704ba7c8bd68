"""Whatever somebody answers, in whatever order, back and forth: no test after a red flag, and always the same place to go on."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.walking import ANSWERS, begin, made_for, sent, walk_questions
from supple_web.assessments.engine import screening_of
from supple_web.assessments.engine.tasks import plan_of
from supple_web.assessments.fields import Kind
from supple_web.assessments.models import Check
from supple_web.assessments.stages import Stage
from supple_web.assessments.standing import facts_of
from supple_web.assessments.wizard import BY_ID, first_open

pytestmark = pytest.mark.django_db(transaction=False)
LAW = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PAGES = [page for page in BY_ID if page != "again"]


def answers_of(page: str) -> st.SearchStrategy[dict[str, Any]]:
    """Any answers to a page's questions, most of them harmless."""
    return st.fixed_dictionaries({field.id: st.one_of(*[st.just(None)] * 9, answer_to(field)) for field in BY_ID[page].fields})


def answer_to(field) -> st.SearchStrategy[Any]:
    if field.kind is Kind.YES_NO:
        return st.sampled_from(["yes", "no"])
    if field.kind is Kind.SCALE:
        return st.integers(int(field.least), int(field.most)).map(str)
    if field.kind is Kind.NUMBER:
        return st.integers(1, 110).map(str)
    return st.sampled_from([option.value for option in field.options])


STEP = st.one_of(
    st.just(("on", {})),
    st.sampled_from(PAGES).flatmap(lambda page: st.tuples(st.just(page), answers_of(page))),
)


def post(client: Client, check: Check, page: str, given_answers: dict[str, Any]) -> None:
    check.refresh_from_db()
    chosen = {key: value for key, value in given_answers.items() if value is not None}
    body = sent(page, check, chosen) if page in BY_ID else {}
    client.post(f"/check/{check.pk}/{page}", body)


def where(client: Client) -> str:
    answer = client.get("/check")
    return answer["Location"] if answer.status_code == 302 else "/check"


@LAW
@given(st.lists(STEP, max_size=14))
def test_no_sequence_of_answers_leads_to_a_test_after_a_red_flag(db, steps):
    client = Client()
    check = begin(client)
    for page, chosen in steps:
        name = where(client).rsplit("/", 1)[-1] if page == "on" else page
        if name in BY_ID:
            post(client, check, name, chosen)
        check.refresh_from_db()
        screening = screening_of(check)
        next_page = client.get(f"/check/{check.pk}/next")
        if screening.stop:
            assert next_page["Location"] == f"/check/{check.pk}/stop"
            for stage in (Stage.TURNING, Stage.HELPED):
                assert client.get(f"/check/{check.pk}/set/{stage}")["Location"].endswith("/stop")
        elif first_open(facts_of(check)) is not None:
            assert next_page["Location"] == f"/check/{check.pk}/{first_open(facts_of(check)).id}"
        else:
            assert next_page.status_code == 200
            assert (next_page.context["task"] is None) or screening.active


@LAW
@given(st.lists(STEP, max_size=10))
def test_one_goes_on_at_the_same_place_after_a_reload_and_in_another_window(db, steps):
    client = Client()
    check = begin(client)
    for page, chosen in steps:
        name = where(client).rsplit("/", 1)[-1] if page == "on" else page
        if name in BY_ID:
            post(client, check, name, chosen)
        here = where(client)
        assert where(client) == here
        for looked_at in PAGES[::5]:
            client.get(f"/check/{check.pk}/{looked_at}")
        assert where(client) == here


@LAW
@given(st.sampled_from(PAGES))
def test_answering_a_page_again_the_same_way_changes_nothing(db, page):
    client = Client()
    check = begin(client)
    walk_questions(client, check)
    check.refresh_from_db()
    before = (check.about, check.answers, check.setup)
    shown = client.get(f"/check/{check.pk}/{page}")
    if shown.status_code == 200:
        body = {one.field.id: one.given for one in shown.context["shown"]}
        client.post(f"/check/{check.pk}/{page}", body)
        check.refresh_from_db()
        assert (check.about, check.answers, check.setup) == before


VALUE = st.floats(5.0, 90.0).map(lambda value: round(value, 1))


@LAW
@given(st.lists(st.tuples(VALUE, VALUE, st.sampled_from([0, 0, 0, 0, 1, 3, 5, 7])), min_size=1, max_size=9))
def test_whatever_is_measured_the_order_and_limits_of_the_day_hold(db, sets):
    client = Client()
    check = begin(client)
    walk_questions(client, check)
    helped = False
    for number, (right, left, pain) in enumerate(sets):
        task = plan_of(check).task
        if task is None:
            break
        assert not (helped and task.mode == "active")
        helped = helped or task.mode == "assisted"
        level = {"right": right, "left": left, "flexion": right, "extension": left}
        body = {f"{name}-{time}": str(min(level[name] + time, 120.0)) for name, time in task.in_turn}
        path = f"/check/{check.pk}/set/{task.stage}/type"
        answer = client.post(path, {"made_for": made_for(client, path), **body})
        felt = {f"{name}-felt": "nothing" for name in task.counts}
        if pain and number % 2:
            first = next(iter(task.counts))
            felt |= {f"{first}-felt": "pain", f"{first}-level": str(pain)}
        onward = client.post(answer["Location"], felt)["Location"]
        if onward.endswith("/doubt"):
            client.post(onward)
        check.refresh_from_db()
        hurt = {name for one in check.sets.all() for name, size in (one.pain or {}).items() if size}
        following = plan_of(check).task
        assert following is None or not hurt & set(following.counts)
    rows = [row for one in check.sets.filter(movement="rotation") for row in one.trials.all()]
    for mode in ("active", "assisted"):
        for side in ("left", "right"):
            assert sum(row.direction == side and row.trial_set.mode == mode for row in rows) <= 4


def test_the_answers_of_the_walk_are_those_of_the_pages():
    assert {field.id for page in BY_ID.values() for field in page.fields} >= set(ANSWERS)
