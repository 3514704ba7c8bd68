"""Raw samples made fit for a filter: glitches bridged, impossible readings left out, dead or saturated channels found."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from supple.conventions import GRAVITY_MPS2, FloatArray
from supple.motion.quaternion import angle_deg, conjugate, multiply
from supple.motion.resampling import Samples
from supple.problems import InputProblem

#: A rate this far from what its neighbours say, and ten times further than they are apart, is a glitch; so is an orientation
#: this far from both neighbours (conventions). Below 40 Hz a fast turn looks the same, so nothing is taken out.
GLITCH_DPS: Final = 150.0
SLOWEST_GLITCH_STEP_S: Final = 0.025
GLITCH_DEG: Final = 30.0
#: Longest reading a worn accelerometer can give (16 g, convention), and how far from 1 g its median may lie.
LARGEST_MPS2: Final = 16.0 * GRAVITY_MPS2
PLAUSIBLE_GRAVITY_MPS2: Final = (0.75 * GRAVITY_MPS2, 1.25 * GRAVITY_MPS2)
#: Consecutive samples at one extreme beyond this rate mean that the gyroscope ran out of range (convention).
SATURATED_DPS: Final = 200.0
SATURATED_SAMPLES: Final = 3


def plausible(accelerometer: Samples, *, where: str) -> Samples:
    """Without impossible readings. Raises InputProblem where gravity is missing or the unit is another."""
    length = np.linalg.norm(accelerometer.values, axis=1)
    typical = float(np.median(length))
    if not PLAUSIBLE_GRAVITY_MPS2[0] <= typical <= PLAUSIBLE_GRAVITY_MPS2[1]:
        raise InputProblem(
            where,
            f"a median length of {typical:.3g} m/s2",
            "about 9.81 (gravity included, in m/s2)",
            "check the unit, and record acceleration with gravity",
        )
    possible = length <= LARGEST_MPS2
    return replace(accelerometer, time_s=accelerometer.time_s[possible], values=accelerometer.values[possible])


def dropped_note(samples: Samples, where: str) -> tuple[str, ...]:
    if not samples.dropped:
        return ()
    return (f"{where}: {samples.dropped} rows with a repeated or earlier time stamp were left out.",)


def without_glitches(gyroscope: Samples, *, where: str) -> tuple[Samples, tuple[str, ...]]:
    values = gyroscope.values
    if len(values) < 5 or gyroscope.step_s > SLOWEST_GLITCH_STEP_S:
        return gyroscope, ()
    # What a cubic through two samples on either side says of the one between.
    expected = (4.0 * (values[1:-3] + values[3:-1]) - values[:-4] - values[4:]) / 6.0
    off = np.abs(values[2:-2] - expected)
    glitch = np.zeros(len(values), dtype=np.bool_)
    glitch[2:-2] = ((off > GLITCH_DPS) & (off > 10.0 * np.abs(values[3:-1] - values[1:-3]))).any(axis=1)
    if not glitch.any():
        return gyroscope, ()
    kept = replace(gyroscope, time_s=gyroscope.time_s[~glitch], values=values[~glitch])
    return kept, (f"{where}: {int(glitch.sum())} single angular rates that jump away and back were bridged.",)


def jumps(quaternion: FloatArray) -> NDArray[np.bool_]:
    """Orientations that lie far from both neighbours while these lie close together."""
    jump = np.zeros(len(quaternion), dtype=np.bool_)
    if len(quaternion) < 3:
        return jump
    step = angle_deg(multiply(conjugate(quaternion[:-1]), quaternion[1:]))
    across = angle_deg(multiply(conjugate(quaternion[:-2]), quaternion[2:]))
    away = np.minimum(step[:-1], step[1:])
    jump[1:-1] = (away > GLITCH_DEG) & (across < 0.5 * away)
    return jump


def check_overlap(gyroscope: Samples, accelerometer: Samples, *, where: str) -> None:
    common = min(gyroscope.time_s[-1], accelerometer.time_s[-1]) - max(gyroscope.time_s[0], accelerometer.time_s[0])
    length = gyroscope.time_s[-1] - gyroscope.time_s[0]
    if common < 0.5 * length:
        raise InputProblem(
            where,
            f"gyroscope and accelerometer overlap for {max(common, 0.0):.1f} of {length:.1f} s",
            "both over the whole recording",
            "check their time stamps",
        )


def check_alive(gyroscope: Samples, accelerometer: Samples, *, where: str) -> None:
    """A gyroscope that never changes while gravity moves through the sensor is dead, and its angles would be made up."""
    if np.ptp(gyroscope.values, axis=0).max() > 0.0:
        return
    smooth = uniform_filter1d(accelerometer.values, max(1, round(0.5 / accelerometer.step_s)), axis=0)
    direction = smooth / np.linalg.norm(smooth, axis=1, keepdims=True)
    moved = np.rad2deg(np.arccos(np.clip(direction @ direction[0], -1.0, 1.0))).max()
    if moved > 10.0:
        raise InputProblem(
            f"{where} gyroscope",
            f"angular rates that never change while the sensor tilts by {moved:.0f} degrees",
            "a working gyroscope",
            "record again",
        )


def saturation_note(gyroscope: Samples, *, where: str) -> tuple[str, ...]:
    """A warning where the largest reading repeats on end: the true rate was larger and the angle is short of it."""
    size = np.abs(gyroscope.values)
    top = size.max(axis=0)
    at_top = (size >= top) & (top > SATURATED_DPS)
    width = SATURATED_SAMPLES
    run = (
        np.lib.stride_tricks.sliding_window_view(at_top, width, axis=0).all(axis=2).any(axis=0)
        if len(size) >= width
        else at_top.any(axis=0) & False
    )
    if not run.any():
        return ()
    return (
        f"{where}: the gyroscope ran out of its range at {float(top[run].max()):.0f} deg/s; angles after that are too small.",
    )
