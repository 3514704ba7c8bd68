"""A recording with a known answer: script -> body -> devices -> ``SensorRecording``, and the truth beside it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from supple.conventions import AXIAL_SIGN, LATERAL_SIGN, FloatArray
from supple.problems import InputProblem
from supple.quantities import Direction, Instrument, Movement, Quantity
from supple.recording.model import Declared, Format, SensorRecording, SensorStream, Still
from supple.simulation.body import Body, TrueAngles, move_body, quantity_of, true_angles
from supple.simulation.sensor import mounted, record
from supple.simulation.spec import SimulationSpec
from supple.simulation.timeline import Span, Timeline, build_timeline

_LUMBAR_TO_THORAX_M = np.array([0.0, 0.12, 0.0])


@dataclass(frozen=True)
class TrueRepetition:
    """peak_deg: of the recording's quantity, relative to the neutral in force, positive toward the direction.

    With a hold of a second or more the median over the hold, otherwise the largest value.
    """

    movement: Movement
    direction: Direction | None
    start_s: float
    peak_s: float
    end_s: float
    peak_deg: float


@dataclass(frozen=True)
class Truth:
    """time_s: (n,) uniform grid. Angles: (n,) degrees of the true quantity relative to the first neutral.

    thorax, pelvis: (n, 4) scalar-last quaternions, segment to room.
    """

    time_s: FloatArray
    axial_rotation_deg: FloatArray
    flexion_deg: FloatArray
    lateral_flexion_deg: FloatArray
    thorax: FloatArray
    pelvis: FloatArray
    quantity: Quantity
    facing_deg: float
    repetitions: tuple[TrueRepetition, ...]


def simulate(spec: SimulationSpec) -> tuple[SensorRecording, Truth]:
    """A simulated recording and its truth.

    The room is z up and the person faces ``spec.facing_deg`` in it; a device's own attitude has a heading of its own.
    Nothing is missing from the truth; the recording misses what the devices lose. The same spec gives the same result.
    """
    rng = np.random.default_rng(spec.seed)
    return observed(spec, build_timeline(spec, rng), rng)


def observed(spec: SimulationSpec, timeline: Timeline, rng: np.random.Generator) -> tuple[SensorRecording, Truth]:
    """What the devices record of any timeline, and its truth; the spec's own script is not looked at."""
    if "thorax" not in spec.devices or not set(spec.devices) <= set(spec.mountings):
        raise InputProblem("devices", f"{sorted(spec.devices)}", "a thorax sensor and a mounting for every sensor", "add them")
    body = move_body(spec, timeline)
    streams = {segment: _stream(spec, segment, timeline, body, rng) for segment in spec.devices}
    declared = Declared(position=spec.position if spec.declare_position else None, mode=spec.mode, placement=spec.placement)
    form = Format.PHONE_TRIAL if spec.instrument is Instrument.PHONE else Format.NEUTRAL_CSV
    recording = SensorRecording(
        f"simulated-{spec.seed}", form, spec.instrument, declared=declared, streams=streams, marks=timeline.marks
    )
    return recording, _truth(spec, timeline, body)


def _stream(spec: SimulationSpec, segment: str, timeline: Timeline, body: Body, rng: np.random.Generator) -> SensorStream:
    orientation = mounted(getattr(body, segment), spec.mountings[segment])
    return record(
        spec.devices[segment],
        rng,
        grid_s=timeline.grid_s,
        orientation=orientation,
        place_m=_place(spec, segment, body),
        neutral=_neutral_index(timeline),
    )


def _place(spec: SimulationSpec, segment: str, body: Body) -> FloatArray:
    place = np.asarray(spec.mountings[segment].place_m, dtype=np.float64)
    if segment == "pelvis":
        return body.pelvis.apply(place)
    return body.pelvis.apply(_LUMBAR_TO_THORAX_M) + body.thorax.apply(place)


def _neutral_index(timeline: Timeline) -> int:
    zeros = [mark for mark in timeline.marks if mark.purpose is Still.ZERO]
    moment = zeros[0].start_s if zeros else (timeline.spans[0].start_s if timeline.spans else 0.0)
    return int(np.searchsorted(timeline.grid_s, moment).clip(0, len(timeline.grid_s) - 1))


def _truth(spec: SimulationSpec, timeline: Timeline, body: Body) -> Truth:
    zeros = [mark.start_s for mark in timeline.marks if mark.purpose is Still.ZERO] or [0.0]
    by_zero = [true_angles(spec, timeline, body, neutral_at_s=zero) for zero in zeros]
    angles = by_zero[0]
    counted = tuple(
        _repetition(spec, timeline.grid_s, by_zero[max(bisect_right(zeros, span.start_s) - 1, 0)], span)
        for span in timeline.spans
        if span.move.is_repetition
    )
    return Truth(
        timeline.grid_s,
        angles.axial_rotation_deg,
        angles.flexion_deg,
        angles.lateral_flexion_deg,
        _quaternions(body.thorax),
        _quaternions(body.pelvis),
        quantity_of(spec),
        spec.facing_deg,
        counted,
    )


def _quaternions(rotation: Rotation) -> FloatArray:
    return np.asarray(rotation.as_quat(), dtype=np.float64)


def _repetition(spec: SimulationSpec, grid: FloatArray, angles: TrueAngles, span: Span) -> TrueRepetition:
    direction = span.move.direction
    values = _toward(angles, span.move.movement, direction)
    inside = np.flatnonzero((grid >= span.start_s) & (grid <= span.end_s))
    held = np.flatnonzero((grid >= span.hold_start_s) & (grid <= span.hold_end_s))
    peak_index = int(inside[np.argmax(values[inside])])
    is_held = span.move.hold_s >= 1.0 and span.move.dip_deg == 0.0
    peak = float(np.median(values[held])) if is_held else float(values[peak_index])
    return TrueRepetition(span.move.movement, direction, span.start_s, float(grid[peak_index]), span.end_s, peak)


def _toward(angles: TrueAngles, movement: Movement, direction: Direction | None) -> FloatArray:
    side = direction or Direction.LEFT
    return {
        Movement.ROTATION: angles.axial_rotation_deg * AXIAL_SIGN[side],
        Movement.LATERAL_FLEXION: angles.lateral_flexion_deg * LATERAL_SIGN[side],
        Movement.FLEXION: angles.flexion_deg,
        Movement.EXTENSION: -angles.flexion_deg,
    }[movement]
