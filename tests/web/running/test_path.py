"""From the start to the result: what is asked first, what is kept, what is refused, and what a red flag does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from builders.checks import NOTHING_WRONG, make_check
from builders.running import hip, knee, make_running
from builders.visitors import client_of
from supple.running.sentences import TEMPLATES
from supple_web.accounts.models import Correction, Person
from supple_web.assessments.models import Check
from supple_web.audit.models import Row
from supple_web.common.science_words.catalogue import catalogue_of
from supple_web.running import wizard
from supple_web.running.models import RunningCheck

pytestmark = pytest.mark.django_db

TYPED = {
    "tool": "ruler",
    "left-1": "12",
    "left-2": "11,5",
    "left-3": "12.5 cm",
    "right-1": "8",
    "right-2": "8.5",
    "pain_left": "0",
    "pain_right": "0",
}


def today():
    return timezone.localdate()


@pytest.fixture
def screened(guest) -> Check:
    return make_check(guest, today())


@pytest.fixture
def begun(guest, screened) -> RunningCheck:
    return RunningCheck.objects.create(person=guest, day=today(), screened=screened)


def url(running, name="running_test", **more):
    return reverse(name, kwargs={"pk": running.pk, **more})


def answer_page(client: Client, address: str) -> str:
    """Denies everything on a page of questions; where it leads."""
    page = client.get(address).context["page"]
    said = {"age_years": "41"} if page.id == "age" else {}
    for one in page.fields:
        no = NOTHING_WRONG.get(one.id, one.no)
        said.setdefault(one.id, "no" if no is False else str(no))
    answer = client.post(address, said)
    assert answer.status_code == 302, (page.id, answer.context["problems"])
    return answer["Location"]


class TestBeginning:
    def test_looking_makes_nobody_and_nothing(self):
        assert Client().get(reverse("running")).status_code == 200
        assert not RunningCheck.objects.exists()
        assert not Person.objects.exists()

    def test_without_todays_check_the_same_questions_come_first_and_are_kept_with_the_day(self):
        client = Client()
        address = client.post(reverse("running"))["Location"]
        asked = []
        while "/questions/" in address:
            asked.append(address.rpartition("/")[2])
            address = answer_page(client, address)
        check = Check.objects.get()
        assert asked == [page.id for page in wizard.screening_pages(check)]
        assert "time" not in asked
        assert address.endswith("/test/knee-to-wall")
        assert RunningCheck.objects.get().screened == check

    def test_where_todays_check_has_asked_nothing_is_asked_again(self, guest_client, screened):
        assert guest_client.post(reverse("running"))["Location"].endswith("/test/knee-to-wall")

    def test_one_a_day(self, guest_client, screened):
        assert guest_client.post(reverse("running"))["Location"] == guest_client.post(reverse("running"))["Location"]
        assert RunningCheck.objects.count() == 1

    def test_a_page_of_questions_that_misses_an_answer_comes_back_with_what_was_said(self, guest_client):
        address = guest_client.post(reverse("running"))["Location"]
        answer = guest_client.post(address, {"age_years": "four"})
        assert answer.status_code == 422
        assert "four" in answer.text

    def test_none_of_these_answers_a_whole_page(self, guest_client, guest):
        make_check(guest, today(), answers={}, about={"age_years": 41})
        Check.objects.update(answers={})
        address = guest_client.post(reverse("running"))["Location"]
        assert "/questions/heart" in address
        assert "/questions/heart" not in guest_client.post(address, {"none": "1"})["Location"]
        contrary = guest_client.post(address, {"none": "1", "chest_pain": "yes"})
        assert contrary.status_code in {302, 422}

    def test_no_page_of_questions_may_be_jumped(self, guest_client):
        address = guest_client.post(reverse("running"))["Location"]
        later = address.replace("/age", "/joints")
        assert guest_client.get(later)["Location"] == address
        assert guest_client.get(address.replace("/age", "/time")).status_code == 404


class TestRedFlag:
    @pytest.fixture
    def warned(self, guest) -> RunningCheck:
        check = make_check(guest, today(), answers={"saddle_numbness": True, "chest_pain": True})
        return RunningCheck.objects.create(person=guest, day=today(), screened=check, readings={"knee-to-wall": knee()})

    def test_every_page_leads_to_where_to_go(self, guest_client, warned):
        stop = reverse("check_stop", args=[warned.screened.pk])
        pages = [
            reverse("running"),
            url(warned, test="knee-to-wall"),
            url(warned, "running_result"),
            url(warned, "running_turn"),
            url(warned, "running_questions", page="heart"),
        ]
        assert {guest_client.get(page).get("Location") for page in pages} == {stop}
        assert guest_client.post(reverse("running"))["Location"] == stop
        assert guest_client.post(url(warned, test="knee-to-wall"), TYPED)["Location"] == stop
        assert guest_client.post(url(warned, "running_finish"))["Location"] == stop
        warned.refresh_from_db()
        assert warned.finished_at is None

    def test_answering_one_ends_the_check_at_once(self, guest_client):
        address = guest_client.post(reverse("running"))["Location"]
        guest_client.post(address, {"age_years": "41"})
        fields = [one.id for one in wizard.check_wizard.BY_ID["heart"].fields]
        said = dict.fromkeys(fields, "no") | {fields[0]: "yes"}
        answer = guest_client.post(address.replace("/age", "/heart"), said)
        check = Check.objects.get()
        assert answer["Location"] == reverse("check_stop", args=[check.pk])
        assert check.finished_at is not None
        assert reverse("book") not in guest_client.get(answer["Location"]).text


def test_a_gate_closes_the_tests_and_offers_the_call(guest_client, guest):
    check = make_check(guest, today(), answers={"recent_surgery": "yes"})
    running = RunningCheck.objects.create(person=guest, day=today(), screened=check)
    assert guest_client.post(reverse("running"))["Location"] == reverse("running")
    assert guest_client.get(url(running, test="knee-to-wall"))["Location"] == reverse("running")
    assert guest_client.post(url(running, test="knee-to-wall"), TYPED)["Location"] == reverse("running")
    page = guest_client.get(reverse("running"))
    assert page.context["closed"]
    assert page.context["closed"] in page.text
    running.refresh_from_db()
    assert running.readings == {}


class TestTests:
    def test_values_are_kept_in_their_unit_and_the_next_test_follows(self, guest_client, begun):
        answer = guest_client.post(url(begun, test="knee-to-wall"), TYPED)
        assert answer["Location"] == url(begun, test="hip-extension")
        begun.refresh_from_db()
        assert begun.readings["knee-to-wall"] == {
            "tool": "ruler",
            "left": [12.0, 11.5, 12.5],
            "right": [8.0, 8.5],
            "pain_left": 0,
            "pain_right": 0,
        }

    @pytest.mark.parametrize(
        ("typed", "line"),
        [
            ({"left-2": "eleven"}, "“eleven” is no number"),
            ({"left-2": "300"}, "300 cannot be right; expected 0 to 30 cm"),
            ({"left-2": "-4"}, "expected 0 to 30 cm"),
            ({"pain_left": ""}, "choose a number from 0 to 10"),
            ({"pain_right": "11"}, "expected 0 to 10"),
            ({"left-2": "nan"}, "is no number"),
            ({"left-2": "1e400"}, "is no number"),
        ],
    )
    def test_what_is_wrong_is_told_beside_it_and_nothing_is_lost(self, guest_client, begun, typed, line):
        answer = guest_client.post(url(begun, test="knee-to-wall"), TYPED | typed)
        assert answer.status_code == 422
        assert line in answer.text.replace("&nbsp;", " ")
        for value in (TYPED | typed).values():
            assert value in answer.text
        begun.refresh_from_db()
        assert begun.readings == {}

    def test_nothing_typed_is_asked_about(self, guest_client, begun):
        answer = guest_client.post(url(begun, test="knee-to-wall"), {"tool": "ruler"})
        assert answer.status_code == 422
        assert "or leave this test out" in answer.text

    def test_pain_without_a_value_is_kept(self, guest_client, begun):
        guest_client.post(url(begun, test="knee-to-wall"), {"tool": "ruler", "pain_left": "4"})
        begun.refresh_from_db()
        assert begun.readings["knee-to-wall"] == {"tool": "ruler", "left": [], "right": [], "pain_left": 4}

    def test_the_hips_need_the_answer_whether_somebody_watched(self, guest_client, begun):
        page = url(begun, test="hip-extension")
        typed = {"tool": "phone", "left-1": "8", "pain_left": "0"}
        assert guest_client.post(page, typed).status_code == 422
        guest_client.post(page, typed | {"condition": "no"})
        begun.refresh_from_db()
        assert begun.readings["hip-extension"]["condition"] is False

    def test_leaving_out(self, guest_client, begun):
        for test in wizard.BY_ID:
            guest_client.post(url(begun, test=test), {"leave-out": "1"})
        begun.refresh_from_db()
        assert set(begun.readings) == set(wizard.BY_ID)
        guest_client.post(url(begun, "running_finish"))
        page = guest_client.get(url(begun, "running_result"))
        assert page.context["result"].step == "measure"
        assert "Nothing was measured" in page.text

    @pytest.mark.parametrize(("tool", "unit"), [("ruler", "cm"), ("phone", "deg"), ("inclinometer", "deg"), ("saw", "cm")])
    def test_the_tool_chosen_gives_the_unit(self, guest_client, begun, tool, unit):
        page = guest_client.get(url(begun, test="knee-to-wall"), {"with": tool})
        assert page.context["asked"].unit == unit
        assert ("data-tilt" in page.text) is (tool == "phone")

    def test_the_tool_used_last_is_offered_first_and_another_is_warned_of(self, guest_client, guest, begun):
        make_running(guest, today() - timedelta(days=20), knee_to_wall=knee((30.0, 31.0), (32.0, 33.0), tool="phone"))
        page = guest_client.get(url(begun, test="knee-to-wall"))
        assert page.context["asked"].tool == "phone"
        assert "never compared" not in page.text
        assert "never compared" in guest_client.get(url(begun, test="knee-to-wall"), {"with": "ruler"}).text

    def test_no_result_before_the_tests_are_through(self, guest_client, begun):
        assert guest_client.post(url(begun, "running_finish"))["Location"] == url(begun, test="knee-to-wall")
        assert guest_client.get(url(begun, "running_result"))["Location"] == url(begun, test="knee-to-wall")
        assert guest_client.get(url(begun, "running_turn"))["Location"] == url(begun, test="knee-to-wall")

    def test_unknown_tests_are_not_there(self, guest_client, begun):
        assert guest_client.get(url(begun, test="splits")).status_code == 404

    def test_once_the_day_is_over_nothing_is_added(self, guest_client, guest):
        old = make_running(guest, today() - timedelta(days=3), finished=False)
        assert guest_client.post(url(old, test="knee-to-wall"), TYPED)["Location"] == reverse("running")
        old.refresh_from_db()
        assert old.readings == {}


class TestAfterwards:
    def test_a_correction_is_judged_anew_and_keeps_what_stood_there(self, guest_client, guest):
        running = make_running(guest, today(), knee_to_wall=knee())
        assert running.document["sides"][0]["category"] == "within-reference"
        answer = guest_client.post(url(running, test="knee-to-wall"), TYPED | {"left-1": "2", "left-2": "2", "left-3": "2"})
        assert answer["Location"] == url(running, "running_result")
        running.refresh_from_db()
        assert running.document["sides"][0]["category"] == "below-published-reference"
        (kept,) = Correction.objects.of(guest)
        assert (kept.before["left"], kept.after["left"]) == ([12.0] * 3, [2.0] * 3)
        assert {"correct"} <= set(Row.objects.filter(key=str(running.pk)).values_list("verb", flat=True))

    def test_saying_the_same_again_corrects_nothing(self, guest_client, guest):
        running = make_running(guest, today(), knee_to_wall=knee())
        same = {f"{side}-{place}": "12" for side in ("left", "right") for place in (1, 2, 3)}
        guest_client.post(url(running, test="knee-to-wall"), {"tool": "ruler", "pain_left": "0", "pain_right": "0", **same})
        assert not Correction.objects.exists()

    def test_values_of_an_earlier_day_can_still_be_corrected(self, guest_client, guest):
        old = make_running(guest, today() - timedelta(days=30), knee_to_wall=knee())
        guest_client.post(url(old, test="knee-to-wall"), TYPED)
        old.refresh_from_db()
        assert old.readings["knee-to-wall"]["right"] == [8.0, 8.5]
        assert old.corrected_at is not None

    def test_deleting_takes_values_and_corrections_and_leaves_the_days_answers(self, guest_client, guest):
        running = make_running(guest, today(), knee_to_wall=knee())
        guest_client.post(url(running, test="knee-to-wall"), TYPED)
        assert guest_client.get(url(running, "running_delete")).status_code == 200
        guest_client.post(url(running, "running_delete"))
        assert not RunningCheck.objects.exists()
        assert not Correction.objects.exists()
        assert Check.objects.count() == 1

    def test_where_the_days_check_was_deleted_the_result_stays(self, guest_client, guest):
        running = make_running(guest, today(), knee_to_wall=knee())
        Check.objects.all().delete()
        assert guest_client.get(url(running, "running_result")).status_code == 200

    def test_begun_again_after_that_it_is_asked_anew(self, guest_client, guest, begun):
        Check.objects.all().delete()
        assert "/questions/" in guest_client.post(reverse("running"))["Location"]


def test_other_people_see_and_change_nothing(guest, member_client, stranger_client):
    running = make_running(guest, today(), knee_to_wall=knee(), hip_extension=hip())
    for client in (member_client, stranger_client, client_of(Person.objects.create())):
        for name, more in (("running_result", {}), ("running_delete", {}), ("running_test", {"test": "knee-to-wall"})):
            assert client.get(url(running, name, **more)).status_code == 404
            assert client.post(url(running, name, **more)).status_code in {404, 405}
    assert RunningCheck.objects.get() == running


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_sentence_of_the_science_is_said_in_spanish(template: str):
    assert re.sub(r"%\((\w+)\)s", r"{\1}", template) in catalogue_of("es").whole
