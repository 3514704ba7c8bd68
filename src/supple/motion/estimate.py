"""One estimate of a recording's angles: sensors brought together, zeros, axis, turn since zero, angles, error."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from supple.motion.heading import turned
from supple.motion.heading_line import without_line
from supple.motion.model import JointAngles
from supple.motion.orientation import SensorOrientation
from supple.motion.resampling import slerp
from supple.motion.sensor_error import angle_error
from supple.motion.trunk_angles import Setting, axis_in_world, trunk_angles
from supple.motion.trunk_axis import UPRIGHT_POSITIONS, TrunkAxis, choose_axis
from supple.motion.zeroing import Worn, ZeroInForce, choose_zeros
from supple.problems import InputProblem
from supple.quantities import Placement, Position
from supple.recording.model import Still, StillWindow


@dataclass(frozen=True)
class Estimate:
    """One estimate of the angles, by our filter or by the device, and what was met on the way."""

    angles: JointAngles
    axis: TrunkAxis
    zeros: tuple[ZeroInForce, ...]
    worn: Worn


def _together(sources: dict[str, SensorOrientation], *, where: str) -> Worn:
    """Both sensors at the thorax' stamps."""
    thorax = sources["thorax"]
    if "pelvis" not in sources:
        return Worn(thorax.time_s, thorax.quaternion, None)
    pelvis = sources["pelvis"]
    known = np.isfinite(pelvis.quaternion).all(axis=1)
    if known.sum() < 2:
        raise InputProblem(f"{where} pelvis", "no orientation", "samples of the pelvis sensor", "leave the pelvis sensor out")
    together = np.array_equal(pelvis.time_s, thorax.time_s)
    read = pelvis.quaternion if together else slerp(pelvis.time_s[known], pelvis.quaternion[known], thorax.time_s)
    worn = Worn(thorax.time_s, thorax.quaternion, read)
    if worn.known.sum() < 0.5 * np.isfinite(thorax.quaternion[:, 0]).sum():
        raise InputProblem(
            f"{where} pelvis",
            "samples during less than half of the thorax sensor's time",
            "both sensors over the whole recording",
            "check their clocks, or leave the pelvis sensor out",
        )
    return worn


def _zero_marks(marks: tuple[StillWindow, ...], position: Position | None) -> tuple[StillWindow, ...]:
    """In an upright position the upright window is a zero as good as any where none is marked."""
    if position not in UPRIGHT_POSITIONS or any(mark.purpose is Still.ZERO for mark in marks):
        return marks
    return tuple(replace(m, purpose=Still.ZERO) if m.purpose is Still.UPRIGHT else m for m in marks)


def estimate(sources: dict[str, SensorOrientation], setting: Setting, *, placement: Placement | None) -> Estimate:
    """Raises InputProblem where the sensors did not record together or the neutral asked for holds no samples."""
    worn = _together(sources, where=setting.where)
    marks = _zero_marks(setting.marks, setting.position)
    bias_sd = float(np.sqrt(sum(source.bias_sd_dps**2 for source in sources.values())))
    if setting.detrend:
        worn, bias_sd = without_line(worn, bias_sd_dps=bias_sd)
    zeros = choose_zeros(worn, marks=marks, choice=setting.neutral, where=setting.where)
    axis = choose_axis(
        worn.time_s,
        worn.thorax,
        neutral=zeros[0].thorax,
        position=setting.position,
        placement=placement,
        marks=setting.marks,
        two_sensors=setting.two_sensors,
    )
    parts = [turned(worn, zero, marks=marks, bias_sd_dps=bias_sd, detrend=setting.detrend) for zero in zeros]
    by_device = all(source.by_device for source in sources.values())
    angles = trunk_angles(worn, zeros, parts, axis, setting=setting, by_device=by_device)
    vertical = abs(float(axis_in_world(zeros[0], axis)[2]))
    gap_error = float(np.sqrt(sum(source.gap_error_deg**2 for source in sources.values())))
    error = angle_error(
        parts[0], angles, vertical=vertical, declared=zeros[0].declared, gap_error_deg=gap_error, sensors=len(sources)
    )
    return Estimate(replace(angles, error=error), axis, zeros, worn)
