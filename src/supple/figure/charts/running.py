"""The running check's sides of one test: bars with their error against the reference and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from supple.figure.charts import frame
from supple.figure.charts.scales import Scale, nice_ticks
from supple.figure.drawing import Drawing, drawing
from supple.figure.lettering import SMALL
from supple.figure.palette import Theme
from supple.figure.svg import Fragment, element, group, number, text
from supple.markup import Table
from supple.quantities import Direction
from supple.running.model import Bound, SideResult, Unit
from supple.running.table import Z95

_LEFT: Final = 22.0
_BAR: Final = 20.0
_ROW: Final = 54.0


@dataclass(frozen=True)
class RunningWords:
    """What stands in the picture, so that it can be said in another language. not_tested: in place of a value."""

    left: str = "Left"
    right: str = "Right"
    not_tested: str = "not measured"
    reference: str = "published reference"
    unsure: str = "how sure the reference is"
    between: str = "where the sources disagree"
    side: str = "side"
    value: str = "value"
    error: str = "error, 95 %"

    def of(self, side: Direction) -> str:
        return self.left if side is Direction.LEFT else self.right


def running_chart(
    sides: Sequence[SideResult],
    *,
    title: str = "",
    words: RunningWords | None = None,
    width: float = frame.WIDTH,
    theme: Theme | str | None = Theme.ADAPTIVE,
    key: str | None = None,
) -> Drawing:
    """Draw left and right of one test. title: what is drawn, the test's own title where not said.

    Raises ValueError where no side has a value, or they were read in different units.
    """
    frame.checked_width(width)
    said, named = words or RunningWords(), title or sides[0].test.title
    shown = [one for one in sides if one.mean is not None]
    if not shown or len({one.unit for one in shown}) != 1:
        raise ValueError("a chart of one test needs a value, and one unit for all")
    unit, bound = shown[0].unit, shown[0].bound
    assert unit is not None
    assert bound is not None
    scale, ticks = _scale(shown, bound, width)
    y = 14.0
    foot = y + 2 * _ROW
    legend, bottom = frame.legend(_entries(bound, unit, said), foot + 34.0, width)
    return drawing(
        *_unsure(bound, scale, y, foot),
        *(_row(one, scale, unit, y + i * _ROW, said) for i, one in enumerate(sides)),
        _marks(bound, scale, y, foot),
        frame.foot_axis([(scale(tick), _with_unit(tick, unit, 0)) for tick in ticks], foot, _LEFT, width - frame.MARGIN),
        legend,
        title=named,
        description=_description(sides, bound, unit, said),
        size=(width, math.ceil(bottom)),
        table=_table(named, sides, unit, said),
        theme=theme,
        key=key,
    )


def _with_unit(value: float, unit: Unit, digits: int = 1) -> str:
    rounded = f"{value:.{digits}f}".replace("-", "−")
    return f"{rounded} cm" if unit is Unit.CM else f"{rounded}°"


def _scale(shown: Sequence[SideResult], bound: Bound, width: float) -> tuple[Scale, list[float]]:
    """From 0, so that the bars' lengths may be compared; below 0 only where a value or the reference lies there."""
    unsure = Z95 * bound.se
    ends = [(one.mean or 0.0) + sign * (one.margin or 0.0) for one in shown for sign in (-1.0, 1.0)]
    low, high = min(0.0, *ends, bound.low - unsure), max(5.0, *ends, bound.high + unsure)
    ticks = nice_ticks(low, high, 5)
    return Scale(ticks[0], ticks[-1], _LEFT, width - frame.MARGIN - 8.0), ticks


def _bands(top: float, foot: float) -> list[tuple[float, float]]:
    """Where the bars are, with a little room: the words above each bar stay free of the reference."""
    return [(y + 18.0, _ROW - 26.0) for y in (top, foot - _ROW)]


