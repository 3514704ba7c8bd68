"""Each sensor's heading is its own: bringing a pelvis sensor's world to the thorax sensor's, and taking drift off both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import WORLD_UP, FloatArray
from supple.motion.drift import SAME_TILT_DEG, Drift, estimate_drift, nothing_removed, returns, still_moments
from supple.motion.facing import Facing
from supple.motion.quaternion import about_vertical, angle_deg, conjugate, heading_deg, mean_orientation, multiply, rotate
from supple.motion.zeroing import Worn, ZeroInForce, since_zero
from supple.recording.model import Still, StillWindow

#: Leaning of the pelvis below which its direction says nothing, and how well both leans must go together (convention).
LEAST_LEAN_DEG: Final = 5.0
LEAST_COHERENCE: Final = 0.7


@dataclass(frozen=True)
class Turned:
    """How thorax and pelvis have turned since the zero in force, each in its own sensor's world, drift taken off.

    drift: of the thorax, or of the thorax against the pelvis. spread_deg: how far apart the neutral postures lie that could
    have been chosen (heading, standard deviation), None where too few were seen.
    """

    thorax: FloatArray
    pelvis: FloatArray | None
    drift: Drift
    spread_deg: float | None


def turned(worn: Worn, zero: ZeroInForce, *, marks: tuple[StillWindow, ...], bias_sd_dps: float, detrend: bool) -> Turned:
    """Motion since one zero, of the rows in which it is in force."""
    time = worn.time_s[zero.rows]
    thorax = since_zero(worn.thorax[zero.rows], zero.thorax)
    pelvis = None if worn.pelvis is None or zero.pelvis is None else since_zero(worn.pelvis[zero.rows], zero.pelvis)
    if not detrend or len(time) < 2:
        return Turned(thorax, pelvis, nothing_removed(bias_sd_dps=bias_sd_dps), None)
    moments, poses = _returns(worn, zero, marks=marks)
    if pelvis is None:
        drift, spread = _drift(moments, heading_deg(poses[0]), zero, span=(time[0], time[-1]), bias_sd_dps=bias_sd_dps)
        return Turned(multiply(about_vertical(-drift.at(time)), thorax), None, drift, spread)
    own, both = heading_deg(poses[1]), heading_deg(poses[0])
    relative = (both - own + 180.0) % 360.0 - 180.0
    drift, spread = _drift(moments, relative, zero, span=(time[0], time[-1]), bias_sd_dps=bias_sd_dps)
    base, _ = _drift(moments, own, zero, span=(time[0], time[-1]), bias_sd_dps=bias_sd_dps)
    thorax = multiply(about_vertical(-drift.at(time) - base.at(time)), thorax)
    return Turned(thorax, multiply(about_vertical(-base.at(time)), pelvis), drift, spread)


def _drift(
    moments: FloatArray, headings: FloatArray, zero: ZeroInForce, *, span: tuple[float, float], bias_sd_dps: float
) -> tuple[Drift, float | None]:
    chosen = returns(moments, headings, neutral_s=zero.centre_s, bias_sd_dps=bias_sd_dps)
    drift = estimate_drift(moments[chosen], headings[chosen], neutral_s=zero.centre_s, span_s=span, bias_sd_dps=bias_sd_dps)
    left = headings[chosen] - drift.at(moments[chosen])
    return drift, float(np.sqrt(np.mean(left**2))) if len(left) >= 3 else None


def _returns(worn: Worn, zero: ZeroInForce, *, marks: tuple[StillWindow, ...]) -> tuple[FloatArray, tuple[FloatArray, ...]]:
    """Moments at which the person may be back in the zero posture, and the bodies' turn since zero at each: (m,), (m, 4)."""
    series = (worn.thorax,) if worn.pelvis is None else (worn.thorax, worn.pelvis)
    zeros = (zero.thorax,) if worn.pelvis is None or zero.pelvis is None else (zero.thorax, zero.pelvis)
    windows = _windows(worn, zero, marks=marks, series=series)
    rows = [np.flatnonzero(worn.known & (worn.time_s >= start) & (worn.time_s <= end)) for start, end in windows]
    rows = [row for row in rows if len(row)]
    moments = np.array([float(worn.time_s[row].mean()) for row in rows])
    poses = tuple(
        since_zero(np.array([mean_orientation(one[row]) for row in rows]).reshape(-1, 4), pose)
        for one, pose in zip(series, zeros, strict=True)
    )
    upright = np.all([_tilt_deg(pose) <= SAME_TILT_DEG for pose in poses], axis=0) if rows else np.zeros(0, dtype=np.bool_)
    return moments[upright], tuple(pose[upright] for pose in poses)


