"""What each pose-landmark model calls its points, which way its axes point, and how far it is off, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from supple.motion.model import AngleError
from supple.motion.room import Room
from supple.recording.model import LandmarkModel

#: Point -> names, compared as markers' names are (``marker_names.plain_name``); the first one found is taken.
POINTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "left shoulder": ("leftshoulder", "shoulderleft"),
        "right shoulder": ("rightshoulder", "shoulderright"),
        "left hip": ("lefthip", "hipleft"),
        "right hip": ("righthip", "hipright"),
    }
)


@dataclass(frozen=True)
class LandmarkAxes:
    """Axes and error of a model. All three models have right-handed axes and see depth along +z, away from the camera.

    room: which axis is up. facing_camera_deg: heading of a person who faces the camera. square: the three axes have one scale
    (a picture's height and width do not). longest_shoulders: a shoulder line longer than this times its median is not the
    person's, None where the model's own scale varies more than that. can_be_mirrored: the model sees pictures.
    hips_show_turn: the hip line is good enough to tell how far the pelvis itself turned.
    """

    title: str
    room: Room
    facing_camera_deg: float
    square: bool
    longest_shoulders: float | None
    can_be_mirrored: bool
    hips_show_turn: bool
    error: AngleError


#: Root mean square against Vicon's rigid targets over the one rotation trial of ``tests/data/keraal`` (one person, zero at the
#: start): Kinect 7.0 to 7.2 and BlazePose's picture landmarks 8.5 to 8.6, by how the recordings are aligned in time.
#: Kinect read about 70 % of the true turn. World landmarks have no trial; the picture's error is borrowed for them.
_KINECT_ERROR: Final = AngleError(fixed_deg=7.2, noise_deg=2.0)
_BLAZEPOSE_ERROR: Final = AngleError(fixed_deg=8.6, noise_deg=3.0)
_DOWNWARD_Y: Final = Room(axis=1, sign=-1)

#: Convention: over a real turn Kinect's shoulder line never grew beyond 1.05 times its median; where arms hid the shoulders and
#: it reported 30 degrees of rotation that was not there, it grew to 1.5.
_KINECT_LONGEST_SHOULDERS: Final = 1.10

LANDMARK_AXES: Final[Mapping[LandmarkModel, LandmarkAxes]] = MappingProxyType(
    {
        LandmarkModel.KINECT_V2: LandmarkAxes(
            title="Kinect v2",
            room=Room(axis=1, sign=1),
            facing_camera_deg=90.0,
            square=True,
            longest_shoulders=_KINECT_LONGEST_SHOULDERS,
            can_be_mirrored=False,
            hips_show_turn=True,
            error=_KINECT_ERROR,
        ),
        LandmarkModel.MEDIAPIPE_WORLD: LandmarkAxes(
            title="MediaPipe world",
            room=_DOWNWARD_Y,
            facing_camera_deg=-90.0,
            square=True,
            longest_shoulders=None,
            can_be_mirrored=True,
            hips_show_turn=True,
            error=_BLAZEPOSE_ERROR,
        ),
        LandmarkModel.MEDIAPIPE_IMAGE: LandmarkAxes(
            title="MediaPipe picture",
            room=_DOWNWARD_Y,
            facing_camera_deg=-90.0,
            square=False,
            longest_shoulders=None,
            can_be_mirrored=True,
            # over the Keraal rotation trial it read three times the pelvis' true turn: 100 degrees for 31
            hips_show_turn=False,
            error=_BLAZEPOSE_ERROR,
        ),
    }
)
