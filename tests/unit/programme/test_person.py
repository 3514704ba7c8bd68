"""Whom a programme is for."""

from __future__ import annotations

import pytest

from supple.problems import InputProblem
from supple.programme import Person, SessionDone


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"minutes_per_day": 2.9}, "person:minutes_per_day"),
        ({"minutes_per_day": True}, "person:minutes_per_day"),
        ({"minutes_per_day": float("nan")}, "person:minutes_per_day"),
        ({"minutes_per_day": "ten"}, "person:minutes_per_day"),
        ({"days_per_week": 0}, "person:days_per_week"),
        ({"days_per_week": 3.5}, "person:days_per_week"),
        ({"goal": "yes"}, "person:goal"),
    ],
)
def test_what_cannot_be_is_named(given, where):
    with pytest.raises(InputProblem) as caught:
        Person(**given)
    assert caught.value.where == where


def test_the_least_minutes_are_enough():
    assert Person(minutes_per_day=3).minutes_per_day == 3


@pytest.mark.parametrize(
    "answers",
    [
        {"pain_during": 11},
        {"pain_after": -1},
        {"pain_next_morning": 2.5},
        {"segments_moved": 4},
        {"segments_moved": True},
        {"controlled": "yes"},
    ],
)
def test_impossible_answers_after_a_session(answers):
    with pytest.raises(InputProblem, match="session:"):
        SessionDone(**{"pain_before": 0, "pain_during": 0, "pain_after": 0, **answers})
