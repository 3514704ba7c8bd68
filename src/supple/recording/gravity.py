"""Which way a phone's accelerometer points: iOS writes -9.81 upward where Android, and this project, have +9.81."""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.recording.model import Channel
from supple.recording.rotations import world_up_in_sensor

#: The attitude and the accelerometer must agree on the vertical at least this well to tell the sign, cosine (convention).
_AGREEMENT: Final = 0.7
#: Quaternions that agree with gravity this well are what they say; the inverse must be this much closer (convention).
_CLOSE: Final = 0.98
_MUCH_BETTER: Final = 0.25
#: A phone whose long side is at least this near the vertical is held top edge up (convention), cosine.
_TOP_EDGE: Final = 0.7
_START_S: Final = 2.0


def sign_by_attitude(acceleration: Channel, orientation: Channel) -> float | None:
    """+1 where total acceleration points up, -1 where down, by the device's own attitude; None where they do not agree.

    Median over the samples, so that movement does not matter.
    """
    cosine = _median_cosine(acceleration, orientation.time_s, world_up_in_sensor(orientation.values))
    return None if abs(cosine) < _AGREEMENT else float(np.sign(cosine))


def attitude_is_inverse(acceleration: Channel, orientation: Channel) -> bool:
    """Whether the quaternions map the world into the device: only then does their inverse agree with gravity, and they do not."""
    inverse = orientation.values * np.array([-1.0, -1.0, -1.0, 1.0])
    direct = abs(_median_cosine(acceleration, orientation.time_s, world_up_in_sensor(orientation.values)))
    turned = abs(_median_cosine(acceleration, orientation.time_s, world_up_in_sensor(inverse)))
    return direct < _CLOSE and 1.0 - turned < _MUCH_BETTER * (1.0 - direct)


def sign_by_wearing(acceleration: Channel) -> float | None:
    """The sign that puts the phone's top edge up at the start, where its long side is near the vertical; None otherwise."""
    start = acceleration.values[acceleration.time_s <= acceleration.time_s[0] + _START_S]
    mean = np.median(start, axis=0)
    size = float(np.linalg.norm(mean))
    return float(np.sign(mean[1])) if size > 0 and abs(mean[1]) / size > _TOP_EDGE else None


def _median_cosine(acceleration: Channel, time_s: FloatArray, up: FloatArray) -> float:
    """Cosine between acceleration and the world's up, each acceleration beside the attitude nearest in time."""
    nearest = np.clip(np.searchsorted(time_s, acceleration.time_s), 1, time_s.size - 1)
    earlier = acceleration.time_s - time_s[nearest - 1] < time_s[nearest] - acceleration.time_s
    up_there = up[nearest - earlier]
    with np.errstate(all="ignore"):
        size = np.linalg.norm(acceleration.values, axis=1)
        cosine = np.sum(acceleration.values * up_there, axis=1) / size
    cosine = cosine[np.isfinite(cosine)]
    return float(np.median(cosine)) if cosine.size else 0.0
