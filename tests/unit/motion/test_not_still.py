"""A marked window in which somebody moved is told, since zero and the trunk's axis are taken from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supple.motion import measure_motion
from supple.quantities import Direction, Grade, Position, Reason
from supple.recording.model import Still, StillWindow
from supple.simulation import ONE_PHONE, Move, SimulationSpec, simulate

SCRIPT = tuple(Move(direction=side, peak_deg=40.0) for side in (Direction.LEFT, Direction.RIGHT))


def trial(*, zero_later_s: float = 0.0):
    spec = SimulationSpec(script=SCRIPT, position=Position.LUMBAR_LOCKED, devices=ONE_PHONE, marked=True, seed=5)
    recording, _ = simulate(spec)
    marks = tuple(
        StillWindow(mark.purpose, mark.start_s, mark.end_s + zero_later_s) if mark.purpose is Still.ZERO else mark
        for mark in recording.marks
    )
    return measure_motion(replace(recording, marks=marks))


def test_keeping_still_is_good():
    assert Reason.NOT_STILL not in trial().angles.reasons


@pytest.mark.parametrize("zero_later_s", [1.5, 2.5])
def test_a_zero_window_that_runs_into_the_turn_is_told(zero_later_s):
    motion = trial(zero_later_s=zero_later_s)
    assert Reason.NOT_STILL in motion.angles.reasons
    assert motion.angles.grade is not Grade.GOOD
    assert any("still window" in warning for warning in motion.warnings)
