"""Each alert at and around its bound; in the desk's order, and only where its rule is on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from supple_web.desk.rules import RULES, Stands, alerts_of

TODAY = date(2026, 11, 26)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("standing", "told"),
    [
        (Stands(), []),
        (Stands(flag_on=TODAY), ["red-flag"]),
        (Stands(flag_on=ago(400)), ["red-flag"]),  # it stands until it is cleared, however long ago
        (Stands(last_pain=5, last_pain_on=TODAY), []),
        (Stands(last_pain=6, last_pain_on=TODAY), ["pain"]),
        (Stands(last_pain=10, last_pain_on=ago(30)), ["pain"]),
        (Stands(last_pain=0, last_pain_on=TODAY), []),
        (Stands(undetermined=1), []),
        (Stands(undetermined=2), ["undetermined"]),
        (Stands(undetermined=3), ["undetermined"]),
        (Stands(plateau_on=ago(1)), ["plateau"]),
        (Stands(asks_since=ago(6)), []),
        (Stands(asks_since=ago(7)), ["idle"]),
        (Stands(asks_since=ago(40), last_session_on=ago(6)), []),
        (Stands(asks_since=ago(40), last_session_on=ago(7)), ["idle"]),
        (Stands(asks_since=ago(6), last_session_on=ago(40)), []),  # stopped in between: counted since it is asked for again
        (Stands(last_session_on=ago(40)), []),  # nothing is asked for
        (Stands(retest_from=TODAY + timedelta(days=1)), []),
        (Stands(retest_from=TODAY), ["retest"]),
        (Stands(retest_from=ago(90)), ["retest"]),
    ],
)
def test_at_and_around_its_bound(standing, told):
    assert [alert.rule for alert in alerts_of(standing, RULES, TODAY)] == told


EVERYTHING = Stands(
    asks_since=ago(60),
    last_session_on=ago(9),
    last_check_on=ago(9),
    last_pain=8,
    last_pain_on=ago(9),
    retest_from=ago(2),
    undetermined=2,
    plateau_on=ago(9),
    flag_on=ago(1),
)


def test_the_most_pressing_first():
    assert [one.rule for one in alerts_of(EVERYTHING, RULES, TODAY)] == [rule.key for rule in RULES]


@pytest.mark.parametrize("place", range(len(RULES)))
def test_a_rule_that_is_off_is_silent(place):
    rules = tuple(replace(rule, on=number != place) for number, rule in enumerate(RULES))
    assert [one.rule for one in alerts_of(EVERYTHING, rules, TODAY)] == [rule.key for rule in rules if rule.on]


@pytest.mark.parametrize(("key", "more"), [("pain", 9), ("undetermined", 3), ("idle", 10), ("retest", 3)])
def test_with_another_number_it_waits(key, more):
    rules = tuple(replace(rule, number=more) if rule.key == key else rule for rule in RULES)
    assert key not in {one.rule for one in alerts_of(EVERYTHING, rules, TODAY)}
    there = tuple(replace(rule, number=more - 1) if rule.key == key else rule for rule in RULES)
    assert key in {one.rule for one in alerts_of(EVERYTHING, there, TODAY)}


def test_each_says_in_words_what_it_rests_on():
    told = alerts_of(EVERYTHING, RULES, TODAY)
    assert all(one.words and 0 < len(one.reason) <= 80 for one in told)
