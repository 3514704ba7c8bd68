"""Holes in a gyroscope's samples: bridged by a curve, and what may have been missed told from the recording itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.motion import measure_motion
from supple.motion.bridging import bridge, lost_deg
from supple.motion.resampling import Samples, interpolate
from supple.quantities import Direction, Movement
from supple.simulation import BODY_SENSOR, Move, SimulationSpec, simulate


def turning(*, hole_s: float, at_s: float, period_s: float = 4.0, amplitude_dps: float = 60.0) -> tuple[Samples, np.ndarray]:
    """A to and fro at 52 Hz with one hole, and the same without."""
    time = np.arange(0.0, 30.0, 1.0 / 52.0)
    rates = np.zeros((len(time), 3))
    rates[:, 2] = amplitude_dps * np.sin(2.0 * np.pi * time / period_s)
    seen = (time <= at_s) | (time >= at_s + hole_s)
    return Samples(time, time[seen], rates[seen], 0), rates


@pytest.mark.parametrize("at_s", [8.2, 9.0, 9.9])
@pytest.mark.parametrize("hole_s", [0.2, 0.45])
def test_a_curve_follows_a_smooth_turn_through_a_hole(hole_s: float, at_s: float) -> None:
    samples, rates = turning(hole_s=hole_s, at_s=at_s)
    straight = interpolate(samples.time_s, samples.values, samples.stamps_s)
    missed = np.abs((bridge(samples, samples.stamps_s, straight) - rates).sum(axis=0)[2] / 52.0)
    assert missed < 0.35
    assert lost_deg(samples) < 0.5


@pytest.mark.parametrize("hole_s", [0.1, 0.3, 0.7, 1.5])
def test_what_may_be_lost_covers_what_is_lost(hole_s: float) -> None:
    off = []
    for at_s in np.linspace(5.0, 9.0, 17):
        samples, rates = turning(hole_s=hole_s, at_s=float(at_s), period_s=1.9)
        filled = bridge(samples, samples.stamps_s, interpolate(samples.time_s, samples.values, samples.stamps_s))
        off.append((filled - rates).sum(axis=0)[2] / 52.0 / lost_deg(samples))
    assert 0.3 < np.sqrt(np.mean(np.square(off))) < 1.6


def test_without_holes_nothing_is_lost_and_nothing_changed() -> None:
    samples, rates = turning(hole_s=0.0, at_s=10.0)
    assert lost_deg(samples) == 0.0
    np.testing.assert_array_equal(bridge(samples, samples.stamps_s, rates), rates)


def test_a_hole_of_half_a_second_hides_no_other_repetition() -> None:
    script = tuple(
        Move(direction=side, peak_deg=40.0, out_s=0.7, back_s=0.7, hold_s=0.0, pause_s=0.3, pelvis_turn_deg=8.0)
        for side in (Direction.LEFT, Direction.RIGHT) * 3
    )
    device = replace(BODY_SENSOR, rate_hz=52.0, gap_s=0.45)
    for seed in range(6):
        recording, _ = simulate(SimulationSpec(script=script, devices={"thorax": device, "pelvis": device}, seed=seed))
        found = measure_motion(recording).repetitions
        assert [one.direction for one in found if one.movement is Movement.ROTATION] == [Direction.LEFT, Direction.RIGHT] * 3
