"""Where a turn lands on the dial: straight ahead is up the page, a turn to the left goes to the left of the page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from supple.conventions import AXIAL_SIGN
from supple.figure.svg import number
from supple.quantities import Direction

#: The scale reaches at least so far, and never further than the second: beyond it both sides would meet behind the body.
LEAST_SCALE_DEG: Final = 90.0
LAST_SCALE_DEG: Final = 150.0
SCALE_STEP_DEG: Final = 30.0

#: Radii in units of the view box, from the body outward.
INNER: Final = 57.0
ACTIVE: Final = 102.0
END_RANGE: Final = 129.0
SCALE: Final = 135.0
TICK: Final = 140.0
LONG_TICK: Final = 144.0
LABEL: Final = 157.0
WIDTH: Final = 360.0
CENTRE: Final = (180.0, 184.0)


@dataclass(frozen=True)
class Arc:
    """A stretch of one side between two turns in degrees, both positive toward that side."""

    direction: Direction
    from_deg: float
    to_deg: float


def scale_end(furthest_deg: float) -> float:
    """The last degree of the scale: the next of 90, 120 and 150 that holds everything, 150 where nothing does."""
    steps = math.ceil(max(furthest_deg, LEAST_SCALE_DEG) / SCALE_STEP_DEG - 1e-9)
    return min(LAST_SCALE_DEG, steps * SCALE_STEP_DEG)


def on_scale(turn_deg: float, end_deg: float) -> float:
    """A turn as far as it can be drawn: values below 0 stay at 0, values beyond the scale at its end."""
    return min(max(turn_deg, 0.0), end_deg)


def point(direction: Direction, turn_deg: float, radius: float) -> tuple[float, float]:
    """Where a turn of so many degrees toward a side lies at a radius."""
    turned = math.radians(turn_deg) * AXIAL_SIGN[direction]
    return CENTRE[0] - radius * math.sin(turned), CENTRE[1] - radius * math.cos(turned)


def spoke(direction: Direction, turn_deg: float, inner: float, outer: float) -> str:
    """The ``d`` of a line outward at a turn."""
    return f"M{_xy(direction, turn_deg, inner)}L{_xy(direction, turn_deg, outer)}"


def dot(direction: Direction, turn_deg: float, radius: float) -> str:
    """The ``d`` of a line without length: a dot where line ends are round, to a tenth: it fills and marks no value."""
    x, y = point(direction, turn_deg, radius)
    return f"M{x:.1f} {y:.1f}h0"


def arc(stretch: Arc, radius: float) -> str:
    """The ``d`` of a line along the dial."""
    return f"M{_xy(stretch.direction, stretch.from_deg, radius)}{_along(stretch, radius)}"


def fan(stretch: Arc, inner: float, outer: float) -> str:
    """The ``d`` of the closed shape between two turns and two radii."""
    back = Arc(stretch.direction, stretch.to_deg, stretch.from_deg)
    start = _xy(stretch.direction, stretch.from_deg, outer)
    corner = _xy(stretch.direction, stretch.to_deg, inner)
    return f"M{start}{_along(stretch, outer)}L{corner}{_along(back, inner)}z"


def _along(stretch: Arc, radius: float) -> str:
    # A turn that grows to the left runs counter-clockwise on the page, which SVG calls sweep 0.
    leftward = (stretch.to_deg - stretch.from_deg) * AXIAL_SIGN[stretch.direction] > 0.0
    r = number(radius, 2)
    return f"A{r} {r} 0 0 {0 if leftward else 1} {_xy(stretch.direction, stretch.to_deg, radius)}"


def _xy(direction: Direction, turn_deg: float, radius: float) -> str:
    """Coordinates to a hundredth: exact to 0.01 degrees at the dial's radii."""
    x, y = point(direction, turn_deg, radius)
    return f"{x:.2f} {y:.2f}"
