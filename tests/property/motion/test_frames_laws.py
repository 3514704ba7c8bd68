"""Laws that hold for any body: the laboratory does not matter, left mirrors right, a lost marker costs its frames only."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from bodies import MIRRORED, PELVIS, THORAX, Z_UP, body, recording
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.transform import Rotation

from supple.motion.markers import marker_angles

ANGLE = st.floats(-60.0, 60.0, allow_nan=False, width=32)
POSTURES = arrays(np.float64, (7, 3), elements=ANGLE)
ROTATION = arrays(np.float64, 3, elements=st.floats(-3.0, 3.0)).map(lambda v: Rotation.from_rotvec(v).as_matrix())
SHIFT = arrays(np.float64, 3, elements=st.floats(-20.0, 20.0))
#: The 24 ways to name a right-handed laboratory's axes.
ROOMS = [
    matrix
    for order in permutations(range(3))
    for signs in product((1.0, -1.0), repeat=3)
    if np.linalg.det(matrix := np.eye(3)[list(order)] * np.array(signs)[:, None]) > 0
]
few = settings(max_examples=40, deadline=None)


def table(angles):
    return np.stack([angles.flexion_deg, angles.lateral_flexion_deg, angles.axial_rotation_deg, angles.swing_deg], axis=1)


@few
@given(postures=POSTURES, first=st.booleans())
def test_a_body_bent_by_known_angles_shows_them(postures, first):
    angles = marker_angles(body(postures, rotation_first=first), rotation_first=first)
    np.testing.assert_allclose(table(angles)[:, :3], postures, atol=1e-9)


@few
@given(postures=POSTURES, rotation=ROTATION, shift=SHIFT)
def test_moving_the_whole_laboratory_changes_no_joint_angle(postures, rotation, shift):
    still = body(postures)
    moved = replace(still, positions_m=still.positions_m @ rotation.T + shift)
    np.testing.assert_allclose(table(marker_angles(moved)), table(marker_angles(still)), atol=1e-8)


@pytest.mark.parametrize("room", ROOMS, ids=[str(number) for number in range(len(ROOMS))])
def test_any_axis_of_the_laboratory_may_point_up(room):
    rng = np.random.default_rng(20)
    postures = 15.0 * np.cumsum(rng.normal(size=(300, 3)), axis=0) / 17.0
    plain, other = body(postures, heading_deg=25.0), body(postures, heading_deg=25.0, room=room @ Z_UP)
    for relative in (False, True):
        expected, found = (marker_angles(each, relative_to_neutral=relative) for each in (plain, other))
        np.testing.assert_allclose(table(found), table(expected), atol=1e-8)
        assert found.pelvis_rotation_deg is not None
        np.testing.assert_allclose(np.ptp(found.pelvis_rotation_deg), 0.0, atol=1e-8)


@few
@given(postures=POSTURES)
def test_the_mirrored_body_swaps_left_and_right(postures):
    plain = body(postures)
    labels = tuple(MIRRORED.get(label, label) for label in plain.labels)
    mirrored = recording(plain.positions_m * (1.0, -1.0, 1.0), labels)
    np.testing.assert_allclose(table(marker_angles(mirrored)), table(marker_angles(plain)) * (1, -1, -1, 1), atol=1e-9)


@few
@given(
    postures=POSTURES,
    lost=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 7)), max_size=6),
    gap=st.sampled_from([np.nan, 0.0]),
)
def test_a_lost_marker_costs_its_own_frames_only(postures, lost, gap):
    whole = body(postures)
    holed = whole.positions_m.copy()
    for frame, marker in lost:
        holed[frame, marker] = gap
    found, expected = table(marker_angles(replace(whole, positions_m=holed))), table(marker_angles(whole))
    frames = sorted({frame for frame, _ in lost})
    assert np.isnan(found[frames]).all()
    np.testing.assert_array_equal(np.delete(found, frames, axis=0), np.delete(expected, frames, axis=0))


@few
@given(turn=st.floats(-170.0, 170.0), bend=st.floats(-40.0, 40.0))
def test_relative_to_neutral_a_turn_is_a_turn_however_the_person_slouches(turn, bend):
    neutral, turned = (bend, 4.0, 6.0), (bend, 4.0, 6.0 + turn)
    # rotation first: the turn is about the upright pelvis' axis, that is the vertical
    angles = marker_angles(body([neutral] * 100 + [turned] * 20 + [neutral] * 100), relative_to_neutral=True)
    np.testing.assert_allclose(angles.axial_rotation_deg[100:120], turn, atol=1e-6)
    np.testing.assert_allclose(angles.swing_deg, 0.0, atol=1e-5)


@few
@given(heading=st.floats(-179.0, 179.0))
def test_the_pelvis_heading_is_positive_to_the_left(heading):
    angles = marker_angles(body(np.zeros((3, 3)), heading_deg=heading))
    np.testing.assert_allclose(angles.pelvis_rotation_deg, heading, atol=1e-9)


def test_the_pelvis_heading_never_jumps():
    heading = np.linspace(0.0, 1500.0, 400)
    angles = marker_angles(body(np.zeros((400, 3)), heading_deg=heading))
    np.testing.assert_allclose(angles.pelvis_rotation_deg, heading, atol=1e-8)


def test_the_markers_of_the_body_are_the_needed_ones():
    assert len({*PELVIS, *THORAX}) == 8
