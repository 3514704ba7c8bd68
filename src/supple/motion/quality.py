"""One repetition measured: peak, hold, speed, smoothness, compensation, grade, and the interval of its true peak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from supple.conventions import FloatArray
from supple.motion.grading import Facts, grade, worst
from supple.motion.intervals import peak_interval_deg, seconds_since_zero
from supple.motion.model import Compensation, JointAngles, Repetition
from supple.motion.repetitions import SIDE_OF, Found
from supple.motion.series import GRID_HZ, Series
from supple.motion.smoothness import sparc
from supple.quantities import Movement

#: A hold is within this of the peak and slower than this (conventions of this project; the output's contract names them).
HOLD_WITHIN_DEG: Final = 3.0
HOLD_BELOW_DPS: Final = 5.0
#: With a hold the peak is the median of its steadiest second (how a measurement is made).
STEADIEST_S: Final = 1.0
#: The way out is over at this share of the excursion (convention).
_ARRIVED_SHARE: Final = 0.95
_AROUND_PEAK_S: Final = 0.5


@dataclass(frozen=True)
class _Excerpt:
    """One repetition's own angle, positive toward its direction, and its indices into the series."""

    series: Series
    start: int
    end: int
    angle_deg: FloatArray
    rate_dps: FloatArray
    #: Index into the series of the peak, and its angle.
    peak: int
    peak_deg: float

    @property
    def arrived(self) -> int:
        """Index into the excerpt at which the way out is over."""
        goal = self.angle_deg[0] + _ARRIVED_SHARE * (self.peak_deg - self.angle_deg[0])
        reached = np.flatnonzero(self.angle_deg >= goal)
        return int(reached[0]) if reached.size else self.peak - self.start


def measure_repetition(series: Series, found: Found, angles: JointAngles, *, zeros_s: Sequence[float]) -> Repetition:
    """Everything said of one repetition. zeros_s: moments at which zero was taken."""
    part = _excerpt(series, found)
    compensation = _compensation(part, found.movement)
    verdict, reasons = grade(_facts(part, compensation), found.movement)
    peak_s = float(series.time_s[part.peak])
    outward = part.rate_dps[: max(part.arrived, 1) + 1]
    duration_s = max(part.arrived, 1) / GRID_HZ
    held = _held(part.angle_deg, part.rate_dps, part.peak_deg)
    return Repetition(
        movement=found.movement,
        direction=found.direction,
        start_s=float(series.time_s[part.start]),
        peak_s=peak_s,
        end_s=float(series.time_s[part.end]),
        peak_deg=part.peak_deg,
        interval_deg=peak_interval_deg(
            angles.error,
            movement=found.movement,
            peak_deg=part.peak_deg,
            since_zero_s=seconds_since_zero(peak_s, zeros_s),
        ),
        hold_s=float(np.count_nonzero(held) / GRID_HZ),
        mean_speed_dps=float((part.angle_deg[part.arrived] - part.angle_deg[0]) / duration_s),
        sparc=sparc(outward, GRID_HZ),
        compensation=compensation,
        grade=worst(verdict, angles.grade),
        reasons=tuple(dict.fromkeys((*angles.reasons, *reasons))),
        holds_s=_windows(held, float(series.time_s[part.start])),
    )


def _excerpt(series: Series, found: Found) -> _Excerpt:
    side = SIDE_OF[found.movement, found.direction]
    start, end = found.excursion.start, found.excursion.end
    whole = side.sign * getattr(series, side.angle)
    angle = whole[start : end + 1]
    rate = np.gradient(angle) * GRID_HZ
    peak, peak_deg = _peak(angle, rate)
    return _Excerpt(series, start, end, angle, rate, start + peak, peak_deg)


def _held(angle: FloatArray, rate: FloatArray, peak_deg: float) -> NDArray[np.bool_]:
    held: NDArray[np.bool_] = (angle >= peak_deg - HOLD_WITHIN_DEG) & (np.abs(rate) < HOLD_BELOW_DPS)
    return held


def _windows(held: NDArray[np.bool_], start_s: float) -> tuple[tuple[float, float], ...]:
    """From and to of every run of held samples; a sample stands for the time halfway to its neighbours."""
    edges = np.flatnonzero(np.diff(held.astype(np.int8), prepend=0, append=0))
    moments = (start_s + (edges - 0.5) / GRID_HZ).tolist()
    return tuple(zip(moments[::2], moments[1::2], strict=True))


def _peak(angle: FloatArray, rate: FloatArray) -> tuple[int, float]:
    """Index and angle of the peak: the median of the steadiest second of the hold, without a hold the largest angle."""
    top = int(np.argmax(angle))
    width = round(STEADIEST_S * GRID_HZ)
    if len(angle) < width:
        return top, float(angle[top])
    seconds = sliding_window_view(angle, width)
    steady = sliding_window_view(_held(angle, rate, float(angle[top])), width).all(axis=1)
    if not steady.any():
        return top, float(angle[top])
    start = int(np.argmin(np.where(steady, seconds.std(axis=1), np.inf)))
    return start + width // 2, float(np.median(seconds[start]))


def _compensation(part: _Excerpt, movement: Movement) -> Compensation:
    """What moved along, from the start to the peak; the movement's own angle is no compensation."""
    series = part.series
    bends = movement in {Movement.FLEXION, Movement.EXTENSION}
    return Compensation(
        pelvis_turn_deg=_change(series.pelvis_rotation_deg, part),
        lateral_flexion_deg=None if movement is Movement.LATERAL_FLEXION else _change(series.lateral_flexion_deg, part),
        flexion_deg=None if bends else _change(series.flexion_deg, part),
    )


def _change(values: FloatArray | None, part: _Excerpt) -> float | None:
    return None if values is None else float(values[part.peak] - values[part.start])


def _facts(part: _Excerpt, compensation: Compensation) -> Facts:
    lean = _lean_deg(part, compensation)
    missing = part.series.missing
    around = round(_AROUND_PEAK_S * GRID_HZ)
    turn = compensation.pelvis_turn_deg
    return Facts(
        peak_speed_dps=float(np.abs(part.rate_dps).max()),
        pelvis_turn_deg=None if turn is None else abs(turn),
        lean_deg=lean,
        lean_share=lean / max(part.peak_deg, 1.0),
        end_deg=float(part.angle_deg[-1]) - max(float(part.angle_deg[0]), 0.0),
        missing_share=float(missing[part.start : part.end + 1].mean()),
        missing_at_peak=float(missing[max(part.peak - around, 0) : part.peak + around + 1].mean()),
    )


def _lean_deg(part: _Excerpt, compensation: Compensation) -> float:
    if compensation.flexion_deg is not None and compensation.lateral_flexion_deg is not None:
        return float(np.hypot(compensation.flexion_deg, compensation.lateral_flexion_deg))
    return abs(float(part.series.swing_deg[part.peak] - part.series.swing_deg[part.start]))
