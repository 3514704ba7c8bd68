"""The 33 landmarks of MediaPipe Pose, and the many ways in which files name them and their coordinates."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from supple.recording.text import plain

#: In the model's order, left and right as the person's own.
LANDMARKS: Final = (
    *("nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer"),
    *("left_ear", "right_ear", "mouth_left", "mouth_right", "left_shoulder", "right_shoulder", "left_elbow", "right_elbow"),
    *("left_wrist", "right_wrist", "left_pinky", "right_pinky", "left_index", "right_index", "left_thumb", "right_thumb"),
    *("left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle", "left_heel", "right_heel"),
    *("left_foot_index", "right_foot_index"),
)
COUNT: Final = len(LANDMARKS)
_BY_FOLDED: Final = {name.replace("_", ""): index for index, name in enumerate(LANDMARKS)}
_BY_FOLDED.update({"leftmouth": 9, "rightmouth": 10, "leftpinkyfinger": 17, "rightpinkyfinger": 18})
_AXES: Final = {"x": 0, "y": 1, "z": 2, "v": 3, "vis": 3, "visibility": 3, "conf": 3, "confidence": 3, "score": 3}
#: What some exporters put before a landmark's name in a column.
_PREFIX: Final = re.compile(r"^(?:pose_?landmarks?_|pose_|world_|landmarks?_)+")
_NUMBERED: Final = (
    re.compile(r"^(?:pose_)?(?:world_)?(?:landmarks?|lm|kp|keypoint|point|p|joint)?_?(?P<i>\d{1,2})_?(?P<a>[a-z]+)$"),
    re.compile(r"^(?P<a>[a-z]+)_?(?P<i>\d{1,2})$"),
)


@lru_cache(maxsize=4096)
def landmark_index(name: str) -> int | None:
    """Position of a landmark by name (``Left_shoulder``, ``leftShoulder``, ``LEFT SHOULDER``) or number (``11``)."""
    text = name.strip().rsplit(".", 1)[-1] if not name.strip()[:1].isdigit() else name.strip()
    if re.fullmatch(r"\d{1,2}(\.0)?", text):
        index = int(float(text))
        return index if index < COUNT else None
    return _BY_FOLDED.get(re.sub(r"[^a-z]", "", plain(text)))


def named_column(name: str) -> tuple[int, int] | None:
    """Landmark and axis (0 x, 1 y, 2 z, 3 visibility) of a column such as ``LEFT_SHOULDER_x`` or ``nose.visibility``."""
    text = _PREFIX.sub("", plain(name))
    first, _, rest = text.partition("_")
    head, _, axis = text.rpartition("_")
    for landmark, letter in ((head, axis), (rest, first)):
        index = landmark_index(landmark) if landmark and not landmark.isdigit() else None
        if index is not None and letter in _AXES:
            return index, _AXES[letter]
    return None


def numbered_column(name: str) -> tuple[int, int] | None:
    """The same for ``x0``, ``v_12``, ``landmark_11_x``; the number is as written."""
    for pattern in _NUMBERED:
        match = pattern.match(plain(name))
        if match and match["a"] in _AXES:
            return int(match["i"]), _AXES[match["a"]]
    return None
