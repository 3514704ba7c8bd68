"""Pain before, during, after and on the morning after sessions: a strip for each moment, a bar for each session."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from supple.figure.charts import frame
from supple.figure.charts.dates import date_ticks
from supple.figure.drawing import Drawing, drawing
from supple.figure.lettering import SMALL
from supple.figure.palette import Theme
from supple.figure.phrases import day_words
from supple.figure.svg import Fragment, element, group, joined, number, text
from supple.findings.screening_pain import WORST_PAIN, ZONES, PainZone, zone_of
from supple.markup import Table
from supple.problems import InputProblem
from supple.progress.model import Session
from supple.words import PAIN_TITLE

#: Field of ``Session`` -> what it is called.
MOMENTS: Final = {
    "pain_before": "before",
    "pain_during": "during",
    "pain_after": "after",
    "pain_next_morning": "next morning",
}
_LEFT: Final = 118.0
_STRIP: Final = 40.0
_PITCH: Final = 54.0
#: More sessions than this have no room side by side: then each bar is the worst of a stretch of days.
_MOST_BARS: Final = 42
_COLOUR: Final = {PainZone.GO: "good", PainZone.MODIFY: "caution", PainZone.STOP: "stop"}


@dataclass(frozen=True)
class _Bar:
    """The sessions of one stretch of days: the worst told of each moment, None where nobody was asked."""

    first: date
    pains: tuple[int | None, ...]


def pain_chart(
    sessions: Iterable[Session],
    *,
    width: float = frame.WIDTH,
    theme: Theme | str | None = Theme.ADAPTIVE,
    key: str | None = None,
) -> Drawing:
    """Draw what sessions hurt, each moment on its own strip from 0 to 10, with the bounds of the pain zones.

    Where there are more sessions than there is room for, a bar is the worst of several days, and the legend says of how many.
    Raises InputProblem for no session and for pain that is no whole number from 0 to 10.
    """
    frame.checked_width(width)
    listed = sorted(sessions, key=lambda one: one.day)
    if not listed:
        raise InputProblem("sessions", "no session", "at least one", "draw it once there is one")
    days, bars = _bars(listed)
    title = _title(listed)
    head, y = frame.heading(title, [_span(listed)], width)
    right = width - frame.MARGIN
    strips = [_strip(place, name, bars, y + place * _PITCH, right) for place, name in enumerate(MOMENTS.values())]
    foot = y + len(MOMENTS) * _PITCH + 2.0
    legend, bottom = frame.legend(_entries(bars, days), foot + 34.0, width)
    return drawing(
        head,
        *strips,
        _days_axis(bars, foot, right),
        legend,
        title="Pain around sessions",
        description=_description(listed, days),
        size=(width, math.ceil(bottom)),
        table=_table(listed),
        theme=theme,
        key=key,
    )


def _bars(sessions: Sequence[Session]) -> tuple[int, list[_Bar]]:
    """Days in a bar, 0 where each session has its own, and the bars in order of time."""
    if len(sessions) <= _MOST_BARS:
        return 0, [_Bar(one.day, _pains([one])) for one in sessions]
    first = sessions[0].day
    span = (sessions[-1].day - first).days + 1
    days = 7 * math.ceil(span / (7 * _MOST_BARS))
    stretches: dict[int, list[Session]] = {}
    for one in sessions:
        stretches.setdefault((one.day - first).days // days, []).append(one)
    return days, [_Bar(first + timedelta(days=days * place), _pains(mine)) for place, mine in stretches.items()]


def _pains(sessions: Sequence[Session]) -> tuple[int | None, ...]:
    """The worst of each moment."""
    told = ([getattr(one, name) for one in sessions] for name in MOMENTS)
    return tuple(max((pain for pain in pains if pain is not None), default=None) for pains in told)


def _x(bars: Sequence[_Bar], place: int, right: float) -> float:
    pitch = min(24.0, (right - _LEFT) / len(bars))
    return _LEFT + (place + 0.5) * pitch


def _strip(place: int, name: str, bars: Sequence[_Bar], top: float, right: float) -> Fragment:
    base = top + _STRIP
    wide = min(14.0, 0.7 * (right - _LEFT) / len(bars))
    lines = f"M{number(_LEFT)} {number(base)}H{number(right)}"
    bounds = "".join(f"M{number(_LEFT)} {number(base - _height(bound.up_to + 0.5))}H{number(right)}" for bound in ZONES[:-1])
    told = [(_x(bars, index, right), bar.pains[place]) for index, bar in enumerate(bars)]
    return group(
        text(frame.MARGIN, base - 2.0, name, font_size=SMALL),
        element("path", d=bounds, class_="n s-ghost", stroke_width=0.9, stroke_dasharray="3 3"),
        element("path", d=lines, class_="n s-muted", stroke_width=1),
        *(_zone(zone, told, base, wide) for zone in _COLOUR),
        _worst(told, base, right),
    )


def _height(pain: float) -> float:
    return pain / WORST_PAIN * _STRIP


def _zone(zone: PainZone, told: Sequence[tuple[float, int | None]], base: float, wide: float) -> Fragment:
    """All bars of one zone; no pain is a dot on the line, which is more than nothing said."""
    mine = [(x, pain) for x, pain in told if pain is not None and zone_of(pain) is zone]
    d = "".join(
        f"M{number(x - wide / 2)} {number(base)}v-{number(_height(pain))}h{number(wide)}V{number(base)}z"
        for x, pain in mine
        if pain
    )
    d += frame.dots([(x, base) for x, pain in mine if not pain], min(2.6, wide / 2))
    return element("path", d=d, class_=f"f-{_COLOUR[zone]}") if d else Fragment("")


def _worst(told: Sequence[tuple[float, int | None]], base: float, right: float) -> Fragment:
    """The highest of a strip in figures, the latest where several are."""
    known = [(pain, x) for x, pain in told if pain]
    if not known:
        return Fragment("")
    pain, x = max(known)
    return text(min(x, right - 8.0), base - _height(pain) - 3.0, str(pain), text_anchor="middle", font_size=SMALL, class_="b")


def _days_axis(bars: Sequence[_Bar], foot: float, right: float) -> Fragment:
    """Bars stand side by side, so the axis tells the days of some of them."""
    if len(bars) == 1:
        ticks = [(_x(bars, 0, right), date_ticks(bars[0].first, bars[0].first, 2)[0][1])]
        return frame.foot_axis(ticks, foot, _LEFT, right)
    last = len(bars) - 1
    far = _x(bars, last, right) - _x(bars, 0, right) > 150.0
    places = [0, last] if far or last > 2 else [0]
    return frame.foot_axis(
        [(_x(bars, place, right), date_ticks(bars[place].first, bars[place].first, 2)[0][1]) for place in places],
        foot,
        _LEFT,
        right,
    )


def _title(sessions: Sequence[Session]) -> str:
    """What the last session hurt, by the zone of its worst pain."""
    worst = sessions[-1].worst_pain
    zone = PainZone.NOT_ASKED if worst is None else zone_of(worst)
    return f"Last session: {PAIN_TITLE[zone]}"


def _span(sessions: Sequence[Session]) -> str:
    first, last = sessions[0].day, sessions[-1].day
    count = "1 session" if len(sessions) == 1 else f"{len(sessions)} sessions"
    return f"{count}, {day_words(first)}" + ("" if first == last else f" to {day_words(last)}")


def _entries(bars: Sequence[_Bar], days: int) -> list[frame.Entry]:
    zones = {zone_of(pain) for bar in bars for pain in bar.pains if pain is not None}
    entries = [frame.Entry(PAIN_TITLE[zone], frame.swatch(f"f-{_COLOUR[zone]}")) for zone in _COLOUR if zone in zones]
    each = f"a bar: the worst of {_stretch(days)}" if days else "a bar: a session"
    bounds = f"above {ZONES[0].up_to} (modify) and {ZONES[1].up_to} (stop)"
    return [
        *entries,
        frame.Entry(bounds, frame.stroke("n s-ghost", 1.2, "3 3")),
        frame.Entry(f"{each}, 0 to {WORST_PAIN}", _bar_sign),
    ]


def _stretch(days: int) -> str:
    return "a week" if days == 7 else f"{days // 7} weeks"


def _bar_sign(x: float, y: float) -> Fragment:
    return joined([element("path", d=f"M{number(x - 9)} {number(y + 7)}h18M{number(x)} {number(y + 7)}v-13", class_="n s-ink")])


def _description(sessions: Sequence[Session], days: int) -> str:
    parts = []
    for field, name in MOMENTS.items():
        told = [pain for one in sessions if (pain := getattr(one, field)) is not None]
        parts.append(f"{name} at most {max(told)}, last {told[-1]}" if told else f"{name} not asked")
    drawn = f" Each bar is the worst of {_stretch(days)}." if days else ""
    return f"{_title(sessions)}. {_span(sessions)}; pain from 0 to {WORST_PAIN}: {'; '.join(parts)}.{drawn}"


def _table(sessions: Sequence[Session]) -> Table:
    rows = tuple((one.day.isoformat(), *(getattr(one, name) for name in MOMENTS)) for one in sessions)
    return Table(f"Pain around sessions, 0 to {WORST_PAIN}", ("day", *MOMENTS.values()), rows)
