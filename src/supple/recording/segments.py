"""Which body segment a sensor sits on, by the names that people and programs give to sensors. A table, not code."""

from __future__ import annotations

import itertools
import re
from typing import Final

THORAX: Final = "thorax"
PELVIS: Final = "pelvis"

#: Words that name a segment, most telling first: a name with words of both (``back_pelvis``) is the pelvis.
SEGMENT_WORDS: Final = {
    PELVIS: ("pelvis", "pelv", "sacrum", "sacral", "hip", "hips", "waist", "lumbar", "l5", "s1", "lowback", "lowerback", "belt"),
    THORAX: (
        *("thorax", "torso", "sternum", "stern", "chest", "trunk", "thoracic", "upperback", "upperbody", "breastbone", "spine"),
        *("t1", "t2", "t3", "t4", "t5", "t6", "t8", "t10", "c7", "back"),
    ),
}
#: Words of other segments: such a sensor is left out, never taken for the trunk (``right_hip`` is a thigh or a marker).
OTHER_WORDS: Final = frozenset(
    {
        "right",
        "left",
        "r",
        "l",
        "tibia",
        "femur",
        "calcn",
        "foot",
        "ankle",
        "thigh",
        "shank",
        "head",
        "arm",
        "wrist",
        "hand",
        "forearm",
        "knee",
    }
)


def segment_of(name: str) -> str | None:
    """``thorax``, ``pelvis`` or None, for names like ``torso_imu``, ``Pelvis_20210820_202113`` or ``Upper Back``."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    words = re.findall(r"[a-z]+[0-9]{0,2}(?![0-9])|[a-z]+", spaced)
    pairs = {first + second for first, second in itertools.pairwise(words)}
    known = set(words) | pairs
    if known & OTHER_WORDS:
        return None
    return next((segment for segment, marks in SEGMENT_WORDS.items() if known & set(marks)), None)
