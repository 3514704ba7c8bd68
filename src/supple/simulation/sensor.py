"""From a segment's motion to what a device worn on it records: rates, accelerations, attitude, at its own moments."""

from __future__ import annotations

import numpy as np
from scipy.spatial.transform import Rotation, Slerp

from supple.conventions import GRAVITY_MPS2, FloatArray
from supple.recording.model import Channel, SensorStream
from supple.simulation.spec import Device, Mounting
from supple.simulation.timeline import GRID_HZ, wander

#: Axes of a device worn the usual way, in the segment's: x to the person's left, y up, z out in front.
_USUAL = Rotation.from_matrix(np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0]]))
_BREATHING_M = 0.002


def mounted(segment: Rotation, mounting: Mounting) -> Rotation:
    """Orientation of the device in the room for a segment's orientation."""
    return segment * Rotation.from_rotvec(mounting.turned_deg, degrees=True) * _USUAL


def rates_dps(orientation: Rotation) -> FloatArray:
    """(n, 3) angular rate in the device's own axes, from orientations on the simulation's grid."""
    steps = (orientation[:-1].inv() * orientation[1:]).as_rotvec(degrees=True) * GRID_HZ
    return np.vstack([steps[:1], 0.5 * (steps[:-1] + steps[1:]), steps[-1:]])


def specific_force_mps2(orientation: Rotation, place_m: FloatArray) -> FloatArray:
    """(n, 3) what an accelerometer reads at a place that moves through the room, +g upward at rest."""
    linear = np.gradient(np.gradient(place_m, 1.0 / GRID_HZ, axis=0), 1.0 / GRID_HZ, axis=0)
    return orientation.inv().apply(linear + np.array([0.0, 0.0, GRAVITY_MPS2]))


def _gyroscope_error(device: Device, rng: np.random.Generator, vertical: FloatArray, n: int) -> FloatArray:
    direction = rng.normal(size=3)
    constant = device.bias_dps * direction / np.linalg.norm(direction)
    walk = np.cumsum(rng.normal(size=(n, 3)), axis=0) * device.bias_walk_dps_per_sqrt_s / np.sqrt(GRID_HZ)
    shape = 1.0 + 0.5 * np.sin(np.linspace(0.0, 2.0 * np.pi, n) + rng.uniform(0.0, 2.0 * np.pi))
    drift = device.heading_drift_deg * rng.choice([-1.0, 1.0]) * shape / (shape.mean() * n / GRID_HZ)
    error: FloatArray = constant + walk + drift[:, None] * vertical
    return error


def _stamps(device: Device, rng: np.random.Generator, end_s: float) -> FloatArray:
    regular = np.arange(device.starts_late_s, end_s - 0.01, 1.0 / device.rate_hz)
    jitter = np.clip(rng.normal(0.0, device.jitter_s, len(regular)), -0.4 / device.rate_hz, 0.4 / device.rate_hz)
    stamps = np.clip(regular + jitter, 0.0, end_s)
    kept = rng.random(len(stamps)) >= device.lost
    if device.gap_s > 0.0:
        hole = rng.uniform(0.35, 0.8) * end_s
        kept &= (stamps < hole) | (stamps > hole + device.gap_s)
    # Two stamps can meet at the clipped start only; a clock never runs backward.
    return np.unique(stamps[kept])


def _sampled(grid_s: FloatArray, values: FloatArray, stamps: FloatArray) -> FloatArray:
    return np.column_stack([np.interp(stamps, grid_s, column) for column in values.T])


def _rounded(values: FloatArray, step: float) -> FloatArray:
    return np.round(values / step) * step if step > 0.0 else values


def _browser_angles(matrices: FloatArray) -> FloatArray:
    """(n, 3) alpha, beta, gamma in degrees of (n, 3, 3) matrices: intrinsic Z-X-Y, also where alpha and gamma are one angle."""
    beta = np.arcsin(np.clip(matrices[:, 2, 1], -1.0, 1.0))
    alpha = np.arctan2(-matrices[:, 0, 1], matrices[:, 1, 1])
    gamma = np.arctan2(-matrices[:, 2, 0], matrices[:, 2, 2])
    return np.asarray(np.degrees(np.column_stack([alpha, beta, gamma])), dtype=np.float64)


def _attitude(device: Device, rng: np.random.Generator, grid_s: FloatArray, true: Rotation, stamps: FloatArray) -> Channel:
    """The device's own estimate: any heading for north, a slow drift of it, rounded as browsers round angles."""
    drift = rng.uniform(0.0, 360.0) + wander(rng, grid_s[:: int(GRID_HZ)], 1)[:, 0] * 0.3
    drift += rng.choice([-1.0, 1.0]) * device.attitude_drift_deg * grid_s[:: int(GRID_HZ)] / grid_s[-1]
    heading = Rotation.from_euler("Z", np.interp(stamps, grid_s[:: int(GRID_HZ)], drift)[:, None], degrees=True)
    angles = _browser_angles((heading * Slerp(grid_s, true)(stamps)).as_matrix())
    quaternions = Rotation.from_euler("ZXY", _rounded(angles, device.rounding_dps), degrees=True).as_quat()
    return Channel(stamps, quaternions)


def record(
    device: Device,
    rng: np.random.Generator,
    *,
    grid_s: FloatArray,
    orientation: Rotation,
    place_m: FloatArray,
    neutral: int,
) -> SensorStream:
    """One device's stream. orientation, place_m: the device's own, on the grid; the drift is about the vertical at neutral."""
    place_m = place_m + wander(rng, grid_s, 3) * _BREATHING_M
    vertical = orientation[neutral].inv().apply(np.array([0.0, 0.0, 1.0]))
    rate = rates_dps(orientation) * (1.0 + rng.normal(0.0, device.gyroscope_scale, 3))
    rate = rate + _gyroscope_error(device, rng, vertical, len(grid_s))
    force = specific_force_mps2(orientation, place_m) + rng.normal(0.0, device.accelerometer_offset_mps2, 3)
    stamps = _stamps(device, rng, float(grid_s[-1]))
    gyroscope = _sampled(grid_s, rate, stamps) + rng.normal(0.0, device.gyroscope_noise_dps, (len(stamps), 3))
    accelerometer = _sampled(grid_s, force, stamps) + rng.normal(0.0, device.accelerometer_noise_mps2, (len(stamps), 3))
    return SensorStream(
        angular_rate=Channel(stamps, _rounded(gyroscope, device.rounding_dps)),
        acceleration=Channel(stamps, _rounded(accelerometer, device.rounding_mps2)),
        orientation=_attitude(device, rng, grid_s, orientation, stamps) if device.attitude else None,
    )
