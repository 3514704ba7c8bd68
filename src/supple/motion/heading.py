"""Each sensor's heading is its own: bringing a pelvis sensor's world to the thorax sensor's, and taking drift off both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.conventions import WORLD_UP, FloatArray
from supple.motion.drift import SAME_TILT_DEG, Drift, estimate_drift, nothing_removed, returns, still_moments
from supple.motion.facing import Facing
from supple.motion.quaternion import about_vertical, angle_deg, conjugate, heading_deg, mean_orientation, multiply, rotate
from supple.motion.turning import wrap_deg
from supple.motion.zeroing import Worn, ZeroInForce, since_zero
from supple.recording.model import Still, StillWindow

#: Leaning of the pelvis below which its direction says nothing, and how well both leans must go together (convention).
LEAST_LEAN_DEG: Final = 5.0
LEAST_COHERENCE: Final = 0.7
UNTWISTED_DEG: Final = 12.0


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
    seen = _returns(worn, zero, marks=marks)
    span = (float(time[0]), float(time[-1]))
    both = heading_deg(seen.poses[0])
    if pelvis is None:
        drift, spread = _drift(seen, both, zero, span=span, bias_sd_dps=bias_sd_dps)
        return Turned(multiply(about_vertical(-drift.at(time)), thorax), None, drift, spread)
    own = heading_deg(seen.poses[1])
    drift, spread = _drift(seen, wrap_deg(both - own), zero, span=span, bias_sd_dps=bias_sd_dps)
    base, _ = _drift(seen, own, zero, span=span, bias_sd_dps=bias_sd_dps)
    thorax = multiply(about_vertical(-drift.at(time) - base.at(time)), thorax)
    return Turned(thorax, multiply(about_vertical(-base.at(time)), pelvis), drift, spread)


@dataclass(frozen=True)
class _Seen:
    """Still moments that may be returns: (m,) s, each sensor's turn since zero (m, 4), and which were declared."""

    moments_s: FloatArray
    poses: tuple[FloatArray, ...]
    declared: NDArray[np.bool_]


def _drift(
    seen: _Seen, headings: FloatArray, zero: ZeroInForce, *, span: tuple[float, float], bias_sd_dps: float
) -> tuple[Drift, float | None]:
    moments = seen.moments_s
    chosen = returns(moments, headings, certain=seen.declared, neutral_s=zero.centre_s, bias_sd_dps=bias_sd_dps)
    drift = estimate_drift(moments[chosen], headings[chosen], neutral_s=zero.centre_s, span_s=span, bias_sd_dps=bias_sd_dps)
    left = headings[chosen] - drift.at(moments[chosen])
    return drift, float(np.sqrt(np.mean(left**2))) if len(left) >= 3 else None


def _returns(worn: Worn, zero: ZeroInForce, *, marks: tuple[StillWindow, ...]) -> _Seen:
    """Still moments in which the trunk is tilted as at zero."""
    series = (worn.thorax,) if worn.pelvis is None else (worn.thorax, worn.pelvis)
    zeros = (zero.thorax,) if worn.pelvis is None or zero.pelvis is None else (zero.thorax, zero.pelvis)
    windows = _windows(worn, zero, marks=marks, series=series)
    known = np.flatnonzero(worn.known)
    edges = np.searchsorted(worn.time_s[known], np.array(windows).reshape(-1, 2) + np.array([-1e-9, 1e-9]))
    rows = [known[first:last] for first, last in edges]
    held = [k for k, row in enumerate(rows) if len(row)]
    moments = np.array([float(worn.time_s[rows[k]].mean()) for k in held])
    poses = tuple(
        since_zero(np.array([mean_orientation(one[rows[k]]) for k in held]).reshape(-1, 4), pose)
        for one, pose in zip(series, zeros, strict=True)
    )
    ends = {(mark.start_s, mark.end_s) for mark in marks if mark.purpose is Still.END}
    same = np.all([_tilt_deg(pose) <= SAME_TILT_DEG for pose in poses], axis=0).astype(np.bool_)
    declared = np.array([windows[k] in ends for k in held], dtype=np.bool_)
    return _Seen(moments[same], tuple(pose[same] for pose in poses), declared[same])


def _windows(
    worn: Worn, zero: ZeroInForce, *, marks: tuple[StillWindow, ...], series: tuple[FloatArray, ...]
) -> list[tuple[float, float]]:
    """Declared end windows and every other still spell while this zero is in force, and the zero that follows it."""
    first, last = worn.time_s[zero.first], worn.time_s[zero.last - 1]
    ends = [(m.start_s, m.end_s) for m in marks if m.purpose is Still.END and first <= m.start_s <= last]
    following = sorted((m.start_s, m.end_s) for m in marks if m.purpose is Still.ZERO and m.start_s > zero.end_s)[:1]
    known = [*ends, *following]
    spells = [(start, end) for start, end in still_moments(worn.time_s, series) if end >= first and start <= last]
    free = [one for one in spells if not any(_overlap(one, other) for other in (*known, (zero.start_s, zero.end_s)))]
    return sorted([*known, *free])


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _tilt_deg(pose: FloatArray) -> FloatArray:
    """How far the vertical has tilted: the part of a turn that is not about the vertical."""
    return angle_deg(multiply(pose, conjugate(about_vertical(heading_deg(pose)))))


def pelvis_heading_offset_deg(
    thorax: FloatArray,
    pelvis: FloatArray,
    *,
    zero: ZeroInForce,
    axis: FloatArray,
    by_device: bool,
    facings: tuple[Facing, ...],
) -> float | None:
    """What to turn the pelvis sensor's world by to meet the thorax sensor's, degrees; None where nothing tells.

    thorax, pelvis: (n, 4) turns since zero, each in its own world. axis: (3,) of rotation, in the thorax sensor's world.
    Two facings say it; a device that gives orientations keeps one world for its sensors; else the trunk's leaning does:
    while it does not rotate, thorax and pelvis lean the same way.
    """
    named = {facing.sensor: facing for facing in facings}
    if len(named) == 2 and zero.pelvis is not None:
        ahead = rotate(zero.thorax, named["thorax"].vector), rotate(zero.pelvis, named["pelvis"].vector)
        return float(np.rad2deg(np.arctan2(ahead[0][1], ahead[0][0]) - np.arctan2(ahead[1][1], ahead[1][0])))
    if by_device:
        return 0.0
    twist = np.rad2deg(2.0 * np.arctan2(np.abs(thorax[:, :3] @ axis), np.abs(thorax[:, 3])))
    lean_thorax, lean_pelvis = _lean(thorax), _lean(pelvis)
    used = np.isfinite(lean_thorax) & np.isfinite(lean_pelvis) & (twist < UNTWISTED_DEG)
    lean_thorax, lean_pelvis = lean_thorax[used], lean_pelvis[used]
    size = np.sqrt(np.sum(np.abs(lean_thorax) ** 2) * np.sum(np.abs(lean_pelvis) ** 2))
    if not used.any() or np.rad2deg(np.percentile(np.abs(lean_pelvis), 98)) < LEAST_LEAN_DEG:
        return None
    together = np.sum(lean_thorax * np.conj(lean_pelvis))
    return float(np.rad2deg(np.angle(together))) if np.abs(together) >= LEAST_COHERENCE * size else None


def _lean(turn: FloatArray) -> np.ndarray[tuple[int], np.dtype[np.complex128]]:
    """Where the vertical has gone in the horizontal plane, as x + iy."""
    up = rotate(turn, WORLD_UP)
    return np.asarray(up[:, 0] + 1j * up[:, 1])
