"""The first page's way on, how it works, and the page of sources that every number leads to."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from builders.checks import make_check
from builders.example_checks import days_before, example_check
from builders.visitors import client_of
from supple.evidence import figures, sources
from supple_web.accounts.models import Person
from supple_web.assessments.models import Check
from supple_web.common.engine.evidence import OWN_ANCHOR, cited, shelves
from supple_web.common.engine.method import method_numbers
from supple_web.common.engine.own_numbers import own_numbers
from supple_web.training.actions import take_up

pytestmark = pytest.mark.django_db


def home_of(person: Person) -> str:
    return client_of(person).get("/").text


def main_button(html: str) -> tuple[str, str]:
    found = re.search(r'<a class="button main large" href="([^"]+)">([^<]+)</a>', html)
    assert found is not None
    return found.group(1), found.group(2)


def with_plan(person: Person, name: str, days: int) -> Check:
    check = example_check(person, name, days_before(days))
    take_up(person=person, check=check, by=person)
    return check


def test_a_new_visitor_reads_what_this_is_and_begins(client):
    page = client.get("/").text
    assert main_button(page) == (reverse("check"), "Begin the check")
    assert "why it goes no further" in page
    assert "A made-up person" in page


def test_who_began_goes_on_with_the_check(guest):
    make_check(guest, days_before(0))
    assert main_button(home_of(guest)) == (reverse("check"), "Go on with the check")


def test_who_has_a_plan_goes_to_todays_session_and_sees_the_latest_result(guest):
    check = with_plan(guest, "stiff", 2)
    page = home_of(guest)
    assert main_button(page) == (reverse("today"), "Today’s session")
    assert "Stiff to both sides." in page
    assert reverse("check_result", args=[check.pk]) in page


def test_a_retest_that_is_due_comes_first(guest):
    with_plan(guest, "stiff", 20)
    assert main_button(home_of(guest)) == (reverse("check"), "Test again")


def test_without_a_plan_the_result_is_the_way_on(guest):
    check = example_check(guest, "stiff", days_before(1))
    assert main_button(home_of(guest)) == (reverse("check_result", args=[check.pk]), "See your result")


def test_after_a_red_flag_the_first_page_leads_to_where_to_go_and_trains_nothing(guest):
    example_check(guest, "stiff", days_before(9))
    stopped = example_check(guest, "red-flag", days_before(1))
    page = home_of(guest)
    assert main_button(page) == (reverse("check_stop", args=[stopped.pk]), "Where to go now")
    assert "session" not in page[page.index("<main") :].lower()
    assert "Stiff" not in page


def test_an_abandoned_check_of_another_day_is_begun_anew(guest):
    make_check(guest, days_before(3))
    Check.objects.update(created_at="2020-01-01T00:00Z")
    assert main_button(home_of(guest)) == (reverse("check"), "Begin the check")


def test_every_source_and_figure_has_its_place_once(client):
    page = client.get(reverse("sources")).text
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(sources()) | set(figures()) <= set(anchors)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    for source in sources().values():
        assert page.count(f'id="{source.id}"') == 1


def test_nothing_is_fetched_from_elsewhere(client):
    for name in ("home", "about", "sources"):
        page = client.get(reverse(name)).text
        assert not re.search(r'(?:src|action)="https?:', page)
        assert "style=" not in page
        assert all('rel="noopener noreferrer"' in link for link in re.findall(r'<a [^>]*href="https?:[^>]*>', page))


def test_the_numbers_of_the_method_all_have_sources(client):
    page = client.get(reverse("about")).text
    anchors = set(re.findall(r' id="([^"]+)"', client.get(reverse("sources")).text))
    for number in method_numbers().values():
        assert number.cited
        assert {one.anchor for one in number.cited} <= anchors
        assert number.value in page.replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("sfma_ll_cut", [("sfma_ll_cut", "Whetstone 2024")]),
        ("pa_detect_phone", [("pa_detect_phone", "calculated from Johnson 2012")]),
        ("johnson_sem_inter, johnson_sem_interday", [("johnson_sem_inter", "Johnson 2012")]),
        ("cook2010", [("cook2010", "Cook 2010")]),
        ("our clinic, 2026", [(OWN_ANCHOR, "our clinic, 2026")]),
        ("SD of 12 people; johnson_sem_interday", [(OWN_ANCHOR, "SD of 12 people"), ("johnson_sem_interday", "Johnson 2012")]),
    ],
)
def test_words_lead_to_their_place(words, expected):
    assert [(one.anchor, one.words) for one in cited(words)] == expected


def test_shelves_hold_every_publication_once_and_own_numbers_name_where_they_are_from():
    held = [book.anchor for shelf in shelves() for book in shelf.publications]
    assert sorted(held) == sorted(sources())
    for group in own_numbers():
        assert group.numbers
        assert all(number.cited for number in group.numbers)
