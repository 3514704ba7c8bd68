"""Every state of the dial and of each chart, by a name that says what is special about it."""

from __future__ import annotations

from datetime import date, timedelta

from builders.drawings import FIRST, KIND, MARK, history, motion, series, side
from supple.figure.charts import adherence_calendar, pain_chart, repetition_chart, running_chart, sides_chart, trend_chart
from supple.figure.dial import Dial, DialMark, DialSide, DialValue, Target, draw_dial, live_dial
from supple.findings.model import Category
from supple.progress.model import Session
from supple.quantities import Direction, Mode, Position
from supple.running import Readings, Tool, running_check

OTHER_DAY = date(2026, 11, 2)
CUT = DialMark(50.0, "convention", "sfma_ll_cut")


def value(mean_deg, sem_deg=2.6, day=None):
    return DialValue(mean_deg, sem_deg, 3, day)


def dial(left=None, right=None, **more):
    return Dial(left or DialSide(), right or DialSide(), Position.LUMBAR_LOCKED, KIND, **more)


def both(active, end, **more):
    return DialSide(active and value(active), end and value(end, 2.0), CUT, **more)


DIALS = {
    "both sides": dial(both(42, 55), both(47, 58)),
    "with another day": dial(
        both(42, 55, earlier_active=value(36, 2.6, OTHER_DAY), earlier_end_range=value(50, 2.0, OTHER_DAY)),
        both(47, 58, earlier_active=value(45, 2.6, OTHER_DAY)),
    ),
    "another day only": dial(DialSide(earlier_active=value(36)), both(47, 58)),
    "one side": dial(DialSide(value(42), None, CUT, Category.UNDETERMINED)),
    "painful": dial(both(31, 36, category=Category.PAINFUL), both(33, 39, category=Category.MOBILITY_LIMITATION)),
    "painful and undetermined": dial(both(31, None, category=Category.UNDETERMINED), DialSide(category=Category.PAINFUL)),
    "beyond 90": dial(both(98, 118), both(62, 85), end_mode=Mode.PASSIVE),
    "beyond the scale": dial(both(170, 180), both(3, 8)),
    "no criterion": dial(
        DialSide(value(42), category=Category.NO_CRITERION), DialSide(value(48), category=Category.NO_CRITERION)
    ),
    "wide errors": dial(DialSide(value(52, 9.0), value(48, 9.0), CUT), DialSide(value(0, 9.0), None, CUT)),
    "end range alone": dial(DialSide(end_range=value(50)), DialSide()),
    "in another position": dial(DialSide(value(42)), DialSide(elsewhere=True)),
    "nothing": Dial(DialSide(), DialSide(category=Category.PAINFUL), Position.SEATED),
    "marks that differ": dial(DialSide(value(42), mark=DialMark(45.5, "convention")), both(47, None)),
    "mark on the scale's figures": dial(
        DialSide(value(42), mark=DialMark(90.0, "x" * 80)), DialSide(mark=DialMark(2.0, "derived"))
    ),
}


def ran(test, tool, left=(), right=()):
    """Both sides of one test of the running check."""
    sides = ((Direction.LEFT, left), (Direction.RIGHT, right))
    return running_check(Readings(test, side, Tool(tool), tuple(values), 0, True) for side, values in sides).of(test)


RAN = {
    "within and below": ran("knee-to-wall", "ruler", (12.0, 11.5, 12.5), (4.0, 4.5, 3.5)),
    "one side": ran("knee-to-wall", "phone", (38.0, 39.0)),
    "above level": ran("hip-extension", "goniometer", (-12.0, -11.0), (9.0, 10.0)),
    "sources that disagree": ran("big-toe", "phone", (60.0, 62.0), (48.0, 49.0)),
    "far apart": ran("big-toe", "phone", (0.0, 0.0), (120.0, 120.0)),
}
LAST = FIRST + timedelta(days=80)
SESSIONS = [
    Session(FIRST + timedelta(days=day), (day * 5) % 7, 6, pain_during=None if day % 4 else day % 9, pain_next_morning=day % 3)
    for day in range(81)
    if day % 5
]


