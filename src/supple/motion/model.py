"""Joint angles over time, repetitions found in them, and what a file's measurement amounts to."""

from __future__ import annotations

from dataclasses import dataclass

from supple.conventions import FloatArray
from supple.quantities import Direction, Grade, Instrument, Mode, Movement, Position, Quantity, Reason, Zero


@dataclass(frozen=True)
class AngleError:
    """What is not known about the rotation, standard deviations in degrees; what cannot apply is 0.

    fixed_deg: constant over the recording at a given angle (instrument, landmarks' size).
    proportional: fraction of the angle itself (scale: soft tissue, landmark models).
    drift_deg_per_sqrt_s: growth of the heading's random walk since the zero, already weighted by how vertical the axis is.
    drift_deg_per_s: uncertain linear drift per second of distance in time from the zero (bias left over), weighted likewise.
    noise_deg: of one filtered sample.
    lost_deg: heading lost in holes of the samples, or left unknown between returns to neutral: of the rotation only, and
    slow or a step, so that it makes no excursion.
    """

    fixed_deg: float = 0.0
    proportional: float = 0.0
    drift_deg_per_sqrt_s: float = 0.0
    drift_deg_per_s: float = 0.0
    noise_deg: float = 0.0
    lost_deg: float = 0.0


@dataclass(frozen=True)
class JointAngles:
    """Thorax in pelvis (or trunk in the room: ``quantity``) over time.

    time_s: (n,) the reference channel's own stamps. Angles: (n,) degrees in this project's signs; NaN inside gaps
    over 250 ms and where a needed marker was not seen. flexion_deg and lateral_flexion_deg are None where facing is
    unknown (swing_deg then still holds the size of the bend). swing_deg: (n,) remaining rotation once the twist is taken out.
    pelvis_rotation_deg: (n,) the pelvis' turn in the room, None where unknown.
    swing_parts_deg: (n, 2) the swing about two axes square to the twist's, whichever they are; None where only its size is known.
    """

    time_s: FloatArray
    axial_rotation_deg: FloatArray
    flexion_deg: FloatArray | None
    lateral_flexion_deg: FloatArray | None
    swing_deg: FloatArray
    pelvis_rotation_deg: FloatArray | None
    quantity: Quantity
    zero: Zero
    error: AngleError = AngleError()
    #: Reasons that hold for the whole recording (for example two estimates that disagree) and the grade they cap it at.
    reasons: tuple[Reason, ...] = ()
    grade: Grade = Grade.GOOD
    warnings: tuple[str, ...] = ()
    #: How the angles came about in a few words: marker set, landmark lines or sensors, and the sequence or split.
    method: str = ""
    #: Moments at which zero was taken, seconds, in time order; empty where the angles do not drift away from it.
    zeros_s: tuple[float, ...] = ()
    swing_parts_deg: FloatArray | None = None


@dataclass(frozen=True)
class Compensation:
    """Degrees at the peak relative to the repetition's start; None where not measured."""

    pelvis_turn_deg: float | None = None
    lateral_flexion_deg: float | None = None
    flexion_deg: float | None = None


@dataclass(frozen=True)
class Repetition:
    """One excursion out and back. peak_deg is positive toward ``direction`` (or the movement)."""

    movement: Movement
    direction: Direction | None
    start_s: float
    peak_s: float
    end_s: float
    peak_deg: float
    interval_deg: tuple[float, float]
    hold_s: float
    mean_speed_dps: float
    sparc: float | None
    compensation: Compensation
    grade: Grade
    reasons: tuple[Reason, ...] = ()
    #: When it was held: (from, to) in seconds, in time order; together they last ``hold_s``. More than one where it was let go.
    holds_s: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class MovementSummary:
    """The repetitions of one movement and direction put together; rejected ones are left out."""

    movement: Movement
    direction: Direction | None
    trials: int
    mean_deg: float
    sem_deg: float
    mdc95_deg: float


@dataclass(frozen=True)
class RecordingMotion:
    """Everything ``supple measure`` says of one file, except the summary (which needs errors from ``measurement``)."""

    source: str
    kind: str
    sampling_rate_hz: float
    duration_s: float
    position: Position | None
    mode: Mode | None
    instrument: Instrument
    quantity: Quantity
    zero: Zero
    angles: JointAngles
    repetitions: tuple[Repetition, ...]
    warnings: tuple[str, ...]
