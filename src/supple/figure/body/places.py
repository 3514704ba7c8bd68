"""Places of the body that a sign can point to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.skeleton import SIDES, Skeleton
from supple.figure.body.spine import INDEX, REST_M

Place = Callable[[Skeleton], FloatArray]


def _of_limbs() -> dict[str, Place]:
    """Left and right elbow, hand, shoulder, knee, foot, hip: (n, 3) each."""
    found: dict[str, Place] = {}
    for side in SIDES:
        found |= {
            f"{side} shoulder": lambda s, side=side: s.arms[side].shoulder_m,
            f"{side} elbow": lambda s, side=side: s.arms[side].elbow_m,
            f"{side} forearm": lambda s, side=side: 0.5 * (s.arms[side].elbow_m + s.arms[side].wrist_m),
            f"{side} hand": lambda s, side=side: s.arms[side].wrist_m + 0.08 * s.arms[side].hand[:, :, 0],
            f"{side} hip": lambda s, side=side: s.legs[side].hip_m,
            f"{side} knee": lambda s, side=side: s.legs[side].knee_m,
            f"{side} foot": lambda s, side=side: s.legs[side].ankle_m + 0.08 * s.legs[side].foot[:, :, 0],
        }
    return found


def _on(level: str, forward_m: float) -> Place:
    """On the skin before or behind a vertebra."""
    return lambda s: s.spine.at(INDEX[level], REST_M[INDEX[level]] * np.array([0.0, 1.0, 1.0]) + np.array([forward_m, 0.0, 0.0]))


def _buttocks(skeleton: Skeleton) -> FloatArray:
    return skeleton.hips_m + skeleton.pelvis @ np.array([-0.10, 0.0, 0.0])


PLACES: Final[Mapping[str, Place]] = MappingProxyType(
    {
        **_of_limbs(),
        "breastbone": _on("T5", 0.105),
        "upper back": _on("T5", -0.11),
        "low back": _on("L3", -0.09),
        "belly": _on("L3", 0.10),
        "buttocks": _buttocks,
        "belt": lambda s: s.hips_m + s.pelvis @ np.array([0.09, 0.09, 0.0]),
        "knees": lambda s: 0.5 * (s.legs["left"].knee_m + s.legs["right"].knee_m),
        "chin": lambda s: s.spine.at(INDEX["C2"], REST_M[INDEX["C2"]] + np.array([0.09, -0.03, 0.0])),
        "head": lambda s: s.spine.places_m[:, -1],
    }
)
