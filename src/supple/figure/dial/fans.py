"""The values of one side: fans from straight ahead to where the turn ends, their errors, the mark, the other day."""

from __future__ import annotations

import math
from dataclasses import dataclass

from supple.figure.dial import geometry as g
from supple.figure.dial.model import DialMark, DialSide, DialValue
from supple.figure.dial.signs import diamond
from supple.figure.lettering import SMALL, width_of
from supple.figure.phrases import plainly
from supple.figure.svg import Fragment, element, group, joined, text
from supple.quantities import Direction

#: The figures of two marks nearer to straight ahead than this would meet there; the legend has them.
_LEAST_LABELLED_DEG = 7.0
#: From one dot to the next and how wide each is, where a range may end.
_DOTS = 6.4
_DOT = 3.4


@dataclass(frozen=True)
class _Lane:
    """Where one kind of range is drawn: a fan from the body to ``outer``; mean and error from ``inner`` outward."""

    colour: str
    inner: float
    outer: float
    outlined: bool

    @property
    def middle(self) -> float:
        return (self.inner + self.outer) / 2


_ACTIVE = _Lane("active", g.INNER, g.ACTIVE, outlined=False)
#: The end range begins at the body too, but below the active fan only its rim is seen.
_END = _Lane("assisted", g.ACTIVE, g.END_RANGE, outlined=True)


def side(direction: Direction, shown: DialSide, end_deg: float) -> Fragment:
    """Everything measured on one side; end range first, so that the active fan lies inside it."""
    parts: list[Fragment] = []
    for lane, value in ((_END, shown.end_range), (_ACTIVE, shown.active)):
        if value is not None:
            parts.append(_fan(direction, value, lane, end_deg))
    for lane, value in ((_END, shown.earlier_end_range), (_ACTIVE, shown.earlier_active)):
        if value is not None:
            parts.append(_ghost(direction, value, lane, end_deg))
    for lane, value in ((_END, shown.end_range), (_ACTIVE, shown.active)):
        if value is not None:
            parts.append(_error(direction, value, lane, end_deg))
    if shown.mark is not None:
        parts.append(_mark(direction, shown.mark, end_deg))
    return group(*parts)


def fans_only(direction: Direction, shown: DialSide, end_deg: float) -> Fragment:
    """As far as the means reach, and the mark, without figures, errors and the other day: for a picture too small for them."""
    parts: list[Fragment] = []
    for lane, value in ((_END, shown.end_range), (_ACTIVE, shown.active)):
        if value is not None:
            mean = g.on_scale(value.mean_deg, end_deg)
            d = g.fan(g.Arc(direction, 0.0, mean), g.INNER, lane.outer)
            parts.append(element("path", d=d, class_=f"f-{lane.colour}"))
            if lane.outlined:
                parts.append(
                    element("path", d=g.arc(g.Arc(direction, 0.0, mean), lane.outer), class_="n s-active", stroke_width=3)
                )
    if shown.mark is not None:
        line = g.spoke(direction, g.on_scale(shown.mark.value_deg, end_deg), g.INNER, g.TICK + 8.0)
        parts.append(element("path", d=line, class_="n s-paper", stroke_width=9))
        parts.append(element("path", d=line, class_="n s-mark", stroke_width=4))
    return group(*parts)


def _fan(direction: Direction, value: DialValue, lane: _Lane, end_deg: float) -> Fragment:
    """Full colour as far as the turn surely goes, dotted from there to where it may end.

    No lighter colour there: it would be taken for the other range.
    """
    low, high = (g.on_scale(edge, end_deg) for edge in value.interval_deg)
    mean = g.on_scale(value.mean_deg, end_deg)
    parts = [
        element("path", d=g.fan(g.Arc(direction, 0.0, low), g.INNER, lane.outer), class_=f"f-{lane.colour}"),
    ]
    if high > low:
        parts.append(element("path", d=g.fan(g.Arc(direction, low, high), g.INNER, lane.outer), class_="f-paper"))
        parts.append(_dotted(direction, low, high, lane))
    if lane.outlined:
        edge = g.arc(g.Arc(direction, 0.0, mean), lane.outer)
        parts.append(element("path", d=edge, class_="n s-active", stroke_width=1.6, stroke_dasharray="5 2.5"))
    return group(*parts)


