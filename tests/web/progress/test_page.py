"""What ``/progress`` says to whom, from nothing at all to several ways of measuring."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from builders.checks import make_check
from builders.courses import CLINIC, PHONE, SEATED, finished, measured_days, sat, trained
from supple_web.assessments import actions as checks
from supple_web.config.options import Clinic
from supple_web.progress.engine import gather, kind_groups
from supple_web.training import engine as training

pytestmark = pytest.mark.django_db


def text(client, part=""):
    answer = client.get(reverse("progress"), {"part": part} if part else {})
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>", " ", answer.text, flags=re.DOTALL))


def pictures(client, part):
    return re.findall(r'<svg[^>]*role="img"[^>]*>', client.get(reverse("progress"), {"part": part}).text)


class TestNothingYet:
    def test_nobody_is_told_what_will_stand_here(self, client):
        shown = text(client)
        assert "Nothing measured yet" in shown
        assert reverse("check") in shown
        assert "part=over-time" not in shown

    def test_so_is_somebody_without_a_single_value(self, guest, guest_client):
        make_check(guest, timezone.localdate())
        assert "Nothing measured yet" in text(guest_client)

    def test_every_part_and_file_is_there_for_nobody(self, client):
        for part in ("now", "over-time", "sessions", "pain", "plan", "files", "no such part"):
            assert client.get(reverse("progress"), {"part": part}).status_code == 200
        for name in ("progress_print", "progress_csv", "progress_json"):
            assert client.get(reverse(name)).status_code == 200


class TestFewDays:
    def test_one_day_says_what_is_missing_and_when(self, guest, guest_client):
        finished(measured_days(guest, 1))
        shown = text(guest_client, "over-time")
        assert "Too early to tell" in shown
        assert "2 more measured days, the last on" in shown
        assert "One day so far" in text(guest_client)

    def test_two_days_have_a_dial_with_the_first_one_behind(self, guest, guest_client):
        first, _ = finished(measured_days(guest, 2))
        assert "Now, with the first day behind it" in text(guest_client)
        assert f"on {first.day.day} " in guest_client.get(reverse("progress")).text

    def test_values_of_a_check_that_is_not_finished_count(self, guest, guest_client):
        measured_days(guest, 1)
        assert "Turn to the left" in text(guest_client, "over-time")

    def test_before_a_plan_sessions_and_pain_say_what_will_be_there(self, guest, guest_client):
        measured_days(guest, 1)
        assert "It begins once a check is finished" in text(guest_client, "sessions")
        assert "No session yet" in text(guest_client, "pain")
        assert "Nothing yet" in text(guest_client, "plan")


class TestWeeks:
    def test_real_change_is_said_in_words_with_reasons(self, five_weeks, guest_client):
        assert "Turn to the left (rotation): better, beyond measurement error." in text(guest_client)
        shown = text(guest_client, "over-time")
        assert "Real change: the range grew by more than its error explains." in shown
        assert "First seen on" in shown
        assert not re.search(r"seen on \d{4}-\d\d", shown)

    def test_no_change_says_what_would_have_been_seen(self, five_weeks, guest_client):
        assert re.search(r"A change of about \d+° would have been called by now", text(guest_client, "over-time"))

    @pytest.mark.parametrize("part", ["now", "sessions", "pain"])
    def test_one_picture_at_a_time(self, five_weeks, guest_client, part):
        assert len(pictures(guest_client, part)) == 1

    def test_one_series_is_unfolded_and_the_address_chooses_which(self, five_weeks, guest_client):
        url = reverse("progress")
        shown = guest_client.get(url, {"part": "over-time"}).text
        anchors = re.findall(r'<details class="card series" name="series" id="([^"]+)"', shown)
        assert len(anchors) == len(set(anchors)) == 4
        assert re.findall(r'id="([^"]+)" open', shown) == anchors[:1]
        chosen = guest_client.get(url, {"part": "over-time", "series": anchors[2]}).text
        assert re.findall(r'id="([^"]+)" open', chosen) == [anchors[2]]
        strange = guest_client.get(url, {"part": "over-time", "series": "<script>"}).text
        assert "<script>" not in strange
        assert re.findall(r'id="([^"]+)" open', strange) == anchors[:1]

    def test_done_against_prescribed(self, five_weeks, guest_client):
        shown = text(guest_client, "sessions")
        assert re.search(r"\d+% of what was planned was done \(7 days a week\)", shown)
        assert "Week by week" in shown

    def test_pain_before_during_after_and_on_the_next_morning(self, five_weeks, guest_client):
        shown = text(guest_client, "pain")
        for moment in ("Before", "During", "After", "Next morning"):
            assert f">{moment}</th>" in shown
        assert "little or no pain" in shown

    def test_what_changed_and_why_is_dated(self, five_weeks, guest_client):
        shown = text(guest_client, "plan")
        assert re.search(r'<time datetime="\d{4}-\d\d-\d\d">', shown)
        assert "Turning" in shown

    def test_the_next_check_is_the_one_that_today_tells(self, five_weeks, guest_client):
        now = training.current(five_weeks)
        told = training.next_test(now, timezone.localdate())
        assert told.text in text(guest_client)
        assert f"{told.earliest.day} " in text(guest_client)


def test_ways_of_measuring_are_never_pooled(guest, guest_client):
    measured_days(guest, 3, ways=(PHONE, SEATED, CLINIC))
    groups = kind_groups(gather(guest, timezone.localdate()))
    assert len(groups) == 6
    assert len({group.kind for group in groups}) == 6
    for group in groups:
        assert [one.kind for one in group.series] == [group.kind] * 2
    shown = text(guest_client, "over-time")
    for words in ("phone, on the breastbone", "seated; by yourself", "goniometer", "pushing the floor away"):
        assert words in shown


def test_years_of_days_stay_a_light_page(guest, guest_client):
    checks_made = measured_days(guest, 110, every=14, gain_deg=0.02, assisted=False)
    assert (checks_made[-1].day - checks_made[0].day).days > 4 * 365
    answer = guest_client.get(reverse("progress"), {"part": "over-time"})
    assert len(answer.content) < 200_000
    assert answer.text.count("<tr>") < 2 * (60 + 2)
    assert "50 earlier ones are in the" in answer.text


class TestRedFlag:
    @pytest.fixture
    def flagged(self, guest):
        (check,) = finished(measured_days(guest, 1))
        checks.answer(check=check, by=guest, answers={"bladder_bowel": True})
        assert training.warning_of(guest) is not None
        return guest

    def test_it_says_where_to_go_and_nothing_else(self, flagged, guest_client):
        shown = text(guest_client)
        assert training.warning_of(flagged).advice in shown
        for other in ("Next check", "part=over-time", reverse("account_signup"), "discovery call", "How it works"):
            assert other not in shown

    def test_the_report_for_the_doctor_holds_no_referral_and_no_next_check(self, flagged, guest_client):
        shown = guest_client.get(reverse("progress_print")).text
        assert "Screening stopped" in shown
        assert "Next check" not in shown


def test_a_decline_leads_to_the_clinic(guest, guest_client, settings):
    clinic = Clinic("Turning Point", "+44 20 7946 0000", "hello@example.org")
    settings.OPTIONS = replace(settings.OPTIONS, clinic=clinic)
    measured_days(guest, 7, gain_deg=-1.5)
    shown = text(guest_client)
    assert "The range shrank by more than its error explains." in shown
    assert "tel:+442079460000" in shown
    assert "mailto:hello@example.org" in shown


def test_pain_in_the_stop_zone_leads_to_a_clinician(guest, guest_client):
    finished(measured_days(guest, 1, every=5))
    trained(guest, 1, pain=(2, 7, 6, 2))
    shown = text(guest_client)
    assert "Pain was in the zone in which one stops" in shown
    assert "too much pain" in text(guest_client, "pain")


def test_nothing_of_somebody_else(five_weeks, stranger_client):
    for name in ("progress", "progress_print", "progress_csv", "progress_json"):
        answer = stranger_client.get(reverse(name))
        assert "Turn to the left" not in answer.text
        assert "rotation,left" not in answer.text
        assert '"series": []' in answer.text or name != "progress_json"


def test_sessions_of_the_future_are_no_history(guest):
    finished(measured_days(guest, 1))
    sat(guest, timezone.localdate() + timedelta(days=1))
    assert gather(guest, timezone.localdate()).sessions == ()
