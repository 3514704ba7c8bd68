"""The still parts of a dial: the scale in degrees, and the body in its middle, seen from above."""

from __future__ import annotations

from collections.abc import Iterable

from supple.figure.dial import geometry as g
from supple.figure.lettering import SMALL, width_of
from supple.figure.svg import Fragment, element, group, joined, number, text
from supple.quantities import Direction

#: A label of the scale this near to a mark's own label is left out, degrees.
_ROOM_DEG = 14.0


def scale(end_deg: float, marks: Iterable[tuple[Direction, float]] = ()) -> Fragment:
    """Ticks every 10 degrees, figures every 30. marks: where figures stand already."""
    taken = list(marks)
    short, long = "", ""
    labels = []
    if all(mark >= _ROOM_DEG for _, mark in taken):
        labels.append(text(*_label_at(Direction.LEFT, 0.0), "0°", text_anchor="middle", font_size=SMALL, class_="muted"))
    for direction in Direction:
        for turn in range(0, round(end_deg) + 1, 10):
            if turn % 30:
                short += g.spoke(direction, turn, g.SCALE, g.TICK)
                continue
            long += g.spoke(direction, turn, g.SCALE, g.LONG_TICK)
            free = all(side is not direction or abs(turn - mark) >= _ROOM_DEG for side, mark in taken)
            if turn and free:
                x, y = _label_at(direction, turn)
                labels.append(text(x, y, f"{turn}°", text_anchor="middle", font_size=SMALL, class_="muted"))
    rim = "".join(g.arc(g.Arc(direction, 0.0, end_deg), g.SCALE) for direction in Direction)
    return group(
        element("path", d=rim + short, class_="n s-muted", stroke_width=1),
        element("path", d=long, class_="n s-muted", stroke_width=1.6),
        *labels,
    )


def scale_line(end_deg: float) -> Fragment:
    """The scale as one line, without ticks and figures."""
    rim = "".join(g.arc(g.Arc(direction, 0.0, end_deg), g.SCALE) for direction in Direction)
    return element("path", d=rim, class_="n s-muted", stroke_width=2.5)


def _label_at(direction: Direction, turn_deg: float) -> tuple[float, float]:
    x, y = g.point(direction, turn_deg, g.LABEL)
    return x, y + SMALL * 0.36


def side_names(words: tuple[str, str] = ("Left", "Right")) -> Fragment:
    """Which side is which, in the upper corners."""
    size = 16
    return joined(
        [
            text(16, 28, words[0], font_size=size, class_="b"),
            text(g.WIDTH - 16, 28, words[1], font_size=size, class_="b", text_anchor="end"),
        ]
    )


def empty_fan(direction: Direction, end_deg: float, words: str) -> Fragment:
    """A side without a value: dotted, and said so; an empty place could be read as no turn at all."""
    stretch = g.Arc(direction, 6.0, end_deg - 4.0)
    x, y = g.point(direction, 50.0, (g.INNER + g.ACTIVE) / 2 + 4.0)
    half = width_of(words) / 2 + 6
    fan = element("path", d=g.fan(stretch, g.INNER, g.ACTIVE), class_="n s-muted", stroke_width=1.4, stroke_dasharray="1.5 5")
    if not words:
        return fan
    return group(
        fan,
        element("rect", x=x - half, y=y - 10, width=2 * half, height=20, rx=6, class_="f-paper"),
        text(x, y + SMALL * 0.36, words, text_anchor="middle", font_size=SMALL, class_="muted"),
    )


def person(*, at: tuple[float, float] = g.CENTRE) -> Fragment:
    """Head and shoulders from above, facing up the page. at: the axis of the turn, about which everything lies."""
    x, y = at
    arms = "".join(_ellipse(x + side * 39, y + 7, 10, 14) for side in (-1, 1))
    nose = f"M{number(x - 4.5)} {number(y - 17)}q4.5 -10 9 0z"
    return group(
        element("path", d=arms, class_="f-skin s-line", stroke_width=1.6),
        element("path", d=_shoulders(x, y), class_="f-shirt s-line round", stroke_width=1.8),
        element("path", d=nose, class_="f-skin s-line round", stroke_width=1.6),
        element("path", d=_ellipse(x, y - 1, 15, 18), class_="f-skin s-line", stroke_width=1.8),
        element("path", d=_hair(x, y), class_="f-hair s-line round", stroke_width=1.4),
    )


def _shoulders(x: float, y: float) -> str:
    """A rounded yoke: broad, slightly forward at its ends, as shoulders are."""
    return (
        f"M{number(x - 44)} {number(y + 6)}c0 -13 14 -17 26 -16c10 .8 26 .8 36 0c12 -1 26 3 26 16"
        "c0 12 -16 16 -28 15.5c-10 -.5 -22 -.5 -32 0c-12 .5 -28 -3.5 -28 -15.5z"
    )


def _hair(x: float, y: float) -> str:
    """The back of the head and its crown; what is left of the face is in front."""
    crown = f"M{number(x - 14)} {number(y - 6)}c3 -5 6 -6.5 14 -6.5c8 0 11 1.5 14 6.5"
    return crown + "c2.5 12 -3 22.5 -14 22.5c-11 0 -16.5 -10.5 -14 -22.5z"


def _ellipse(x: float, y: float, rx: float, ry: float) -> str:
    a, b = number(rx), number(ry)
    return f"M{number(x - rx)} {number(y)}a{a} {b} 0 1 0 {number(2 * rx)} 0a{a} {b} 0 1 0 {number(-2 * rx)} 0z"
