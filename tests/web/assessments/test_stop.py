"""A red flag ends the check at once: where to go and how urgently, and nothing else anywhere; a slip can be taken back."""

from __future__ import annotations

import re

import pytest
from django.test import override_settings

from builders.checks import make_set
from builders.walking import begin, sent, walk_questions
from supple.findings.screening_questions import questions
from supple_web.assessments import actions
from supple_web.assessments.models import Result
from supple_web.assessments.stages import Stage
from supple_web.assessments.wizard import BY_ID
from supple_web.audit.models import Row

pytestmark = pytest.mark.django_db
STOPPING = [q.id for q in questions() if q.yes.urgency in ("soon", "urgent", "emergency") and not q.only_if]


def page_of(question):
    return next(page.id for page in BY_ID.values() if any(field.id == question for field in page.fields))


def stopped(client, question="chest_pain", **answers):
    """A check in which everything up to this question was denied, and it was not."""
    check = begin(client)
    for name in BY_ID:
        if name == "again":
            continue
        answer = client.post(f"/check/{check.pk}/{name}", sent(name, check, {question: "yes", **answers}))
        check.refresh_from_db()
        if name == page_of(question):
            return check, answer
    raise AssertionError(question)


@pytest.mark.parametrize("question", STOPPING)
def test_every_red_flag_ends_the_check_on_its_own_page(client, question):
    check, answer = stopped(client, question)
    assert answer["Location"] == f"/check/{check.pk}/stop"
    assert check.finished_at is not None
    assert Result.objects.get(check_of=check).document["programme"] is None


def test_training_follows_a_red_flag_once_and_once_when_it_is_taken_back(client):
    check, _ = stopped(client)
    assert Row.objects.filter(verb="take up").count() == 1
    actions.answer(check=check, answers={"chest_pain": False}, by=check.person, place="heart")
    assert Row.objects.filter(verb="take up").count() == 2


@pytest.mark.parametrize(
    ("question", "title", "number"),
    [
        ("chest_pain", "Call the emergency services now", True),
        ("fever", "See a doctor today", False),
        ("rash", "See a clinician within days", False),
    ],
)
def test_it_says_where_to_go_and_how_urgently(client, question, title, number):
    check, answer = stopped(client, question)
    page = client.get(answer["Location"])
    assert title in page.text
    assert (f'href="tel:{112}"' in page.text) is number
    assert [flag.text for flag in _flags(check)] == list(page.context["stop"].flags)


def _flags(check):
    from supple_web.assessments.engine import screening_of

    return screening_of(check).flags


def test_the_number_is_that_of_the_place(client, settings):
    from dataclasses import replace

    options = settings.OPTIONS
    with override_settings(OPTIONS=replace(options, clinic=replace(options.clinic, emergency_number="999", phone="0123 456"))):
        check, answer = stopped(client)
        text = client.get(answer["Location"]).text
    assert 'href="tel:999"' in text
    assert "0123" not in text
    assert check.person.is_guest


def test_nothing_on_the_page_leads_anywhere_but_to_help_and_back_to_ones_answers(client):
    check, answer = stopped(client)
    text = client.get(answer["Location"]).text
    links = set(re.findall(r'<a[^>]*href="([^"]+)"', text))
    assert links == {"#content", "tel:112", f"/check/{check.pk}/correct"}
    assert "<form" not in text
    assert "<nav" not in text


def test_every_other_page_of_the_check_leads_there(client):
    check, _ = stopped(client)
    one = make_set(check, {"left": [40.0]})
    stop = f"/check/{check.pk}/stop"
    paths = [f"/check/{check.pk}/{name}" for name in [*BY_ID, "next", "values", "doubt"]]
    paths += [f"/check/{check.pk}/set/{stage}{way}" for stage in Stage for way in ("", "/phone", "/type", "/file", "/skip")]
    paths += [f"/check/{check.pk}/{what}/{one.pk}" for what in ("pain", "hint")]
    for path in paths:
        assert client.get(path)["Location"] == stop, path
        answer = client.post(path)
        assert answer.status_code == 405 or answer["Location"] == stop, path
    for path in ("finish", f"remove/{one.pk}", "set/turning/unskip"):
        assert client.post(f"/check/{check.pk}/{path}")["Location"] == stop, path
    assert client.get("/check")["Location"] == stop
    assert client.get(f"/check/{check.pk}/result")["Location"] == stop


def test_a_script_that_posts_a_set_is_told(client):
    check, _ = stopped(client)
    answer = client.post(
        f"/check/{check.pk}/set/turning/phone", "{}", content_type="application/json", headers={"accept": "application/json"}
    )
    assert answer.status_code == 409
    assert answer.json()["next"] == f"/check/{check.pk}/stop"


def test_a_slip_is_taken_back_and_the_check_goes_on(client):
    check, _ = stopped(client, "fever")
    page = client.get(f"/check/{check.pk}/correct")
    assert [one.field.id for one in page.context["shown"]] == ["fever"]
    assert client.post(f"/check/{check.pk}/correct", {}).status_code == 422
    assert client.post(f"/check/{check.pk}/correct", {"fever": "yes"})["Location"] == f"/check/{check.pk}/stop"
    assert client.post(f"/check/{check.pk}/correct", {"fever": "no"})["Location"] == f"/check/{check.pk}/other"
    check.refresh_from_db()
    assert check.finished_at is None
    assert not Result.objects.filter(check_of=check).exists()
    assert walk_questions(client, check) == f"/check/{check.pk}/next"
    assert {"red flag", "red flag taken back"} <= set(Row.objects.values_list("verb", flat=True))


def test_answers_that_only_together_warn_are_all_shown(client):
    check, answer = stopped(client, "minor_trauma", minor_trauma="yes", steroids="yes")
    assert answer["Location"].endswith("/stop")
    shown = {one.field.id for one in client.get(f"/check/{check.pk}/correct").context["shown"]}
    assert {"minor_trauma", "steroids"} <= shown


def test_an_age_behind_a_warning_can_be_corrected(client):
    check = begin(client)
    client.post(f"/check/{check.pk}/age", {"age_years": "80"})
    for name in ("heart", "nerves", "walking"):
        client.post(f"/check/{check.pk}/{name}", {"none": "1"})
    answer = client.post(f"/check/{check.pk}/pain", {"back_pain": "new", "pain_now": "2"})
    assert answer["Location"].endswith("/stop")
    shown = {one.field.id: one.given for one in client.get(f"/check/{check.pk}/correct").context["shown"]}
    assert shown == {"back_pain": "new", "age_years": "80"}
    answer = client.post(f"/check/{check.pk}/correct", {"back_pain": "new", "age_years": "40"})
    assert answer["Location"].endswith("/injury")


def test_a_red_flag_after_the_tests_closes_them_too(guest_client, ready):
    check = ready()
    make_set(check, {"right": [44.0] * 3, "left": [43.0] * 3})
    guest_client.post(f"/check/{check.pk}/finish")
    guest_client.post(
        f"/check/{check.pk}/heart", {"chest_pain": "yes", "breathless": "no", "tearing_pain": "no", "collapse": "no"}
    )
    assert guest_client.get("/check")["Location"].endswith("/stop")
    assert Result.objects.get(check_of=check).document["findings"] == []


def test_without_a_red_flag_the_page_leads_back(guest_client, ready):
    check = ready()
    for name in ("stop", "correct"):
        assert guest_client.get(f"/check/{check.pk}/{name}")["Location"] == "/check"
