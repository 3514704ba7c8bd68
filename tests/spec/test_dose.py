"""How long to hold, by days a week: the rule at and around its bounds."""

from __future__ import annotations

import pytest

from supple.evidence import sources
from supple.programme.dosing import hold_plan, in_short_holds, noted
from supple.programme.exercises import catalogue
from supple.programme.limits import (
    CONVENTION,
    LIMITS,
    SESSION_AT_MOST_S,
    WEEK_AT_LEAST_S,
    WEEK_AT_MOST_S,
    WEEK_OVERSHOOT_S,
)

TITLE = "Holding a passive stretch: seconds a session, per direction, by days a week"
COLUMNS = ("days a week", "hold, s", "days of holding", "a week, s", "weekly least of 300 s reached")
TABLE = (
    (7, 130, 5, 650, True),
    (6, 130, 5, 650, True),
    (5, 130, 5, 650, True),
    (4, 130, 4, 520, True),
    (3.5, 130, 3.5, 455, True),
    (3, 130, 3, 390, True),
    (2.5, 130, 2.5, 325, True),
    (2, 150, 2, 300, True),
    (1.5, 200, 1.5, 300, True),
    (1, 240, 1, 240, False),
    (0.5, 240, 0.5, 120, False),
)


@pytest.mark.parametrize(("days", "hold_s", "on", "week_s", "reached"), TABLE)
def test_row(days, hold_s, on, week_s, reached):
    plan = hold_plan(days)
    assert (plan.hold_s, plan.days, plan.week_s) == (hold_s, on, week_s)
    assert plan.hold_s <= SESSION_AT_MOST_S.value
    assert plan.week_s <= WEEK_AT_MOST_S.value + WEEK_OVERSHOOT_S.value
    assert reached == (plan.week_s >= WEEK_AT_LEAST_S.value)
    assert reached != any("at least" in note for note in plan.notes)
    assert (plan.week_s > WEEK_AT_MOST_S.value) == any("no more benefit" in note for note in plan.notes)
    assert noted(plan) == plan


@pytest.mark.parametrize(("hold_s", "holds", "total_s"), [(130, 5, 130), (150, 6, 156), (200, 8, 208), (240, 10, 260)])
def test_shorter_holds_have_the_same_total(hold_s, holds, total_s):
    dose = in_short_holds(catalogue()["rotation-breathing-repeats"].dose, hold_s)
    assert (dose.sets, dose.held_s) == (holds, total_s)
    assert 0 <= dose.held_s - hold_s < dose.hold_s


def test_every_limit_says_where_it_comes_from():
    for limit in LIMITS.values():
        assert limit.source == CONVENTION or limit.source in sources()
        assert limit.note
