"""Laws of the picture: outlines hold what they outline, what is nearer covers, the mirrored room looks mirrored."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from supple.figure.body.reach import joint_at_height, middle_joint
from supple.figure.body.spine import JOINTS, REGIONS, SHARES, bent, joint_vectors
from supple.figure.scene.camera import Camera
from supple.figure.scene.order import orders
from supple.figure.scene.paint import stage
from supple.figure.scene.solids import Ball, Part, Solid, flatten, outlines

angles = st.floats(-180.0, 180.0)
places = st.tuples(*[st.floats(-1.0, 1.0)] * 3)
radii = st.floats(0.01, 0.4)
cameras = st.builds(Camera, angles, st.floats(-85.0, 85.0))


def ball(place, radius):
    return Ball(np.array([place]), radius)


@given(cameras)
def test_the_camera_keeps_sizes_and_hands(camera):
    axes = camera.axes
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-12)
    assert np.linalg.det(axes) > 0.99


@given(st.lists(st.tuples(places, radii), min_size=1, max_size=5), cameras)
def test_a_hull_holds_every_ball_and_touches_one(balls, camera):
    flat = flatten([ball(*one) for one in balls], camera, 1)
    (outline,) = outlines(flat, [(0, len(balls))])
    turn = np.linspace(0.0, 2.0 * np.pi, 97, endpoint=False)
    toward = np.column_stack([np.cos(turn), np.sin(turn)])
    reach = (outline[0] @ toward.T).max(axis=0)
    furthest = np.max([flat.centre[0, e] @ toward.T + r for e, (_, r) in enumerate(balls)], axis=0)
    # an outline of so many corners lies inside the true one, which between two corners stays within their tangents: at most as
    # high above the side as the tip of the triangle that two tangents make
    sides = np.linalg.norm(outline[0] - np.roll(outline[0], -1, axis=0), axis=1)
    assert (reach <= furthest + 1e-6).all()
    assert (reach >= furthest - 0.5 * sides.max() * np.tan(np.pi / outline.shape[1]) - 1e-6).all()


@given(st.tuples(places, radii), cameras)
def test_the_outline_of_a_ball_is_a_circle(one, camera):
    flat = flatten([ball(*one)], camera, 1)
    (outline,) = outlines(flat, [(0, 1)])
    np.testing.assert_allclose(np.linalg.norm(outline[0] - flat.centre[0, 0], axis=1), one[1], rtol=1e-9)


@given(st.lists(st.tuples(places, radii), min_size=2, max_size=2), st.floats(-60.0, 60.0), cameras)
def test_corners_of_an_outline_stay_at_their_end_of_a_limb(balls, degrees, camera):
    """A limb that turns on the page takes its corners along: else the shapes between two frames would tear."""
    a = np.deg2rad(degrees)
    spin = np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    centres = np.array([place for place, _ in balls])
    axes = camera.axes
    about_sight = axes.T @ np.block([[spin, np.zeros((2, 1))], [np.zeros((1, 2)), np.ones((1, 1))]]) @ axes
    turned = centres.mean(axis=0) + (centres - centres.mean(axis=0)) @ about_sight.T
    both = np.stack([centres, turned])
    flat = flatten([Ball(both[:, e], r) for e, (_, r) in enumerate(balls)], camera, 2)
    if np.hypot(*(flat.centre[0, 1] - flat.centre[0, 0])) < 0.05:
        return
    (outline,) = outlines(flat, [(0, 2)])
    middle = flat.centre.mean(axis=1, keepdims=True)
    np.testing.assert_allclose(outline[1] - middle[1], (outline[0] - middle[0]) @ spin.T, atol=1e-6)


@given(st.tuples(radii, radii, radii), cameras)
def test_an_ellipsoid_is_as_wide_as_its_points(half, camera):
    """Against the plain definition: the furthest of many points on it."""
    flat = flatten([Ball(np.zeros((1, 3)), np.diag(half)[None])], camera, 1)
    (outline,) = outlines(flat, [(0, 1)])
    u, v = np.meshgrid(np.linspace(0, np.pi, 181), np.linspace(0, 2 * np.pi, 361))
    points = np.stack([np.cos(u) * half[0], np.sin(u) * np.cos(v) * half[1], np.sin(u) * np.sin(v) * half[2]], axis=-1)
    seen = points.reshape(-1, 3) @ camera.axes[:2].T
    d = np.array([np.cos(np.pi / outline.shape[1]), np.sin(np.pi / outline.shape[1])])  # one of the outline's own directions
    np.testing.assert_allclose((outline[0] @ d).max(), (seen @ d).max(), rtol=2e-3, atol=1e-4)


@given(places, radii, radii, st.floats(0.05, 1.0), cameras)
def test_what_is_nearer_is_drawn_later(place, first, second, gap, camera):
    near = np.array(place) + gap * camera.axes[2]
    parts = [Part("near", (Solid((ball(near, first),), "skin"),)), Part("far", (Solid((ball(place, second),), "skin"),))]
    ((_, _, order),) = stage(parts, camera, 1).orders
    assert order == (1, 0)


@given(st.integers(2, 8), st.randoms(use_true_random=False))
def test_a_depth_order_without_contradiction_is_found(parts, random):
    wanted = list(range(parts))
    random.shuffle(wanted)
    claim = np.zeros((1, parts, parts))
    for far, near in itertools.pairwise(wanted):
        claim[0, near, far], claim[0, far, near] = 1.0, -1.0
    for i, far in enumerate(wanted):
        for near in wanted[i + 1 :]:
            claim[0, near, far], claim[0, far, near] = 1.0, -1.0
    ((_, _, order),) = orders(claim)
    assert list(order) == wanted


reachable = st.tuples(places, places).filter(lambda two: 0.05 < np.linalg.norm(np.subtract(*two)) < 0.55)


@given(reachable, places.filter(lambda pole: np.linalg.norm(pole) > 0.1))
def test_a_limb_reaches_its_goal_with_bones_of_their_length(two, pole):
    start, end = (np.array([one]) for one in two)
    joint, reached = middle_joint(start, end, 0.32, 0.25, np.array([pole]))
    if np.linalg.norm(end - start) > 0.18 and np.linalg.norm(np.cross(pole, (end - start)[0])) > 0.01:
        np.testing.assert_allclose(reached, end, atol=1e-9)
        np.testing.assert_allclose(np.linalg.norm(joint - start), 0.32, atol=1e-9)
        np.testing.assert_allclose(np.linalg.norm(reached - joint), 0.25, atol=1e-9)


@given(reachable, places)
def test_a_lying_joint_keeps_both_bones(two, pole):
    start, end = (np.array([one]) for one in two)
    if np.linalg.norm(end - start) < 0.12:
        return
    joint = joint_at_height(start, end, 0.32, 0.25, height_m=0.04, pole=np.array([pole]))
    np.testing.assert_allclose(np.linalg.norm(joint - start), 0.32, atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(end - joint), 0.25, atol=1e-3)


def test_shares_of_a_region_are_whole():
    for region in REGIONS:
        np.testing.assert_allclose(SHARES[region].sum(axis=0), 1.0)


@given(st.floats(-60.0, 60.0), st.sampled_from([0, 1, 2]))
def test_a_region_turned_about_one_axis_turns_its_upper_end_by_all_of_it(degrees, axis):
    regions = np.zeros((1, 3, 3))
    regions[0, 1, axis] = degrees
    spine = bent(joint_vectors(regions))
    upper = spine.turned[0, REGIONS[1].stop - 1]
    cosine = np.clip((np.trace(upper) - 1.0) / 2.0, -1.0, 1.0)
    np.testing.assert_allclose(np.rad2deg(np.arccos(cosine)), abs(degrees), atol=1e-5)


@given(st.lists(st.floats(-10.0, 10.0), min_size=3 * JOINTS, max_size=3 * JOINTS))
def test_the_spine_keeps_its_length_however_it_bends(values):
    spine = bent(np.array(values).reshape(1, JOINTS, 3))
    rest = bent(np.zeros((1, JOINTS, 3)))
    lengths = [np.linalg.norm(np.diff(one.places_m, axis=1), axis=2) for one in (spine, rest)]
    np.testing.assert_allclose(*lengths, atol=1e-12)