def _dotted(direction: Direction, low_deg: float, high_deg: float, lane: _Lane) -> Fragment:
    """Dots in rows about the body, each row set off from the last: full for the active range, pale with a rim for the other."""
    pieces = []
    for row in range(int((lane.outer - g.INNER) / _DOTS)):
        radius = g.INNER + _DOTS * (row + 0.5)
        step, edge = (math.degrees(length / radius) for length in (_DOTS, _DOT / 2.0))
        turn = low_deg + edge + (step / 2.0 if row % 2 else 0.0)
        turns = []
        while turn <= high_deg - edge:
            turns.append(turn)
            turn += step
        pieces += [g.dot(direction, at, radius) for at in turns or [(low_deg + high_deg) / 2.0]]
    d = "".join(pieces)
    parts = [element("path", d=d, class_="n s-active round", stroke_width=_DOT)]
    if lane.outlined:
        parts.append(element("path", d=d, class_=f"n s-{lane.colour} round", stroke_width=_DOT - 1.6))
    return joined(parts)


def _error(direction: Direction, value: DialValue, lane: _Lane, end_deg: float) -> Fragment:
    """The mean as a bold line, its interval as a bracket along the dial; a halo of paper keeps both clear of any fan."""
    low, high = (g.on_scale(edge, end_deg) for edge in value.interval_deg)
    mean = g.on_scale(value.mean_deg, end_deg)
    bracket = g.arc(g.Arc(direction, low, high), lane.middle)
    bracket += "".join(g.spoke(direction, turn, lane.middle - 5, lane.middle + 5) for turn in (low, high))
    line = g.spoke(direction, mean, lane.inner, lane.outer + 2.0)
    beyond = _beyond(direction, end_deg, lane) if value.mean_deg > end_deg else ""
    return group(
        element("path", d=bracket + line + beyond, class_="n s-paper round", stroke_width=5),
        element("path", d=bracket + beyond, class_="n s-ink round", stroke_width=1.8),
        element("path", d=line, class_="n s-ink round", stroke_width=3),
    )


def _beyond(direction: Direction, end_deg: float, lane: _Lane) -> str:
    """An arrowhead past the scale's end: the value lies further than can be drawn."""
    tip = g.point(direction, end_deg + 8.0, lane.middle)
    ends = (g.point(direction, end_deg + 3.0, lane.middle + side) for side in (-5.0, 5.0))
    (x1, y1), (x2, y2) = ends
    return f"M{x1:.2f} {y1:.2f}L{tip[0]:.2f} {tip[1]:.2f}L{x2:.2f} {y2:.2f}"


def _ghost(direction: Direction, value: DialValue, lane: _Lane, end_deg: float) -> Fragment:
    """The other day's value: a dashed line with an open diamond, no fan of its own."""
    mean = g.on_scale(value.mean_deg, end_deg)
    line = g.spoke(direction, mean, lane.inner, lane.outer)
    x, y = g.point(direction, mean, lane.outer)
    return group(
        element("path", d=line, class_="n s-paper round", stroke_width=5),
        element("path", d=line, class_="n s-ghost", stroke_width=2, stroke_dasharray="4 3"),
        diamond(x, y),
    )


def _mark(direction: Direction, mark: DialMark, end_deg: float) -> Fragment:
    """A line across the fans and a triangle outside the scale that points at it, with its value."""
    turn = g.on_scale(mark.value_deg, end_deg)
    line = g.spoke(direction, turn, g.INNER, g.SCALE)
    return group(
        element("path", d=line, class_="n s-paper", stroke_width=4.5),
        element("path", d=line, class_="n s-mark", stroke_width=1.8, stroke_dasharray="7 3"),
        element("path", d=_pointer(direction, turn), class_="f-mark"),
        *([_figure(direction, turn, mark)] if turn >= _LEAST_LABELLED_DEG else []),
    )


def _figure(direction: Direction, turn_deg: float, mark: DialMark) -> Fragment:
    """The mark's degrees beyond its triangle, kept within the drawing."""
    words = f"{plainly(mark.value_deg)}°"
    half = width_of(words, bold=True) / 2.0 + 1.0
    x, y = g.point(direction, turn_deg, g.LABEL + 9.0)
    x = min(max(x, half), g.WIDTH - half)
    return text(x, y + SMALL * 0.36, words, class_="f-mark b", font_size=SMALL, text_anchor="middle")


def _pointer(direction: Direction, turn_deg: float) -> str:
    """A triangle whose tip touches the scale at exactly the turn."""
    corners = (g.point(direction, turn_deg, g.SCALE), *(g.point(direction, turn_deg + d, g.LONG_TICK + 4) for d in (-2.8, 2.8)))
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in corners) + "z"
