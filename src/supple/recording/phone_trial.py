"""The phone trial: what a browser recorded and posts, schema ``supple.phone-trial/1`` (docs/phone-trial.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.quantities import Instrument
from supple.recording.columns import StreamBuilder, finished
from supple.recording.declared import declared_from
from supple.recording.gravity import sign_by_attitude, sign_by_wearing
from supple.recording.json_text import load_json, numbers
from supple.recording.model import Channel, Format, SensorRecording
from supple.recording.phone_trial_marks import read_marks
from supple.recording.registry import Reader
from supple.recording.rotations import from_device_angles_deg
from supple.recording.segments import THORAX
from supple.recording.source import Source

SCHEMA: Final = "supple.phone-trial/1"
_MS: Final = 1e-3


def _recognises(source: Source) -> bool:
    only = source.only
    return only is not None and only.head.lstrip()[:1] == "{" and '"supple.phone-trial/' in only.head


def _read(source: Source) -> SensorRecording:
    member = source.members[0]
    trial = load_json(member)
    where = member.where
    if not isinstance(trial, dict) or trial.get("schema") != SCHEMA:
        found = str(trial.get("schema"))[:40] if isinstance(trial, dict) else "no object"
        raise InputProblem(f"{where}:schema", found, SCHEMA, "record the trial again with this version")
    motion, angles, attitude = (_part(trial, name, where) for name in ("motion", "orientation", "attitude"))
    start_ms = _start_ms([motion, angles, attitude], where)
    builder = StreamBuilder(where, THORAX, sort=True)
    _add_orientation(builder, angles, attitude, start_ms)
    _add_motion(builder, motion, str(trial.get("user_agent") or ""), start_ms)
    streams, warnings = finished({THORAX: builder}, where)
    marks, cues = read_marks(trial.get("marks"), start_ms, f"{where}:marks")
    return SensorRecording(
        source.name,
        Format.PHONE_TRIAL,
        Instrument.PHONE,
        declared=declared_from(_object(trial.get("trial"), f"{where}:trial"), f"{where}:trial"),
        streams=streams,
        marks=marks,
        cues=cues,
        warnings=warnings,
    )


class _Events:
    """One kind of events: columns of equal length beside ``time_ms``."""

    def __init__(self, columns: Mapping[str, Any], where: str) -> None:
        self._columns = columns
        self._where = where
        self.time_ms = numbers(columns.get("time_ms", []), None, f"{where}.time_ms")

    def has(self, name: str) -> bool:
        return self._columns.get(name) is not None

    def get(self, name: str, width: int) -> FloatArray:
        values = numbers(self._columns[name], width, f"{self._where}.{name}")
        if values.shape[0] != self.time_ms.size:
            found = f"{values.shape[0]} values for {self.time_ms.size} times"
            raise InputProblem(f"{self._where}.{name}", found, "one value for each time", "record the trial again")
        return values

    def any_true(self, name: str) -> bool:
        value = self._columns.get(name)
        return value is True or (isinstance(value, list) and any(one is True for one in value))


def _part(trial: Mapping[str, Any], name: str, where: str) -> _Events:
    return _Events(_object(trial.get(name), f"{where}:{name}"), f"{where}:{name}")


def _object(value: object, where: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputProblem(where, f"{type(value).__name__}", "an object", "correct it")
    return value


def _start_ms(parts: list[_Events], where: str) -> float:
    """The first event of all kinds, in page-clock milliseconds: the recording's zero."""
    first = [float(np.nanmin(part.time_ms)) for part in parts if np.isfinite(part.time_ms).any()]
    if not first:
        raise InputProblem(where, "no events", "motion, orientation or attitude events", "record the trial again")
    return min(first)


def _add_orientation(builder: StreamBuilder, angles: _Events, attitude: _Events, start_ms: float) -> None:
    """The sensor's quaternion where there is one, else the events' angles; both map the device into a z-up world."""
    if attitude.has("quaternion"):
        builder.orientation((attitude.time_ms - start_ms) * _MS, attitude.get("quaternion", 4))
    if builder.stream.orientation is None and angles.has("angles_deg"):
        values = angles.get("angles_deg", 3)
        builder.orientation((angles.time_ms - start_ms) * _MS, from_device_angles_deg(*values.T))
        if angles.any_true("absolute"):
            builder.warnings.append("The phone's attitude uses its magnetometer, which metal and motors nearby disturb.")


def _add_motion(builder: StreamBuilder, motion: _Events, user_agent: str, start_ms: float) -> None:
    time_s = (motion.time_ms - start_ms) * _MS
    if motion.has("rotation_rate_dps"):
        # alpha, beta, gamma are the rates about the device's x, y, z in every engine (w3c/deviceorientation, issue 44).
        builder.rate(time_s, motion.get("rotation_rate_dps", 3))
    if not motion.has("acceleration_including_gravity_mps2"):
        return
    builder.acceleration(time_s, motion.get("acceleration_including_gravity_mps2", 3))
    found = builder.stream.acceleration
    if found is not None:
        sign = _sign(found, builder, user_agent)
        if sign < 0:
            builder.acceleration(found.time_s, -found.values)


def _sign(found: Channel, builder: StreamBuilder, user_agent: str) -> float:
    """Safari, and every browser on iOS, writes the opposite sign; the attitude tells, else the browser, else how it is worn."""
    attitude = builder.stream.orientation
    sign = sign_by_attitude(found, attitude) if attitude is not None else None
    if sign is not None:
        return sign
    agent = user_agent.lower()
    if any(name in agent for name in ("iphone", "ipad", "ipod")):
        return -1.0
    if "android" in agent or "chrome" in agent or "firefox" in agent:
        return 1.0
    builder.warnings.append(
        "Nothing says which way the accelerometer points; the phone was taken to be worn with its top edge up."
    )
    return sign_by_wearing(found) or 1.0


READER = Reader(Format.PHONE_TRIAL, _recognises, _read)
