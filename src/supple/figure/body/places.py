"""Places of the body that a sign can point to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.arms import Arm
from supple.figure.body.legs import Leg
from supple.figure.body.pose import Triple, other_side
from supple.figure.body.skeleton import Skeleton
from supple.figure.body.spine import INDEX, REST_M

Place = Callable[[Skeleton], FloatArray]


@dataclass(frozen=True)
class Force:
    """A push or pull where nothing moves.

    at: a place of ``PLACES``. way: forward, up, out in the room, to the place's own side.
    """

    at: str
    way: Triple

    def mirrored(self) -> Force:
        other = other_side(self.at)
        forward, up, out = self.way
        return Force(other, self.way if other != self.at else (forward, up, -out))

    def way_m(self) -> FloatArray:
        """(3,) in the room's axes."""
        forward, up, out = self.way
        return np.array([forward, up, -out if self.at.startswith("left") else out])


def _of_limbs(side: str) -> dict[str, Place]:
    """Shoulder, elbow, forearm, hand, hip, knee and foot of a side: (n, 3) each."""

    def arm(skeleton: Skeleton) -> Arm:
        return skeleton.arms[side]

    def leg(skeleton: Skeleton) -> Leg:
        return skeleton.legs[side]

    places: dict[str, Place] = {
        "shoulder": lambda s: arm(s).shoulder_m,
        "elbow": lambda s: arm(s).elbow_m,
        "forearm": lambda s: 0.5 * (arm(s).elbow_m + arm(s).wrist_m),
        "hand": lambda s: arm(s).wrist_m + 0.08 * arm(s).hand[:, :, 0],
        "hip": lambda s: leg(s).hip_m,
        "knee": lambda s: leg(s).knee_m,
        "foot": lambda s: leg(s).ankle_m + 0.08 * leg(s).foot[:, :, 0],
        "heel": lambda s: leg(s).ankle_m - 0.055 * leg(s).foot[:, :, 0] - 0.035 * leg(s).foot[:, :, 1],
        "toes": lambda s: (
            leg(s).ankle_m + 0.135 * leg(s).foot[:, :, 0] + 0.05 * leg(s).toes[:, :, 0] - 0.04 * leg(s).foot[:, :, 1]
        ),
    }
    return {f"{side} {name}": place for name, place in places.items()}


def _on(level: str, forward_m: float) -> Place:
    """On the skin before or behind a vertebra."""
    at = np.array([forward_m, REST_M[INDEX[level]][1], 0.0])
    return lambda s: s.spine.at(INDEX[level], at)


def _on_pelvis(*at: float) -> Place:
    return lambda s: np.asarray(s.hips_m + s.pelvis @ np.array(at))


PLACES: Final[Mapping[str, Place]] = MappingProxyType(
    {
        **_of_limbs("left"),
        **_of_limbs("right"),
        "breastbone": _on("T5", 0.105),
        "upper back": _on("T5", -0.11),
        "low back": _on("L3", -0.09),
        "belly": _on("L3", 0.10),
        "buttocks": _on_pelvis(-0.10, 0.0, 0.0),
        "belt": _on_pelvis(0.09, 0.09, 0.0),
        # off the skin, where tailbone, pelvis and face point to, as the breastbone does
        "tail": _on_pelvis(-0.12, -0.30, 0.0),
        "behind the pelvis": _on_pelvis(-0.38, 0.09, 0.0),
        "before the pelvis": _on_pelvis(0.34, 0.09, 0.0),
        "gaze": lambda s: s.spine.at(INDEX["C2"], REST_M[INDEX["C2"]] + np.array([0.22, 0.04, 0.0])),
        "knees": lambda s: 0.5 * (s.legs["left"].knee_m + s.legs["right"].knee_m),
        "chin": lambda s: s.spine.at(INDEX["C2"], REST_M[INDEX["C2"]] + np.array([0.09, -0.03, 0.0])),
        "head": lambda s: s.spine.places_m[:, -1],
    }
)
