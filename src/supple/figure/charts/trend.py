"""A series of measured days over time: each day with its error, the level of the last weeks, what was called and the mark."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from supple.figure.charts import frame, trend_words
from supple.figure.charts.dates import date_ticks
from supple.figure.charts.scales import Scale, nice_ticks
from supple.figure.drawing import Drawing, drawing
from supple.figure.lettering import SMALL, width_of
from supple.figure.palette import Theme
from supple.figure.svg import Fragment, element, group, joined, number, polyline, text
from supple.findings.model import Criterion
from supple.measurement.model import Measurement, Trial
from supple.progress.level import LevelLine, level_line
from supple.progress.model import RealChange, SeriesProgress, Verdict
from supple.progress.two_point import Z95
from supple.words import VERDICT_TITLE

_LEFT: Final = 52.0
_HEIGHT: Final = 172.0
_LEAST_SPAN_DEG: Final = 20.0
#: Room at both ends of the time axis for the first and last day's dots.
_INSET: Final = 10.0
_TICK_ROOM: Final = 64.0
_FLAG_PITCH: Final = 21.0
#: More days than this are thinned to the lowest and highest of every stretch of the page, so that years stay a light drawing.
_MOST_DAYS: Final = 400
_STRETCH: Final = 4.0


@dataclass(frozen=True)
class _Plot:
    """The area of one chart; x of days, y of degrees."""

    first: date
    across: Scale
    up: Scale
    top: float
    bottom: float
    right: float

    def x(self, day: date) -> float:
        return self.across(float((day - self.first).days))


def trend_chart(
    series: SeriesProgress,
    *,
    criterion: Criterion | None = None,
    trials: Iterable[Trial] = (),
    width: float = frame.WIDTH,
    theme: Theme | str | None = Theme.ADAPTIVE,
    key: str | None = None,
) -> Drawing:
    """Draw one series: one movement, direction and kind of trial, never two.

    criterion: its mark, where it has one. trials: single trials of the series, shown beside their day's mean. width: of the
    view box, 320 to 2000; a wider one holds more at the same size of letters.
    Raises ValueError for a mark or trials that are not of this series.
    """
    frame.checked_width(width)
    _check_mark(series, criterion)
    each = _by_day(series, trials)
    level = level_line(series.measurements, series.trend.error_scale)
    head, y = frame.heading(VERDICT_TITLE[series.trend.verdict], [trend_words.now(series.trend)], width)
    flags = _flags(series, width)
    deep = max((flag.row + 1 for flag in flags if flag.row is not None), default=0)
    plot, ticks = _plot(series, level, each, criterion, top=y + deep * _FLAG_PITCH, width=width)
    shown = _shown(series.measurements, plot)
    thinned = len(shown) < len(series.measurements)
    legend, bottom = frame.legend(_entries(level, each, criterion, thinned=thinned), plot.bottom + 34.0, width)
    return drawing(
        head,
        frame.degree_axis(ticks, plot.up, _LEFT, plot.right),
        _days_axis(series, plot),
        _level(series, level, plot),
        *([_mark(criterion, plot)] if criterion else []),
        _calls(flags, plot, y),
        _days(shown, each, plot),
        legend,
        title=trend_words.title(series),
        description=trend_words.description(series, criterion, drawn=len(shown)),
        size=(width, math.ceil(bottom)),
        table=trend_words.table(series, each),
        theme=theme,
        key=key,
    )


def _check_mark(series: SeriesProgress, criterion: Criterion | None) -> None:
    if criterion and (criterion.movement, criterion.position) != (series.key.movement, series.key.kind.position):
        raise ValueError(f"the mark of {criterion.movement} {criterion.position} is not that of this series")


def _by_day(series: SeriesProgress, trials: Iterable[Trial]) -> Mapping[date, Sequence[Trial]]:
    found: dict[date, list[Trial]] = defaultdict(list)
    wanted = series.key.movement, series.key.direction, series.key.kind
    for trial in trials:
        if (trial.movement, trial.direction, trial.kind) != wanted:
            raise ValueError(f"a trial of {trial.day} is of another kind than the series; kinds are never drawn together")
        found[trial.day].append(trial)
    return found


def _plot(
    series: SeriesProgress,
    level: LevelLine,
    each: Mapping[date, Sequence[Trial]],
    criterion: Criterion | None,
    *,
    top: float,
    width: float,
) -> tuple[_Plot, list[float]]:
    edges = [m.mean_deg + side * Z95 * m.sem_deg for m in series.measurements for side in (-1.0, 1.0)]
    edges += [float(level.low_deg.min()), float(level.high_deg.max())]
    edges += [trial.value_deg for day in each.values() for trial in day]
    edges += [criterion.value_deg] if criterion else []
    low, high = min(edges), max(edges)
    spare = max(0.0, _LEAST_SPAN_DEG - (high - low)) / 2.0
    ticks = nice_ticks(low - spare, high + spare, 5)
    right, bottom = width - frame.MARGIN, top + _HEIGHT
    first = series.measurements[0].day
    return _Plot(first, _across(series, width), Scale(ticks[0], ticks[-1], bottom, top), top, bottom, right), ticks


def _days_axis(series: SeriesProgress, plot: _Plot) -> Fragment:
    most = max(2, int((plot.right - _LEFT) / _TICK_ROOM))
    ticks = date_ticks(plot.first, series.measurements[-1].day, most)
    return frame.foot_axis([(plot.x(day), words) for day, words in ticks], plot.bottom, _LEFT, plot.right)


def _level(series: SeriesProgress, level: LevelLine, plot: _Plot) -> Fragment:
    """The line of the last weeks in its band of error; a single day has none beyond its own interval."""
    if len(level.days_before) < 2:
        return Fragment("")
    last = (series.measurements[-1].day - plot.first).days
    xs = [plot.across(last + float(before)) for before in level.days_before]
    above = [(x, plot.up(float(v))) for x, v in zip(xs, level.high_deg, strict=True)]
    below = [(x, plot.up(float(v))) for x, v in zip(xs, level.low_deg, strict=True)]
    middle = [(xs[i], plot.up(float(level.level_deg[i]))) for i in (0, -1)]
    return group(
        element("path", d=polyline([*above, *reversed(below)], closed=True), class_="f-assisted", fill_opacity=0.55),
        element("path", d=polyline(middle), class_="n s-active round", stroke_width=2.4),
    )


def _mark(criterion: Criterion, plot: _Plot) -> Fragment:
    y = number(plot.up(criterion.value_deg))
    d = f"M{number(_LEFT)} {y}H{number(plot.right)}"
    return element("path", d=d, class_="n s-mark", stroke_width=1.8, stroke_dasharray="7 3")


def _shown(measurements: Sequence[Measurement], plot: _Plot) -> list[Measurement]:
    """The days to draw: all of them, or where they are very many the lowest and highest of each stretch of the page.

    Lowest and highest are those of the means and of both ends of the intervals, so that nothing reaches further in the table
    than on the page. First and last day are among them.
    """
    if len(measurements) <= _MOST_DAYS:
        return list(measurements)
    kept: set[int] = {0, len(measurements) - 1}
    stretches: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(measurements):
        stretches[int((plot.x(one.day) - _LEFT) / _STRETCH)].append(index)
    for mine in stretches.values():
        for sems in (-Z95, 0.0, Z95):
            told = [measurements[index].mean_deg + sems * measurements[index].sem_deg for index in mine]
            kept |= {mine[told.index(min(told))], mine[told.index(max(told))]}
    return [measurements[index] for index in sorted(kept)]


def _rings(each: Mapping[date, Sequence[Trial]], plot: _Plot) -> list[tuple[float, float]]:
    """Where single trials stand; of very many those that stand on the same spot are one."""
    rings = [(plot.x(day), plot.up(trial.value_deg)) for day, trials in each.items() for trial in trials]
    if len(rings) <= 3 * _MOST_DAYS:
        return rings
    spots = {(int(x / _STRETCH), int(y / _STRETCH)): (x, y) for x, y in rings}
    edges = [at(rings, key=lambda ring: ring[1]) for at in (min, max)]
    return [*spots.values(), *edges]


def _days(shown: Sequence[Measurement], each: Mapping[date, Sequence[Trial]], plot: _Plot) -> Fragment:
    """Each day's mean with its interval; its trials as small rings."""
    places = [(plot.x(m.day), m) for m in shown]
    bars = [(x, plot.up(m.mean_deg - Z95 * m.sem_deg), plot.up(m.mean_deg + Z95 * m.sem_deg)) for x, m in places]
    rings = _rings(each, plot)
    means = frame.dots(((x, plot.up(m.mean_deg)) for x, m in places), 4.0)
    return group(
        element("path", d=frame.whiskers(bars), class_="n s-ink", stroke_width=1.3),
        *([element("path", d=frame.dots(rings, 2.3), class_="n s-muted", stroke_width=1.2)] if rings else []),
        element("path", d=means, class_="f-active s-paper", stroke_width=1.2),
    )