def _unsure(bound: Bound, scale: Scale, top: float, foot: float) -> list[Fragment]:
    """Behind the bars: how sure the reference is, or between which references the sources disagree."""
    low, high = bound.low - Z95 * bound.se, bound.high + Z95 * bound.se
    if high <= low:
        return []
    box = {"x": scale(low), "width": scale(high) - scale(low)}
    return [element("rect", y=y, height=tall, class_="f-panel", **box) for y, tall in _bands(top, foot)]


def _marks(bound: Bound, scale: Scale, top: float, foot: float) -> Fragment:
    """Over the bars, with paper round each so that it is seen on any of them."""
    places = [scale(value) for value in sorted({bound.low, bound.high})]
    d = "".join(f"M{number(x)} {number(y)}v{number(tall)}" for x in places for y, tall in _bands(top, foot))
    return group(
        element("path", d=d, class_="n s-paper", stroke_width=4.0),
        element("path", d=d, class_="n s-mark", stroke_width=1.8, stroke_dasharray="7 3"),
    )


def _row(one: SideResult, scale: Scale, unit: Unit, top: float, said: RunningWords) -> Fragment:
    name = said.of(one.side)
    if one.mean is None or one.margin is None:
        return text(_LEFT, top + 15.0, f"{name}  {said.not_tested}", font_size=SMALL + 2.0, class_="muted")
    words = f"{name}  {_with_unit(one.mean, unit)} ± {_with_unit(one.margin, unit)}"
    y, zero, end = top + 22.0, scale(0.0), scale(one.mean)
    start, wide = min(zero, end), abs(end - zero)
    stripes = _stripes(start, wide, y) if one.side is Direction.RIGHT else ""
    bar = _whisker(scale(one.mean - one.margin), scale(one.mean + one.margin), y + _BAR / 2.0)
    return group(
        text(_LEFT, top + 15.0, words, font_size=SMALL + 2.0, class_="b"),
        element("rect", x=start, y=y, width=wide, height=_BAR, class_=f"f-{one.side}"),
        *([element("path", d=stripes, class_="n s-paper", stroke_width=1.6)] if stripes else []),
        element("path", d=bar, class_="n s-paper round", stroke_width=5),
        element("path", d=bar, class_="n s-ink round", stroke_width=1.8),
    )


def _stripes(start: float, wide: float, y: float) -> str:
    return "".join(f"M{number(start + at)} {number(y)}v{number(_BAR)}" for at in range(8, max(8, int(wide) - 1), 8))


def _whisker(low: float, high: float, y: float, cap: float = 6.0) -> str:
    c, both = number(cap), number(2 * cap)
    return f"M{number(low)} {number(y - cap)}v{both}m0 -{c}H{number(high)}m0 -{c}v{both}"


def _entries(bound: Bound, unit: Unit, said: RunningWords) -> list[frame.Entry]:
    marks = [_with_unit(value, unit) for value in sorted({bound.low, bound.high})]
    entries = [frame.Entry(f"{said.reference} {' / '.join(marks)}", frame.stroke("n s-mark", 1.8, "7 3"))]
    if bound.se or bound.high > bound.low:
        entries.append(frame.Entry(said.unsure if bound.se else said.between, frame.swatch("f-panel s-muted")))
    return entries


def _description(sides: Sequence[SideResult], bound: Bound, unit: Unit, said: RunningWords) -> str:
    parts = []
    for one in sides:
        value = said.not_tested if one.mean is None else f"{_with_unit(one.mean, unit)} ± {_with_unit(one.margin or 0.0, unit)}"
        parts.append(f"{said.of(one.side)}: {value}")
    marks = " / ".join(_with_unit(value, unit) for value in sorted({bound.low, bound.high}))
    return f"{'; '.join(parts)}; {said.reference} {marks}."


def _table(title: str, sides: Sequence[SideResult], unit: Unit, said: RunningWords) -> Table:
    rows = tuple((said.of(one.side), one.mean, one.margin) for one in sides)
    in_unit = "cm" if unit is Unit.CM else "°"
    return Table(title, (said.side, f"{said.value}, {in_unit}", f"{said.error}, {in_unit}"), rows)
