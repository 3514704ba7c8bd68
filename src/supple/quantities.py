"""The closed sets of words that trials, recordings and results are described with (see docs: conventions)."""

from __future__ import annotations

from enum import StrEnum


class Movement(StrEnum):
    ROTATION = "rotation"
    FLEXION = "flexion"
    EXTENSION = "extension"
    LATERAL_FLEXION = "lateral-flexion"


class Direction(StrEnum):
    """Where the breastbone turns, or the trunk bends; flexion and extension have none."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def opposite(self) -> Direction:
        return Direction.RIGHT if self is Direction.LEFT else Direction.LEFT


class Position(StrEnum):
    LUMBAR_LOCKED = "lumbar-locked"
    SEATED = "seated"
    HALF_KNEELING = "half-kneeling"
    STANDING = "standing"
    #: On a chair, folded forward, forearm on a stool: for those who cannot kneel. No borrowed mark.
    SEATED_INCLINED = "seated-inclined"


class Mode(StrEnum):
    ACTIVE = "active"
    ASSISTED = "assisted"
    PASSIVE = "passive"


class Instrument(StrEnum):
    PHONE = "phone"
    INCLINOMETER = "inclinometer"
    GONIOMETER = "goniometer"
    SENSORS = "sensors"
    MARKERS = "markers"
    CAMERA = "camera"


class Placement(StrEnum):
    STERNUM = "sternum"
    UPPER_BACK = "upper-back"
    T1_T2 = "T1-T2"
    T12_L1 = "T12-L1"


class Arm(StrEnum):
    LOW_BACK = "low-back"
    BEHIND_HEAD = "behind-head"
    CROSSED = "crossed"


class Assist(StrEnum):
    FLOOR_PUSH = "floor-push"
    OWN_HANDS = "own-hands"
    WALL = "wall"
    STICK = "stick"


class Support(StrEnum):
    """Recorded beside a trial; no part of its kind."""

    NONE = "none"
    CUSHION = "cushion"
    STOOL = "stool"
    BACKREST = "backrest"


class Quantity(StrEnum):
    """What a recording's rotation is: thorax in pelvis, or the trunk in the room (which holds the pelvis' turn)."""

    THORACIC_ROTATION = "thoracic-rotation"
    TRUNK_TURN = "trunk-turn"


class Zero(StrEnum):
    """What an angle of zero means: the segments' frames aligned, or the person's own neutral posture."""

    ABSOLUTE = "absolute"
    NEUTRAL = "neutral"


class Grade(StrEnum):
    GOOD = "good"
    USABLE = "usable"
    REJECTED = "rejected"


class Reason(StrEnum):
    """Why a repetition is not good. ``docs/repetitions.md`` has a sentence for each."""

    TOO_FAST = "moved-too-fast"
    PELVIS_TURNED = "pelvis-turned"
    LEANED = "leaned-instead-of-turned"
    NOT_RETURNED = "did-not-return"
    SAMPLES_MISSING = "samples-missing"
    ESTIMATES_DISAGREE = "estimates-disagree"
    NO_UPRIGHT_WINDOW = "no-upright-window"
    AXIS_MISMATCH = "axis-mismatch"
    CLOSING_ERROR = "closing-error"
    NOT_STILL = "not-still"


#: Who measures when nobody else is named.
SELF_RATER = "self"