@dataclass(frozen=True)
class _Flag:
    """The words of one call: beside its day, to the right where there is room, else to the left; row None where there is none."""

    call: RealChange
    row: int | None
    leftward: bool


def _flags(series: SeriesProgress, width: float) -> list[_Flag]:
    """Calls share two rows; what has no room in either is told by the table alone."""
    across, first = _across(series, width), series.measurements[0].day
    ends = [0.0, 0.0]
    found: list[_Flag] = []
    for call in series.trend.calls:
        x = across(float((call.seen - first).days))
        needed = width_of(trend_words.call_words(call), bold=True) + 12.0
        leftward = x + needed > width - frame.MARGIN
        start, end = (x - needed, x + 6.0) if leftward else (x - 6.0, x + needed)
        row = next((row for row in (0, 1) if ends[row] + 8.0 <= start), None)
        if row is not None:
            ends[row] = end
        found.append(_Flag(call, row, leftward))
    return found


def _across(series: SeriesProgress, width: float) -> Scale:
    span = float((series.measurements[-1].day - series.measurements[0].day).days)
    return Scale(0.0, span, _LEFT + _INSET, width - frame.MARGIN - _INSET)


def _calls(flags: Sequence[_Flag], plot: _Plot, top: float) -> Fragment:
    parts: list[Fragment] = []
    drawn: set[str] = set()
    for flag in flags:
        x = plot.x(flag.call.seen)
        if flag.row is None and number(x) in drawn:
            continue
        drawn.add(number(x))
        y = plot.top if flag.row is None else top + flag.row * _FLAG_PITCH + 13.0
        d = f"M{number(x)} {number(y)}V{number(plot.bottom)}"
        parts.append(element("path", d=d, class_="n s-muted", stroke_width=1.2, stroke_dasharray="2 3"))
        if flag.row is None:
            continue
        parts.append(_arrow(x, y - SMALL * 0.36, up=flag.call.verdict is Verdict.IMPROVED))
        at, anchor = (x - 10.0, "end") if flag.leftward else (x + 10.0, None)
        parts.append(text(at, y, trend_words.call_words(flag.call), font_size=SMALL, class_="b", text_anchor=anchor))
    return joined(parts)


