"""The dial with a needle that a page turns: for practice and training only.

Never during a measurement: whoever sees degrees while being measured turns to the degrees. The page's script sets one attribute
of one element and nothing else::

    document.getElementById(key + "-needle").setAttribute("transform", `rotate(${-turnDeg})`);

``turnDeg`` is axial rotation in this project's sign, positive to the left; SVG turns clockwise, hence the minus. The needle's
group lies at the dial's own centre, so that no point to turn about has to be given. There is no script in the drawing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from supple.figure.dial import geometry as g
from supple.figure.dial.drawn import face_bottom
from supple.figure.dial.face import person, scale, side_names
from supple.figure.drawing import Drawing, drawing
from supple.figure.lettering import SMALL, width_of
from supple.figure.palette import Theme
from supple.figure.phrases import degrees
from supple.figure.svg import Fragment, element, group, line, text
from supple.markup import Table
from supple.quantities import Direction

#: The id of the group to turn is the drawing's key and this.
NEEDLE_SUFFIX: Final = "-needle"
TITLE: Final = "Live dial for practice"


@dataclass(frozen=True)
class Target:
    """Where to turn to in practice: between two angles in degrees, positive toward the side. Raises ValueError for none."""

    direction: Direction
    from_deg: float
    to_deg: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.to_deg) and 0.0 <= self.from_deg < self.to_deg <= g.LAST_SCALE_DEG):
            raise ValueError(f"a target from {self.from_deg} to {self.to_deg} degrees; expected 0 <= from < to <= 150")


def live_dial(*targets: Target, theme: Theme | str | None = Theme.ADAPTIVE, key: str = "live") -> Drawing:
    """The dial without values, with a needle at straight ahead and the targets, which stay still.

    The element to turn has the id ``key + NEEDLE_SUFFIX`` (``live-needle`` unless another key is given: a page's script needs a
    name that stays, so two live dials of one page need keys) and the class ``needle``; see the module for how. Not for measuring.
    """
    end = g.scale_end(max((target.to_deg for target in targets), default=0.0))
    x, y = g.CENTRE
    bottom = face_bottom(end) + 14.0
    needle = group(
        person(at=(0.0, 0.0)),
        line(0.0, -26.0, 0.0, -g.SCALE + 6.0, class_="n s-paper round", stroke_width=8),
        line(0.0, -26.0, 0.0, -g.SCALE + 6.0, class_="n s-mark round", stroke_width=4),
        element("path", d=f"M-8 {-g.SCALE + 16:.0f}L0 {-g.SCALE - 1:.0f}L8 {-g.SCALE + 16:.0f}z", class_="f-mark"),
        id=f"{key}{NEEDLE_SUFFIX}",
        class_="needle",
    )
    return drawing(
        group(scale(end), *(_zone(target) for target in targets), side_names()),
        *([_legend(bottom)] if targets else []),
        group(needle, transform=f"translate({x:.0f} {y:.0f})"),
        title=TITLE,
        description=_description(targets),
        size=(g.WIDTH, math.ceil(bottom + (28.0 if targets else 10.0))),
        table=_table(targets),
        theme=theme,
        key=key,
    )


def _zone(target: Target) -> Fragment:
    stretch = g.Arc(target.direction, target.from_deg, target.to_deg)
    d = g.fan(stretch, g.INNER + 4.0, g.SCALE)
    return group(
        element("path", d=d, class_="f-good", fill_opacity=0.22),
        element("path", d=d, class_="n s-good", stroke_width=2, stroke_dasharray="6 3"),
    )


def _legend(y: float) -> Fragment:
    words = "where to turn to (target)"
    start = (g.WIDTH - width_of(words) - 24.0) / 2
    box = {"x": start, "y": y - 1.0, "width": 16, "height": 12, "rx": 2}
    return group(
        element("rect", class_="f-good", fill_opacity=0.22, **box),
        element("rect", class_="n s-good", stroke_width=2, stroke_dasharray="6 3", **box),
        text(start + 24.0, y + 10.0, words, font_size=SMALL),
    )


def _description(targets: tuple[Target, ...]) -> str:
    said = [f"{degrees(t.from_deg)} to {degrees(t.to_deg)} to the {t.direction}" for t in targets]
    goal = f" Target: {', '.join(said)}." if said else ""
    return f"Seen from above; the body and its needle turn as you turn.{goal} For practice only, never shown while measuring."


def _table(targets: tuple[Target, ...]) -> Table:
    rows = tuple((str(t.direction), t.from_deg, t.to_deg) for t in targets)
    return Table("Targets", ("side", "from, degrees", "to, degrees"), rows)
