"""From a script to the body's angles over time: way points joined with minimum jerk, sway laid over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from scipy.interpolate import CubicSpline

from supple.conventions import AXIAL_SIGN, LATERAL_SIGN, FloatArray
from supple.quantities import Direction, Movement, Position
from supple.recording.model import Still, StillWindow
from supple.simulation.spec import Move, Rest, SimulationSpec, Start

#: Columns of the body's angles, degrees in this project's signs. ``posture``: 0 upright, 1 in the position of the test.
COLUMNS: Final = (
    "flexion",
    "lateral_flexion",
    "rotation",
    "pelvis_flexion",
    "pelvis_lateral_flexion",
    "pelvis_rotation",
    "posture",
)
_FLEXION, _LATERAL, _ROTATION, _PELVIS_ROTATION, _POSTURE = 0, 1, 2, 5, 6
#: Forward tilt of the pelvis in the room and of the thorax in the pelvis, degrees, in each position (conventions).
POSTURE_DEG: Final = {
    Position.LUMBAR_LOCKED: (50.0, 32.0),
    Position.SEATED: (0.0, 4.0),
    Position.HALF_KNEELING: (2.0, 0.0),
    Position.STANDING: (0.0, 0.0),
    Position.SEATED_INCLINED: (40.0, 28.0),
}
GRID_HZ: Final = 250.0
_GETTING_INTO_PLACE_DEG: Final = np.array([20.0, 6.0, 15.0, 15.0, 4.0, 40.0, 0.0])
_MARK_MARGIN_S: Final = 0.2
_SWAY_KNOT_S: Final = 0.8


@dataclass(frozen=True)
class Span:
    """When one scripted movement left neutral, held its peak, and was back."""

    move: Move
    start_s: float
    hold_start_s: float
    hold_end_s: float
    end_s: float


@dataclass
class _Builder:
    rng: np.random.Generator
    return_error_deg: float
    times: list[float] = field(default_factory=lambda: [0.0])
    points: list[FloatArray] = field(default_factory=lambda: [np.zeros(len(COLUMNS))])
    marks: list[StillWindow] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    @property
    def now_s(self) -> float:
        return self.times[-1]

    def go(self, seconds: float, point: FloatArray) -> None:
        self.times.append(self.now_s + max(seconds, 1.0 / GRID_HZ))
        self.points.append(point)

    def stay(self, seconds: float, mark: Still | None = None) -> None:
        if seconds <= 0.0:
            return
        start = self.now_s
        self.go(seconds, self.points[-1])
        if mark is not None:
            self.marks.append(StillWindow(mark, start + _MARK_MARGIN_S, self.now_s - _MARK_MARGIN_S))

    def neutral(self) -> FloatArray:
        point = np.zeros(len(COLUMNS))
        point[_POSTURE] = 1.0
        point[: _ROTATION + 1] = self.rng.normal(0.0, 1.0, 3) * self.return_error_deg
        return point


def peak_point(move: Move) -> FloatArray:
    """(7,) angles of a movement's peak relative to neutral, see ``COLUMNS``."""
    side = move.direction or Direction.LEFT
    point = np.zeros(len(COLUMNS))
    point[_FLEXION] = move.coupled_flexion_deg
    point[_LATERAL] = LATERAL_SIGN[side] * move.coupled_lateral_flexion_deg
    point[_ROTATION] = AXIAL_SIGN[side] * move.coupled_rotation_deg
    point[_PELVIS_ROTATION] = AXIAL_SIGN[side] * move.pelvis_turn_deg
    column, sign = {
        Movement.ROTATION: (_ROTATION, AXIAL_SIGN[side]),
        Movement.LATERAL_FLEXION: (_LATERAL, LATERAL_SIGN[side]),
        Movement.FLEXION: (_FLEXION, 1.0),
        Movement.EXTENSION: (_FLEXION, -1.0),
    }[move.movement]
    point[column] = sign * move.peak_deg
    return point


def _hold(build: _Builder, move: Move, base: FloatArray, excursion: FloatArray) -> None:
    if move.dip_deg <= 0.0:
        build.stay(move.hold_s)
        return
    dipped = base + excursion * (1.0 - move.dip_deg / max(move.peak_deg, 1.0))
    for share, point in ((0.3, None), (0.2, dipped), (0.2, base + excursion), (0.3, None)):
        if point is None:
            build.stay(share * move.hold_s)
        else:
            build.go(share * move.hold_s, point)


