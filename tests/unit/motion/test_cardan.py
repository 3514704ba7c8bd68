from __future__ import annotations

import numpy as np
import pytest

from supple.motion.cardan import cardan_angles, cardan_matrices, twist_swing
from supple.motion.turning import unwrap_deg

FORWARD, UP, RIGHT = np.eye(3)


def test_flexion_tips_the_head_forward():
    assert (cardan_matrices(30.0, 0.0, 0.0)[0] @ UP)[0] == pytest.approx(0.5)


def test_lateral_flexion_tips_the_head_to_the_right():
    assert (cardan_matrices(0.0, 30.0, 0.0)[0] @ UP)[2] == pytest.approx(0.5)


def test_rotation_turns_the_breastbone_to_the_left():
    assert (cardan_matrices(0.0, 0.0, 30.0)[0] @ FORWARD)[2] == pytest.approx(-0.5)


@pytest.mark.parametrize(
    ("z_x_y", "y_x_z"),
    [
        # the same posture read in both sequences: why the sequence must be stated
        ((20.0, 0.0, 45.0), (14.4, 14.0, 43.2)),
        ((30.0, 10.0, 45.0), (16.2, 27.4, 38.4)),
        ((40.0, 0.0, 60.0), (22.8, 33.8, 53.0)),
    ],
)
def test_the_sequence_matters_once_movements_are_combined(z_x_y, y_x_z):
    angles = cardan_angles(cardan_matrices(*z_x_y), rotation_first=True)
    found = (angles.flexion_deg[0], angles.lateral_flexion_deg[0], angles.axial_rotation_deg[0])
    assert found == pytest.approx(y_x_z, abs=0.05)


def test_missing_rows_stay_missing():
    matrices = cardan_matrices([10.0, np.nan, 20.0], 0.0, 5.0)
    angles = cardan_angles(matrices)
    np.testing.assert_allclose(angles.flexion_deg, [10.0, np.nan, 20.0])
    twist_deg, swing_deg = twist_swing(matrices, UP)
    assert np.isnan(twist_deg).tolist() == [False, True, False]
    assert np.isnan(swing_deg).any(axis=1).tolist() == [False, True, False]
    assert angles.near_singular.tolist() == [False, False, False]


def test_near_singular_frames_are_flagged():
    angles = cardan_angles(cardan_matrices(0.0, [69.9, 70.1, -70.1], 0.0))
    assert angles.near_singular.tolist() == [False, True, True]


def test_a_half_turn_of_swing_leaves_the_twist_at_zero():
    twist_deg, swing_deg = twist_swing([[1.0, 0.0, 0.0, 0.0]], UP)
    assert twist_deg[0] == 0.0
    np.testing.assert_allclose(swing_deg, [[180.0, 0.0, 0.0]])


@pytest.mark.parametrize("axis", [(0.0, 0.0, 0.0), (1.0, 0.0), (np.nan, 0.0, 1.0)])
def test_an_axis_that_is_none_is_refused(axis):
    with pytest.raises(ValueError, match="axis must be a vector"):
        twist_swing([[0.0, 0.0, 0.0, 1.0]], axis)


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match=r"\(n, 3, 3\) matrices or \(n, 4\) quaternions, found shape \(3, 3\)"):
        cardan_angles(np.eye(3))


def test_unwrapping_steps_over_missing_samples():
    np.testing.assert_allclose(unwrap_deg([170.0, np.nan, -170.0, -150.0]), [170.0, np.nan, 190.0, 210.0])