def _trials_of(*args, **more):
    return {"series": series(*args, **more), "trials": history(*args, **more)}


DRAWINGS = {
    **{f"dial, {name}": lambda key, one=one, **more: draw_dial(one, key=key, **more) for name, one in DIALS.items()},
    **{f"running, {name}": lambda key, one=one, **more: running_chart(one, key=key, **more) for name, one in RAN.items()},
    "live": lambda key, **more: live_dial(key=key, **more),
    "live with targets": lambda key, **more: live_dial(
        Target(Direction.LEFT, 40, 50), Target(Direction.RIGHT, 95, 150), key=key, **more
    ),
    "trend, better": lambda key, **more: trend_chart(**_trials_of(0.9), criterion=MARK, key=key, **more),
    "trend, called often": lambda key, **more: trend_chart(series(1.6, days=40, base=30.0), key=key, **more),
    "trend, worse": lambda key, **more: trend_chart(**_trials_of(-1.4, days=14), key=key, **more),
    "trend, one day": lambda key, **more: trend_chart(**_trials_of(days=1), criterion=MARK, key=key, **more),
    "trend, two days": lambda key, **more: trend_chart(series(days=2, every=1), criterion=MARK, key=key, **more),
    "trend, years": lambda key, **more: trend_chart(series(0.02, days=30, every=90), criterion=MARK, key=key, **more),
    "trend, thousands of days": lambda key, **more: trend_chart(
        **_trials_of(0.01, days=1500, every=1), criterion=MARK, key=key, **more
    ),
    "trend, narrow": lambda key, **more: trend_chart(series(0.9), criterion=MARK, key=key, **more, width=320.0),
    "trend, wide": lambda key, **more: trend_chart(**_trials_of(0.9), criterion=MARK, key=key, **more, width=800.0),
    "calendar": lambda key, **more: adherence_calendar(SESSIONS, began=FIRST, until=LAST, days_per_week=5, key=key, **more),
    "calendar, one day": lambda key, **more: adherence_calendar([], began=FIRST, until=FIRST, days_per_week=3, key=key, **more),
    "calendar, nothing prescribed": lambda key, **more: adherence_calendar(
        [], began=FIRST, until=LAST, days_per_week=0, key=key, **more
    ),
    "calendar, planned": lambda key, **more: adherence_calendar(
        SESSIONS[:9], began=FIRST + timedelta(days=2), until=LAST, days_per_week=3.5, prescribed=[LAST], key=key, **more
    ),
    "pain": lambda key, **more: pain_chart(SESSIONS[:30], key=key, **more),
    "pain, one session": lambda key, **more: pain_chart(SESSIONS[:1], key=key, **more),
    "pain, many sessions": lambda key, **more: pain_chart(SESSIONS, key=key, **more, width=600.0),
    "pain, never asked": lambda key, **more: pain_chart([Session(FIRST, 3, 6)], key=key, **more, width=320.0),
    "repetitions": lambda key, **more: repetition_chart(motion(), key=key, **more),
    "repetitions, wide": lambda key, **more: repetition_chart(motion(), key=key, **more, width=900.0),
    "repetitions, a hole": lambda key, **more: repetition_chart(motion(hole_s=(16.0, 19.0)), key=key, **more),
    "repetitions, none": lambda key, **more: repetition_chart(motion(()), key=key, **more),
    "repetitions, nothing seen": lambda key, **more: repetition_chart(motion((), hole_s=(-1.0, 99.0)), key=key, **more),
    "repetitions, no sample": lambda key, **more: repetition_chart(motion((), duration_s=0.0), key=key, **more),
    "repetitions, clock of hours": lambda key, **more: repetition_chart(motion((), start_s=36000.0), key=key, **more),
    "sides, differ": lambda key, **more: sides_chart(side(47, "left"), side(35, "right"), criterion=MARK, key=key, **more),
    "sides, alike": lambda key, **more: sides_chart(side(42, "left"), side(45.5, "right"), key=key, **more, width=320.0),
    "sides, far apart": lambda key, **more: sides_chart(
        side(-2, "left"), side(95, "right", 9.0), criterion=MARK, key=key, **more
    ),
}
