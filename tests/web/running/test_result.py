"""The result: what it says and never says, its numbers with error and source, and change over time."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from builders.checks import make_check, make_set
from builders.running import hip, knee, make_running
from supple_web.accounts.mine.export import export
from supple_web.accounts.models import Person
from supple_web.running.models import RunningCheck

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def page_of(client, running):
    return client.get(reverse("running_result", args=[running.pk]))


def text_of(page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def side(page, test, place=0):
    return next(one for one in page.context["result"].tests if one.id == test).sides[place]


def test_within_reference_asks_for_nothing_and_leads_on(guest_client, guest):
    page = page_of(guest_client, make_running(guest, today(), knee_to_wall=knee()))
    said = text_of(page)
    assert "Nothing here asks for more stretching" in said
    assert "12.0 cm ± 1.3 cm" in said
    assert "Hoch 2011, secondary" in said
    assert "30 prospective studies of 3,404 runners" in said
    assert "Rather talk it over?" in said
    assert f'class="button main large" href="{reverse("book")}"' not in page.text


def test_below_reference_leads_to_the_call_without_alarm(guest_client, guest):
    page = page_of(guest_client, make_running(guest, today(), knee_to_wall=knee((2.0, 2.0), (2.5, 2.5))))
    said = text_of(page)
    assert page.context["result"].step == "clinician"
    assert "2 sides are below their published reference" in said
    assert "predicts no injury" in said
    assert f'class="button main large" href="{reverse("book")}"' in page.text


@pytest.mark.parametrize(
    "tests",
    [
        {"knee_to_wall": knee()},
        {"knee_to_wall": knee((2.0, 2.0), (2.0, 2.0))},
        {"knee_to_wall": knee((12.0,), (12.0,))},
        {"knee_to_wall": knee(pain=5)},
        {"hip_extension": hip(watched=False)},
        {"hip_extension": hip((-20.0, -20.0))},
        {},
    ],
)
def test_it_neither_clears_nor_frightens(tests, guest_client, guest):
    said = text_of(page_of(guest_client, make_running(guest, today(), **tests))).lower()
    for word in ("cleared", "at risk", "danger", "abnormal", "dysfunction", "you must", "safe to run"):
        assert word not in said, word
    assert "no range predicts a running injury" in said
    assert "decision support, not a diagnosis" in said


def test_pain_and_a_hip_that_nobody_watched_say_why_nothing_is_told(guest_client, guest):
    tests = {"knee_to_wall": knee(pain=3), "hip_extension": hip(watched=False)}
    page = page_of(guest_client, make_running(guest, today(), **tests))
    assert side(page, "knee-to-wall").category == side(page, "hip-extension").category == "cannot-tell"
    assert "It hurt (3 of 10)" in text_of(page)
    assert "it found 32 of 100 short hips" in text_of(page)
    assert "It hurt: have somebody look at it" in text_of(page)


def test_what_was_not_tested_is_said(guest_client, guest):
    left = {"tool": "ruler", "left": [12.0, 12.0], "right": [], "pain_left": 0}
    said = text_of(page_of(guest_client, make_running(guest, today(), knee_to_wall=left)))
    assert "Knee to wall, right, was not tested." in said
    assert "Big toe was not tested." in said
    assert "how you run were not looked at" in said


def test_sides_that_differ_beyond_error_are_named(guest_client, guest):
    page = page_of(guest_client, make_running(guest, today(), knee_to_wall=knee((12.0, 12.0), (9.0, 9.0))))
    assert "differ by 3.0 cm, more than the 1.9 cm that error alone explains" in text_of(page)
    assert "68 of 100 healthy people differ by 1.5 cm at most" in text_of(page)


class TestChange:
    def pair(self, guest, before, after):
        make_running(guest, today() - timedelta(days=40), knee_to_wall=before)
        return make_running(guest, today(), knee_to_wall=after)

    def test_beyond_error(self, guest_client, guest):
        running = self.pair(guest, knee((8.0, 8.0), (8.0, 8.0)), knee((11.0, 11.0), (9.0, 9.0)))
        page = page_of(guest_client, running)
        assert "3.0 cm more than on" in side(page, "knee-to-wall", 0).change
        assert "No reliable change since" in side(page, "knee-to-wall", 1).change

    def test_unlike_instruments_are_never_compared(self, guest_client, guest):
        running = self.pair(guest, knee(), knee((40.0, 40.0), (40.0, 40.0), tool="phone"))
        assert "with something else, so the two are not compared" in side(page_of(guest_client, running), "knee-to-wall").change

    def test_the_last_alike_one_counts_even_with_another_between(self, guest_client, guest):
        make_running(guest, today() - timedelta(days=60), knee_to_wall=knee((8.0, 8.0), (8.0, 8.0)))
        running = self.pair(guest, knee((40.0, 40.0), (40.0, 40.0), tool="phone"), knee((12.0, 12.0), (12.0, 12.0)))
        assert "4.0 cm more than on" in side(page_of(guest_client, running), "knee-to-wall").change

    def test_the_first_one_is_compared_with_nothing(self, guest_client, guest):
        assert side(page_of(guest_client, make_running(guest, today(), knee_to_wall=knee())), "knee-to-wall").change == ""

    def test_an_earlier_result_says_that_there_is_a_later_one(self, guest_client, guest):
        running = self.pair(guest, knee(), knee())
        earlier = RunningCheck.objects.exclude(pk=running.pk).get()
        assert "There is a later one" in text_of(page_of(guest_client, earlier))


def test_turning_is_shown_from_the_own_check_and_decides_nothing(guest_client, guest):
    check = make_check(guest, today())
    make_set(check, {"left": [20.0, 21.0, 22.0], "right": [30.0, 31.0, 32.0]})
    page = page_of(guest_client, make_running(guest, today(), knee_to_wall=knee()))
    (row,) = page.context["result"].turning.rows
    assert row.left.startswith("21.0° ±")
    assert row.right.startswith("31.0° ±")
    assert "44.8°" in [value for value, _ in row.healthy]
    assert page.context["result"].step == "nothing-more"


def test_it_speaks_spanish(guest_client, guest):
    running = make_running(guest, today(), knee_to_wall=knee())
    guest_client.cookies["language"] = "es"
    page = guest_client.get(reverse("running_result", args=[running.pk]))
    assert "Nada aquí pide" in text_of(page)
    assert "Ningún rango" in text_of(page)


def test_the_export_holds_every_value_as_csv_and_as_rows(guest):
    make_running(guest, today(), knee_to_wall=knee((12.0, 11.0), (8.0,)), hip_extension=hip(watched=False))
    with export(person=guest, by=guest) as file, zipfile.ZipFile(file) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("running.csv").decode())))
        stored = json.loads(archive.read("data/running-runningcheck.json"))
    assert [(row["test"], row["side"], row["value"], row["unit"]) for row in rows[:3]] == [
        ("knee-to-wall", "left", "12.0", "cm"),
        ("knee-to-wall", "left", "11.0", "cm"),
        ("knee-to-wall", "right", "8.0", "cm"),
    ]
    assert {row["condition_met"] for row in rows if row["test"] == "hip-extension"} == {"false"}
    assert stored[0]["readings"]["knee-to-wall"]["left"] == [12.0, 11.0]


def test_who_has_no_running_check_gets_no_such_file(guest):
    with export(person=guest, by=guest) as file, zipfile.ZipFile(file) as archive:
        assert "running.csv" not in archive.namelist()


def test_the_questions_asked_of_the_database_do_not_grow_with_the_years(guest_client, guest, django_assert_max_num_queries):
    for days in range(1, 12):
        make_running(guest, today() - timedelta(days=days), knee_to_wall=knee())
    running = make_running(guest, today(), knee_to_wall=knee())
    with django_assert_max_num_queries(40):
        page_of(guest_client, running)


def test_a_guests_running_check_moves_to_the_account(guest, member):
    from supple_web.accounts.merging import move_rows

    make_running(guest, today() - timedelta(days=2), knee_to_wall=knee())
    move_rows(guest, member)
    assert RunningCheck.objects.get().person == member
    assert Person.objects.filter(pk=guest.pk).exists()
