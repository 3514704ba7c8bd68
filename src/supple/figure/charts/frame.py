"""What charts have in common: heading, grid, axes, legend."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from supple.figure.charts.scales import Scale
from supple.figure.lettering import SMALL, width_of, wrapped
from supple.figure.phrases import plainly
from supple.figure.svg import Fragment, element, group, joined, number, text

HEADING: Final = 15.0
LINE: Final = 18.0
MARGIN: Final = 16.0
#: A chart is drawn for a phone; a wider one shows more of the same size, never larger letters.
WIDTH: Final = 360.0
LEAST_WIDTH: Final = 320.0
#: Where a page ends a view box at: nobody reads a chart this wide.
MOST_WIDTH: Final = 2000.0


#: Draws a small sign about a middle, in a box 18 wide.
Sign = Callable[[float, float], Fragment]


class Entry(NamedTuple):
    """One line of a legend."""

    words: str
    drawn: Sign


def checked_width(width: float) -> float:
    """Raises ValueError for a width in which letters would run into each other, or none at all."""
    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        raise ValueError(f"a chart {width} wide; expected {LEAST_WIDTH:.0f} to {MOST_WIDTH:.0f}")
    return width


def heading(title: str, lines: Sequence[str], width: float) -> tuple[Fragment, float]:
    """What the chart says, in bold, and what stands behind it; and where the next thing may begin."""
    parts: list[Fragment] = []
    y = 12.0
    for words in wrapped(title, width - 2 * MARGIN, HEADING, bold=True):
        y += 20.0
        parts.append(text(MARGIN, y, words, font_size=HEADING, class_="b"))
    for line in lines:
        for words in wrapped(line, width - 2 * MARGIN):
            y += LINE
            parts.append(text(MARGIN, y, words, font_size=SMALL, class_="muted"))
    return joined(parts), y + 14.0


def degree_axis(ticks: Sequence[float], scale: Scale, left: float, right: float, *, both_ways: bool = False) -> Fragment:
    """Lines across and degrees at their left end. both_ways: below zero lies another direction, not a negative number."""
    lines = "".join(f"M{number(left)} {number(scale(tick))}H{number(right)}" for tick in ticks)
    names = [f"{plainly(abs(tick) if both_ways else tick)}°" for tick in ticks]
    labels = [
        text(left - 6.0, scale(tick) + SMALL * 0.36, name, text_anchor="end", font_size=SMALL, class_="muted")
        for tick, name in zip(ticks, names, strict=True)
    ]
    return group(element("path", d=lines, class_="n s-grid", stroke_width=1), *labels)


def foot_axis(ticks: Iterable[tuple[float, str]], y: float, left: float, right: float) -> Fragment:
    """The axis along the foot: its line, short ticks, and labels kept between the chart's edges."""
    places = list(ticks)
    d = f"M{number(left)} {number(y)}H{number(right)}" + "".join(f"M{number(x)} {number(y)}v5" for x, _ in places)
    labels = []
    for x, words in places:
        half = width_of(words) / 2.0
        middle = min(max(x, half + 2.0), right + MARGIN - half - 2.0)
        labels.append(text(middle, y + 19.0, words, text_anchor="middle", font_size=SMALL, class_="muted"))
    return group(element("path", d=d, class_="n s-muted", stroke_width=1.2), *labels)


def legend(entries: Sequence[Entry], top: float, width: float, *, sign: float = 18.0) -> tuple[Fragment, float]:
    """Signs with their names, side by side while there is room; and where the drawing may end. sign: width of a sign's box."""
    parts: list[Fragment] = []
    before, pitch = sign + 7.0, max(22.0, sign + 7.0)
    x, y = MARGIN, top + 13.0
    end = x
    for words, drawn in entries:
        for i, line in enumerate(wrapped(words, width - 2 * MARGIN - before)):
            if i or (x > MARGIN and x + before + width_of(line) > width - MARGIN):
                x, y = MARGIN, y + (LINE if i else pitch)
            parts += [text(x + before, y, line, font_size=SMALL), *([] if i else [drawn(x + sign / 2.0, y - SMALL * 0.36)])]
            end = x + before + width_of(line)
        x = end + 14.0
    return joined(parts), y + MARGIN


def swatch(class_: str, **more: str | float) -> Sign:
    """A sign that is a small rectangle."""
    return lambda x, y: element("rect", x=x - 8, y=y - 6, width=16, height=12, rx=2, class_=class_, **more)


def stroke(class_: str, width: float, dash: str | None = None) -> Sign:
    """A sign that is a short line."""
    return lambda x, y: element(
        "path", d=f"M{number(x - 9)} {number(y)}h18", class_=class_, stroke_width=width, stroke_dasharray=dash
    )


def dots(points: Iterable[tuple[float, float]], radius: float) -> str:
    """The ``d`` of circles, all in one path."""
    r, across = number(radius), number(2 * radius)
    return "".join(f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z" for x, y in points)


def whiskers(bars: Iterable[tuple[float, float, float]], cap: float = 3.0) -> str:
    """The ``d`` of upright intervals with caps: (x, y of one end, y of the other)."""
    full = number(2 * cap)
    return "".join(
        f"M{number(x - cap)} {number(a)}h{full}m-{number(cap)} 0V{number(b)}m-{number(cap)} 0h{full}" for x, a, b in bars
    )
