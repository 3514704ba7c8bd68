"""What Movella's two text formats share: how sensors are put on segments and one clock, and their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.recording.clock import unwrap_counter
from supple.recording.columns import StreamBuilder, rate_factor, vector
from supple.recording.rotations import from_euler_deg, from_matrices, scalar_last
from supple.recording.segments import PELVIS, THORAX, segment_of
from supple.recording.source import Member
from supple.recording.text import plain

QUATERNION = ("quat_w", "quat_x", "quat_y", "quat_z")
QUATERNION_NUMBERED = ("quat_q0", "quat_q1", "quat_q2", "quat_q3")
#: Column-major, as MT Manager writes it: Mat[row][column].
MATRIX = tuple(f"mat_{row}_{column}" for column in (1, 2, 3) for row in (1, 2, 3))
EULER: Final = ("euler_x", "euler_y", "euler_z")
EULER_NAMED: Final = ("roll", "pitch", "yaw")
RATE = ("gyr_x", "gyr_y", "gyr_z")
ACCELERATION = ("acc_x", "acc_y", "acc_z")
#: Change of orientation and of velocity over one sample.
TURNS: Final = (("dq_w", "dq_x", "dq_y", "dq_z"), ("oriinc_q0", "oriinc_q1", "oriinc_q2", "oriinc_q3"))
GAINS: Final = (("dv_1", "dv_2", "dv_3"), ("velinc_x", "velinc_y", "velinc_z"))
_TIME_RANGE: Final = 2.0**32
_FINE_UNITS_S: Final = (1e-6, 1e-4)
#: Rates at which these sensors export samples lie well inside (convention).
_SLOWEST_HZ, _FASTEST_HZ = 0.9, 2500.0


@dataclass(frozen=True)
class XsensFile:
    """One sensor's file: names of its columns (plain) and the numbers, with time in seconds on the device's clock."""

    member: Member
    label: str
    names: tuple[str, ...]
    raw: FloatArray
    time_s: FloatArray
    #: Degrees per second per unit of Gyr columns, as the format documents it.
    rate_unit_dps: float

    def columns(self, wanted: Sequence[str]) -> FloatArray | None:
        found = vector(self.names, wanted, self.member.where)
        return None if found is None else self.raw[:, found]

    def first_of(self, choices: Sequence[Sequence[str]]) -> FloatArray | None:
        """The first of several namings that the file uses."""
        return next((found for names in choices if (found := self.columns(names)) is not None), None)


def by_segment(files: Sequence[XsensFile]) -> tuple[dict[str, XsensFile], tuple[str, ...]]:
    """Which file is which segment: by the sensor's label, else by the file's name; a single file is the thorax."""
    found: dict[str, XsensFile] = {}
    left: list[XsensFile] = []
    for one in files:
        segment = segment_of(one.label) or segment_of(one.member.stem)
        if segment is None:
            left.append(one)
        elif segment in found:
            two = f"two files of the {segment} ({found[segment].member.name}, {one.member.name})"
            raise InputProblem(one.member.where, two[:160], "one file a segment", "keep the files of one trial in a folder")
        else:
            found[segment] = one
    if found:
        told = f"{len(left)} sensors are neither on the thorax nor on the pelvis and were left out."
        return {s: found[s] for s in (THORAX, PELVIS) if s in found}, ((told,) if left else ())
    if len(left) == 1:
        return {THORAX: left[0]}, ("Nothing says where the sensor was worn; the thorax was assumed.",)
    named = ", ".join(one.member.name for one in left)[:80]
    raise InputProblem(left[0].member.where, f"sensors named {named}", "names with thorax and pelvis", "rename the files so")


def build(segment: str, one: XsensFile, time_s: FloatArray) -> StreamBuilder:
    """The stream of one file. Free acceleration (without gravity) is no accelerometer and is left out."""
    builder = StreamBuilder(one.member.where, segment)
    orientation = _orientation(one)
    if orientation is not None:
        builder.orientation(time_s, orientation)
    rate = one.columns(RATE)
    if rate is not None:
        builder.rate(time_s, rate * rate_factor(rate, time_s, orientation, stated=one.rate_unit_dps))
    acceleration = one.columns(ACCELERATION)
    if acceleration is not None:
        builder.total_acceleration(time_s, acceleration)
    if rate is None or acceleration is None:
        _from_increments(builder, one, time_s, rate=rate is None, acceleration=acceleration is None)
    return builder


def _orientation(one: XsensFile) -> FloatArray | None:
    for names in (QUATERNION, QUATERNION_NUMBERED):
        quaternions = one.columns(names)
        if quaternions is not None:
            return scalar_last(quaternions)
    matrices = one.columns(MATRIX)
    if matrices is not None:
        return from_matrices(np.swapaxes(matrices.reshape(-1, 3, 3), 1, 2))
    for euler in (EULER, EULER_NAMED):
        angles = one.columns(euler)
        if angles is not None:
            return from_euler_deg(*angles.T)
    return None


def _from_increments(builder: StreamBuilder, one: XsensFile, time_s: FloatArray, *, rate: bool, acceleration: bool) -> None:
    """Rates and accelerations from what the device integrated over each sample."""
    step = float(np.median(np.diff(time_s))) if time_s.size > 1 else 0.0
    turn, gain = one.first_of(TURNS), one.first_of(GAINS)
    if not step > 0.0:
        return
    if rate and turn is not None:
        size = np.linalg.norm(turn[:, 1:], axis=1)
        angle = 2 * np.arctan2(size, np.abs(turn[:, 0])) * np.where(turn[:, 0] < 0, -1.0, 1.0)
        with np.errstate(invalid="ignore", divide="ignore"):
            axis = np.where(size[:, None] > 0, turn[:, 1:] / size[:, None], 0.0)
        builder.rate(time_s, np.degrees(axis * angle[:, None]) / step)
    if acceleration and gain is not None:
        builder.acceleration(time_s, gain / step)


def seconds_of_fine_time(stamps: FloatArray, documented_s: float) -> FloatArray:
    """Seconds from SampleTimeFine, which counts microseconds (DOT) or tenths of milliseconds (MTw, MTi) in 32 bits.

    The documented unit holds unless it makes a rate that no such sensor has, as in exports that lost their header.
    """
    time_s = np.full(stamps.shape, np.nan)
    seen = np.isfinite(stamps)
    counts = unwrap_counter(stamps[seen], _TIME_RANGE)
    step = float(np.median(np.diff(counts))) if counts.size > 1 else 0.0
    fits = [unit for unit in (documented_s, *_FINE_UNITS_S) if _SLOWEST_HZ < 1.0 / (step * unit or np.inf) < _FASTEST_HZ]
    time_s[seen] = counts * (fits[0] if fits else documented_s)
    return time_s


def plain_names(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(plain(cell) for cell in cells)
