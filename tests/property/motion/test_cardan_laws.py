"""Cardan angles, twist and swing against their own inverses and against scipy."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.transform import Rotation

from supple.motion.cardan import cardan_angles, cardan_matrices, twist_swing
from supple.motion.turning import as_matrices, as_quaternions, unwrap_deg, wrap_deg

VECTORS = arrays(np.float64, (5, 3), elements=st.floats(-3.1, 3.1))
AXIS = arrays(np.float64, 3, elements=st.floats(-1.0, 1.0)).filter(lambda v: np.linalg.norm(v) > 0.1)
few = settings(max_examples=60, deadline=None)


@few
@given(vectors=VECTORS, as_quaternion=st.booleans())
def test_agrees_with_scipy(vectors, as_quaternion):
    rotation = Rotation.from_rotvec(vectors)
    given_as = rotation.as_quat() if as_quaternion else rotation.as_matrix()
    for sequence, first in (("ZXY", False), ("YXZ", True)):
        angles = cardan_angles(given_as, rotation_first=first)
        theirs = rotation.as_euler(sequence, degrees=True)
        flexion, rotation_deg = (theirs[:, 2], theirs[:, 0]) if first else (theirs[:, 0], theirs[:, 2])
        clear = np.abs(theirs[:, 1]) < 89.0
        np.testing.assert_allclose(angles.lateral_flexion_deg, theirs[:, 1], atol=1e-5)
        np.testing.assert_allclose(wrap_deg(angles.flexion_deg + flexion)[clear], 0.0, atol=1e-9)
        np.testing.assert_allclose(wrap_deg(angles.axial_rotation_deg - rotation_deg)[clear], 0.0, atol=1e-9)


@few
@given(flexion=st.floats(-179.0, 179.0), lateral=st.floats(-89.0, 89.0), rotation=st.floats(-179.0, 179.0), first=st.booleans())
def test_angles_come_back(flexion, lateral, rotation, first):
    angles = cardan_angles(cardan_matrices(flexion, lateral, rotation, rotation_first=first), rotation_first=first)
    found = [angles.flexion_deg[0], angles.lateral_flexion_deg[0], angles.axial_rotation_deg[0]]
    np.testing.assert_allclose(found, [flexion, lateral, rotation], atol=1e-8)
    assert bool(angles.near_singular[0]) is bool(abs(angles.lateral_flexion_deg[0]) > 70.0)


@few
@given(vectors=VECTORS, axis=AXIS)
def test_swing_times_twist_is_the_rotation(vectors, axis):
    rotation = Rotation.from_rotvec(vectors)
    unit = axis / np.linalg.norm(axis)
    for given_as in (rotation.as_quat(), -rotation.as_quat(), rotation.as_matrix()):
        twist_deg, swing_deg = twist_swing(given_as, axis)
        again = Rotation.from_rotvec(swing_deg, degrees=True) * Rotation.from_rotvec(twist_deg[:, None] * unit, degrees=True)
        np.testing.assert_allclose((again * rotation.inv()).magnitude(), 0.0, atol=1e-7)
        np.testing.assert_allclose(swing_deg @ unit, 0.0, atol=1e-7)
        assert np.linalg.norm(swing_deg, axis=1).max() <= 180.0 + 1e-9


@few
@given(axis=AXIS, speed=st.floats(-1700.0, 1700.0), lost=st.sets(st.integers(1, 98), max_size=9))
def test_a_long_turn_never_jumps(axis, speed, lost):
    angle = np.linspace(0.0, speed, 100)
    quaternion = Rotation.from_rotvec(angle[:, None] * axis / np.linalg.norm(axis), degrees=True).as_quat()
    holes = [hole for hole in lost if hole % 10 == 5]
    quaternion[holes] = np.nan
    twist_deg, _ = twist_swing(quaternion, axis)
    assert np.isnan(twist_deg[holes]).all()
    np.testing.assert_allclose(np.delete(twist_deg, holes), np.delete(angle, holes), atol=1e-6)


@few
@given(vectors=VECTORS)
def test_matrices_and_quaternions_are_two_names_of_one_rotation(vectors):
    rotation = Rotation.from_rotvec(vectors)
    np.testing.assert_allclose(as_matrices(rotation.as_quat()), rotation.as_matrix(), atol=1e-12)
    np.testing.assert_allclose(as_matrices(as_quaternions(rotation.as_matrix())), rotation.as_matrix(), atol=1e-12)


@few
@given(angle=arrays(np.float64, 12, elements=st.floats(-1e4, 1e4)))
def test_unwrapping_changes_by_full_turns_and_steps_by_at_most_half_a_turn(angle):
    unwrapped = unwrap_deg(angle)
    turns = (unwrapped - angle) / 360.0
    np.testing.assert_allclose(turns, np.round(turns), atol=1e-9)
    assert np.abs(np.diff(unwrapped)).max() <= 180.0 + 1e-6
