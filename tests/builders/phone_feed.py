"""A person who follows a guidance: what their phone records of it, and what a browser's sensors are to be fed with.

``document`` is always a guidance as JSON (schema ``supple.guidance/1``); ``peaks_deg`` says how far the person goes by the label
of the cue: ``{"turn-left": 42, "turn-right": 50}``, ``{"curl": 35, "lift": 20}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.spatial.transform import Slerp

from supple.conventions import FloatArray
from supple.quantities import Direction, Instrument, Mode, Movement, Placement, Position
from supple.recording.model import SensorRecording, Still, StillWindow
from supple.simulation import ONE_PHONE, Device, Mounting, Move, SimulationSpec, Truth
from supple.simulation.body import move_body
from supple.simulation.phone_file import Phone, phone_trial
from supple.simulation.sensor import mounted, rates_dps, specific_force_mps2
from supple.simulation.simulator import observed
from supple.simulation.timeline import COLUMNS, GRID_HZ, POSTURE_DEG, Span, Timeline, minimum_jerk, peak_point, wander

PEAKS_DEG = {"turn-left": 42.0, "turn-right": 50.0, "curl": 38.0, "lift": 22.0}
PAGE_CLOCK_MS = 12_000.0
#: Of an assisted turn, what is reached alone before the push.
_ALONE = 0.8
_POSTURE = COLUMNS.index("posture")
_PELVIS_ROTATION = COLUMNS.index("pelvis_rotation")
_STERNUM, _UPPER_BACK = Mounting(), Mounting(turned_deg=(0.0, 180.0, 0.0), place_m=(-0.10, 0.30, 0.0))
_WORN = {Placement.STERNUM: _STERNUM, Placement.UPPER_BACK: _UPPER_BACK}
_BENDS = {"curl": Movement.FLEXION, "lift": Movement.EXTENSION}


@dataclass(frozen=True)
class Habits:
    """How a person follows. late_s: after the voice. return_deg: standard deviation of coming back. sway_deg: keeping still.

    pelvis_deg: how far the pelvis turns along where it is free. turns_in_pauses_deg: how far the person looks around when
    resting out of position.
    """

    late_s: float = 0.2
    return_deg: float = 0.5
    sway_deg: float = 0.3
    pelvis_deg: float = 0.0
    turns_in_pauses_deg: float = 0.0


EXACT = Habits(late_s=0.0, return_deg=0.0, sway_deg=0.0)


@dataclass(frozen=True)
class Sample:
    """One moment for the sensors of a browser. quaternion: x, y, z, w, device to a z-up earth. The rest in the device's axes."""

    t_s: float
    quaternion: tuple[float, float, float, float]
    rotation_rate_dps: tuple[float, float, float]
    acceleration_with_gravity_mps2: tuple[float, float, float]
    linear_acceleration_mps2: tuple[float, float, float]


def samples(
    document: Mapping[str, Any],
    peaks_deg: Mapping[str, float] = PEAKS_DEG,
    *,
    rate_hz: float = 60.0,
    habits: Habits = EXACT,
    facing_deg: float = 0.0,
    seed: int = 0,
) -> Iterator[Sample]:
    """Error-free samples at an even rate from the first step's beginning to the last one's end."""
    spec = _spec(document, seed, facing_deg)
    timeline = follow(document, peaks_deg, habits=habits, seed=seed)
    body = move_body(spec, timeline)
    mounting = spec.mountings["thorax"]
    device = mounted(body.thorax, mounting)
    place = body.pelvis.apply([0.0, 0.12, 0.0]) + body.thorax.apply(mounting.place_m)
    times = np.arange(0.0, timeline.grid_s[-1], 1.0 / rate_hz)
    attitude = Slerp(timeline.grid_s, device)(times)
    force = _read(timeline.grid_s, specific_force_mps2(device, place), times)
    gravity = attitude.inv().apply([0.0, 0.0, 9.80665])
    rates = _read(timeline.grid_s, rates_dps(device), times)
    for row in zip(times, attitude.as_quat(), rates, force, force - gravity, strict=True):
        yield Sample(float(row[0]), *(tuple(map(float, part)) for part in row[1:]))  # type: ignore[arg-type]


def recorded(
    document: Mapping[str, Any],
    peaks_deg: Mapping[str, float] = PEAKS_DEG,
    *,
    habits: Habits | None = None,
    phone: Device | None = None,
    facing_deg: float = 70.0,
    seed: int = 0,
) -> tuple[SensorRecording, Truth]:
    """What a phone records of it, errors and all, and the truth."""
    spec = _spec(document, seed, facing_deg, phone)
    timeline = follow(document, peaks_deg, habits=habits or Habits(), seed=seed)
    return observed(spec, timeline, np.random.default_rng(seed))


def trial_document(document: Mapping[str, Any], recording: SensorRecording, *, phone: Phone = Phone.ANDROID) -> dict[str, Any]:
    """The phone trial as the capture posts it: the recording's events with the guidance's own marks and choices."""
    trial = phone_trial(recording, phone=phone)
    return {**trial, "trial": document["trial"], "marks": list(marks(document))}


def marks(document: Mapping[str, Any], *, started_ms: float = PAGE_CLOCK_MS) -> Iterator[dict[str, Any]]:
    """The marks that the clock of the capture writes for a guidance begun at ``started_ms``."""
    for start_s, step in timed(document):
        mark = step["mark"]
        if mark is None:
            continue
        end_s = start_s if mark["kind"] == "cue" else start_s + step["seconds"]
        yield {**mark, "start_ms": started_ms + start_s * 1e3, "end_ms": started_ms + end_s * 1e3}


