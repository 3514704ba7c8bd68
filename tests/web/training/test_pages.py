"""The pages: one thing first, nothing that a red flag forbids, nothing that a GET changes, nobody else's."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from builders.checks import make_check, make_set
from builders.example_checks import finish
from builders.sessions import do_session, result, state_of
from builders.training_people import STIFF, UNSTEADY, finished_check, start_example
from supple.programme import catalogue
from supple_web.audit.models import Row
from supple_web.training.actions import skip_day, swap_exercise, take_up
from supple_web.training.models import DayMove, DaySkip, Plan, PlanChange, Session, Swap

pytestmark = pytest.mark.django_db
TABLES = (Row, Plan, PlanChange, Session, Swap, DayMove, DaySkip)


def today():
    return timezone.localdate()


def play():
    return reverse("session_play", args=[today()])


def heading(answer) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", found[1])).strip()


def shows_exercise(answer) -> list[str]:
    """What of any exercise stands on a page: its address, a drawing, its name."""
    text = answer.content.decode()
    found = [one.id for one in catalogue().exercises.values() if f"/programme/{one.id}" in text or one.name in text]
    return (
        found
        + ["a drawing"] * ("sp-" in text.split("<main", 1)[-1])
        + ["a session"] * ("/session/" in text.split("<main", 1)[-1])
    )


# what comes first


def test_nobody_is_led_to_the_check(client, db):
    answer = client.get(reverse("today"))
    assert heading(answer) == "It begins with a check"
    assert reverse("check") in answer.content.decode()


def test_a_check_that_is_not_finished_is_gone_on_with(guest, guest_client):
    make_check(guest, today())
    assert heading(guest_client.get(reverse("today"))) == "Your check is not finished yet"


@pytest.mark.parametrize(
    ("example", "first"),
    [
        ("stiff", "for your back"),
        ("control", "for your back"),
        ("enough", "Fine, stop"),
        ("borderline", "Fine, stop"),
        ("painful", "for your back"),
        ("undetermined", "for your back"),
    ],
)
def test_every_example_has_its_day(guest, guest_client, example, first):
    start_example(guest, example)
    answer = guest_client.get(reverse("today"))
    assert first in heading(answer)
    for path in (reverse("programme"), play()):
        assert guest_client.get(path).status_code == 200


def test_a_referral_names_whom_to_talk_to(guest, guest_client, settings):
    start_example(guest, "undetermined")
    text = guest_client.get(reverse("today")).content.decode()
    assert "Have a clinician look" in text
    assert text.count("Turning either way: what can be found out alone ends here") == 1
    assert "A clinician has seen me" in text


def test_the_morning_comes_before_anything_else(guest, guest_client):
    finished_check(guest, 3, STIFF)
    do_session(guest, today() - timedelta(days=1))
    answer = guest_client.get(reverse("today"))
    assert heading(answer) == "How much does it hurt this morning?"
    assert shows_exercise(answer) == []
    assert guest_client.get(play()).url == reverse("today")
    assert guest_client.post(reverse("today_morning"), {"pain": "0"}).status_code == 302
    assert "for your back" in heading(guest_client.get(reverse("today")))


@pytest.mark.parametrize("pain", ["", "11", "-1", "two", "1.5", "999999"])
def test_a_morning_that_cannot_be_is_asked_again(guest, guest_client, pain):
    finished_check(guest, 3, STIFF)
    do_session(guest, today() - timedelta(days=1))
    answer = guest_client.post(reverse("today_morning"), {"pain": pain})
    assert answer.status_code == 422
    assert heading(answer) == "How much does it hurt this morning?"
    assert b'role="alert"' in answer.content
    assert Session.objects.get().pain_next_morning is None


def test_a_worse_morning_stops_the_plan_and_says_so(guest, guest_client):
    finished_check(guest, 3, STIFF)
    do_session(guest, today() - timedelta(days=1))
    guest_client.post(reverse("today_morning"), {"pain": "3"})
    answer = guest_client.get(reverse("today"))
    assert heading(answer) == "Stopped for now"
    assert "worse the next morning" in answer.content.decode()


def test_stop_means_stop(guest, guest_client):
    finished_check(guest, 1, STIFF)
    do_session(guest, pains=(2, 7, 6), ended="pain")
    answer = guest_client.get(reverse("today"))
    assert heading(answer) == "Stopped for now"
    assert guest_client.get(play()).url == reverse("today")
    assert guest_client.get(reverse("programme")).url == reverse("today")
    assert guest_client.get(reverse("exercise", args=["cat-camel-general"])).url == reverse("today")


def test_no_further_session_on_the_day_of_a_stop_even_after_a_clinician(guest, guest_client):
    finished_check(guest, 1, STIFF)
    do_session(guest, pains=(2, 7, 6), ended="pain")
    assert guest_client.post(reverse("today_seen"), {"seen": "yes"}).status_code == 302
    answer = guest_client.get(reverse("today"))
    assert "No more today" in answer.content.decode()
    assert play() not in answer.content.decode()
    assert guest_client.get(play()).url == reverse("today")


def test_after_a_clinician_what_hurt_in_the_test_is_tested_first(guest, guest_client):
    check = make_check(guest, today() - timedelta(days=2))
    make_set(check, {"right": STIFF["active"], "left": STIFF["active"]})
    make_set(check, {"flexion": (40.0,), "extension": (20.0,)}, pain={"flexion": 7, "extension": 0})
    finish(check)
    take_up(person=guest, check=check, by=guest)
    assert "be seen by a clinician" in guest_client.get(reverse("today")).content.decode()
    guest_client.post(reverse("today_seen"), {"seen": "yes"})
    page = guest_client.get(reverse("today"))
    assert "is tested again before anything is trained" in page.content.decode()
    assert shows_exercise(page) == []
    assert reverse("check") in page.content.decode()


def test_a_clinician_makes_a_new_test_due(guest, guest_client):
    start_example(guest, "undetermined", days_ago=2)
    assert not guest_client.get(reverse("today")).context["next_test"].due
    guest_client.post(reverse("today_seen"), {"seen": "yes"})
    found = guest_client.get(reverse("today")).context["next_test"]
    assert (found.occasion, found.due) == ("pain", True)


def test_an_exercise_that_was_swapped_out_says_what_stands_there(stiff, guest_client):
    swap_exercise(person=stiff, gone="cat-camel-general", come="cat-camel-standing", by=stiff)
    page = guest_client.get(reverse("exercise", args=["cat-camel-general"]))
    assert page.status_code == 200
    assert "Cat and camel, standing" in page.content.decode()


def test_seen_needs_its_box(guest, guest_client):
    finished_check(guest, 1, STIFF)
    do_session(guest, pains=(2, 7, 6), ended="pain")
    assert guest_client.post(reverse("today_seen")).status_code == 422
    assert state_of(guest)["standing"] == "halted"


# a red flag


@pytest.mark.parametrize("answer", ["chest_pain", "saddle_numbness", "leg_weakness"])
def test_a_red_flag_shows_no_exercise_anywhere(guest, guest_client, settings, answer):
    settings.OPTIONS = type(settings.OPTIONS)(
        **{
            **settings.OPTIONS.__dict__,
            "clinic": type(settings.OPTIONS.clinic)(name="Nord", phone="+49 30 1", mail="a@b.example"),
        }
    )
    finished_check(guest, 5, STIFF)
    session = do_session(guest, today() - timedelta(days=4))
    finished_check(guest, 0, answers={answer: True})
    page = guest_client.get(reverse("today"))
    assert shows_exercise(page) == []
    assert "+49 30 1" not in page.content.decode()  # only where to go, never the clinic's call
    assert "discovery" not in page.content.decode()
    done = reverse("session_done", args=[session.pk])
    for path in (play(), done, reverse("programme"), reverse("exercise", args=["cat-camel-general"])):
        assert guest_client.get(path).url == reverse("today")
    for name, body in (("programme_swap", {"gone": "cat-camel-general", "come": "cat-camel-standing"}), ("today_did", {})):
        assert shows_exercise(guest_client.post(reverse(name), body, follow=True)) == []


def test_a_red_flag_of_a_check_that_is_not_finished_counts_at_once(stiff, guest_client):
    check = stiff.checks.get()
    check.answers["chest_pain"] = True
    check.finished_at = None
    check.save()
    page = guest_client.get(reverse("today"))
    assert shows_exercise(page) == []
    assert guest_client.get(play()).url == reverse("today")


def test_a_red_flag_without_any_plan(guest, guest_client):
    finished_check(guest, 0, answers={"chest_pain": True})
    assert shows_exercise(guest_client.get(reverse("today"))) == []


# the session


def test_the_player_gets_the_session_of_today_linear_first(stiff, guest_client):
    answer = guest_client.get(play())
    session = answer.context["session"]
    assert session["schema"] == "supple.session/1"
    assert session["day"] == today().isoformat()
    assert session["exercises"][0]["linear"]
    assert answer.context["pain_before"] is None
    assert (answer.context["stop_from"], answer.context["modify_from"]) == (6, 4)
    assert set(answer.context["figures"]) >= {"cat-camel-general", "thoracic-cars-left", "thoracic-cars-right"}


@pytest.mark.parametrize("ago", [-1, 1, 2, 400])
def test_other_days_lead_to_today(stiff, guest_client, ago):
    other = reverse("session_play", args=[today() - timedelta(days=ago)])
    assert guest_client.get(other).url == reverse("today")


@pytest.mark.parametrize(
    "path", ["/session/2026-02-30", "/session/2026-13-01", "/session/today", "/session/", "/programme/no-such"]
)
def test_what_is_no_page(stiff, guest_client, path):
    assert guest_client.get(path).status_code == 404


def test_a_swapped_exercise_is_played(stiff, guest_client):
    swap_exercise(person=stiff, gone="cat-camel-general", come="cat-camel-standing", by=stiff)
    session = guest_client.get(play()).context["session"]
    assert session["exercises"][0]["id"] == "cat-camel-standing"


# without script


def form_of(client) -> dict[str, object]:
    form = client.get(reverse("today")).context["form"]
    return {
        "client_id": form.client_id,
        "done": [one.id for one in form.exercises],
        "pain_before": "1",
        "pain_during": "1",
        "pain_after": "0",
        "controlled": "yes",
        "segments_moved": "3",
    }


def test_a_session_is_told_in_a_plain_form(stiff, guest_client):
    answer = guest_client.post(reverse("today_did"), form_of(guest_client), follow=True)
    assert heading(answer) == "What you did"
    session = Session.objects.get()
    assert (session.ended, session.pain_before, session.controlled) == ("finished", 1, True)
    assert state_of(stiff)["linear_done"] == 1
    assert heading(guest_client.get(reverse("today"))) == "Done for today"


def test_the_form_sent_twice_is_one_session(stiff, guest_client):
    form = form_of(guest_client)
    for _ in range(2):
        assert guest_client.post(reverse("today_did"), form).status_code == 302
    assert Session.objects.count() == 1


def test_what_was_not_ticked_is_left_out(stiff, guest_client):
    form = {**form_of(guest_client), "done": ["thoracic-cars"]}
    guest_client.post(reverse("today_did"), form)
    session = Session.objects.get()
    assert session.ended == "stopped"
    assert [row["exercise"] for row in session.skipped] == ["cat-camel-general"]
    assert state_of(stiff)["linear_done"] == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pain_before", ""),
        ("pain_during", "11"),
        ("pain_after", "x"),
        ("controlled", ""),
        ("segments_moved", "4"),
        ("client_id", "1"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed(stiff, guest_client, field, value):
    form = {**form_of(guest_client), "done": ["cat-camel-general"], field: value}
    answer = guest_client.post(reverse("today_did"), form)
    assert answer.status_code == 422
    kept = answer.context["form"]
    assert [one.ticked for one in kept.exercises] == [True, False]
    assert kept.segments_moved == form["segments_moved"]
    assert b'role="alert"' in answer.content
    assert not Session.objects.exists()


def test_the_form_takes_only_what_stands_in_the_plan(stiff, guest_client):
    form = {**form_of(guest_client), "done": ["half-kneeling-rotation", "cat-camel-general"]}
    guest_client.post(reverse("today_did"), form)
    assert [row["exercise"] for row in Session.objects.get().done] == ["cat-camel-general"]


def test_leaving_a_day_out_is_said_and_taken_back(stiff, guest_client):
    guest_client.post(reverse("today_skip"), {"reason": "time"})
    assert heading(guest_client.get(reverse("today"))) == "Not today"
    guest_client.post(reverse("today_unskip"))
    assert "for your back" in heading(guest_client.get(reverse("today")))


# what a page says


def test_the_programme_says_what_changed_and_why(guest, guest_client):
    finished_check(guest, 16, STIFF)
    for ago in range(15, 0, -1):
        do_session(guest, today() - timedelta(days=ago))
    Session.objects.update(pain_next_morning=0)
    finished_check(guest, 0, UNSTEADY)
    answer = guest_client.get(reverse("programme"))
    text = answer.content.decode()
    assert "The start" in text
    assert "the passive range is enough now; next comes strength at its end" in text
    kinds = [kind for _, kind in answer.context["changes"]]
    assert kinds[0] == "Re-test"
    assert kinds[-1] == "The start"


def test_a_long_log_is_folded(guest, guest_client):
    finished_check(guest, 25, STIFF)
    for ago in range(24, 0, -1):
        do_session(guest, today() - timedelta(days=ago), pains=(0, 4 if ago % 2 else 0, 0))
    Session.objects.update(pain_next_morning=0)
    first = guest_client.get(reverse("programme"))
    assert len(first.context["changes"]) == 12
    assert first.context["more"] > 0
    everything = guest_client.get(reverse("programme"), {"all": ""})
    assert len(everything.context["changes"]) == 12 + first.context["more"]


def test_every_exercise_of_the_programme_has_its_page(guest, guest_client):
    finished_check(guest, 1, STIFF)
    paths = set(re.findall(r"/programme/[a-z0-9-]+", guest_client.get(reverse("programme")).content.decode()))
    paths -= {reverse(name) for name in ("programme_move", "programme_swap", "programme_unswap")}
    assert len(paths) >= 6
    for path in paths:
        answer = guest_client.get(path)
        assert answer.status_code == 200
        text = answer.content.decode()
        assert answer.context["sheet"].source
        assert "<animate" in text


def test_an_exercise_says_what_it_may_be_swapped_for_and_back(stiff, guest_client):
    page = guest_client.get(reverse("exercise", args=["cat-camel-general"]))
    offer = page.context["offers"][0].card
    body = {"gone": "cat-camel-general", "come": offer.id}
    swapped = guest_client.post(reverse("programme_swap"), body, follow=True)
    assert heading(swapped) == offer.name
    assert "You chose this instead of" in swapped.content.decode()
    back = guest_client.post(reverse("programme_unswap"), {"exercise": "cat-camel-general"}, follow=True)
    assert back.status_code == 200
    assert not Swap.objects.exists()


def test_a_session_page_says_what_it_changed(stiff, guest_client):
    session = do_session(stiff, pains=(1, 4, 2), skipped=[{"exercise": "cat-camel-lumbar", "reason": "too-hard"}])
    text = guest_client.get(reverse("session_done", args=[session.pk])).content.decode()
    assert "Pain was in the middle zone" in text
    assert "too hard" in text


@pytest.mark.parametrize("name", ["today", "programme", "session_play", "exercise", "session_done"])
def test_a_get_changes_nothing(guest, guest_client, name):
    finished_check(guest, 2, STIFF)
    session = do_session(guest)
    skip_day(person=guest, reason="time", by=guest)
    arguments = {"session_play": [today()], "exercise": ["cat-camel-general"], "session_done": [session.pk]}
    before = [list(table.objects.order_by("pk").values()) for table in TABLES]
    for _ in range(2):
        assert guest_client.get(reverse(name, args=arguments.get(name, []))).status_code == 200
    assert [list(table.objects.order_by("pk").values()) for table in TABLES] == before


@pytest.mark.parametrize(
    "name",
    [
        "session_results",
        "today_did",
        "today_morning",
        "today_skip",
        "today_unskip",
        "today_seen",
        "programme_move",
        "programme_swap",
        "programme_unswap",
    ],
)
def test_what_changes_something_is_posted(stiff, guest_client, name):
    assert guest_client.get(reverse(name)).status_code == 405


def test_strangers_and_nobody_see_no_plan(stiff, stranger_client, client):
    swap_exercise(person=stiff, gone="cat-camel-general", come="cat-camel-standing", by=stiff)
    session = do_session(stiff)
    for one in (stranger_client, client):
        assert heading(one.get(reverse("today"))) == "It begins with a check"
        assert one.get(reverse("programme")).url == reverse("today")
        assert one.get(play()).url == reverse("today")
        assert one.get(reverse("session_done", args=[session.pk])).status_code == 404
        assert one.get(reverse("session_done", args=[uuid.uuid4()])).status_code == 404


def test_pages_are_light_on_the_database(guest, guest_client, django_assert_max_num_queries):
    finished_check(guest, 16, STIFF)
    for ago in range(15, 1, -1):
        do_session(guest, today() - timedelta(days=ago))
    guest_client.get(reverse("today"))
    with django_assert_max_num_queries(28):
        guest_client.get(reverse("today"))
    with django_assert_max_num_queries(28):
        guest_client.get(reverse("programme"))


def test_a_result_posted_by_the_player_shows_on_the_day(stiff, guest_client):
    body = result(exercises=["cat-camel-general", "thoracic-cars"])
    guest_client.post(reverse("session_results"), body, content_type="application/json")
    assert heading(guest_client.get(reverse("today"))) == "Done for today"
