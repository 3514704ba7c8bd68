"""What was done against what was prescribed, a week a row; each state has its own shape, each pain zone too."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final

from supple.figure.charts import calendar_cells as cells
from supple.figure.charts import frame
from supple.figure.charts.calendar_days import CalendarDay, DayState, calendar_days, check_span
from supple.figure.drawing import Drawing, drawing
from supple.figure.lettering import SMALL, spoken
from supple.figure.palette import Theme
from supple.figure.phrases import WEEKDAYS, day_words, percent, plainly, short_day
from supple.figure.svg import Fragment, group, joined, text
from supple.findings.screening_pain import PainZone
from supple.markup import Table
from supple.progress.model import Session, WeekAdherence
from supple.progress.weeks import adherence, overall
from supple.words import PAIN_TITLE

_LEFT: Final = 68.0
_PITCH: Final = 30.0


def adherence_calendar(
    sessions: Iterable[Session],
    *,
    began: date,
    until: date,
    days_per_week: float,
    prescribed: Collection[date] | None = None,
    theme: Theme | str | None = Theme.ADAPTIVE,
    key: str | None = None,
) -> Drawing:
    """Draw the weeks from ``began`` to the one that holds ``until``, counted as ``supple.progress.adherence`` counts them.

    prescribed: the days on which something was to be done; None where only a number of days a week was agreed.
    Raises InputProblem for impossible sessions or spans, and for more than three years.
    """
    check_span(began, until)
    listed = list(sessions)
    weeks = adherence(listed, began=began, until=until, days_per_week=days_per_week, prescribed=prescribed)
    days = calendar_days(listed, began=began, until=until, prescribed=prescribed)
    title = _summary(weeks)
    span = f"{len(weeks)} week{'s' if len(weeks) > 1 else ''} from {day_words(began)} to {day_words(until)}"
    head, y = frame.heading(title, [span], frame.WIDTH)
    top = y + 16.0
    placed = [(day, *_place(index, top)) for index, day in enumerate(days)]
    legend, bottom = frame.legend(_entries(days), top + len(weeks) * _PITCH + 12.0, frame.WIDTH, sign=cells.SIDE)
    return drawing(
        head,
        _weekdays(began, y + 8.0),
        _weeks(weeks, top),
        cells.states(placed),
        cells.pains(placed),
        legend,
        title="Calendar of sessions",
        description=f"{title}. {span}: {_counts(days)}.",
        size=(frame.WIDTH, math.ceil(bottom)),
        table=_table(days),
        theme=theme,
        key=key,
    )


def _place(index: int, top: float) -> tuple[float, float]:
    return _LEFT + (index % 7) * _PITCH, top + (index // 7) * _PITCH


def _summary(weeks: Sequence[WeekAdherence]) -> str:
    share = overall(weeks)
    if share is None:
        return "Nothing was prescribed"
    return f"Done: {percent(share)} of what was prescribed"


def _weekdays(began: date, y: float) -> Fragment:
    names = [spoken(WEEKDAYS[(began.weekday() + offset) % 7])[:2] for offset in range(7)]
    first = _LEFT + cells.SIDE / 2.0
    labels = [text(first + offset * _PITCH, y, name, class_="muted") for offset, name in enumerate(names)]
    return group(*labels, text_anchor="middle", font_size=SMALL)


def _weeks(weeks: Sequence[WeekAdherence], top: float) -> Fragment:
    first = top + cells.SIDE / 2.0 + SMALL * 0.36
    starts = [text(frame.MARGIN, first + row * _PITCH, short_day(week.starts), class_="muted") for row, week in enumerate(weeks)]
    counts = [text(frame.WIDTH - frame.MARGIN, first + row * _PITCH, _count(week)) for row, week in enumerate(weeks)]
    return joined([group(*starts, font_size=SMALL), group(*counts, font_size=SMALL, text_anchor="end")])


def _count(week: WeekAdherence) -> str:
    done = plainly(week.done)
    return f"{done} of {plainly(week.prescribed)}" if week.complete else f"{done} so far"


def _entries(days: Sequence[CalendarDay]) -> list[frame.Entry]:
    """Only what occurs."""
    states, zones = [day.state for day in days], [day.zone for day in days]
    entries = [frame.Entry(state.value, cells.state_sign(state)) for state in DayState if state in states]
    told = (PainZone.GO, PainZone.MODIFY, PainZone.STOP)
    return entries + [frame.Entry(PAIN_TITLE[zone], cells.pain_sign(zone)) for zone in told if zone in zones]


def _counts(days: Sequence[CalendarDay]) -> str:
    states = [day.state for day in days]
    found = [(state.value, states.count(state)) for state in DayState if state is not DayState.TO_COME]
    said = [f"{count} day{'s' if count != 1 else ''} {state}" for state, count in found if count]
    hurt = [day.zone for day in days].count(PainZone.STOP)
    return ", ".join([*said, *([f"{PAIN_TITLE[PainZone.STOP]} on {hurt}"] if hurt else [])])


def _table(days: Sequence[CalendarDay]) -> Table:
    rows = tuple(
        (day.day.isoformat(), WEEKDAYS[day.day.weekday()], day.state.value, _share(day), day.pain, PAIN_TITLE[day.zone])
        for day in days
        if day.state is not DayState.TO_COME
    )
    return Table("Sessions day by day", ("day", "weekday", "state", "done", "worst pain, 0 to 10", "pain zone"), rows)


def _share(day: CalendarDay) -> str | None:
    """How much was done; nothing where nothing was prescribed, which is not the same as none."""
    return None if day.state is DayState.NOT_PRESCRIBED else percent(day.share)
