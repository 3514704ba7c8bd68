"""The result of every made-up person: right words, one next step, every number with its source, nothing after a red flag."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from builders.checks import make_check, make_set
from builders.example_checks import days_before, example_check, finish, recorded_check
from builders.visitors import client_of
from supple.progress import Occasion, next_retest
from supple_web.accounts.models import Person
from supple_web.assessments.engine.result import card_of
from supple_web.assessments.engine.result.words import day_and_month
from supple_web.assessments.results import check_before, latest_check
from supple_web.config.options import Clinic
from supple_web.training import actions as training
from supple_web.training.engine import current, next_test

pytestmark = pytest.mark.django_db

CLINIC = Clinic(name="Made-up Street Physiotherapy", phone="+44 20 7946 0000", mail="calls@clinic.example")


@pytest.fixture
def with_clinic(settings):
    settings.OPTIONS = replace(settings.OPTIONS, clinic=CLINIC)


def result_page(person: Person, check) -> str:
    answer = client_of(person).get(reverse("check_result", args=[check.pk]))
    assert answer.status_code == 200
    return answer.text


def text_of(html: str) -> str:
    """The words of a page as one line."""
    inside = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inside)).replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "stiff",
            ("Stiff to both sides.", "Stiff, the range itself is short", "mobility limitation", "Begin with today’s session"),
        ),
        ("control", ("Left: range without control.", "Right: enough range.", "stability / motor-control deficit", "likely")),
        ("borderline", ("borderline", "Nothing to fix: keep moving", "Fine, stop")),
        ("painful", ("Left: painful.", "Talk to a clinician", "Pain is a reason to see a clinician", "6 out of 10")),
        ("undetermined", ("Cannot tell yet", "undetermined", "Two days of tests gave no answer", "are both possible")),
        ("enough", ("You turn far enough, to both sides.", "meets the criterion", "Fine, stop", "Keep moving every day")),
    ],
)
def test_each_finding_in_plain_words_with_the_clinical_one(guest, name, said):
    page = text_of(result_page(guest, example_check(guest, name)))
    for words in said:
        assert words in page


@pytest.mark.parametrize("name", ["stiff", "control", "borderline", "painful", "undetermined", "enough"])
def test_every_result_says_what_it_rests_on(guest, name):
    html = result_page(guest, example_check(guest, name))
    page = text_of(html)
    assert page.count("decision support, not a diagnosis") + html.count("Decision support, not a diagnosis.") == 1
    assert "The hips were not tested." in page
    assert ("Inclinometer" if name == "borderline" else "Phone, on the breastbone (sternum)") in page
    assert "How it was measured" in page
    assert re.search(r"Judged on \d+ \w+ \d{4}, \d\d:\d\d by supple \d", page)
    assert 'class="supple"' in html  # the dial


@pytest.mark.parametrize("name", ["stiff", "control", "borderline", "undetermined", "enough"])
def test_how_sure_is_said_in_words_and_in_numbers_only_where_they_are_folded(guest, name):
    html = result_page(guest, example_check(guest, name))
    open_part = re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL)
    assert "%" not in text_of(open_part).replace("95 %", "")
    assert "%" in text_of(html).replace("95 %", "")


@pytest.mark.parametrize("name", ["stiff", "control", "borderline", "painful", "undetermined", "enough"])
def test_no_number_of_somebody_elses_stands_without_its_source(guest, name, client):
    html = result_page(guest, example_check(guest, name))
    sources = client.get(reverse("sources")).text
    links = re.findall(r'href="/sources#([^"]+)"', html)
    assert {"sfma_ll_cut", "johnson_mean_inclinometer", "furness16_control_mean", "bucke_bias"} <= set(links)
    for anchor in set(links):
        assert f'id="{anchor}"' in sources
    folded = re.sub(r"<details.*?</details>", "", html[html.index("<main") :], flags=re.DOTALL)
    for block in re.findall(r"<(?:li|p|dd|dt)[ >].*?</(?:li|p|dd|dt)>", folded, flags=re.DOTALL):
        if re.search(r"\((?:convention|derived|secondary|from memory)|; convention", block):
            assert "/sources#" in block, block


def test_a_red_flag_leads_away_and_nothing_else_is_shown(guest):
    check = example_check(guest, "red-flag")
    answer = client_of(guest).get(reverse("check_result", args=[check.pk]))
    assert answer.status_code == 302
    assert answer.url == reverse("check_stop", args=[check.pk])
    assert answer.content == b""


def test_the_free_call_is_offered_by_phone_and_mail_and_never_twice(guest, with_clinic):
    begun = result_page(guest, example_check(guest, "stiff", days_before(40)))
    assert begun.count("free 15-minute discovery call") == 1
    assert 'href="tel:+442079460000"' in begun
    assert 'href="mailto:calls@clinic.example"' in begun
    hurt = result_page(guest, example_check(guest, "painful"))
    assert "Rather talk it over" not in hurt
    assert hurt.count("free 15-minute discovery call") == 1
    assert 'class="button main large" href="tel:+442079460000"' in hurt


def test_where_nobody_is_set_up_it_says_so_and_shows_no_dead_button(guest):
    page = result_page(guest, example_check(guest, "painful"))
    assert "No clinic is set up on this server" in page
    assert "tel:" not in page
    assert "mailto:" not in page


def test_one_day_without_an_answer_leads_to_another_with_its_dates(guest):
    day = days_before(0)
    check = example_check(guest, "undetermined", day, keep=lambda trial: trial.day.day == 16)
    page = text_of(result_page(guest, check))
    assert "Test again on another day" in page
    assert re.search(r"Any day from \d+ \w{3} to \d+ \w{3}: both days then count together", page)


def test_the_window_of_another_day_is_that_of_progress(guest):
    check = example_check(guest, "undetermined", days_before(0), keep=lambda trial: trial.day.day == 16)
    window = next_retest(check.day, {Occasion.UNDETERMINED})
    dates = f"Any day from {day_and_month(window.earliest)} to {day_and_month(window.latest)}: both days then count together"
    assert dates in text_of(result_page(guest, check))


def test_the_window_is_over_once_its_last_day_is(guest):
    check = example_check(guest, "undetermined", days_before(8), keep=lambda trial: trial.day.day == 16)
    assert "Any day from today on." in text_of(result_page(guest, check))


def test_where_there_is_a_plan_its_next_test_is_the_one_that_is_told(guest):
    check = example_check(guest, "undetermined", days_before(0), keep=lambda trial: trial.day.day == 16)
    training.take_up(person=guest, check=check, by=guest)
    test = next_test(current(guest), check.day)
    assert f"from {day_and_month(test.earliest)} to {day_and_month(test.latest)}" in text_of(result_page(guest, check))


def test_a_trial_worth_doing_leads_to_the_next_set_and_the_day_after_to_another_day(guest):
    active = example_check(guest, "control", keep=lambda trial: trial.mode == "active")
    html = result_page(guest, active)
    assert "Measure once more" in html
    assert f'href="{reverse("check_next", args=[active.pk])}"' in html
    other = Person.objects.create()
    past = example_check(other, "control", days_before(2), keep=lambda trial: trial.mode == "active")
    assert "The day of that test is over" in result_page(other, past)


def test_a_check_without_a_trial_leads_to_measuring(guest):
    check = finish(make_check(guest, days_before(0)))
    page = text_of(result_page(guest, check))
    assert "Nothing was measured." in page
    assert "Without a measurement there is nothing to say" in page


def test_closed_tests_lead_to_a_clinician(guest):
    check = finish(make_check(guest, days_before(0), answers={"pain_now": 7}))
    page = text_of(result_page(guest, check))
    assert "Talk to a clinician" in page
    assert "Closed for now" in page


def test_an_unfinished_check_goes_on_instead(guest):
    check = make_check(guest, days_before(0))
    assert client_of(guest).get(reverse("check_result", args=[check.pk])).url == reverse("check")


def test_an_earlier_check_is_a_ghost_on_the_dial(guest):
    example_check(guest, "stiff", days_before(30))
    page = result_page(guest, example_check(guest, "control"))
    assert "s-ghost" in page


def test_a_check_measured_in_another_way_is_no_ghost_and_that_is_said(guest):
    finish(_with_inclinometer(guest))
    page = result_page(guest, example_check(guest, "control"))
    assert "was measured in another way" in page
    assert "s-ghost" not in page


def _with_inclinometer(person):
    check = make_check(person, days_before(30))
    make_set(check, {"left": [40, 41, 42], "right": [40, 41, 42]})
    return check


def test_bends_have_no_mark_and_no_dial_of_their_own(guest):
    check = make_check(guest, days_before(0))
    make_set(check, {"flexion": [20, 21, 22], "extension": [10, 11, 9]}, position="seated", arm="crossed", instrument="phone")
    page = text_of(result_page(guest, finish(check)))
    assert "Bending and arching, measured." in page
    assert "upper-body bend from start" in page
    assert "Value and trend only" in page


def test_values_out_of_line_are_remarked_on(guest):
    check = make_check(guest, days_before(0))
    make_set(check, {"left": [30, 61, 30], "right": [60, 61, 62]})
    assert "notice caution" in result_page(guest, finish(check))


def test_a_contradiction_is_said_once(guest):
    check = make_check(guest, days_before(0))
    make_set(check, {"left": [60, 61, 60], "right": [60, 61, 62]})
    make_set(check, {"left": [40, 41, 40], "right": [62, 63, 62]}, "assisted")
    page = result_page(guest, finish(check))
    folded = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    assert folded.count("The trials contradict each other") == 1
    assert "notice caution" not in folded


def test_an_old_result_points_to_the_latest(guest):
    old = example_check(guest, "stiff", days_before(30))
    new = example_check(guest, "control")
    assert f'<a href="{reverse("check_result", args=[new.pk])}">' in result_page(guest, old)
    assert "This is an earlier check" not in result_page(guest, new)


def test_other_peoples_results_are_not_there(guest, stranger_client):
    check = example_check(guest, "stiff")
    assert stranger_client.get(reverse("check_result", args=[check.pk])).status_code == 404


def test_the_latest_check_is_finished_and_not_stopped(guest):
    assert latest_check(guest) is None
    assert latest_check(None) is None
    first = example_check(guest, "stiff", days_before(20))
    example_check(guest, "red-flag", days_before(5))
    make_check(guest, days_before(0))
    assert latest_check(guest) == first
    assert check_before(first) is None


def test_cards_say_what_was_found_with_a_small_dial(guest):
    check = example_check(guest, "control")
    html = render_to_string("assessments/_result_card.html", {"card": card_of(check)})
    assert "Left: range without control." in html
    assert "stability / motor-control deficit" in html
    assert "<svg" in html
    stopped = render_to_string(
        "assessments/_result_card.html", {"card": card_of(example_check(Person.objects.create(), "red-flag"))}
    )
    assert "<svg" not in stopped
    assert "A doctor comes first" in stopped
    fresh = render_to_string(
        "assessments/_result_card.html", {"card": card_of(make_check(Person.objects.create(), days_before(0)))}
    )
    assert "Not finished" in fresh


def test_a_recorded_set_shows_every_repetition_and_its_turn_over_time(guest, stranger_client):
    check = recorded_check(guest)
    html = result_page(guest, check)
    assert html.count('<span class="tag good">Good</span>') == 6
    one = check.sets.get()
    url = reverse("check_recording", args=[check.pk, one.pk])
    assert f'hx-get="{url}"' in html
    client = client_of(guest)
    page, part = client.get(url), client.get(url, HTTP_HX_REQUEST="true")
    assert "Turn over time" in page.text
    assert "<html" in page.text
    assert part.text.startswith('<div class="drawing"><svg')
    assert stranger_client.get(url).status_code == 404


def test_the_turn_over_time_reads_a_recording_as_its_measurement_did(guest):
    one = recorded_check(guest).sets.get()
    sent = json.loads(gzip.decompress(bytes(one.raw)))
    sent["trial"]["mode"] = "passive"  # the set's own kind is what the server knew of it
    one.raw, one.file_name = gzip.compress(json.dumps(sent).encode()), ""
    one.save()
    assert "Turn over time" in client_of(guest).get(reverse("check_recording", args=[one.check_of_id, one.pk])).text


def test_a_typed_set_has_no_turn_over_time(guest):
    check = example_check(guest, "stiff")
    one = check.sets.first()
    assert client_of(guest).get(reverse("check_recording", args=[check.pk, one.pk])).status_code == 404
    other = recorded_check(Person.objects.create())
    assert client_of(guest).get(reverse("check_recording", args=[check.pk, other.sets.get().pk])).status_code == 404
