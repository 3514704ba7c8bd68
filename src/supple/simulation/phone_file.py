"""A simulated phone recording as the file that a browser would post: ``supple.phone-trial/1``."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from supple.problems import InputProblem
from supple.recording.model import Channel, SensorRecording

_MS: Final = 1000.0
#: A page has been open for a while before a recording begins, milliseconds.
_PAGE_CLOCK_MS: Final = 12_000.0


class Phone(StrEnum):
    """Whose browser: iOS writes acceleration with the opposite sign."""

    ANDROID = "android"
    IPHONE = "iphone"


_AGENT: Final = {
    Phone.ANDROID: "Mozilla/5.0 (Linux; Android 16) Chrome/156.0",
    Phone.IPHONE: "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Safari/605.1",
}


def phone_trial(recording: SensorRecording, *, phone: Phone = Phone.ANDROID) -> dict[str, Any]:
    """The recording's thorax sensor as a phone trial, ready for ``json.dumps``. Raises InputProblem without raw samples."""
    stream = recording.streams.get("thorax")
    if stream is None or stream.angular_rate is None or stream.acceleration is None:
        raise InputProblem(recording.source, "no raw samples of a thorax sensor", "rates and accelerations", "simulate a phone")
    sign = -1.0 if phone is Phone.IPHONE else 1.0
    declared = recording.declared
    trial = {name: getattr(declared, name) for name in ("position", "mode", "placement", "arm", "assist", "support")}
    document: dict[str, Any] = {
        "schema": "supple.phone-trial/1",
        "user_agent": _AGENT[phone],
        "trial": {name: word.value for name, word in trial.items() if word is not None},
        "motion": {
            "time_ms": _clock(stream.angular_rate),
            "rotation_rate_dps": stream.angular_rate.values.tolist(),
            "acceleration_including_gravity_mps2": (sign * stream.acceleration.values).tolist(),
        },
        "marks": [
            {
                "kind": mark.purpose.value,
                "start_ms": mark.start_s * _MS + _PAGE_CLOCK_MS,
                "end_ms": mark.end_s * _MS + _PAGE_CLOCK_MS,
            }
            for mark in recording.marks
        ],
    }
    if stream.orientation is not None:
        quaternions = stream.orientation.values.tolist()
        document["attitude"] = {"time_ms": _clock(stream.orientation), "quaternion": quaternions}
    return document


def write_phone_trial(recording: SensorRecording, path: str | Path, *, phone: Phone = Phone.ANDROID) -> None:
    """Write the phone trial as JSON."""
    Path(path).write_text(json.dumps(phone_trial(recording, phone=phone)), encoding="utf-8")


def _clock(channel: Channel) -> list[float]:
    return [float(moment) for moment in channel.time_s * _MS + _PAGE_CLOCK_MS]
