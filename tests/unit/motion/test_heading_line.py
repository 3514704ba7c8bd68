"""A gyroscope's bias that was never seen at rest: the heading it runs away with is found from the returns to the front."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.motion import measure_motion
from supple.motion.heading_line import without_line
from supple.motion.quaternion import about_vertical, conjugate, heading_deg, multiply
from supple.motion.zeroing import Worn
from supple.quantities import Direction, Movement
from supple.simulation import BODY_SENSOR, Move, SimulationSpec, Start, simulate

SIDES = (Direction.LEFT, Direction.LEFT, Direction.LEFT, Direction.RIGHT, Direction.RIGHT, Direction.RIGHT)


def turning_to_and_fro(slope_dps: float) -> Worn:
    time = np.arange(0.0, 36.0, 0.02)
    turn = np.where(time < 18.0, 45.0 * np.sin(np.pi * time / 3.0) ** 3, 0.0)
    return Worn(time, about_vertical(turn + slope_dps * time), about_vertical(0.2 * turn))


@pytest.mark.parametrize("slope_dps", [-4.0, -1.0, 0.0, 0.6, 2.5])
def test_the_line_is_taken_off_and_its_slope_known_better(slope_dps: float) -> None:
    worn = turning_to_and_fro(slope_dps)
    level, left_dps = without_line(worn, bias_sd_dps=1.2)
    assert level.pelvis is not None
    between = heading_deg(multiply(level.thorax, conjugate(level.pelvis)))
    still = worn.time_s > 19.0
    assert np.ptp(between[still]) < 17.0 * 0.2
    assert left_dps < 0.3


def test_a_bias_seen_at_rest_is_left_alone() -> None:
    worn = turning_to_and_fro(0.3)
    level, left_dps = without_line(worn, bias_sd_dps=0.2)
    assert level is worn
    assert left_dps == 0.2


@pytest.mark.parametrize("seed", range(6))
def test_counts_hold_without_any_rest_and_with_a_large_bias(seed: int) -> None:
    turns = tuple(
        Move(direction=side, peak_deg=40.0, out_s=0.9, back_s=0.9, hold_s=0.0, pause_s=0.0, pelvis_turn_deg=10.0)
        for side in SIDES
    )
    bends = tuple(
        Move(movement=movement, peak_deg=size, out_s=1.0, back_s=1.0, hold_s=0.0, pause_s=0.0)
        for movement, size in ((Movement.FLEXION, 60.0), (Movement.EXTENSION, 22.0), (Movement.FLEXION, 55.0))
    )
    device = replace(BODY_SENSOR, rate_hz=52.0, bias_dps=4.0)
    spec = SimulationSpec(
        script=(*turns, *bends),
        devices={"thorax": device, "pelvis": device},
        start=Start.MOVING,
        still_s=0.0,
        settle_s=1.0,
        return_error_deg=2.0,
        sway_deg=0.8,
        seed=seed,
    )
    found = measure_motion(simulate(spec)[0]).repetitions
    assert tuple(one.direction for one in found if one.movement is Movement.ROTATION) == SIDES
