"""Units that files use, and what converts them to this project's own."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from supple.conventions import GRAVITY_MPS2, FloatArray

#: Metres per unit of length, as TRC and C3D headers write it.
METRES: Final = {
    **dict.fromkeys(("mm", "millimeter", "millimeters", "millimetre", "millimetres"), 0.001),
    **dict.fromkeys(("cm", "centimeter", "centimeters", "centimetre", "centimetres"), 0.01),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), 1.0),
    **dict.fromkeys(("in", "inch", "inches"), 0.0254),
}
DEGREES_PER_RADIAN: Final = 180.0 / math.pi
#: No phone or body-worn sensor measures faster in rad/s (2000 deg/s): beyond it the file holds deg/s.
FASTEST_RADPS: Final = 2000.0 / DEGREES_PER_RADIAN
#: Coordinates of people in metres stay below this; in millimetres they do not (convention).
LARGEST_M: Final = 20.0
#: A resting accelerometer reads 1 in g and 9.8 in m/s2; the border lies between (convention).
G_BELOW: Final = 3.0


def is_in_g(acceleration: FloatArray) -> bool:
    """Whether total acceleration (n, 3) is in units of gravity: its usual size tells. False where nothing is known."""
    size = usual_size(acceleration)
    return 0.3 < size < G_BELOW


def usual_size(vectors: FloatArray) -> float:
    """Median length of (n, 3) vectors; NaN where there are none."""
    with np.errstate(over="ignore"):
        size = np.linalg.norm(vectors, axis=1)
    size = size[np.isfinite(size)]
    return float(np.median(size)) if size.size else float("nan")


def in_mps2(acceleration: FloatArray) -> tuple[FloatArray, bool]:
    """Total acceleration in m/s2, and whether it had to be converted from g."""
    return (acceleration * GRAVITY_MPS2, True) if is_in_g(acceleration) else (acceleration, False)
