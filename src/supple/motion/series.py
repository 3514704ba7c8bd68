"""Joint angles on a uniform grid, smoothed, with what was missing kept in mind: what repetitions are searched in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

from supple.conventions import FloatArray
from supple.motion.model import JointAngles

#: Peaks are read from angles low-passed at this frequency, zero phase (convention of this project).
LOW_PASS_HZ: Final = 3.0
GRID_HZ: Final = 50.0
#: A hole in the samples longer than this is missing, a shorter one is bridged (DESIGN: the same 250 ms as elsewhere).
LONGEST_BRIDGED_S: Final = 0.25
_FILTER_PAD: Final = 30


@dataclass(frozen=True)
class Series:
    """Angles (n,) in degrees on a grid of ``GRID_HZ``, no NaN: holes are bridged by a straight line and marked in ``missing``.

    swing_deg: size of the bend. swing_parts_deg: (n, 2) as in ``JointAngles``.
    flexion_deg, lateral_flexion_deg, pelvis_rotation_deg: None where unknown.
    """

    time_s: FloatArray
    rotation_deg: FloatArray
    flexion_deg: FloatArray | None
    lateral_flexion_deg: FloatArray | None
    swing_deg: FloatArray
    pelvis_rotation_deg: FloatArray | None
    missing: NDArray[np.bool_]
    swing_parts_deg: FloatArray | None = None

    def index(self, moment_s: float) -> int:
        return int(np.clip(round((moment_s - self.time_s[0]) * GRID_HZ), 0, len(self.time_s) - 1))


def as_series(angles: JointAngles, *, from_s: float = -np.inf, to_s: float = np.inf) -> Series | None:
    """The uniform, smoothed series between two moments; None where fewer than a second of samples was seen."""
    seen = np.isfinite(angles.axial_rotation_deg) & (angles.time_s >= from_s) & (angles.time_s <= to_s)
    times = angles.time_s[seen]
    if len(times) < _FEWEST or times[-1] - times[0] < 1.0:
        return None
    grid = np.arange(times[0], times[-1], 1.0 / GRID_HZ)
    parts = angles.swing_parts_deg
    return Series(
        grid,
        smoothed(angles.time_s, angles.axial_rotation_deg, grid),
        _optional(angles.time_s, angles.flexion_deg, grid),
        _optional(angles.time_s, angles.lateral_flexion_deg, grid),
        smoothed(angles.time_s, angles.swing_deg, grid),
        _optional(angles.time_s, angles.pelvis_rotation_deg, grid),
        _holes(times, grid),
        None if parts is None else np.column_stack([smoothed(angles.time_s, part, grid) for part in parts.T]),
    )


_FEWEST: Final = 8


def smoothed(time_s: FloatArray, values: FloatArray, grid: FloatArray) -> FloatArray:
    """(m,) low-passed values on the grid; samples of NaN are stepped over (all NaN gives zeros)."""
    seen = np.isfinite(values)
    if not seen.any():
        return np.zeros_like(grid)
    even = np.interp(grid, time_s[seen], values[seen])
    sections = butter(2, LOW_PASS_HZ, fs=GRID_HZ, output="sos")
    return np.asarray(sosfiltfilt(sections, even, padlen=min(_FILTER_PAD, len(even) - 1)), dtype=np.float64)


def _optional(time_s: FloatArray, values: FloatArray | None, grid: FloatArray) -> FloatArray | None:
    return None if values is None or not np.isfinite(values).any() else smoothed(time_s, values, grid)


def _holes(times: FloatArray, grid: FloatArray) -> NDArray[np.bool_]:
    after = np.searchsorted(times, grid).clip(1, len(times) - 1)
    hole: NDArray[np.bool_] = times[after] - times[after - 1] > LONGEST_BRIDGED_S
    return hole
