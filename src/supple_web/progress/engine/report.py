"""The report for a clinician: one record on one or two pages, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from supple import version
from supple.evidence import describe, figures, sources
from supple.figure import Theme
from supple.figure.phrases import figure, short_day
from supple.measurement.model import Measurement
from supple.progress.model import SeriesProgress
from supple.progress.two_point import Z95
from supple.quantities import SELF_RATER, Movement
from supple.words import DECISION_SUPPORT, kind_words, movement_words
from supple_web.progress.engine.advice import NextTest, Referred, next_test, referred
from supple_web.progress.engine.dial import NowAndThen, now_and_then
from supple_web.progress.engine.findings import Found, found_in
from supple_web.progress.engine.record import Record
from supple_web.progress.engine.series import Shown, shown
from supple_web.progress.engine.training import Done, Hurt, done, hurt
from supple_web.progress.engine.wording import TAGS, day_words, degrees_words, signed_words

#: Pictures of so many series fit beside each other on the page; the table has all of them.
_PICTURES: Final = 2
_DEFAULT_SOURCES: Final = ("pain_zones", "weeks_to_detect")


@dataclass(frozen=True)
class TrendRow:
    """One series in a line of the table."""

    movement: str
    days: str
    first: str
    now: str
    change: str
    verdict: str


@dataclass(frozen=True)
class KindRows:
    """The series of one way of measuring. how: who measured and with which error."""

    kind: str
    how: str
    rows: tuple[TrendRow, ...]


@dataclass(frozen=True)
class Report:
    """findings: of the check of ``checked``, as version ``judged_by`` said them. days: first and last measured day."""

    made_on: date
    version: str
    decision_support: str
    age: str
    red_flag: str
    findings: tuple[Found, ...]
    not_tested: tuple[str, ...]
    advice: str
    kinds: tuple[KindRows, ...]
    trends: tuple[Shown, ...]
    dial: NowAndThen | None
    done: Done | None
    hurt: Hurt | None
    next_test: NextTest | None
    referred: tuple[Referred, ...]
    sources: tuple[str, ...]


def report(record: Record, *, age_years: float | None = None, theme: Theme | str | None = None) -> Report:
    """theme: None where the page brings the drawings' style sheet, ``print`` where each drawing has to bring its own."""
    look = None if theme is None else Theme(theme)
    latest = record.results[0] if record.results else None
    flag = record.red_flag
    findings = found_in(latest) if latest else ()
    return Report(
        made_on=record.today,
        version=version(),
        decision_support=DECISION_SUPPORT,
        age=_("{n} years old").format(n=f"{age_years:g}") if age_years else "",
        red_flag=flag,
        findings=findings,
        not_tested=tuple(latest["not_tested"]) if latest else (),
        advice=str(latest["screening"]["advice"]) if latest and not flag else "",
        kinds=tuple(_kinds(record.series)),
        trends=tuple(shown(one, record, theme=look) for one in _pictured(record)),
        dial=now_and_then(record, theme=look),
        done=done(record, theme=look),
        hurt=hurt(record, theme=look),
        next_test=None if flag else next_test(record),
        referred=() if flag else referred(record),
        sources=tuple(_sources(latest, record)),
    )


def _pictured(record: Record) -> list[SeriesProgress]:
    """The turns by oneself, in the way measured last: both sides, as on the dial."""
    turns = [one for one in record.series if one.key.kind == record.way and one.key.movement is Movement.ROTATION]
    return (turns or list(record.series))[:_PICTURES]


def _kinds(series: Iterable[SeriesProgress]) -> Iterable[KindRows]:
    found: dict[str, list[SeriesProgress]] = {}
    for one in series:
        found.setdefault(kind_words(one.key.kind), []).append(one)
    for kind, mine in sorted(found.items(), key=lambda item: -max(one.trend.last for one in item[1]).toordinal()):
        yield KindRows(kind, _how(mine), tuple(_row(one) for one in mine))


def _how(series: Sequence[SeriesProgress]) -> str:
    """Who measured, and how large the error of one day is taken to be and why."""
    last = series[0].measurements[-1]
    raters = {_rater(measured) for one in series for measured in one.measurements}
    error = last.error
    learned = _("learned from {n} days of repeats").format(n=error.learned_days)
    basis = learned if error.learned_days else describe(error.source)
    said = _("measured by {who}; error of a day ± {error}° (95 %): {basis}")
    return said.format(who=", ".join(sorted(raters)), error=figure(Z95 * last.sem_deg, 1), basis=basis)


def _rater(measured: Measurement) -> str:
    return _("the person") if measured.rater == SELF_RATER else measured.rater


def _row(series: SeriesProgress) -> TrendRow:
    trend, first = series.trend, series.measurements[0]
    return TrendRow(
        movement=movement_words(series.key.movement, series.key.direction),
        days=str(trend.days),
        first=f"{figure(first.mean_deg, 1)}° ({_day(first.day, trend.last)})",
        now=f"{degrees_words(trend.level_deg, trend.level_interval_deg)}",
        change="–" if trend.change_deg is None else signed_words(trend.change_deg, trend.change_interval_deg),
        verdict=TAGS[trend.verdict][0],
    )


def _day(day: date, last: date) -> str:
    """The year only where it is another one."""
    return short_day(day) if day.year == last.year else day_words(day)


def _sources(latest: Mapping[str, Any] | None, record: Record) -> Iterable[str]:
    """What the numbers of this report rest on, each once and short."""
    marks = [one["criterion"] for one in latest["findings"] if one["criterion"]] if latest else []
    keys = [mark[name] for mark in marks for name in ("source", "healthy_mean_source") if mark[name]]
    keys += [series.measurements[-1].error.source for series in record.series]
    keys += [*_DEFAULT_SOURCES, *(one.source for one in referred(record))]
    yield from dict.fromkeys(filter(None, map(_cited, keys)))


def _cited(key: str) -> str:
    """First author and year with how well it was seen; empty for what is a convention of this project."""
    if key in figures():
        return f"{figures()[key].source.short} ({figures()[key].strength})"
    return sources()[key].short if key in sources() else ""
