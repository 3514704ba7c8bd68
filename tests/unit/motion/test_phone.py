"""The limits of a phone trial's own checks, at and around their bounds."""

from dataclasses import replace

import numpy as np
import pytest

from supple.motion.phone import CLOSING, ESTIMATES, disagreement_deg, worst
from supple.motion.sensors import sensor_angles
from supple.quantities import Grade, Reason
from supple.recording.model import Still
from supple.simulation import Kind, random_spec, simulate

TIME = np.arange(0.0, 20.0, 0.02)
CURVE = 40.0 * np.sin(0.6 * TIME)


@pytest.mark.parametrize("limit", [ESTIMATES, CLOSING])
@pytest.mark.parametrize(
    ("found", "grade"),
    [(0.0, Grade.GOOD), (3.0, Grade.GOOD), (3.01, Grade.USABLE), (8.0, Grade.USABLE), (8.01, Grade.REJECTED)],
)
def test_bounds(limit, found, grade):
    assert limit.judge(found) is grade


def test_a_late_attitude_is_no_disagreement():
    late = np.interp(TIME - 0.15, TIME, CURVE)
    assert disagreement_deg(TIME, CURVE, other_time_s=TIME, other_rotation_deg=late) < 0.2
    assert disagreement_deg(TIME, CURVE, other_time_s=TIME, other_rotation_deg=1.2 * CURVE) > 5.0


def test_nothing_in_common():
    assert disagreement_deg(TIME, CURVE, other_time_s=TIME + 50.0, other_rotation_deg=CURVE) is None
    assert disagreement_deg(TIME, np.full_like(TIME, np.nan), other_time_s=TIME, other_rotation_deg=CURVE) is None


def test_the_worst_grade_counts():
    assert worst(Grade.GOOD, Grade.REJECTED, Grade.USABLE) is Grade.REJECTED
    assert worst(Grade.GOOD) is Grade.GOOD


def test_an_upright_window_on_the_floor_is_refused():
    """A moment of lying folded, marked as upright, would make turning look like bending."""
    recording, _ = simulate(random_spec(1, Kind.PHONE_LUMBAR_LOCKED))
    assert sensor_angles(recording).grade is not Grade.REJECTED
    upright, zero = (next(mark for mark in recording.marks if mark.purpose is purpose) for purpose in (Still.UPRIGHT, Still.ZERO))
    false = replace(upright, start_s=zero.start_s, end_s=zero.end_s)
    wrong = replace(recording, marks=(false, *(mark for mark in recording.marks if mark is not upright)))
    angles = sensor_angles(wrong)
    assert angles.grade is Grade.REJECTED
    assert Reason.AXIS_MISMATCH in angles.reasons
    assert any("leaned only" in warning for warning in angles.warnings)
