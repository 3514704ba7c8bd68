"""Left against right of one kind of trial: their errors on one scale, their difference against what could be error alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from supple.figure.charts import frame
from supple.figure.charts.scales import Scale, nice_ticks
from supple.figure.drawing import Drawing, drawing
from supple.figure.lettering import SMALL
from supple.figure.palette import Theme
from supple.figure.phrases import between, degrees, figure, give_or_take, plainly, sentence
from supple.figure.svg import Fragment, element, group, joined, number, text
from supple.findings.model import Criterion
from supple.findings.sides import SideDifference, detectable_between, side_difference
from supple.markup import Table
from supple.measurement.model import Measurement
from supple.progress.two_point import Z95
from supple.quantities import Direction
from supple.words import kind_words, movement_words, sides_words

_LEFT: Final = 22.0
_BAR: Final = 20.0
_ROW: Final = 54.0


def sides_chart(
    left: Measurement,
    right: Measurement,
    *,
    criterion: Criterion | None = None,
    width: float = frame.WIDTH,
    theme: Theme | str | None = Theme.ADAPTIVE,
    key: str | None = None,
) -> Drawing:
    """Draw two sides measured the same way; whether they differ is what ``supple.findings.side_difference`` says.

    criterion: their mark, where there is one. Raises InputProblem for sides of different kinds, raters or movements, ValueError
    for a mark of another movement or position.
    """
    frame.checked_width(width)
    if criterion and (criterion.movement, criterion.position) != (left.movement, left.kind.position):
        raise ValueError(f"the mark of {criterion.movement} {criterion.position} is not that of these sides")
    detectable = detectable_between(left, right)
    found = side_difference(left, right)
    head, y = frame.heading(sides_words(_less(found)), [], width)
    scale, ticks = _scale([left, right], criterion, width)
    foot = y + 2 * _ROW
    parts = [
        _grid(ticks, scale, y, foot),
        *([_mark(criterion, scale, y, foot)] if criterion else []),
        *(_row(side, scale, y + i * _ROW) for i, side in enumerate((left, right))),
        frame.foot_axis([(scale(tick), f"{plainly(tick)}°") for tick in ticks], foot, _LEFT, width - frame.MARGIN),
    ]
    difference, below = _difference(left, right, detectable, foot + 52.0, width)
    legend, bottom = frame.legend(_entries(detectable, criterion), below + 14.0, width)
    return drawing(
        head,
        *parts,
        difference,
        legend,
        title=f"Left against right: {_what(left)}",
        description=_description(left, right, detectable, found, criterion),
        size=(width, math.ceil(bottom)),
        table=_table(left, right, detectable),
        theme=theme,
        key=key,
    )


def _less(found: SideDifference | None) -> Direction | None:
    if found is None:
        return None
    return Direction.RIGHT if found.difference_deg > 0 else Direction.LEFT


def _half(side: Measurement) -> float:
    return Z95 * side.sem_deg


def _scale(sides: Sequence[Measurement], criterion: Criterion | None, width: float) -> tuple[Scale, list[float]]:
    """From 0, so that the bars' lengths may be compared; below 0 only where an interval reaches there."""
    low = min(0.0, *(side.mean_deg - _half(side) for side in sides))
    high = max(10.0, *(side.mean_deg + _half(side) for side in sides), criterion.value_deg if criterion else 0.0)
    ticks = nice_ticks(low, high, 5)
    return Scale(ticks[0], ticks[-1], _LEFT, width - frame.MARGIN - 8.0), ticks


def _grid(ticks: Sequence[float], scale: Scale, top: float, foot: float) -> Fragment:
    """Lines behind the bars only: the words above each bar stay free of them."""
    rows = [(y + 20.0, y + _ROW - 8.0) for y in (top, foot - _ROW)]
    d = "".join(f"M{number(scale(tick))} {number(a)}V{number(b)}" for tick in ticks for a, b in rows)
    return element("path", d=d, class_="n s-grid", stroke_width=1)


def _mark(criterion: Criterion, scale: Scale, top: float, foot: float) -> Fragment:
    d = f"M{number(scale(criterion.value_deg))} {number(top)}V{number(foot)}"
    return element("path", d=d, class_="n s-mark", stroke_width=1.8, stroke_dasharray="7 3")


def _row(side: Measurement, scale: Scale, top: float) -> Fragment:
    words = f"{sentence(str(side.direction))}  {degrees(side.mean_deg)} ± {give_or_take(_half(side))}"
    zero, end = scale(0.0), scale(side.mean_deg)
    y = top + 22.0
    start, wide = min(zero, end), abs(end - zero)
    name = str(side.direction)
    stripes = _stripes(start, wide, y) if side.direction is Direction.RIGHT else ""
    ends = sorted(scale(side.mean_deg + sign * _half(side)) for sign in (-1.0, 1.0))
    bar = _whisker(ends[0], ends[1], y + _BAR / 2.0)
    return group(
        text(_LEFT, top + 15.0, words, font_size=SMALL + 2.0, class_="b"),
        element("rect", x=start, y=y, width=wide, height=_BAR, class_=f"f-{name}"),
        *([element("path", d=stripes, class_="n s-paper", stroke_width=1.6)] if stripes else []),
        element("path", d=bar, class_="n s-paper round", stroke_width=5),
        element("path", d=bar, class_="n s-ink round", stroke_width=1.8),
    )


