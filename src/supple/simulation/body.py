"""From the body's angles to orientations in the room, and the true quantity that a measurement should give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from supple.conventions import CARDAN_SEQUENCE, FloatArray
from supple.quantities import Position, Quantity
from supple.recording.model import Still
from supple.simulation.spec import SimulationSpec
from supple.simulation.timeline import POSTURE_DEG, Timeline

#: Positions in which the trunk is upright: the axis of rotation is the neutral's vertical; in others it is the trunk's.
UPRIGHT_POSITIONS = (Position.SEATED, Position.HALF_KNEELING, Position.STANDING)


@dataclass(frozen=True)
class Body:
    """Orientations of the segments (ISB axes) in the room, z up, one a grid sample."""

    pelvis: Rotation
    thorax: Rotation


def upright(facing_deg: float) -> Rotation:
    """Segment axes (x forward, y up, z right) of somebody upright in a z-up room."""
    facing = np.radians(facing_deg)
    forward = [np.cos(facing), np.sin(facing), 0.0]
    right = [np.sin(facing), -np.cos(facing), 0.0]
    return Rotation.from_matrix(np.column_stack([forward, [0.0, 0.0, 1.0], right]))


def _cardan(flexion: FloatArray, lateral: FloatArray, rotation: FloatArray) -> Rotation:
    return Rotation.from_euler(CARDAN_SEQUENCE, np.column_stack([-flexion, lateral, rotation]), degrees=True)


def move_body(spec: SimulationSpec, timeline: Timeline) -> Body:
    """Orientations of pelvis and thorax for the angles of a timeline."""
    a = timeline.angles_deg
    pelvis_tilt, thorax_tilt = POSTURE_DEG[spec.position]
    posture, nothing = a[:, 6], np.zeros(len(a))
    pelvis_posture = _cardan(posture * pelvis_tilt, nothing, nothing)
    thorax_posture = _cardan(posture * thorax_tilt + spec.trunk_lean_deg, nothing, nothing)
    pelvis = upright(spec.facing_deg) * pelvis_posture * _cardan(a[:, 3], a[:, 4], a[:, 5])
    return Body(pelvis, pelvis * thorax_posture * _cardan(a[:, 0], a[:, 1], a[:, 2]))


def _neutral_body(spec: SimulationSpec) -> Body:
    pelvis_tilt, thorax_tilt = POSTURE_DEG[spec.position]
    pelvis = upright(spec.facing_deg) * Rotation.from_euler("Z", -pelvis_tilt, degrees=True)
    return Body(pelvis, pelvis * Rotation.from_euler("Z", -thorax_tilt - spec.trunk_lean_deg, degrees=True))


def _neutral_at(spec: SimulationSpec, timeline: Timeline, body: Body, moment_s: float) -> Body:
    """The declared zero in force at a moment; the posture of the script where none is declared."""
    zeros = [mark for mark in timeline.marks if mark.purpose is Still.ZERO]
    if not zeros:
        return _neutral_body(spec)
    before = [mark for mark in zeros if mark.start_s <= moment_s]
    mark = before[-1] if before else zeros[0]
    inside = (timeline.grid_s >= mark.start_s) & (timeline.grid_s <= mark.end_s)
    return Body(body.pelvis[inside].mean(), body.thorax[inside].mean())


def quantity_of(spec: SimulationSpec) -> Quantity:
    """What the devices worn can measure in this position (one sensor sees the pelvis turn too, unless it is locked)."""
    locked = spec.position is Position.LUMBAR_LOCKED
    return Quantity.THORACIC_ROTATION if locked or "pelvis" in spec.devices else Quantity.TRUNK_TURN


@dataclass(frozen=True)
class TrueAngles:
    """(n,) degrees each, in this project's signs."""

    axial_rotation_deg: FloatArray
    flexion_deg: FloatArray
    lateral_flexion_deg: FloatArray


def true_angles(spec: SimulationSpec, timeline: Timeline, body: Body, *, neutral_at_s: float) -> TrueAngles:
    """The quantity over time relative to the neutral in force at a moment: rotation as twist, bends as Z-X-Y."""
    neutral = _neutral_at(spec, timeline, body, neutral_at_s)
    frame = upright(spec.facing_deg) if spec.position in UPRIGHT_POSITIONS else neutral.thorax
    thorax = body.thorax * neutral.thorax.inv() * frame
    if quantity_of(spec) is Quantity.THORACIC_ROTATION:
        pelvis = body.pelvis * neutral.pelvis.inv() * frame
        relative = pelvis.inv() * thorax
    else:
        relative = frame.inv() * thorax
    return _read(relative)


def _read(relative: Rotation) -> TrueAngles:
    quaternions = relative.as_quat()
    twist = np.degrees(2.0 * np.arctan2(quaternions[:, 1], quaternions[:, 3]))
    twist = (twist + 180.0) % 360.0 - 180.0
    cardan = relative.as_euler(CARDAN_SEQUENCE, degrees=True)
    return TrueAngles(twist, -cardan[:, 0], cardan[:, 1])
