"""Vector columns of a sensor found by name, and made into the channels of a stream."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.recording.clock import channel
from supple.recording.model import SensorStream
from supple.recording.rotations import rates_dps, unit
from supple.recording.units import DEGREES_PER_RADIAN, FASTEST_RADPS, in_mps2

#: A device that turned at least this fast tells rad/s from deg/s beside its own orientation (convention).
_TURNING_DPS = 20.0


@dataclass
class StreamBuilder:
    """Collects one sensor's channels and what was said about them. Values must be in this project's units."""

    where: str
    name: str
    sort: bool = False
    stream: SensorStream = field(default_factory=SensorStream)
    warnings: list[str] = field(default_factory=list)

    def rate(self, time_s: FloatArray, dps: FloatArray) -> None:
        found, told = channel(time_s, dps, where=self.where, what=f"angular rates of the {self.name}", sort=self.sort)
        self.stream = SensorStream(found, self.stream.acceleration, self.stream.orientation)
        self.warnings += told

    def acceleration(self, time_s: FloatArray, mps2: FloatArray) -> None:
        found, told = channel(time_s, mps2, where=self.where, what=f"accelerations of the {self.name}", sort=self.sort)
        self.stream = SensorStream(self.stream.angular_rate, found, self.stream.orientation)
        self.warnings += told

    def total_acceleration(self, time_s: FloatArray, values: FloatArray) -> None:
        """Acceleration with gravity, in m/s2 or in g: its size tells."""
        mps2, converted = in_mps2(values)
        if converted:
            self.warnings.append(f"The acceleration of the {self.name} is in g and was converted to m/s2.")
        self.acceleration(time_s, mps2)

    def orientation(self, time_s: FloatArray, scalar_last: FloatArray) -> None:
        quaternions, wrong = unit(scalar_last, where=self.where)
        found, told = channel(time_s, quaternions, where=self.where, what=f"orientations of the {self.name}", sort=self.sort)
        self.stream = SensorStream(self.stream.angular_rate, self.stream.acceleration, found)
        self.warnings += [*wrong, *told]

    @property
    def empty(self) -> bool:
        return self.stream == SensorStream()


def rate_factor(rate: FloatArray, time_s: FloatArray, orientation: FloatArray | None, *, stated: float) -> float:
    """Degrees per second per unit of ``rate`` (n, 3).

    The device's own orientation tells, where it turned enough; else ``stated`` holds unless the numbers are too large for rad/s.
    """
    size = np.linalg.norm(rate, axis=1)
    if orientation is not None and time_s.size == orientation.shape[0] and time_s.size > 20:
        with np.errstate(all="ignore"):
            truth = rates_dps(orientation, time_s)
        good = np.isfinite(truth) & np.isfinite(size[1:]) & (truth > _TURNING_DPS) & (size[1:] > 0)
        if np.count_nonzero(good) > 10:
            ratio = float(np.median(truth[good] / size[1:][good]))
            return DEGREES_PER_RADIAN if ratio > np.sqrt(DEGREES_PER_RADIAN) else 1.0
    fastest = float(np.nanmax(size, initial=0.0))
    return 1.0 if fastest > FASTEST_RADPS else stated


def vector(names: Sequence[str], wanted: Sequence[str], where: str) -> list[int] | None:
    """Positions of all of ``wanted`` (plain names), None where none is there. Raises InputProblem where some are missing."""
    found = [names.index(name) if name in names else None for name in wanted]
    missing = [name for name, index in zip(wanted, found, strict=True) if index is None]
    if len(missing) == len(wanted):
        return None
    if missing:
        there = next(name for name in wanted if name not in missing)
        raise InputProblem(
            where, f"{there} without {', '.join(missing)}", "all of " + ", ".join(wanted), "add the missing columns"
        )
    return [index for index in found if index is not None]


def finished(builders: Mapping[str, StreamBuilder], where: str) -> tuple[dict[str, SensorStream], tuple[str, ...]]:
    """The streams that hold anything. Raises InputProblem where none does."""
    streams = {segment: builder.stream for segment, builder in builders.items() if not builder.empty}
    if not streams:
        raise InputProblem(
            where, "no two samples of any channel", "angular rates, accelerations or orientations", "export it again"
        )
    return streams, tuple(text for builder in builders.values() for text in builder.warnings)