def _stripes(start: float, wide: float, y: float) -> str:
    """Upright lines that tell the right bar from the left one without its colour."""
    return "".join(f"M{number(start + at)} {number(y)}v{number(_BAR)}" for at in range(8, max(8, int(wide) - 1), 8))


def _whisker(low: float, high: float, y: float, cap: float = 6.0) -> str:
    c = number(cap)
    both = number(2 * cap)
    return f"M{number(low)} {number(y - cap)}v{both}m0 -{c}H{number(high)}m0 -{c}v{both}"


def _difference(left: Measurement, right: Measurement, detectable: float, top: float, width: float) -> tuple[Fragment, float]:
    """The difference on a scale of its own, with left on the left: inside the dotted box it could be error alone."""
    size = left.mean_deg - right.mean_deg
    half = Z95 * math.hypot(left.sem_deg, right.sem_deg)
    reach = nice_ticks(0.0, max(detectable, abs(size) + half) * 1.05, 3)[-1]
    scale = Scale(-reach, reach, width - frame.MARGIN - 8.0, _LEFT)
    y = top + 22.0
    box = {"x": scale(detectable), "y": y - 13.0, "width": scale(-detectable) - scale(detectable), "height": 26.0, "rx": 4}
    bar = _whisker(scale(size + half), scale(size - half), y)
    ticks = [(scale(tick), f"{number(abs(tick))}°") for tick in (-reach, 0.0, reach)]
    parts = [
        text(_LEFT, top - 2.0, "further to the left", font_size=SMALL, class_="muted"),
        text(width - frame.MARGIN, top - 2.0, "further to the right", font_size=SMALL, class_="muted", text_anchor="end"),
        element("rect", class_="f-panel s-muted", stroke_width=1.4, stroke_dasharray="2 3", **box),
        element("path", d=bar, class_="n s-ink round", stroke_width=1.8),
        element("path", d=frame.dots([(scale(size), y)], 5.5), class_="f-ink s-paper", stroke_width=1.4),
        frame.foot_axis(ticks, y + 22.0, _LEFT, width - frame.MARGIN),
    ]
    return joined(parts), y + 46.0


def _entries(detectable: float, criterion: Criterion | None) -> list[frame.Entry]:
    entries = [
        frame.Entry("difference, 95 % around it", _difference_sign),
        frame.Entry(_explained(detectable), frame.swatch("f-panel s-muted", stroke_width=1.4, stroke_dasharray="2 3")),
    ]
    if criterion:
        words = f"mark {plainly(criterion.value_deg)}° ({criterion.strength})"
        entries.append(frame.Entry(words, frame.stroke("n s-mark", 1.8, "7 3")))
    return entries


def _difference_sign(x: float, y: float) -> Fragment:
    bar = element("path", d=_whisker(x - 9, x + 9, y, 4.0), class_="n s-ink round", stroke_width=1.8)
    return joined([bar, element("path", d=frame.dots([(x, y)], 4.0), class_="f-ink s-paper", stroke_width=1.2)])


def _explained(detectable: float) -> str:
    return f"less than {plainly(detectable)}°: could be error alone"


def _what(side: Measurement) -> str:
    return f"{movement_words(side.movement, None)}, {kind_words(side.kind)}"


def _description(
    left: Measurement, right: Measurement, detectable: float, found: SideDifference | None, criterion: Criterion | None
) -> str:
    sides = [
        f"{side.direction} {degrees(side.mean_deg, 1)} ({between(side.mean_deg - _half(side), side.mean_deg + _half(side))})"
        for side in (left, right)
    ]
    said = f"{sides[0]}, {sides[1]}; left less right is {figure(left.mean_deg - right.mean_deg, 1)}°, and "
    said += f"{degrees(detectable, 1)} can be told apart from error"
    mark = f"; mark {plainly(criterion.value_deg)}° ({criterion.strength})" if criterion else ""
    return f"{sides_words(_less(found))}. {sentence(said)}{mark}."


def _table(left: Measurement, right: Measurement, detectable: float) -> Table:
    rows: list[tuple[object, ...]] = [
        (
            str(side.direction),
            side.mean_deg,
            f"{figure(side.mean_deg - _half(side), 1)} to {figure(side.mean_deg + _half(side), 1)}",
            side.n,
            None,
        )
        for side in (left, right)
    ]
    size, half = left.mean_deg - right.mean_deg, Z95 * math.hypot(left.sem_deg, right.sem_deg)
    rows.append(("left less right", size, f"{figure(size - half, 1)} to {figure(size + half, 1)}", None, detectable))
    return Table(_what(left), ("side", "mean, degrees", "95 %", "trials", "told apart from error, degrees"), tuple(rows))
