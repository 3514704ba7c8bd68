"""The dial without its numbers, for lists: the fans, the mark and the body; what it says stands beside it in words."""

from __future__ import annotations

import math
from typing import Final

from supple.figure.dial import geometry as g
from supple.figure.dial import words
from supple.figure.dial.drawn import face_bottom
from supple.figure.dial.face import empty_fan, person, scale_line
from supple.figure.dial.fans import fans_only
from supple.figure.dial.model import Dial
from supple.figure.drawing import Drawing, drawing
from supple.figure.palette import Theme
from supple.figure.svg import group

#: What is cut off above and at the sides, where the large dial has its figures.
_CUT: Final = 22.0


def small_dial(dial: Dial, *, theme: Theme | str | None = Theme.ADAPTIVE, key: str | None = None) -> Drawing:
    """Draw both sides small: no figures, no errors, no other day. Title, description and table are those of the large one."""
    end = g.scale_end(max(one.furthest_deg for _, one in dial.sides))
    empty = [empty_fan(direction, end, "") for direction, one in dial.sides if not one.measured]
    sides = [fans_only(direction, one, end) for direction, one in dial.sides]
    moved = group(scale_line(end), *empty, *sides, person(), transform=f"translate({-_CUT:g} {-_CUT:g})")
    return drawing(
        moved,
        title=words.title(dial),
        description=words.description(dial),
        size=(g.WIDTH - 2 * _CUT, math.ceil(face_bottom(end) - _CUT)),
        table=words.table(dial),
        theme=theme,
        key=key,
    )
