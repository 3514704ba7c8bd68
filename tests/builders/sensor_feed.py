"""Chromium's sensors, fed over its debugging protocol in real time (the events carry real time stamps, so nothing is hurried)."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from playwright.sync_api import CDPSession, Page
from scipy.spatial.transform import Rotation

from builders.phone_feed import Sample

_SENSORS = ("relative-orientation", "gyroscope", "accelerometer", "linear-acceleration")
_FRAME_S = 1 / 60
#: Long enough that a rate which was held for too long is made good without a jerk.
_AHEAD_S = 0.1
_LYING = Sample(0.0, (0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 0.0), (0.0, 0.0, 9.81), (0.0, 0.0, 0.0))


class Sensors:
    """The sensors of one page. Make it before the page is opened: a page that has looked once keeps what it found."""

    def __init__(self, page: Page) -> None:
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        for kind in _SENSORS:
            self._cdp.send("Emulation.setSensorOverrideEnabled", {"enabled": True, "type": kind})
        self.show()

    def show(self, sample: Sample = _LYING) -> None:
        """From now on the phone reads this; the browser repeats it sixty times a second."""
        self._read("relative-orientation", {"quaternion": dict(zip("xyzw", sample.quaternion, strict=True))})
        self._read("gyroscope", _xyz([math.radians(rate) for rate in sample.rotation_rate_dps]))
        self._read("accelerometer", _xyz(sample.acceleration_with_gravity_mps2))
        self._read("linear-acceleration", _xyz(sample.linear_acceleration_mps2))

    def play(self, samples: Sequence[Sample], *, started: float) -> float:
        """All of them, each when its time has come since ``started`` (``time.monotonic``); gives the longest time without one, s.

        A reading is held until the next one, so on a busy computer the samples' own rates would turn the phone too far or not
        far enough: the rate shown is the one that leads from where the rates so far have led to where the phone is soon to be.
        """
        led = Rotation.from_quat(samples[0].quaternion)
        rate, before, longest = np.zeros(3), 0.0, 0.0
        while (passed := time.monotonic() - started) < samples[-1].t_s:
            led = led * Rotation.from_rotvec(rate * (passed - before))
            soon = Rotation.from_quat(_at(samples, passed + _AHEAD_S).quaternion)
            rate = (led.inv() * soon).as_rotvec() / _AHEAD_S
            x, y, z = np.degrees(rate)
            self.show(replace(_at(samples, passed), rotation_rate_dps=(x, y, z)))
            before, longest = passed, max(longest, passed - before)
            time.sleep(max(0.0, _FRAME_S - (time.monotonic() - started - passed)))
        return longest

    def silence(self) -> None:
        """No further events, as when a phone takes its sensors away."""
        for kind in _SENSORS:
            self._cdp.send("Emulation.setSensorOverrideEnabled", {"enabled": False, "type": kind})

    def _read(self, kind: str, reading: dict[str, Any]) -> None:
        self._cdp.send("Emulation.setSensorOverrideReadings", {"type": kind, "reading": reading})


def _xyz(values: Sequence[float]) -> dict[str, Any]:
    return {"xyz": dict(zip("xyz", values, strict=True))}


def _at(samples: Sequence[Sample], t_s: float) -> Sample:
    last = len(samples) - 1
    return samples[min(round(t_s / samples[-1].t_s * last), last)]
