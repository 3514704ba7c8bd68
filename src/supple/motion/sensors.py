"""From a recording of one or two body-worn sensors to joint angles.

Each sensor's body has turned by q(t) q(zero)^-1 since the zero posture, whatever way the sensor is mounted. Rotation is the
twist of the thorax (against the pelvis, where that is worn) about the vertical at zero in an upright position and about
the trunk's axis in any other; it needs no facing. Facing splits the rest into flexion and side-bending.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from supple.motion.estimate import estimate
from supple.motion.facing import Facing
from supple.motion.model import JointAngles
from supple.motion.orientation import device_orientation, sensor_orientation
from supple.motion.trunk_angles import Setting
from supple.motion.verdicts import cross_checked, judged
from supple.motion.zeroing import NeutralChoice
from supple.problems import InputProblem
from supple.quantities import Instrument, Position
from supple.recording.model import SensorRecording

SINGLE_ESTIMATE = "The phone's own attitude is missing: the angle rests on one estimate."


def sensor_angles(
    recording: SensorRecording,
    *,
    facing: Facing | Sequence[Facing] | None = None,
    position: Position | None = None,
    neutral: NeutralChoice = None,
    detrend: bool | None = None,
) -> JointAngles:
    """Flexion, lateral flexion and axial rotation relative to neutral, at the thorax gyroscope's own time stamps.

    facing: the sensor axis that points forward in neutral, or one for each of two sensors. position: overrides the
    recording's own. neutral: a moment (s), a window (start, end), "first" for the first sample, None for the declared
    windows or, without any, the one that ``find_neutral`` finds. detrend: whether the heading's drift is estimated from
    still moments and taken off; None: only where the orientation is our own estimate.

    With a declared facing the three angles are the Z-X-Y Cardan angles; without one rotation is the twist (the two differ
    by 2 atan(tan(flexion/2) tan(lateral/2)), nothing in a pure turn), and bends are split where the movement shows facing.
    Missing samples: NaN inside gaps over 250 ms. Raises InputProblem where there is no thorax sensor, or no raw or
    oriented samples that make sense. Method and limits: docs, sensors.
    """
    facings = (facing,) if isinstance(facing, Facing) else tuple(facing or ())
    _check(recording, facings)
    streams = recording.streams
    where = recording.source
    sources = {
        name: sensor_orientation(streams[name], where=f"{where} {name}") for name in ("thorax", "pelvis") if name in streams
    }
    own = all(not source.by_device for source in sources.values())
    setting = Setting(
        where=where,
        position=position or recording.declared.position,
        facings=facings,
        neutral=neutral,
        marks=recording.marks,
        detrend=own if detrend is None else detrend,
        two_sensors=len(sources) == 2,
    )
    first = estimate(sources, setting, placement=recording.declared.placement)
    angles = judged(recording, first, setting)
    if own and recording.instrument is Instrument.PHONE:
        angles = _with_own_attitude(recording, angles, setting)
    notes = [note for source in sources.values() for note in source.warnings]
    return replace(angles, warnings=(*notes, *angles.warnings))


def _check(recording: SensorRecording, facings: tuple[Facing, ...]) -> None:
    if "thorax" not in recording.streams:
        found = "no sensor" if not recording.streams else f"sensors on {', '.join(sorted(recording.streams))} only"
        raise InputProblem(recording.source, found, "a sensor on the thorax", "name the upper sensor thorax, or wear one")
    for facing in facings:
        if facing.sensor not in recording.streams:
            raise InputProblem(
                recording.source,
                f"facing by the {facing.sensor} sensor, which is not in the recording",
                f"one of {', '.join(sorted(recording.streams))}",
                "name a sensor that was worn",
            )


def _with_own_attitude(recording: SensorRecording, angles: JointAngles, setting: Setting) -> JointAngles:
    """The phone's own attitude as a second estimate of the same angles."""
    if any(stream.orientation is None for stream in recording.streams.values()):
        return replace(angles, warnings=(*angles.warnings, SINGLE_ESTIMATE))
    sources = {name: device_orientation(stream, where=f"{setting.where} {name}") for name, stream in recording.streams.items()}
    return cross_checked(angles, estimate(sources, setting, placement=recording.declared.placement).angles)
