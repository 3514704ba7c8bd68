"""The limits of a phone trial's own checks, at and around their bounds."""

import numpy as np
import pytest

from supple.motion.phone import CLOSING, ESTIMATES, disagreement_deg, worst
from supple.quantities import Grade

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
