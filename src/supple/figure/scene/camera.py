"""Where one looks from: parallel projection, so that sizes stay the same near and far."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from supple.conventions import FORWARD, RIGHT, UP, FloatArray


@dataclass(frozen=True)
class Camera:
    """A direction to look from.

    azimuth_deg: how far round to the right of the room's front one stands (0: before it, 90: at its right, 180: behind).
    elevation_deg: how far above the horizontal, 90 straight from above.
    """

    azimuth_deg: float
    elevation_deg: float

    @property
    def axes(self) -> FloatArray:
        """(3, 3): rows rightward and upward on the page, and toward the viewer."""
        a, e = np.deg2rad([self.azimuth_deg, self.elevation_deg])
        level = np.cos(a) * FORWARD + np.sin(a) * RIGHT
        toward = np.cos(e) * level + np.sin(e) * UP
        upward = np.cos(e) * UP - np.sin(e) * level
        return np.stack([np.cross(upward, toward), upward, toward])

    def mirrored(self) -> Camera:
        """The same view of the mirrored room."""
        return Camera(-self.azimuth_deg, self.elevation_deg)
