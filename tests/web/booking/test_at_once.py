"""Many want the same minutes at once, on the real PostgreSQL and on SQLite: each minute of a clinician is given once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from web.postgres import cluster, manage, python


@pytest.fixture(scope="module", params=["postgresql", "sqlite"])
def raced(request, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All races of ``builders/call_races.py`` in a database of that kind."""
    data = tmp_path_factory.mktemp("races")
    if request.param == "sqlite":
        return _run(f"sqlite:///{data / 'races.sqlite3'}", data)
    with cluster() as url:
        return _run(url, data)


def _run(url: str, data: Path) -> dict[str, Any]:
    manage(url, data, "migrate", "-v0")
    found: dict[str, Any] = json.loads(python(url, data, "-m", "builders.call_races").splitlines()[-1])
    return found


@pytest.mark.parametrize("race", ["forty", "forty_without_lock"])
def test_of_forty_exactly_one_wins_and_the_others_get_the_next_free_times(raced, race):
    """Also where nothing but the constraint of the database stands between them."""
    assert raced[race] == {
        "told": {"Held": 1, "Taken": 39},
        "calls": 1,
        "next": [["10:30", "10:45", "11:00"]],
        "ticks": 4,
    }


def test_calls_that_overlap_in_part(raced):
    assert raced["staggered"] == {"only": ["Confirmed", "Taken"], "some": True, "overlaps": 0, "ticks": True}


def test_booking_moving_and_taking_up_again(raced):
    assert raced["book_move_uncancel"] == {"refused": 10, "each": [1] * 5, "ticks": True}


def test_two_who_want_each_others_time_do_not_wait_for_ever(raced):
    assert raced["swap"] == {"told": {"Taken": 2}, "ticks": 8}


def test_two_holds_of_one_address_confirmed_at_once_are_one_call(raced):
    assert raced["confirm_both"] == {"told": {"Confirmed": 1, "InputProblem": 1}, "booked": 1}


def test_a_hold_that_is_over_does_not_get_a_time_that_somebody_else_holds(raced):
    assert raced["confirm_late"] == {"told": ["Taken", "Confirmed"], "booked": ["booker701@example.org"]}


def test_one_link_in_many_tabs_books_once(raced):
    assert raced["confirm_twice"] == {"links": 1, "history": 1}


def test_one_form_sent_many_times_holds_once(raced):
    assert raced["one_form"] == {"told": {"Held": 8}, "links": 1}


def test_limits_are_exact(raced):
    assert raced["one_address"] == {"told": {"Held": 2, "TooMany": 8}}


def test_whoever_erases_themself_and_whoever_cancels_do_not_wait_for_each_other_for_ever(raced):
    assert raced["erase_and_cancel"] == {"erased": 12, "others": True, "left": 0}
