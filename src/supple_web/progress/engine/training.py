"""What was done against what was prescribed, and how it hurt: pictures, weeks and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from django.utils.translation import ngettext

from supple.evidence import describe
from supple.figure import Theme, adherence_calendar, pain_chart
from supple.figure.phrases import percent, plainly
from supple.findings.screening_pain import ZONES
from supple.progress.model import Session, WeekAdherence
from supple.words import PAIN_TITLE
from supple_web.common.lazy import gettext_lazy as _
from supple_web.common.lazy import pgettext_lazy
from supple_web.progress.engine.pictures import Picture, picture_of
from supple_web.progress.engine.record import Record
from supple_web.progress.engine.wording import day_words, readable

#: A longer past is in the table of weeks; the pictures show the last ones.
WEEKS_SHOWN: Final = 12
_MOMENTS: Final = (
    ("pain_before", pgettext_lazy("session", "Before")),
    ("pain_during", pgettext_lazy("session", "During")),
    ("pain_after", pgettext_lazy("session", "After")),
    ("pain_next_morning", _("Next morning")),
)


@dataclass(frozen=True)
class Week:
    """done and prescribed as people count them; upkeep: days without training on which the daily minutes were done."""

    starts: date
    done: str
    prescribed: str
    share: str
    upkeep: int
    complete: bool


@dataclass(frozen=True)
class Done:
    """since: the first day of the picture. weeks: all of them, the latest first. earlier: how many are not in the picture."""

    picture: Picture
    sentence: str
    since: date
    weeks: tuple[Week, ...]
    earlier: int


@dataclass(frozen=True)
class Hurt:
    """rows: moment, last value, worst and mean of the last weeks, in words; a dash where nobody was asked."""

    picture: Picture
    sentence: str
    reasons: tuple[str, ...]
    rows: tuple[tuple[str, str, str, str], ...]
    weeks: int
    source: str


def done(record: Record, *, theme: Theme | None = None, key: str = "calendar-picture") -> Done | None:
    """None before there is a plan."""
    plan, weeks = record.plan, record.weeks
    if plan is None or not weeks:
        return None
    earlier = max(0, len(weeks) - WEEKS_SHOWN)
    since = plan.began + timedelta(weeks=earlier)
    drawing = adherence_calendar(
        [one for one in record.sessions if one.day >= since],
        began=since,
        until=record.today,
        days_per_week=plan.days_per_week,
        prescribed={day for day in plan.prescribed if day >= since},
        theme=theme,
        key=key,
    )
    listed = tuple(_week(one, record.upkeep) for one in reversed(weeks))
    return Done(picture_of(drawing), _done_words(record), since, listed, earlier)


def _done_words(record: Record) -> str:
    plan, share = record.plan, record.done_share
    assert plan is not None
    if share is None or not plan.prescribed:
        return _("The programme began on {day}; nothing was due yet.").format(day=day_words(plan.began))
    said = ngettext(
        "Since {day}, {share} of what was planned was done ({n} day a week).",
        "Since {day}, {share} of what was planned was done ({n} days a week).",
        plan.days_per_week,
    )
    return said.format(day=day_words(plan.began), share=percent(share), n=plan.days_per_week)


def _week(week: WeekAdherence, upkeep: Iterable[date]) -> Week:
    ends = week.starts + timedelta(days=6)
    share = "" if week.fraction is None else percent(week.fraction)
    own = sum(week.starts <= day <= ends for day in upkeep)
    return Week(week.starts, plainly(week.done), plainly(week.prescribed), share, own, week.complete)


def hurt(record: Record, *, theme: Theme | None = None, key: str = "pain-picture") -> Hurt | None:
    """None before the first session in which pain was asked for."""
    since = record.today - timedelta(weeks=WEEKS_SHOWN)
    asked = [one for one in record.sessions if one.worst_pain is not None]
    if not asked:
        return None
    recent = [one for one in asked if one.day >= since] or asked[-1:]
    verdict = record.pain
    return Hurt(
        picture=picture_of(pain_chart(recent, theme=theme, key=key)),
        sentence=_("Last session, {day}: {zone}.").format(day=day_words(asked[-1].day), zone=PAIN_TITLE[verdict.zone]),
        reasons=tuple(f"{reason[:1].upper()}{readable(reason[1:])}." for reason in verdict.reasons),
        rows=tuple(_row(name, words, recent) for name, words in _MOMENTS),
        weeks=WEEKS_SHOWN,
        source=describe(ZONES[0].source),
    )


def _row(name: str, words: str, sessions: Sequence[Session]) -> tuple[str, str, str, str]:
    told = [pain for one in sessions if (pain := getattr(one, name)) is not None]
    if not told:
        return words, "–", "–", "–"
    return words, str(told[-1]), str(max(told)), f"{fmean(told):.1f}"
