"""A dial as a picture with its words and table."""

from __future__ import annotations

import math

from supple.figure.dial import geometry as g
from supple.figure.dial import words
from supple.figure.dial.face import empty_fan, person, scale, side_names
from supple.figure.dial.fans import side
from supple.figure.dial.model import Dial
from supple.figure.dial.rows import rows
from supple.figure.drawing import Drawing, drawing
from supple.figure.palette import Theme
from supple.figure.svg import group


def draw_dial(dial: Dial, *, theme: Theme | str | None = Theme.ADAPTIVE, key: str | None = None) -> Drawing:
    """Draw both sides with their values and errors, the mark, and the other day's values.

    theme: None leaves the style sheet to the page. key: begins every id; None takes one from the content. Values
    beyond 150 degrees are drawn at the end of the scale with an arrowhead and keep their numbers.
    """
    end = g.scale_end(max(one.furthest_deg for _, one in dial.sides))
    marks = [(direction, one.mark.value_deg) for direction, one in dial.sides if one.mark]
    sides = [side(direction, one, end) for direction, one in dial.sides]
    empty = [empty_fan(direction, end, words.nothing_words(one)) for direction, one in dial.sides if not one.measured]
    numbers, bottom = rows(dial, face_bottom(end))
    return drawing(
        group(scale(end, marks), *empty, *sides, person(), side_names()),
        numbers,
        title=words.title(dial),
        description=words.description(dial),
        size=(g.WIDTH, math.ceil(bottom)),
        table=words.table(dial),
        theme=theme,
        key=key,
    )


def face_bottom(end_deg: float) -> float:
    """Where the dial itself ends: below the body, or below the scale where that reaches further down."""
    lowest = -g.LABEL * math.cos(math.radians(end_deg))
    return g.CENTRE[1] + max(40.0, lowest + 14.0)
