"""From any recording to joint angles, and to everything measured of its repetitions."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

import numpy as np

from supple.conventions import FloatArray
from supple.motion.facing import Facing, parse_facing
from supple.motion.given import given_angles
from supple.motion.landmarks import landmark_angles
from supple.motion.markers import marker_angles
from supple.motion.model import JointAngles, RecordingMotion, Repetition
from supple.motion.quality import measure_repetition
from supple.motion.repetitions import find_repetitions, smallest_sure_deg
from supple.motion.sensors import sensor_angles
from supple.motion.series import as_series
from supple.motion.settle import settle
from supple.motion.trunk_angles import NO_FACING
from supple.problems import InputProblem
from supple.quantities import Mode, Position, Quantity
from supple.recording.model import (
    AnyRecording,
    LandmarkRecording,
    MarkerRecording,
    SensorRecording,
    Still,
    StillWindow,
)

#: A step longer than this many usual ones passes over a lost sample (convention).
_WITHOUT_LOSS = 1.75
_Word = TypeVar("_Word", bound=StrEnum)
#: A repetition cannot leave before zero was taken; this much of the window may be wobble, s.
_ZERO_MARGIN_S = 0.3


def joint_angles(
    recording: AnyRecording,
    *,
    facing: Facing | str | None = None,
    position: Position | str | None = None,
    relative_to_neutral: bool = False,
) -> JointAngles:
    """Angles of the thorax in the pelvis (or of the trunk in the room, see ``quantity``) over time, degrees.

    Markers, landmarks and given angles are absolute unless ``relative_to_neutral``; sensors always relative. facing: the
    sensor axis that points forward (``"thorax:-z"``), for sensors only. position: where the recording does not say it.
    Raises InputProblem, also where position contradicts the recording.
    """
    recording = with_position(recording, position)
    if isinstance(recording, SensorRecording):
        axis = parse_facing(facing) if isinstance(facing, str) else facing
        return sensor_angles(recording, facing=axis, position=recording.declared.position)
    if facing is not None:
        remedy = "leave facing out"
        raise InputProblem(
            recording.source, "facing for a recording without sensors", "facing only with body-worn sensors", remedy
        )
    if isinstance(recording, MarkerRecording):
        return marker_angles(recording, relative_to_neutral=relative_to_neutral)
    if isinstance(recording, LandmarkRecording):
        return landmark_angles(recording, relative_to_neutral=relative_to_neutral)
    return given_angles(recording, relative_to_neutral=relative_to_neutral)


def measure_motion(
    recording: AnyRecording,
    *,
    position: Position | str | None = None,
    mode: Mode | str | None = None,
    facing: Facing | str | None = None,
) -> RecordingMotion:
    """Repetitions of a recording with their quality, relative to the person's neutral.

    position, mode: how it was made, where the file does not say it; they stay None where nobody does. Raises InputProblem
    where one contradicts the file, is no known word, or no angle can be had from the recording.
    """
    recording = with_mode(with_position(recording, position), mode)
    angles = joint_angles(recording, facing=facing, relative_to_neutral=True)
    angles, repetitions = _settled(angles, _marks(recording))
    times = recording_times(recording)
    declared = recording.declared
    return RecordingMotion(
        source=recording.source,
        kind=recording.format.value,
        sampling_rate_hz=_rate_hz(times),
        duration_s=float(times[-1] - times[0]),
        position=declared.position,
        mode=declared.mode,
        instrument=recording.instrument,
        quantity=angles.quantity,
        zero=angles.zero,
        angles=angles,
        repetitions=repetitions,
        warnings=tuple(dict.fromkeys((*recording.warnings, *angles.warnings, *_remarks(angles)))),
    )


def repetitions_of(angles: JointAngles, *, marks: tuple[StillWindow, ...] = ()) -> tuple[Repetition, ...]:
    """The repetitions in angles that are relative to neutral, in time order. marks: the recording's still windows.

    What comes before the first declared zero is getting into place, what comes after the last declared end getting up, and
    what comes between an end and the next zero a pause. Without angles for a second: none.
    """
    return _settled(angles, marks)[1]


def _settled(angles: JointAngles, marks: tuple[StillWindow, ...]) -> tuple[JointAngles, tuple[Repetition, ...]]:
    """The angles less the drift that the stays between the repetitions show, and the repetitions in them."""
    zeros = [mark for mark in marks if mark.purpose is Still.ZERO]
    ends = [mark.end_s for mark in marks if mark.purpose is Still.END]
    limits = {"from_s": zeros[0].start_s if zeros else -np.inf, "to_s": max(ends) if ends else np.inf}
    series = as_series(angles, **limits)
    if series is None:
        return angles, ()
    zeros_s = tuple(0.5 * (mark.start_s + mark.end_s) for mark in zeros) or angles.zeros_s or (float(series.time_s[0]),)
    found = find_repetitions(
        series,
        zero_s=zeros_s[0],
        after_s=zeros[0].end_s - _ZERO_MARGIN_S if zeros else None,
        smallest_deg=smallest_sure_deg(angles.error),
        pauses_s=_pauses(marks),
    )
    settled = settle(angles, series, found, zeros_s=zeros_s)
    series = as_series(settled, **limits) or series
    return settled, tuple(measure_repetition(series, one, settled, zeros_s=zeros_s) for one in found)


def _pauses(marks: tuple[StillWindow, ...]) -> list[tuple[float, float]]:
    """From the end of each declared end to the beginning of the zero that follows it."""
    ordered = sorted(
        (mark for mark in marks if mark.purpose in {Still.ZERO, Still.END}), key=lambda mark: (mark.start_s, mark.end_s)
    )
    return [
        (one.end_s, after.start_s) for one, after in pairwise(ordered) if one.purpose is Still.END and after.purpose is Still.ZERO
    ]


def with_position(recording: AnyRecording, position: Position | str | None) -> AnyRecording:
    """The recording with its position filled in. Raises InputProblem where it says another one."""
    value = _agreed(recording.source, "position", recording.declared.position, _word(Position, position))
    return replace(recording, declared=replace(recording.declared, position=value))


def with_mode(recording: AnyRecording, mode: Mode | str | None) -> AnyRecording:
    """The recording with its mode filled in. Raises InputProblem where it says another one."""
    value = _agreed(recording.source, "mode", recording.declared.mode, _word(Mode, mode))
    return replace(recording, declared=replace(recording.declared, mode=value))


def _word(kind: type[_Word], given: _Word | str | None) -> _Word | None:
    if given is None or isinstance(given, kind):
        return given
    try:
        return kind(given)
    except ValueError:
        known = ", ".join(word.value for word in kind)
        raise InputProblem(kind.__name__.lower(), f"'{given}'", f"one of {known}", "choose one of these") from None


def _agreed(source: str, what: str, in_file: _Word | None, said: _Word | None) -> _Word | None:
    if in_file is not None and said is not None and in_file is not said:
        remedy = f"leave --{what} out, or correct the file"
        raise InputProblem(source, f"{what} {in_file.value} in the file but {said.value} asked for", "the same in both", remedy)
    return in_file if said is None else said


def _marks(recording: AnyRecording) -> tuple[StillWindow, ...]:
    return recording.marks if isinstance(recording, SensorRecording) else ()


def recording_times(recording: AnyRecording) -> FloatArray:
    """(n,) the reference channel's own stamps: the thorax' gyroscope, else what there is of it."""
    if not isinstance(recording, SensorRecording):
        return _at_least_one(recording.source, recording.time_s)
    streams = recording.streams
    stream = streams.get("thorax") or next(iter(streams.values()), None)
    channels = () if stream is None else (stream.angular_rate, stream.orientation, stream.acceleration)
    times = next((channel.time_s for channel in channels if channel is not None), np.empty(0))
    return _at_least_one(recording.source, times)


def _at_least_one(source: str, times: FloatArray) -> FloatArray:
    known = times[np.isfinite(times)]
    if not len(known):
        raise InputProblem(source, "no samples", "a recording with samples", "check that the recording was saved whole")
    return known


def _rate_hz(times: FloatArray) -> float:
    steps = np.diff(times)
    steps = steps[steps > 0.0]
    if not steps.size:
        return 0.0
    # The mean, since stamps in whole milliseconds make 30 Hz a median of 33 ms; without the steps over a lost sample.
    return float(1.0 / np.mean(steps[steps < _WITHOUT_LOSS * np.median(steps)]))


def _remarks(angles: JointAngles) -> tuple[str, ...]:
    notes = []
    if angles.quantity is Quantity.TRUNK_TURN:
        notes.append("The pelvis' turn is part of it: this is the trunk's turn in the room, not thoracic rotation.")
    bends = {"flexion": angles.flexion_deg, "side-bending": angles.lateral_flexion_deg}
    missing = [name for name, values in bends.items() if values is None]
    if missing and NO_FACING not in angles.warnings:
        verb = "is" if len(missing) == 1 else "are"
        notes.append(f"{' and '.join(missing).capitalize()} {verb} not measured in this recording; rotation stands.")
    return tuple(notes)
