"""What is not known about an angle that body-worn sensors gave: the budget, one row a cause."""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.motion.drift import RETURN_SD_DEG
from supple.motion.heading import Turned
from supple.motion.model import AngleError, JointAngles
from supple.quantities import Quantity

#: Posture sway inside a declared still window, degrees (convention).
DECLARED_ZERO_SD_DEG: Final = 0.3
#: Gyroscope scale and an axis of rotation some degrees off: share of the angle (convention; cos 8 deg = 0.99).
PROPORTIONAL: Final = 0.01
#: Inclination error of VQF: 0.31 degrees RMS in the median over BROAD's undisturbed trials.
INCLINATION_SD_DEG: Final = 0.3
#: The stillest half second near the typical posture is nearer to it than one return is, by this (simulated recordings).
NEUTRAL_SHARE: Final = 0.51
#: Real drift runs more steadily than the random walk it is judged as; with two sensors part of that is common to both
#: (simulated recordings): by the number of sensors.
DRIFT_SHARE: Final = {1: 2.6, 2: 1.1}
#: What one sensor on the thorax does not see of a pelvis that is held (lumbar-locked): convention, degrees.
PELVIS_FOLLOWS_SD_DEG: Final = 0.8


def angle_error(
    part: Turned, angles: JointAngles, *, vertical: float, declared: bool, gap_error_deg: float, sensors: int
) -> AngleError:
    """The rotation's error. vertical: cosine between the axis of rotation and the vertical, by which heading errors count."""
    zero = DECLARED_ZERO_SD_DEG if declared else NEUTRAL_SHARE * _neutral_choice_sd_deg(part)
    unseen = PELVIS_FOLLOWS_SD_DEG if sensors == 1 and angles.quantity is Quantity.THORACIC_ROTATION else 0.0
    walk = part.drift.per_sqrt_s * DRIFT_SHARE[sensors]
    return AngleError(
        fixed_deg=float(np.sqrt(zero**2 + unseen**2 + INCLINATION_SD_DEG**2)),
        proportional=PROPORTIONAL,
        drift_deg_per_sqrt_s=float(vertical * walk),
        drift_deg_per_s=float(vertical * part.drift.per_s),
        noise_deg=_noise_deg(angles.axial_rotation_deg),
        lost_deg=float(vertical * gap_error_deg),
    )


def _neutral_choice_sd_deg(part: Turned) -> float:
    """How far another choice of neutral would shift the angle: from the returns seen, else as for people at large."""
    return RETURN_SD_DEG if part.spread_deg is None else max(part.spread_deg, DECLARED_ZERO_SD_DEG)


def _noise_deg(angle_deg: FloatArray) -> float:
    """White noise of one sample from second differences (their variance is six times the noise's), outliers left out."""
    second = np.diff(angle_deg, n=2)
    second = second[np.isfinite(second)]
    return float(1.4826 * np.median(np.abs(second)) / np.sqrt(6.0)) if len(second) else 0.0
