"""What every reader returns: recordings with their channels as they were sampled, gaps kept as gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from supple.conventions import FloatArray
from supple.quantities import Arm, Assist, Direction, Instrument, Mode, Placement, Position, Quantity, Support, Zero


class Format(StrEnum):
    TRC = "trc"
    C3D = "c3d"
    OPENSIM_MOTION = "opensim-motion"
    OPENSIM_ORIENTATION = "opensim-orientation"
    NEUTRAL_CSV = "neutral-sensor-csv"
    MOVELLA_DOT = "movella-dot-csv"
    MT_MANAGER = "mt-manager-txt"
    APDM = "apdm-csv"
    SENSOR_LOGGER = "sensor-logger"
    PHYPHOX = "phyphox"
    PHONE_TRIAL = "phone-trial-json"
    MEDIAPIPE = "mediapipe-landmarks"
    KINECT = "kinect-v2"
    JOINT_ANGLES = "joint-angle-csv"


class Still(StrEnum):
    """What a marked still window is for (PROTOCOL: upright first, zero before each set, end after it)."""

    UPRIGHT = "upright"
    ZERO = "zero"
    END = "end"


@dataclass(frozen=True)
class StillWindow:
    purpose: Still
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Cue:
    """What the recording app told the person, or marked: a hold, or a spoken cue. direction: where the breastbone was to turn."""

    kind: str
    start_s: float
    end_s: float
    direction: Direction | None = None
    label: str | None = None


@dataclass(frozen=True)
class Declared:
    """How the trial was made, where the file or a flag says so; None where nobody did."""

    position: Position | None = None
    mode: Mode | None = None
    placement: Placement | None = None
    arm: Arm | None = None
    assist: Assist | None = None
    support: Support | None = None


@dataclass(frozen=True)
class Channel:
    """Samples of one vector quantity at their own time stamps.

    time_s: (n,) strictly increasing, seconds on the recording's common clock.
    values: (n, k); a missing sample is a row of NaN or no row at all.
    """

    time_s: FloatArray
    values: FloatArray


@dataclass(frozen=True)
class SensorStream:
    """One body-worn sensor.

    angular_rate: deg/s (n, 3) in the sensor's axes. acceleration: m/s2 (n, 3), +9.81 upward at rest.
    orientation: (n, 4) scalar-last unit quaternions, sensor to a z-up world, as the device itself estimated them.
    Any of them may be None, not all three.
    """

    angular_rate: Channel | None = None
    acceleration: Channel | None = None
    orientation: Channel | None = None


@dataclass(frozen=True)
class Recording:
    """Common to all recordings. ``source`` is the file's name as given; ``warnings`` are whole sentences."""

    source: str
    format: Format
    instrument: Instrument
    declared: Declared = field(default=Declared(), kw_only=True)
    warnings: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class SensorRecording(Recording):
    """One or two body-worn sensors. ``streams`` by segment: ``thorax`` (always, unless only a pelvis was worn), ``pelvis``.

    marks: still windows in the recording's clock, in time order; empty where nobody marked any.
    cues: what the app said and when, likewise; it never decides what was done, only what was asked for.
    """

    streams: Mapping[str, SensorStream] = field(kw_only=True)
    marks: tuple[StillWindow, ...] = field(default=(), kw_only=True)
    cues: tuple[Cue, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class MarkerRecording(Recording):
    """Optical markers. positions_m: (frames, labels, 3) in the laboratory's axes, NaN where a marker was not seen."""

    time_s: FloatArray = field(kw_only=True)
    labels: tuple[str, ...] = field(kw_only=True)
    positions_m: FloatArray = field(kw_only=True)


class LandmarkModel(StrEnum):
    KINECT_V2 = "kinect-v2"
    MEDIAPIPE_WORLD = "mediapipe-world"
    MEDIAPIPE_IMAGE = "mediapipe-image"


@dataclass(frozen=True)
class LandmarkRecording(Recording):
    """Pose landmarks. positions: (frames, names, 3), x y z as the model gives them, NaN where not seen.

    mirrored: the pictures were mirrored before the model saw them (as a Kinect's colour pictures and most selfies are), so
    that its left is the person's right.
    """

    model: LandmarkModel = field(kw_only=True)
    time_s: FloatArray = field(kw_only=True)
    names: tuple[str, ...] = field(kw_only=True)
    positions: FloatArray = field(kw_only=True)
    mirrored: bool = field(default=False, kw_only=True)
    visibility: FloatArray | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class AngleRecording(Recording):
    """Joint angles that somebody else computed, already in this project's signs and degrees, (n,) each.

    An angle the file does not hold is None.
    """

    time_s: FloatArray = field(kw_only=True)
    axial_rotation_deg: FloatArray = field(kw_only=True)
    flexion_deg: FloatArray | None = field(default=None, kw_only=True)
    lateral_flexion_deg: FloatArray | None = field(default=None, kw_only=True)
    pelvis_rotation_deg: FloatArray | None = field(default=None, kw_only=True)
    quantity: Quantity = field(default=Quantity.THORACIC_ROTATION, kw_only=True)
    zero: Zero = field(default=Zero.ABSOLUTE, kw_only=True)


AnyRecording = SensorRecording | MarkerRecording | LandmarkRecording | AngleRecording
