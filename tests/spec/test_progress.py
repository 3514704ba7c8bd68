"""When progress is a reason to be seen, when to measure again, and how pain, plateau and adherence enter.

What is not known (–) refers nobody. Every reason that holds is named, the most pressing first.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from supple.evidence.library import figures
from supple.measurement import ErrorModel, KindOfTrial, Measurement
from supple.problems import InputProblem
from supple.progress import SETTINGS, Session, Signs, Verdict, adherence, next_retest, overall, plateau, referrals, trend
from supple.quantities import Direction, Instrument, Mode, Movement, Position

REFER_TITLE = "When progress is a reason to be seen"
REFER_COLUMNS = (
    "verdict", "slope (deg/week)", "weeks trained", "plateau", "done/prescribed", "seeks more", "pain zone",
    "undetermined in a row", "reasons",
)  # fmt: skip
REFER_TABLE = [
    ("improved", 1.0, 8.0, False, 0.9, True, "go", 0, ()),
    ("too-early-to-tell", None, 1.0, None, None, None, None, 0, ()),
    ("no-real-change", 0.49, 5.9, None, 0.9, True, "go", 0, ()),
    ("no-real-change", 0.49, 6.0, None, 0.9, True, "go", 0, ("no-gain",)),
    ("no-real-change", 0.49, 6.0, None, None, None, None, 0, ("no-gain",)),
    ("no-real-change", 0.5, 6.0, None, 0.9, True, "go", 0, ()),
    ("no-real-change", None, 6.0, None, 0.9, True, "go", 0, ()),
    ("no-real-change", 0.0, 6.0, None, 0.59, True, "go", 0, ()),
    ("no-real-change", 0.0, 6.0, None, 0.6, True, "go", 0, ("no-gain",)),
    ("no-real-change", 0.0, 6.0, None, 0.9, False, "go", 0, ()),
    ("improved", 0.0, 20.0, True, 0.9, True, "go", 0, ("plateau",)),
    ("improved", 0.0, 20.0, True, 0.9, False, "go", 0, ()),
    ("improved", 0.0, 20.0, True, 0.9, None, "go", 0, ()),
    ("improved", 0.0, 20.0, True, 0.5, True, "go", 0, ()),
    ("no-real-change", 0.0, 20.0, True, 0.9, True, "go", 0, ("plateau", "no-gain")),
    ("declined", -1.0, 3.0, None, 0.1, False, "go", 0, ("decline",)),
    ("improved", 1.0, 8.0, False, 0.9, True, "modify", 0, ()),
    ("improved", 1.0, 8.0, False, 0.9, True, "stop", 0, ("pain",)),
    ("improved", 1.0, 8.0, False, 0.9, True, "not-asked", 0, ()),
    ("too-early-to-tell", None, 1.0, None, None, None, None, 1, ()),
    ("too-early-to-tell", None, 1.0, None, None, None, None, 2, ("undetermined-twice",)),
    ("declined", -1.0, 8.0, True, 0.9, True, "stop", 2, ("pain", "decline", "undetermined-twice", "plateau")),
]

RETEST_TITLE = "When to measure again"
RETEST_COLUMNS = ("occasions", "decides", "days after the last, from", "by")
RETEST_TABLE = [
    ((), "routine", 14, 28),
    (("baseline",), "baseline", 1, 3),
    (("undetermined",), "undetermined", 1, 7),
    (("block-done",), "block-done", 1, 7),
    (("pain",), "pain", 1, 7),
    (("undetermined", "baseline"), "undetermined", 1, 7),
    (("block-done", "pain"), "pain", 1, 7),
]

PLATEAU_TITLE = "Plateau: is the slope surely below half a degree a week"
PLATEAU_COLUMNS = ("days measured", "degrees", "SEM", "reached")
PLATEAU_TABLE = [
    ((0,), (50,), 1.0, None),
    ((0, 42), (50, 50), 1.0, None),
    ((0, 14, 35), (50, 50, 50), 1.0, None),  # five weeks
    ((0, 21, 42), (50, 50, 50), 1.0, True),  # upper bound 0.30
    ((0, 21, 42), (50, 50, 50), 2.0, False),  # upper bound 0.59: cannot be excluded
    ((0, 21, 42), (50, 50.5, 51), 1.0, True),  # a sixth of a degree a week, upper bound 0.47
    ((0, 21, 42), (50, 51, 52), 1.0, False),  # a third of a degree a week, upper bound 0.64
    ((0, 21, 42), (50, 49.5, 49), 1.0, True),  # falling is no gain either
    ((0, 21, 42), (50, 53, 56), 1.0, None),  # a change was called on the last day: a new stretch begins
]

WEEK_TITLE = "Adherence: done against prescribed, five days a week from a Monday"
WEEK_COLUMNS = ("sessions (day: done of prescribed)", "last day", "week by week")
WEEK_TABLE = [
    ({}, 6, (0.0,)),
    ({0: (4, 4)}, 6, (0.2,)),
    ({0: (2, 4), 1: (4, 4)}, 6, (0.3,)),
    (dict.fromkeys(range(5), (4, 4)), 6, (1.0,)),
    (dict.fromkeys(range(7), (4, 4)), 6, (1.0,)),
    ({0: (6, 4)}, 6, (0.2,)),
    ({0: (0, 0)}, 6, (0.0,)),
    (dict.fromkeys((0, 1, 2, 3, 4, 7), (4, 4)), 13, (1.0, 0.2)),
    (dict.fromkeys((0, 1, 2, 3, 4, 7), (4, 4)), 8, (1.0, 0.7)),  # the second week is two days old: 10/7 prescribed
    ({20: (4, 4)}, 6, (0.0,)),
]

MONDAY = date(2026, 1, 5)
KIND = KindOfTrial(Position.LUMBAR_LOCKED, Mode.ACTIVE, Instrument.INCLINOMETER)


@pytest.mark.parametrize("row", REFER_TABLE, ids=str)
def test_referrals(row):
    verdict, slope, weeks, flat, done, more, pain, undetermined, reasons = row
    signs = Signs(Verdict(verdict), slope, weeks, flat, done, more, pain, undetermined)
    assert tuple(rule.reason for rule in referrals(signs)) == reasons


@pytest.mark.parametrize("row", RETEST_TABLE, ids=str)
def test_retests(row):
    occasions, decides, from_days, by_days = row
    found = next_retest(MONDAY, occasions)
    assert found.occasion == decides
    assert (found.earliest - MONDAY, found.latest - MONDAY) == (timedelta(days=from_days), timedelta(days=by_days))


def test_an_unknown_occasion_is_named():
    with pytest.raises(InputProblem, match="'whim'"):
        next_retest(MONDAY, ["whim"])


@pytest.mark.parametrize("row", PLATEAU_TABLE, ids=str)
def test_plateaus(row):
    days, values, sem, reached = row
    model = ErrorModel(sem, 0.0, "table", learned_days=3)
    measured = [
        Measurement(Movement.ROTATION, Direction.LEFT, KIND, "Kim", MONDAY + timedelta(days=day), value, sem, 3, model)
        for day, value in zip(days, values, strict=True)
    ]
    assert plateau(measured, trend(measured)).reached is reached


@pytest.mark.parametrize("row", WEEK_TABLE, ids=str)
def test_weeks(row):
    done, last, fractions = row
    sessions = [Session(MONDAY + timedelta(days=day), *counts) for day, counts in done.items()]
    weeks = adherence(sessions, began=MONDAY, until=MONDAY + timedelta(days=last), days_per_week=5)
    assert tuple(week.fraction for week in weeks) == pytest.approx(fractions)


def test_two_sessions_on_a_day_count_once():
    sessions = [Session(MONDAY, 4, 4), Session(MONDAY, 2, 4)]
    (week,) = adherence(sessions, began=MONDAY, until=MONDAY + timedelta(days=6), days_per_week=5)
    assert (week.sessions, week.done) == (2, 1.0)
    assert overall([week]) == pytest.approx(0.2)


def test_nothing_prescribed_is_not_nothing_done():
    weeks = adherence([], began=MONDAY, until=MONDAY, days_per_week=0)
    assert weeks[0].fraction is None
    assert overall(weeks) is None


@pytest.mark.parametrize(
    ("session", "where"),
    [
        (Session(MONDAY, -1, 4), "session of 2026-01-05"),
        (Session(MONDAY, 1, 4, pain_during=11), "session of 2026-01-05: pain_during"),
    ],
)
def test_impossible_sessions_are_named(session, where):
    with pytest.raises(InputProblem) as caught:
        adherence([session], began=MONDAY, until=MONDAY, days_per_week=5)
    assert caught.value.where == where


@pytest.mark.parametrize(("until", "days"), [(MONDAY - timedelta(days=1), 5), (MONDAY, 8), (MONDAY, float("nan"))])
def test_impossible_spans_are_named(until, days):
    with pytest.raises(InputProblem):
        adherence([], began=MONDAY, until=until, days_per_week=days)


def test_every_setting_says_where_it_comes_from():
    assert len(SETTINGS) > 15
    for name, setting in SETTINGS.items():
        assert setting.source == "this project" or setting.source in figures(), name
        assert setting.unit, name
        assert setting.note, name
