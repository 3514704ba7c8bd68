"""Chromium's sensors, fed over its debugging protocol in real time (the events carry real time stamps, so nothing is hurried)."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import CDPSession, Page

from builders.phone_feed import Sample

_SENSORS = ("relative-orientation", "gyroscope", "accelerometer", "linear-acceleration")
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

    def play(self, samples: Sequence[Sample], *, started: float) -> None:
        """All of them, each when its time has come since ``started`` (``time.monotonic``); late ones are left out."""
        while (passed := time.monotonic() - started) < samples[-1].t_s:
            index = round(passed / samples[-1].t_s * (len(samples) - 1))
            self.show(samples[index])
            time.sleep(max(0.0, 1 / 60 - (time.monotonic() - started - passed)))

    def silence(self) -> None:
        """No further events, as when a phone takes its sensors away."""
        for kind in _SENSORS:
            self._cdp.send("Emulation.setSensorOverrideEnabled", {"enabled": False, "type": kind})

    def _read(self, kind: str, reading: dict[str, Any]) -> None:
        self._cdp.send("Emulation.setSensorOverrideReadings", {"type": kind, "reading": reading})


def _xyz(values: Sequence[float]) -> dict[str, Any]:
    return {"xyz": dict(zip("xyz", values, strict=True))}