def _windows(
    worn: Worn, zero: ZeroInForce, *, marks: tuple[StillWindow, ...], series: tuple[FloatArray, ...]
) -> list[tuple[float, float]]:
    """Declared zero and end windows after this zero where there are any, up to the next zero; else every still spell."""
    if any(mark.purpose is not Still.UPRIGHT for mark in marks):
        later = sorted(
            (m.start_s, m.end_s, m.purpose) for m in marks if m.start_s >= zero.end_s and m.purpose is not Still.UPRIGHT
        )
        until = next((i for i, m in enumerate(later) if m[2] is Still.ZERO), len(later) - 1)
        return [(start, end) for start, end, _ in later[: until + 1]]
    spells = still_moments(worn.time_s, series)
    return [(start, end) for start, end in spells if not start <= zero.centre_s <= end]


def _tilt_deg(pose: FloatArray) -> FloatArray:
    """How far the vertical has tilted: the part of a turn that is not about the vertical."""
    return angle_deg(multiply(pose, conjugate(about_vertical(heading_deg(pose)))))


def pelvis_heading_offset_deg(
    thorax: FloatArray,
    pelvis: FloatArray,
    *,
    zero: ZeroInForce,
    by_device: bool,
    facings: tuple[Facing, ...],
) -> float | None:
    """What to turn the pelvis sensor's world by to meet the thorax sensor's, degrees; None where nothing tells.

    thorax, pelvis: (n, 4) turns since zero, each in its own world. Two facings say it; a device that gives orientations
    keeps one world for its sensors; else the trunk's leaning does: where both lean, they lean the same way.
    """
    named = {facing.sensor: facing for facing in facings}
    if len(named) == 2 and zero.pelvis is not None:
        ahead = rotate(zero.thorax, named["thorax"].vector), rotate(zero.pelvis, named["pelvis"].vector)
        return float(np.rad2deg(np.arctan2(ahead[0][1], ahead[0][0]) - np.arctan2(ahead[1][1], ahead[1][0])))
    if by_device:
        return 0.0
    lean_thorax, lean_pelvis = _lean(thorax), _lean(pelvis)
    both = np.isfinite(lean_thorax) & np.isfinite(lean_pelvis)
    lean_thorax, lean_pelvis = lean_thorax[both], lean_pelvis[both]
    size = np.sqrt(np.sum(np.abs(lean_thorax) ** 2) * np.sum(np.abs(lean_pelvis) ** 2))
    if not both.any() or np.rad2deg(np.percentile(np.abs(lean_pelvis), 95)) < LEAST_LEAN_DEG:
        return None
    together = np.sum(lean_thorax * np.conj(lean_pelvis))
    return float(np.rad2deg(np.angle(together))) if np.abs(together) >= LEAST_COHERENCE * size else None


def _lean(turn: FloatArray) -> np.ndarray[tuple[int], np.dtype[np.complex128]]:
    """Where the vertical has gone in the horizontal plane, as x + iy."""
    up = rotate(turn, WORLD_UP)
    return np.asarray(up[:, 0] + 1j * up[:, 1])
