"""From one sensor's raw samples to its orientation, or the device's own orientation made fit for use.

Raw rates and accelerations go through VQF without magnetometer (Laidig & Seel 2023, doi:10.1016/j.inffus.2022.10.014),
offline, on a uniform grid by the sensor's own time stamps, and are read back at the gyroscope's own stamps. The heading is
arbitrary and drifts; the inclination does not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.ndimage import uniform_filter1d

from supple.conventions import FloatArray
from supple.motion.bridging import HOLE_STEPS, bridge, lost_deg
from supple.motion.raw_samples import (
    check_alive,
    check_overlap,
    dropped_note,
    jumps,
    plausible,
    saturation_note,
    without_glitches,
)
from supple.motion.resampling import Samples, clean, covered, gaps, interpolate, is_uniform, slerp, uniform_grid
from supple.problems import InputProblem
from supple.recording.model import SensorStream

#: Slower channels are filled in to this rate before integration; at 26 Hz that takes VQF's heading error on BROAD's
#: fast trial from 5.4 to 1.8 degrees (docs: sensors).
INNER_RATE_HZ: Final = 100.0
#: VQF's own limit for rest, 2 deg/s, is made for a sensor on a table: somebody who sits still sways and breathes faster than
#: that. With 3 deg/s and slower smoothing the bias is learned in the still windows too; BROAD's figures do not get worse.
VQF_PARAMETERS: Final = {"restThGyr": 3.0, "restFilterTau": 1.0}
#: VQF takes no bias above 2 deg/s; one up to this size is taken off first, in the stillest 1.5 s, where the rates scatter
#: by less than ``REST_SCATTER_DPS`` around the recording's median rate: a slow turn differs from it (convention).
COARSE_BIAS_DPS: Final = (1.5, 10.0)
REST_SCATTER_DPS: Final = 1.0
#: VQF's own standard deviation of the bias is too sure of itself on a body that sways, by this factor; and the bias
#: moves by this much between rests (both from simulated recordings: docs, sensors).
BIAS_SD_FACTOR: Final = 2.5
BIAS_WANDERS_DPS: Final = 0.06
REST_S: Final = 1.5
#: Uncertainty of the bias of a device whose filter is not ours (convention), deg/s.
DEVICE_BIAS_SD_DPS: Final = 0.06


@dataclass(frozen=True)
class SensorOrientation:
    """time_s: (n,) the reference channel's distinct stamps. quaternion: (n, 4) sensor to world, NaN inside gaps over 250 ms.

    by_device: the device's own estimate. bias_sd_dps: what is not known of the gyroscope's bias. gap_error_deg: heading that
    may have been lost in holes, standard deviation.
    """

    time_s: FloatArray
    quaternion: FloatArray
    by_device: bool
    bias_sd_dps: float
    gap_error_deg: float
    warnings: tuple[str, ...] = ()


def sensor_orientation(stream: SensorStream, *, where: str) -> SensorOrientation:
    """Orientation from raw samples where there are rates and accelerations, else the device's own.

    Raises InputProblem where the stream has neither, or its samples cannot be what they claim to be.
    """
    if stream.angular_rate is not None and stream.acceleration is not None:
        return filtered_orientation(stream, where=where)
    if stream.orientation is not None:
        return device_orientation(stream, where=where)
    found = "acceleration only" if stream.angular_rate is None else "angular rates only"
    raise InputProblem(
        where, found, "angular rates with accelerations, or orientations", "record gyroscope and accelerometer together"
    )


def filtered_orientation(stream: SensorStream, *, where: str) -> SensorOrientation:
    """VQF on the stream's angular rates and accelerations."""
    if stream.angular_rate is None or stream.acceleration is None:
        raise InputProblem(
            where, "no raw samples", "angular rates with accelerations", "record gyroscope and accelerometer together"
        )
    gyroscope = clean(stream.angular_rate, where=f"{where} gyroscope")
    accelerometer = plausible(clean(stream.acceleration, where=f"{where} accelerometer"), where=f"{where} accelerometer")
    warnings = [*dropped_note(gyroscope, f"{where} gyroscope"), *dropped_note(accelerometer, f"{where} accelerometer")]
    gyroscope, notes = without_glitches(gyroscope, where=where)
    warnings += notes
    check_overlap(gyroscope, accelerometer, where=where)
    check_alive(gyroscope, accelerometer, where=where)
    warnings += saturation_note(gyroscope, where=where)
    origin = gyroscope.time_s[0]
    grid, rates = _on_grid(replace(gyroscope, time_s=gyroscope.time_s - origin))
    forces = interpolate(accelerometer.time_s - origin, accelerometer.values, grid)
    quaternion, bias_sd = _vqf(rates, forces, step_s=float(grid[1] - grid[0]))
    gap_error, notes = _lost(gyroscope, where=where)
    at = gyroscope.stamps_s - origin
    read = quaternion if len(grid) == len(at) and is_uniform(at) else slerp(grid, quaternion, at)
    read[~covered(gyroscope.time_s, gyroscope.stamps_s)] = np.nan
    return SensorOrientation(gyroscope.stamps_s, read, False, bias_sd, gap_error, (*warnings, *notes))


