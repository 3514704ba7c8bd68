"""Sensor Logger (iOS, Android): a ZIP or folder of one CSV a sensor, or its JSON export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from supple.problems import InputProblem
from supple.quantities import Instrument
from supple.recording.clock import channel
from supple.recording.columns import StreamBuilder, finished
from supple.recording.gravity import attitude_is_inverse, sign_by_attitude, sign_by_wearing
from supple.recording.model import Channel, Format, SensorRecording
from supple.recording.registry import Reader
from supple.recording.segments import THORAX
from supple.recording.sensor_logger_files import Part, metadata, parts, recognises
from supple.recording.source import Source
from supple.recording.units import DEGREES_PER_RADIAN, in_mps2, is_in_g, usual_size

#: Names of the app's sensors in the order in which they are preferred. Game orientation does without the magnetometer.
_RATES: Final = ("gyroscope", "gyroscopeuncalibrated")
_ORIENTATIONS: Final = ("gameorientation", "orientation")
_UNCALIBRATED: Final = "accelerometeruncalibrated"
#: User acceleration is small; total acceleration is near 9.81 m/s2 (border: convention).
_TOTAL_ABOVE_MPS2: Final = 7.0


@dataclass
class _Acceleration:
    """Total acceleration in m/s2 of yet unknown sign. sign: where the source itself tells it."""

    found: Channel
    sign: float | None = None
    warnings: list[str] = field(default_factory=list)


def _read(source: Source) -> SensorRecording:
    found = parts(source)
    said = metadata(source)
    builder = StreamBuilder(source.name, THORAX)
    rate = next((found[name] for name in _RATES if name in found), None)
    if rate is not None:
        builder.rate(rate.time_s, rate.vectors("x", "y", "z") * DEGREES_PER_RADIAN)
    orientation = next((found[name] for name in _ORIENTATIONS if name in found and found[name].has("qx")), None)
    if orientation is not None:
        builder.orientation(orientation.time_s, orientation.vectors("qx", "qy", "qz", "qw"))
    acceleration = _acceleration(found, source.name)
    if acceleration is not None:
        builder.warnings += acceleration.warnings
        _add_upward(builder, acceleration, found, said)
    if builder.empty:
        names = ", ".join(sorted(found))[:80]
        raise InputProblem(
            source.name, f"only {names or 'empty files'}", "Gyroscope, Accelerometer and Gravity, or Orientation", "record them"
        )
    if rate is None:
        builder.warnings.append("There is no gyroscope in the recording; only the phone's own attitude is used.")
    streams, warnings = finished({THORAX: builder}, source.name)
    return SensorRecording(source.name, Format.SENSOR_LOGGER, Instrument.PHONE, streams=streams, warnings=warnings)


def _add_upward(builder: StreamBuilder, acceleration: _Acceleration, found: Mapping[str, Part], said: Mapping[str, str]) -> None:
    attitude = builder.stream.orientation
    if attitude is not None and attitude_is_inverse(acceleration.found, attitude):
        inverse = attitude.values * np.array([-1.0, -1.0, -1.0, 1.0])
        builder.orientation(attitude.time_s, inverse)
        builder.warnings.append("The attitude maps the world into the phone; it was inverted.")
        attitude = builder.stream.orientation
    sign = sign_by_attitude(acceleration.found, attitude) if attitude is not None else None
    sign = sign or acceleration.sign or _sign_said(said) or _sign_by_unit(found)
    if sign is None:
        sign = sign_by_wearing(acceleration.found)
        assumed = "the phone was taken to be worn with its top edge up" if sign else "they were taken to point up, as on Android"
        builder.warnings.append(f"Nothing says whether accelerations point up (Android) or down (iOS); {assumed}.")
    builder.acceleration(acceleration.found.time_s, acceleration.found.values * (sign or 1.0))


def _sign_said(said: Mapping[str, str]) -> float | None:
    """IOS points down, unless the app was set to standardise units and frames."""
    platform = said.get("platform", "").lower()
    if "android" in platform or said.get("standardisation", "").lower() in {"true", "1", "yes"}:
        return 1.0
    return -1.0 if "ios" in platform or "iphone" in platform else None


def _sign_by_unit(found: Mapping[str, Part]) -> float | None:
    """Uncalibrated acceleration is in g on iOS alone."""
    raw = found.get(_UNCALIBRATED)
    return -1.0 if raw is not None and is_in_g(raw.vectors("x", "y", "z")) else None


def _acceleration(found: Mapping[str, Part], where: str) -> _Acceleration | None:
    """Total acceleration from the best source there is: as such, user plus gravity, uncalibrated, or gravity alone."""
    if "totalacceleration" in found:
        total = _part_channel(found["totalacceleration"], where)
        return _Acceleration(total, sign=1.0) if total else None  # only Android writes it
    user = _part_channel(found["accelerometer"], where) if "accelerometer" in found else None
    gravity = _part_channel(found["gravity"], where) if "gravity" in found else None
    if user is not None and gravity is not None:
        return _sum(user, gravity)
    if _UNCALIBRATED in found:
        raw = _part_channel(found[_UNCALIBRATED], where)
        if raw is not None:
            return _uncalibrated(raw)
    if gravity is not None:
        return _Acceleration(
            gravity, warnings=["There is no accelerometer in the recording; the gravity that the phone estimated stands for it."]
        )
    if user is not None and usual_size(user.values) > _TOTAL_ABOVE_MPS2:
        return _Acceleration(user)
    return None


def _uncalibrated(raw: Channel) -> _Acceleration:
    mps2, in_g = in_mps2(raw.values)
    told = ["The uncalibrated acceleration is in g, as iOS writes it, and was converted to m/s2."] if in_g else []
    return _Acceleration(Channel(raw.time_s, mps2), sign=-1.0 if in_g else None, warnings=told)


def _sum(user: Channel, gravity: Channel) -> _Acceleration | None:
    """User acceleration plus gravity at the former's stamps; gravity, which changes slowly, is interpolated, not extrapolated."""
    if usual_size(user.values) > _TOTAL_ABOVE_MPS2:
        return _Acceleration(user, warnings=["Accelerometer holds total acceleration; gravity was not added."])
    inside = (user.time_s >= gravity.time_s[0] - 0.1) & (user.time_s <= gravity.time_s[-1] + 0.1)
    if np.count_nonzero(inside) < 2:
        return None
    time_s = user.time_s[inside]
    there = np.stack([np.interp(time_s, gravity.time_s, axis) for axis in gravity.values.T], axis=1)
    return _Acceleration(Channel(time_s, user.values[inside] + there))


def _part_channel(part: Part, where: str) -> Channel | None:
    return channel(part.time_s, part.vectors("x", "y", "z"), where=where, what=part.name)[0]


READER = Reader(Format.SENSOR_LOGGER, recognises, _read)