def timed(document: Mapping[str, Any]) -> Iterator[tuple[float, Mapping[str, Any]]]:
    """Each step with the second at which it begins."""
    now_s = 0.0
    for step in document["steps"]:
        yield now_s, step
        now_s += step["seconds"]


def follow(document: Mapping[str, Any], peaks_deg: Mapping[str, float], *, habits: Habits, seed: int) -> Timeline:
    """The body's angles of somebody who does what the voice says."""
    rng = np.random.default_rng([seed, 7])
    person = _Follower(document["trial"], habits, rng)
    for start_s, step in timed(document):
        person.do(start_s, step, peaks_deg)
    total_s = start_s + step["seconds"]
    person.stay_until(total_s)
    grid = np.arange(0.0, total_s, 1.0 / GRID_HZ)
    angles = minimum_jerk(person.times, person.points, grid)
    angles[:, :_POSTURE] += wander(rng, grid, _POSTURE) * habits.sway_deg
    windows = tuple(
        StillWindow(Still(step["mark"]["kind"]), start_s, start_s + step["seconds"])
        for start_s, step in timed(document)
        if step["mark"] and step["mark"]["kind"] in set(Still)
    )
    return Timeline(grid, angles, tuple(person.spans), windows)


class _Follower:
    def __init__(self, trial: Mapping[str, Any], habits: Habits, rng: np.random.Generator) -> None:
        self.folds = POSTURE_DEG[Position(trial["position"])][0] > 10.0
        self.assisted = trial["mode"] == "assisted"
        self.habits, self.rng = habits, rng
        self.times, self.points = [0.0], [self._neutral(0.0)]
        self.spans: list[Span] = []
        self.move: Move | None = None
        self.begun_s = self.held_s = 0.0
        self.base = self.points[0]

    def do(self, start_s: float, step: Mapping[str, Any], peaks_deg: Mapping[str, float]) -> None:
        kind, seconds = step["kind"], step["seconds"]
        late_s = start_s + self.habits.late_s
        if kind == "place":
            if self.spans and not self.folds:
                self._look_around(start_s, seconds)
            # The first place is the upright one; the later ones are the position of the test.
            self.go(max(self.times[-1], start_s), 0.5 * seconds, self._neutral(float(start_s > 0.0)))
        elif kind == "rest" and step["tone"] == "ready":
            self.go(start_s, 0.2 * seconds, self._neutral(0.0))
            self._look_around(self.times[-1], seconds)
        elif kind == "turn":
            self._turn(late_s, seconds - self.habits.late_s, step, peaks_deg)
        elif kind == "hold":
            self.held_s = late_s
        elif kind == "back" and self.move is not None:
            self.go(late_s, seconds - self.habits.late_s, self._neutral(self.points[-1][_POSTURE]))
            self.spans.append(Span(self.move, self.begun_s, self.held_s, late_s, self.times[-1]))
            self.move = None

    def _look_around(self, start_s: float, seconds: float) -> None:
        turned = self.points[-1].copy()
        turned[_PELVIS_ROTATION] += self.habits.turns_in_pauses_deg
        back = self.points[-1]
        self.go(start_s, 0.2 * seconds, turned)
        self.go(self.times[-1], 0.2 * seconds, back)

    def _turn(self, start_s: float, seconds: float, step: Mapping[str, Any], peaks_deg: Mapping[str, float]) -> None:
        share = 1.0
        if self.move is None:
            self.move, self.base, self.begun_s = self._asked(step, peaks_deg), self.points[-1], start_s
            share = _ALONE if self.assisted else 1.0
        self.go(start_s, seconds, self.base + share * peak_point(self.move))

    def _asked(self, step: Mapping[str, Any], peaks_deg: Mapping[str, float]) -> Move:
        side = step["direction"]
        label = step["mark"]["label"] if step["mark"] else f"turn-{side}"
        if label in _BENDS:
            return Move(movement=_BENDS[label], peak_deg=peaks_deg[label], hold_s=2.0)
        pelvis = 0.0 if self.folds else self.habits.pelvis_deg
        return Move(direction=Direction(side), peak_deg=peaks_deg[label], hold_s=2.0, pelvis_turn_deg=pelvis)

    def go(self, start_s: float, seconds: float, point: FloatArray) -> None:
        self.stay_until(start_s)
        self.times.append(start_s + seconds)
        self.points.append(point)

    def stay_until(self, moment_s: float) -> None:
        if moment_s > self.times[-1]:
            self.times.append(moment_s)
            self.points.append(self.points[-1])

    def _neutral(self, posture: float) -> FloatArray:
        point = np.zeros(len(COLUMNS))
        point[_POSTURE] = posture
        point[:3] = self.rng.normal(0.0, 1.0, 3) * self.habits.return_deg
        return point


def _spec(document: Mapping[str, Any], seed: int, facing_deg: float, phone: Device | None = None) -> SimulationSpec:
    trial = document["trial"]
    placement = Placement(trial["placement"])
    return SimulationSpec(
        script=(),
        position=Position(trial["position"]),
        mode=Mode(trial["mode"]),
        instrument=Instrument.PHONE,
        placement=placement,
        devices={"thorax": phone} if phone else ONE_PHONE,
        mountings={"thorax": _WORN[placement]},
        facing_deg=facing_deg,
        seed=seed,
    )


def _read(grid_s: FloatArray, values: FloatArray, times: FloatArray) -> FloatArray:
    return np.column_stack([np.interp(times, grid_s, column) for column in values.T])