def device_orientation(stream: SensorStream, *, where: str) -> SensorOrientation:
    """The device's own orientation: unit length, single-sample glitches bridged, gaps kept."""
    if stream.orientation is None:
        raise InputProblem(where, "no orientation", "the device's own orientations", "record them, or raw samples")
    samples = clean(stream.orientation, where=f"{where} orientation")
    length = np.linalg.norm(samples.values, axis=1)
    unit = np.abs(length - 1.0) <= 0.1
    if unit.sum() < 0.5 * len(unit):
        raise InputProblem(
            f"{where} orientation",
            f"quaternions of length {float(np.median(length)):.3g}",
            "unit quaternions",
            "check the columns' order",
        )
    quaternion = samples.values[unit] / length[unit, None]
    time = samples.time_s[unit]
    good = ~jumps(quaternion)
    warnings = list(dropped_note(samples, f"{where} orientation"))
    if not good.all():
        warnings.append(f"{where}: {int((~good).sum())} single orientations that jump away and back were bridged.")
    whole = good.all() and len(time) == len(samples.stamps_s) and not len(gaps(time))
    read = quaternion if whole else slerp(time[good], quaternion[good], samples.stamps_s)
    return SensorOrientation(samples.stamps_s, read, True, DEVICE_BIAS_SD_DPS, 0.0, tuple(warnings))


def _vqf(rates_dps: FloatArray, forces_mps2: FloatArray, *, step_s: float) -> tuple[FloatArray, float]:
    """Scalar-last quaternions (n, 4), and how well the gyroscope's bias is known, deg/s."""
    from vqf import offlineVQF  # its compiled core is needed here only

    coarse = _coarse_bias_dps(rates_dps, step_s=step_s)
    rates = np.ascontiguousarray(np.deg2rad(rates_dps - coarse))
    result = offlineVQF(rates, np.ascontiguousarray(forces_mps2), None, step_s, VQF_PARAMETERS)
    quaternion = np.ascontiguousarray(result["quat6D"][:, [1, 2, 3, 0]])
    bias_sd = BIAS_SD_FACTOR * float(np.rad2deg(np.median(result["biasSigma"])))
    return quaternion, float(np.hypot(bias_sd, BIAS_WANDERS_DPS))


def _coarse_bias_dps(rates_dps: FloatArray, *, step_s: float) -> FloatArray:
    """(3,) a bias too large for VQF to recognise rest, from the stillest moment; zero where there is none."""
    width = round(REST_S / step_s)
    nothing = np.zeros(3)
    if width < 3 or len(rates_dps) <= width:
        return nothing
    mean = uniform_filter1d(rates_dps, width, axis=0)[width // 2 : -width // 2]
    square = uniform_filter1d(rates_dps**2, width, axis=0)[width // 2 : -width // 2]
    scatter = np.sqrt(np.maximum(square - mean**2, 0.0)).max(axis=1)
    stillest = int(np.argmin(scatter))
    bias = np.asarray(mean[stillest])
    usual = np.median(rates_dps, axis=0)
    at_rest = scatter[stillest] < REST_SCATTER_DPS and np.abs(bias - usual).max() < REST_SCATTER_DPS
    return bias if at_rest and COARSE_BIAS_DPS[0] < np.linalg.norm(bias) < COARSE_BIAS_DPS[1] else nothing


def _on_grid(gyroscope: Samples) -> tuple[FloatArray, FloatArray]:
    """The rates on a uniform grid of at least ``INNER_RATE_HZ``; fast uniform samples are taken as they are."""
    time, step = gyroscope.time_s, gyroscope.step_s
    fine = max(1, int(np.ceil(step * INNER_RATE_HZ - 1e-6)))
    if fine == 1 and is_uniform(time):
        return time[0] + (time[-1] - time[0]) / (len(time) - 1) * np.arange(len(time)), gyroscope.values
    grid = uniform_grid(time, step / fine)
    straight = interpolate(time, gyroscope.values, grid)
    if fine > 1:
        # Two stamps almost on top of each other would make a spline swing.
        apart = np.concatenate([[True], np.diff(time) > 0.3 * step])
        curved = CubicSpline(time[apart], gyroscope.values[apart])(np.clip(grid, time[0], time[-1]))
        steady = covered(time, grid) & (_hole_at(time, grid) <= HOLE_STEPS * step)
        straight[steady] = curved[steady]
    return grid, bridge(gyroscope, grid, straight)


def _hole_at(time_s: FloatArray, at_s: FloatArray) -> FloatArray:
    """Time between the samples on either side of each moment."""
    after = np.searchsorted(time_s, at_s, side="left").clip(1, len(time_s) - 1)
    return np.asarray(time_s[after] - time_s[after - 1])


def _lost(gyroscope: Samples, *, where: str) -> tuple[float, tuple[str, ...]]:
    """Heading that may have gone unseen in holes, degrees; the warning."""
    holes = gaps(gyroscope.time_s)
    longest = float(np.diff(gyroscope.time_s)[holes].max()) if len(holes) else 0.0
    text = f"{where}: {len(holes)} gaps of up to {longest:.2f} s in the samples; no angles are given inside them."
    return lost_deg(gyroscope), (text,) if len(holes) else ()
