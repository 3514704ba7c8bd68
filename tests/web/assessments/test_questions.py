"""The pages of questions: looking changes nothing, answers are kept, slips are told and cost nothing else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from builders.checks import make_check, make_set
from builders.walking import begin, sent, walk_questions
from supple_web.accounts.models import Person
from supple_web.assessments.models import Check
from supple_web.assessments.wizard import BY_ID
from supple_web.audit.models import Row

pytestmark = pytest.mark.django_db
CALM = {"chest_pain": "no", "breathless": "no", "tearing_pain": "no", "collapse": "no"}


def at(check, page):
    return f"/check/{check.pk}/{page}"


def test_looking_at_the_start_makes_nobody_and_begins_nothing(client):
    assert client.get("/check").status_code == 200
    assert not Person.objects.exists()
    assert not Check.objects.exists()


def test_begin_makes_a_guest_and_their_check_of_today_once(client):
    for _ in range(2):
        answer = client.post("/check")
    assert answer["Location"].endswith("/age")
    check = Check.objects.get()
    assert (check.day, check.person.is_guest) == (timezone.localdate(), True)
    assert list(Row.objects.filter(what="assessments.check").values_list("verb", flat=True)) == ["begin"]


def test_a_check_goes_on_where_it_was_left(client):
    check = begin(client)
    assert client.get("/check")["Location"] == at(check, "age")
    client.post(at(check, "age"), {"age_years": "41"})
    assert client.get("/check")["Location"] == at(check, "heart")
    client.post(at(check, "heart"), {"none": "1"})
    assert client.get("/check")["Location"] == at(check, "nerves")
    check.refresh_from_db()
    assert check.answers == dict.fromkeys(CALM, False)
    assert check.place == "heart"


def test_the_whole_way_leads_to_the_tests(client):
    check = begin(client)
    assert walk_questions(client, check) == at(check, "next")
    check.refresh_from_db()
    assert check.about["equipment"] == ["stick", "wall"]
    assert check.person.about["minutes_per_day"] == 12
    assert check.setup == {
        "way": "typed",
        "instrument": "inclinometer",
        "read_at": "T1-T2",
        "bends": "alone",
        "arm": "low-back",
        "support": "none",
    }


def test_what_was_answered_is_filled_in_on_the_way_back(client):
    check = begin(client)
    walk_questions(client, check)
    page = client.get(at(check, "age"))
    assert 'value="41"' in page.text
    shown = client.get(at(check, "heart")).context["shown"]
    assert {one.given for one in shown} == {"no"}
    back = client.get(at(check, "heart")).context["back_url"]
    assert back == at(check, "age")


def test_correcting_an_early_answer_leads_back_to_where_one_was(client):
    check = begin(client)
    walk_questions(client, check)
    assert client.post(at(check, "age"), {"age_years": "42"})["Location"] == at(check, "next")


def test_looking_at_pages_changes_nothing(client):
    check = begin(client)
    walk_questions(client, check)
    check.refresh_from_db()
    before, rows = {k: v for k, v in vars(check).items() if k != "_state"}, Row.objects.count()
    for page in BY_ID:
        client.get(at(check, page))
        client.head(at(check, page))
    check.refresh_from_db()
    assert {k: v for k, v in vars(check).items() if k != "_state"} == before
    assert Row.objects.count() == rows


@pytest.mark.parametrize("page", ["wishes", "way", "posture", "joints"])
def test_a_page_ahead_leads_to_the_one_that_is_next(client, page):
    check = begin(client)
    assert client.get(at(check, page))["Location"] == at(check, "age")
    assert client.post(at(check, page), {})["Location"] == at(check, "age")
    check.refresh_from_db()
    assert (check.answers, check.setup) == ({}, {})


def test_there_is_no_such_page(client):
    assert client.get(at(begin(client), "nothing")).status_code == 404


# ---------------------------------------------------------------- slips


def test_what_is_missing_is_said_beside_it_and_the_rest_stays(client):
    check = begin(client)
    client.post(at(check, "age"), {"age_years": "41"})
    answer = client.post(at(check, "heart"), {"chest_pain": "no", "breathless": "no"})
    assert answer.status_code == 422
    assert [one.problem for one in answer.context["shown"]] == ["", "", *["Please choose yes or no."] * 2]
    assert [one.given for one in answer.context["shown"]] == ["no", "no", "", ""]
    check.refresh_from_db()
    assert check.answers == {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "0 cannot be right; expected 1 to 120 years."),
        ("", "Please type a number."),
        ("<b>", "“&lt;b&gt;” is no number"),
    ],
)
def test_a_wrong_age_is_kept_beside_its_line(client, typed, said):
    answer = client.post(at(begin(client), "age"), {"age_years": typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert answer.context["shown"][0].given == typed


def test_none_of_these_answers_no_to_all_of_a_screen(client):
    check = begin(client)
    walk_questions(client, check)
    client.post(at(check, "bones"), {"none": "1"})
    check.refresh_from_db()
    assert [check.answers[key] for key in ("osteoporosis", "recent_fracture", "recent_surgery")] == ["no"] * 3


def test_none_of_these_after_a_yes_is_asked_about(client):
    check = begin(client)
    client.post(at(check, "age"), {"age_years": "41"})
    answer = client.post(at(check, "heart"), {"none": "1", "chest_pain": "yes", "collapse": "no"})
    assert answer.status_code == 422
    assert [bool(one.problem) for one in answer.context["shown"]] == [True, False, False, False]
    check.refresh_from_db()
    assert check.answers == {}


def test_none_of_these_is_no_answer_where_it_is_not_offered(client):
    check = begin(client)
    client.post(at(check, "age"), {"age_years": "41"})
    for page in ("heart", "nerves", "walking"):
        client.post(at(check, page), {"none": "1"})
    assert client.post(at(check, "pain"), {"none": "1"}).status_code == 422


def test_answers_of_a_pregnancy_go_with_it(client):
    check = begin(client)
    walk_questions(client, check, {"pregnancy": "second", "pregnancy_cleared": "yes"})
    check.refresh_from_db()
    assert check.answers["pregnancy_cleared"] is True
    client.post(at(check, "pregnancy"), {"pregnancy": "no"})
    check.refresh_from_db()
    assert not set(check.answers) & {"pregnancy_cleared", "pregnancy_warning"}


def test_who_is_under_18_is_asked_who_agrees(client):
    check = begin(client)
    assert walk_questions(client, check, {"age_years": "16", "guardian": "no"}) == at(check, "next")
    page = client.get(at(check, "next"))
    assert page.context["task"] is None
    assert "parent, a guardian or a clinician" in page.text or "clinician" in page.context["plan"].closed


# ---------------------------------------------------------------- coming back


@pytest.fixture
def second(guest, guest_client):
    """The check of today of somebody who had cancer ruled out and takes cortisone no more, after one of an earlier day."""
    earlier = make_check(guest, timezone.localdate() - timedelta(days=9), answers={"shoulder": True, "pain_now": 2})
    earlier.setup = {
        "way": "typed",
        "instrument": "goniometer",
        "read_at": "T1-T2",
        "bends": "alone",
        "arm": "low-back",
        "support": "none",
    }
    earlier.save()
    guest_client.post("/check")
    return Check.objects.of(guest).get(day=timezone.localdate())


def test_coming_back_begins_with_what_is_known_and_asks_health_anew(second, guest_client):
    assert guest_client.get("/check")["Location"] == at(second, "again")
    page = guest_client.get(at(second, "again"))
    assert [line.title for line in page.context["summary"]] == ["Age", "Time", "At hand", "Measuring"]
    assert second.answers == {}
    assert guest_client.post(at(second, "again"), {"confirmed": "yes"})["Location"] == at(second, "heart")


def test_history_is_shown_to_be_confirmed_and_is_no_answer_until_it_is(second, guest_client):
    for page in (
        "again",
        "age",
        "heart",
        "nerves",
        "walking",
        "pain",
        "injury",
        "bones",
        "illness",
        "infection",
        "other",
        "implants",
    ):
        guest_client.post(at(second, page), sent(page, second, {}))
        second.refresh_from_db()
    guest_client.post(at(second, "pregnancy"), {"pregnancy": "no"})
    second.refresh_from_db()
    shown = {one.field.id: one for one in guest_client.get(at(second, "joints")).context["shown"]}
    assert (shown["shoulder"].given, shown["shoulder"].earlier) == ("yes", True)
    assert (shown["dizziness"].given, shown["dizziness"].earlier) == ("", False)
    assert "shoulder" not in second.answers
    assert re.search(r"Your answer of \d+ \w+; is it still right\?", guest_client.get(at(second, "joints")).text)


@pytest.mark.parametrize("page", ["heart", "nerves", "walking", "pain"])
def test_nothing_of_an_emergency_or_of_pain_is_filled_in(second, guest_client, page):
    guest_client.post(at(second, "again"), {"confirmed": "yes"})
    for earlier in ("heart", "nerves", "walking"):
        if earlier == page:
            break
        guest_client.post(at(second, earlier), {"none": "1"})
    assert not any(one.given or one.earlier for one in guest_client.get(at(second, page)).context["shown"])


def test_the_morning_after_a_session_is_asked_and_its_evening_known(guest, guest_client):
    today = timezone.localdate()
    now = timezone.now()
    guest.sessions.create(
        client_id="0190b3a8-0000-7000-8000-000000000001",
        day=today - timedelta(days=1),
        started_at=now - timedelta(days=1),
        finished_at=now - timedelta(days=1),
        pain_before=2,
    )
    check = make_check(guest, today, answers={"pain_now": 0})
    check.answers = {}
    check.save()
    walk_questions(guest_client, check, {"pain_next_morning": "4"})
    check.refresh_from_db()
    assert (check.answers["pain_before_session"], check.answers["pain_next_morning"]) == (2, 4)
    page = guest_client.get(at(check, "next"))
    assert page.context["task"] is None
    assert "worse on the morning after" in page.text


def test_a_screen_can_be_sent_again_by_enter_without_saying_none(client):
    """The first button of the form, which Enter presses, is Continue."""
    check = begin(client)
    client.post(at(check, "age"), {"age_years": "41"})
    form = re.search(r"<form.*?</form>", client.get(at(check, "heart")).text, flags=re.DOTALL).group()
    assert 'name="none"' not in re.search(r"<button.*?</button>", form, flags=re.DOTALL).group()


def test_a_check_of_a_returning_person_keeps_no_answer_of_the_last(second, guest):
    make_set(second, {"left": [40.0]})
    assert Check.objects.of(guest).count() == 2
    assert second.answers == {}
