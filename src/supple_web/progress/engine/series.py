"""Each series as a page shows it: verdict in words with its reasons, the numbers, the picture and its table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from supple.figure import Theme, trend_chart
from supple.figure.phrases import figure
from supple.findings import criterion_for, default_criteria
from supple.measurement.model import KindOfTrial
from supple.progress.model import SeriesProgress, Verdict
from supple.quantities import Mode
from supple.words import VERDICT_TITLE, kind_words, movement_words
from supple_web.common.science_words import told
from supple_web.progress.engine.pictures import Picture, picture_of
from supple_web.progress.engine.record import Record
from supple_web.progress.engine.wording import TAGS, degrees_words, readable, signed_words, waiting_words

#: Of more days than this single trials are left out of the picture; the means stay.
_TRIALS_SHOWN: Final = 60
#: The narrowest, so that its letters stay readable on the smallest phone.
_WIDTH: Final = 320.0
_MODES: Final = (Mode.ACTIVE, Mode.ASSISTED, Mode.PASSIVE)


@dataclass(frozen=True)
class Shown:
    """One series. anchor: an id that stays the same from day to day. numbers: names with values, for a list."""

    anchor: str
    title: str
    kind: str
    tag: str
    tone: str
    verdict: str
    now: str
    last: date
    numbers: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    picture: Picture


@dataclass(frozen=True)
class KindGroup:
    """All series of one way of measuring; pages never put two of them into one picture."""

    kind: str
    last: date
    series: tuple[Shown, ...]


def kind_groups(record: Record, *, theme: Theme | None = None) -> tuple[KindGroup, ...]:
    """The way that the dial shows comes first, then by the last day. theme: None where the page brings the style sheet."""
    found: dict[KindOfTrial, list[SeriesProgress]] = {}
    for series in record.series:
        found.setdefault(series.key.kind, []).append(series)
    ordered = sorted(
        found.items(),
        key=lambda item: (item[0] != record.way, -_last(item[1]).toordinal(), _MODES.index(item[0].mode), item[0]),
    )
    return tuple(
        KindGroup(kind_words(kind), _last(mine), tuple(shown(one, record, theme=theme) for one in mine)) for kind, mine in ordered
    )


def _last(series: Iterable[SeriesProgress]) -> date:
    return max(one.trend.last for one in series)


def shown(series: SeriesProgress, record: Record, *, theme: Theme | None) -> Shown:
    trend = series.trend
    tag, tone = TAGS[trend.verdict]
    anchor = anchor_of(series)
    return Shown(
        anchor=anchor,
        title=_capital(movement_words(series.key.movement, series.key.direction)),
        kind=kind_words(series.key.kind),
        tag=tag,
        tone=tone,
        verdict=VERDICT_TITLE[trend.verdict],
        now=f"{figure(trend.level_deg, 0)}°",
        last=trend.last,
        numbers=tuple(_numbers(series)),
        reasons=tuple(_reasons(series)),
        picture=_picture(series, record, theme=theme, key=anchor),
    )


def anchor_of(series: SeriesProgress) -> str:
    digest = hashlib.sha256("|".join(series.key.sort_key).encode()).hexdigest()[:8]
    return f"trend-{series.key.movement}-{series.key.direction or 'both'}-{digest}"


def _picture(series: SeriesProgress, record: Record, *, theme: Theme | None, key: str) -> Picture:
    wanted = series.key.movement, series.key.direction, series.key.kind
    few = series.trend.days <= _TRIALS_SHOWN
    trials = [trial for trial in record.trials if (trial.movement, trial.direction, trial.kind) == wanted] if few else ()
    mark = criterion_for(default_criteria(), series.key.movement, series.key.kind)
    return picture_of(trend_chart(series, criterion=mark, trials=trials, width=_WIDTH, theme=theme, key=key))


def _numbers(series: SeriesProgress) -> Iterable[tuple[str, str]]:
    trend = series.trend
    yield _("Now"), degrees_words(trend.level_deg, trend.level_interval_deg)
    if trend.change_deg is not None:
        yield _("Since the start"), signed_words(trend.change_deg, trend.change_interval_deg)
    if trend.slope_deg_per_week is not None and trend.days > 2:
        yield _("A week"), signed_words(trend.slope_deg_per_week, trend.slope_interval)
    yield _("Measured on"), _("1 day") if trend.days == 1 else _("{n} days").format(n=trend.days)


def _reasons(series: SeriesProgress) -> Iterable[str]:
    """The science's own reasons, then what is missing, what could have been seen, and whether it has levelled off."""
    trend = series.trend
    yield from (readable(reason) for reason in trend.reasons)
    waiting = waiting_words(series)
    if waiting:
        yield waiting
    if trend.verdict is Verdict.NO_REAL_CHANGE and trend.detectable_deg is not None:
        said = _("A change of about {n}° would have been called by now; a smaller one may be there.")
        yield said.format(n=figure(trend.detectable_deg, 0))
    if series.plateau.reached is not None:
        yield readable(series.plateau.reason)


def lead(record: Record) -> str:
    """The one sentence above everything: what changed beyond error, else that nothing did, else that it is too early."""
    verdicts = [one.trend.verdict for one in record.series]
    called = [one for one in record.series if one.trend.verdict in {Verdict.IMPROVED, Verdict.DECLINED}]
    if called:
        return " ".join(dict.fromkeys(_called(one) for one in called))
    if Verdict.NO_REAL_CHANGE in verdicts:
        return _("{verdict} so far.").format(verdict=told(VERDICT_TITLE[Verdict.NO_REAL_CHANGE]))
    return _("Too early to tell change from measurement error.") if verdicts else ""


def _called(series: SeriesProgress) -> str:
    said = movement_words(series.key.movement, series.key.direction)
    return f"{_capital(said)}: {VERDICT_TITLE[series.trend.verdict].lower()}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
