"""The cells of a calendar: one path for all the days of a state, so that a year of days stays a light drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from supple.figure.charts.calendar_days import CalendarDay, DayState
from supple.figure.charts.frame import dots
from supple.figure.svg import Fragment, element, joined
from supple.figure.svg import number as any_number
from supple.findings.screening_pain import PainZone

SIDE: Final = 24.0
_ROUND: Final = 6.0

#: Cells lie on a grid, so their coordinates are few and come again and again.
number: Final = lru_cache(maxsize=4096)(any_number)

#: A day with the upper left corner of its cell.
Placed = tuple[CalendarDay, float, float]


def states(placed: Sequence[Placed]) -> Fragment:
    """Every day in the shape of its state."""
    return joined(_drawn(state, [one for one in placed if one[0].state is state]) for state in DayState)


def _drawn(state: DayState, days: Sequence[Placed]) -> Fragment:
    if not days:
        return Fragment("")
    return joined(_SHAPES[state](days))


def _done(days: Sequence[Placed]) -> list[Fragment]:
    ticks = "".join(f"M{number(x + 6.5)} {number(y + 12.5)}l4 4.5 7 -9" for _, x, y in days)
    return [
        element("path", d=_boxes(days), class_="f-active"),
        element("path", d=ticks, class_="n s-paper round", stroke_width=2.4),
    ]


def _partly(days: Sequence[Placed]) -> list[Fragment]:
    """Filled from below by the part that was done."""
    return [
        element("path", d="".join(_filled(day.share, x, y) for day, x, y in days), class_="f-active"),
        element("path", d=_boxes(days, 0.8), class_="n s-active", stroke_width=1.6),
    ]


def _filled(share: float, x: float, y: float) -> str:
    inset = 3.5
    full = SIDE - 2 * inset
    height = number(max(1.5, share * full))
    return f"M{number(x + inset)} {number(y + SIDE - inset)}v-{height}h{number(full)}v{height}z"


def _not_done(days: Sequence[Placed]) -> list[Fragment]:
    return [element("path", d=_boxes(days, 0.7), class_="n s-muted", stroke_width=1.4)]


def _not_prescribed(days: Sequence[Placed]) -> list[Fragment]:
    return [element("path", d=dots(_middles(days), 2.2), class_="f-muted")]


def _to_come(days: Sequence[Placed]) -> list[Fragment]:
    return [element("path", d=_boxes(days, 0.7), class_="n s-muted", stroke_width=1.2, stroke_dasharray="1 4")]


_SHAPES: Final[dict[DayState, Callable[[Sequence[Placed]], list[Fragment]]]] = {
    DayState.DONE: _done,
    DayState.PARTLY: _partly,
    DayState.NOT_DONE: _not_done,
    DayState.NOT_PRESCRIBED: _not_prescribed,
    DayState.TO_COME: _to_come,
}


def _middles(days: Iterable[Placed]) -> list[tuple[float, float]]:
    return [(x + SIDE / 2.0, y + SIDE / 2.0) for _, x, y in days]


def _boxes(days: Iterable[Placed], inset: float = 0.0) -> str:
    r = _ROUND - inset
    straight = number(SIDE - 2.0 * inset - 2.0 * r)
    a = f"a{number(r)} {number(r)} 0 0 1"
    p = number(r)
    turn = f"h{straight}{a} {p} {p}v{straight}{a} -{p} {p}h-{straight}{a} -{p} -{p}v-{straight}{a} {p} -{p}z"
    return "".join(f"M{number(x + inset + r)} {number(y + inset)}{turn}" for _, x, y in days)


def pains(placed: Sequence[Placed]) -> Fragment:
    """A dot, triangle or square in the upper right corner of the days on which pain was asked for."""
    parts: list[Fragment] = []
    for zone, colour in _ZONE_COLOUR.items():
        corners = [(x + SIDE - 3.0, y + 3.0) for day, x, y in placed if day.zone is zone]
        if corners:
            d = dots(corners, 4.0) if zone is PainZone.GO else "".join(_zone(zone, x, y) for x, y in corners)
            parts.append(element("path", d=d, class_=f"f-{colour} s-paper round", stroke_width=1.4))
    return joined(parts)


_ZONE_COLOUR: Final = {PainZone.GO: "good", PainZone.MODIFY: "caution", PainZone.STOP: "stop"}


def _zone(zone: PainZone, x: float, y: float) -> str:
    if zone is PainZone.GO:
        return dots([(x, y)], 4.0)
    if zone is PainZone.MODIFY:
        return f"M{number(x)} {number(y - 5.5)}l6 10h-12z"
    return f"M{number(x - 5.0)} {number(y - 5.0)}h10v10h-10z"


def state_sign(state: DayState) -> Callable[[float, float], Fragment]:
    """The legend's sign, at the size of the calendar's own cells."""

    def sign(x: float, y: float) -> Fragment:
        example = CalendarDay(date.min, state, 0.5)
        return _drawn(state, [(example, x - SIDE / 2.0, y - SIDE / 2.0)])

    return sign


def pain_sign(zone: PainZone) -> Callable[[float, float], Fragment]:
    return lambda x, y: element("path", d=_zone(zone, x, y), class_=f"f-{_ZONE_COLOUR[zone]} s-paper", stroke_width=1.4)