def _perform(build: _Builder, move: Move) -> None:
    # After a movement that did not return, the excursion still counts from neutral: a direct pass left to right.
    base, excursion = build.neutral(), peak_point(move)
    start = build.now_s
    build.go(move.out_s, base + excursion)
    hold_start = build.now_s
    _hold(build, move, base, excursion)
    hold_end = build.now_s
    target = build.neutral() + (1.0 - move.returns) * excursion
    if move.returns > 0.0:
        if move.overshoot_deg > 0.0:
            past = build.neutral() - excursion * move.overshoot_deg / max(move.peak_deg, 1.0)
            build.go(move.back_s, past)
            build.go(0.5, target)
        else:
            build.go(move.back_s, target)
    build.spans.append(Span(move, start, hold_start, hold_end, build.now_s))
    build.stay(move.pause_s)


def _lead_in(build: _Builder, spec: SimulationSpec) -> None:
    if spec.start is Start.MOVING:
        # Getting into place: already under way when the recording begins, turning toward the front.
        build.points[-1] = build.rng.normal(0.0, 1.0, len(COLUMNS)) * _GETTING_INTO_PLACE_DEG
        build.go(0.6 * spec.settle_s, 0.2 * build.points[-1])
        build.go(0.4 * spec.settle_s, np.zeros(len(COLUMNS)))
    if spec.marked:
        build.stay(spec.still_s, Still.UPRIGHT)
        build.go(3.0 if POSTURE_DEG[spec.position][0] > 10.0 else 1.0, build.neutral())
        build.stay(spec.still_s, Still.ZERO)
    else:
        build.points[-1] = build.neutral()
        build.stay(spec.still_s if spec.start is Start.STILL else 0.3)


def _run(build: _Builder, spec: SimulationSpec) -> None:
    _lead_in(build, spec)
    for item in spec.script:
        if isinstance(item, Rest):
            if item.marked:
                build.go(0.5, build.neutral())
            build.stay(item.seconds, Still.ZERO if item.marked else None)
        else:
            _perform(build, item)
    build.go(1.0, build.neutral())
    build.stay(spec.still_s, Still.END if spec.marked else None)


def minimum_jerk(times: Sequence[float], points: Sequence[FloatArray], grid: FloatArray) -> FloatArray:
    """(n, k) way points (k columns, at rising times) joined on a grid (n,), at rest in each."""
    knots, values = np.asarray(times), np.asarray(points)
    left = np.clip(np.searchsorted(knots, grid, side="right") - 1, 0, len(knots) - 2)
    u = np.clip((grid - knots[left]) / (knots[left + 1] - knots[left]), 0.0, 1.0)
    blend = (u**3 * (10.0 - 15.0 * u + 6.0 * u * u))[:, None]
    eased: FloatArray = values[left] + (values[left + 1] - values[left]) * blend
    return eased


def wander(rng: np.random.Generator, grid: FloatArray, width: int) -> FloatArray:
    """(n, width) smooth random motion of standard deviation 1, the slow sway of a person who keeps still."""
    knots = np.arange(grid[0] - 2 * _SWAY_KNOT_S, grid[-1] + 3 * _SWAY_KNOT_S, _SWAY_KNOT_S)
    return np.asarray(CubicSpline(knots, rng.normal(size=(len(knots), width)))(grid), dtype=np.float64)


@dataclass(frozen=True)
class Timeline:
    """grid_s: (n,) uniform. angles_deg: (n, 7), see ``COLUMNS``. The same with no sway in ``intended_deg``."""

    grid_s: FloatArray
    angles_deg: FloatArray
    spans: tuple[Span, ...]
    marks: tuple[StillWindow, ...]


def build_timeline(spec: SimulationSpec, rng: np.random.Generator) -> Timeline:
    build = _Builder(rng, spec.return_error_deg)
    _run(build, spec)
    grid = np.arange(0.0, build.now_s, 1.0 / GRID_HZ)
    angles = minimum_jerk(build.times, build.points, grid)
    angles[:, :_POSTURE] += wander(rng, grid, _POSTURE) * spec.sway_deg
    return Timeline(grid, angles, tuple(build.spans), tuple(build.marks))
