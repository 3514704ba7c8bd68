"""The dial of now with the first day behind it: one way of measuring, because kinds of trial are never pooled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from supple.figure import Dial, DialMark, DialSide, DialValue, Theme, draw_dial
from supple.figure.phrases import figure
from supple.findings import criterion_for, default_criteria
from supple.findings.model import Category
from supple.measurement.model import KindOfTrial, Measurement
from supple.progress.model import SeriesProgress
from supple.quantities import Assist, Direction, Mode, Movement
from supple.words import kind_words
from supple_web.progress.engine.pictures import Picture, picture_of
from supple_web.progress.engine.record import Record
from supple_web.progress.engine.wording import day_words


@dataclass(frozen=True)
class NowAndThen:
    """The dial and what it shows in words. first: None where there is one day only."""

    picture: Picture
    kind: str
    last: date
    first: date | None
    sentences: tuple[str, ...]


def now_and_then(record: Record, *, theme: Theme | None = None, key: str = "dial-picture") -> NowAndThen | None:
    """The turns as measured last, each against its own first day; None where no turn was measured by oneself."""
    turns = [one for one in record.series if one.key.movement is Movement.ROTATION]
    way = record.way
    if way is None:
        return None
    own = {one.key.direction: one for one in turns if one.key.kind == way and one.key.direction}
    ends = _end_range([one for one in turns if _way(one.key.kind) == way and one.key.kind.mode is not Mode.ACTIVE])
    chosen = [*own.values(), *ends.values()]
    first, last = min(one.trend.first for one in chosen), max(one.trend.last for one in chosen)
    end_kind = next((one.key.kind for one in ends.values()), None)
    left, right = (_side(side, own.get(side), ends.get(side), record, way) for side in Direction)
    dial = Dial(
        left,
        right,
        position=way.position,
        kind=way,
        end_mode=end_kind.mode if end_kind else Mode.ASSISTED,
        assist=end_kind.assist if end_kind else None,
    )
    said = tuple(_sentence(one) for one in own.values() if one.trend.days > 1)
    return NowAndThen(
        picture_of(draw_dial(dial, theme=theme, key=key)), kind_words(way), last, first if first < last else None, said
    )


def _way(kind: KindOfTrial) -> KindOfTrial:
    return replace(kind, mode=Mode.ACTIVE, assist=None)


def _end_range(series: Sequence[SeriesProgress]) -> Mapping[Direction, SeriesProgress]:
    """One way to the end range, the one used last; a clinician's before one's own where both are as recent."""
    if not series:
        return {}
    ranked = max(series, key=lambda one: (one.trend.last, one.key.kind.mode is Mode.PASSIVE, one.trend.days, one.key.sort_key))
    mode: tuple[Mode, Assist | None] = (ranked.key.kind.mode, ranked.key.kind.assist)
    chosen = [one for one in series if (one.key.kind.mode, one.key.kind.assist) == mode]
    return {one.key.direction: one for one in chosen if one.key.direction}


def _side(side: Direction, own: SeriesProgress | None, end: SeriesProgress | None, record: Record, way: KindOfTrial) -> DialSide:
    mark = criterion_for(default_criteria(), Movement.ROTATION, way)
    measured = own is not None or end is not None
    return DialSide(
        active=_value(own, -1),
        end_range=_value(end, -1),
        mark=DialMark.of(mark) if mark and measured else None,
        category=_category(record, side, way) if measured else None,
        earlier_active=_earlier(own),
        earlier_end_range=_earlier(end),
    )


def _value(series: SeriesProgress | None, place: int) -> DialValue | None:
    return DialValue.of(series.measurements[place]) if series else None


def _earlier(series: SeriesProgress | None) -> DialValue | None:
    return _value(series, 0) if series and series.trend.days > 1 else None


def _category(record: Record, side: Direction, way: KindOfTrial) -> Category | None:
    """What the latest check found for this side in this position, as it was said then."""
    found = record.results[0]["findings"] if record.results else ()
    wanted = (Movement.ROTATION, side, way.position)
    return next(
        (Category(one["category"]) for one in found if (one["movement"], one["direction"], one["position"]) == wanted), None
    )


def _sentence(series: SeriesProgress) -> str:
    first, last = series.measurements[0], series.measurements[-1]
    side = {"left": _("to the left"), "right": _("to the right")}[str(series.key.direction)]
    return _("By yourself {side}: {first} on {first_day}, {last} on {last_day}.").format(
        side=side, first=_degrees(first), first_day=day_words(first.day), last=_degrees(last), last_day=day_words(last.day)
    )


def _degrees(measured: Measurement) -> str:
    return f"{figure(measured.mean_deg, 0)}°"