def _arrow(x: float, y: float, *, up: bool) -> Fragment:
    tip = -1 if up else 1
    d = f"M{number(x)} {number(y + 5.0 * tip)}l5 {-9 * tip}h-10z"
    return element("path", d=d, class_="f-good" if up else "f-caution")


def _entries(
    level: LevelLine, each: Mapping[date, Sequence[Trial]], criterion: Criterion | None, *, thinned: bool
) -> list[frame.Entry]:
    words = "a day, 95 % around it" + (" (lowest and highest of many)" if thinned else "")
    entries = [frame.Entry(words, _day_sign)]
    if each:
        entries.append(frame.Entry("each trial", _trial_sign))
    if len(level.days_before) > 1:
        entries.append(frame.Entry("level of the last weeks", _level_sign))
    if criterion:
        entries.append(frame.Entry(trend_words.mark_words(criterion), frame.stroke("n s-mark", 1.8, "7 3")))
    return entries


def _day_sign(x: float, y: float) -> Fragment:
    bar = element("path", d=frame.whiskers([(x, y - 8, y + 8)]), class_="n s-ink", stroke_width=1.3)
    return joined([bar, element("path", d=frame.dots([(x, y)], 4.0), class_="f-active s-paper", stroke_width=1.2)])


def _trial_sign(x: float, y: float) -> Fragment:
    return element("path", d=frame.dots([(x, y)], 2.3), class_="n s-muted", stroke_width=1.2)


def _level_sign(x: float, y: float) -> Fragment:
    band = element("rect", x=x - 9, y=y - 6, width=18, height=12, class_="f-assisted", fill_opacity=0.55)
    return joined([band, frame.stroke("n s-active", 2.4)(x, y)])
