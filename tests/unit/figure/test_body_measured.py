"""The drawings are tested by the science they illustrate: supple.motion measures the figure's own markers."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from supple.figure.body.limits import joint_angles_deg
from supple.figure.body.marker_recording import marker_recording
from supple.figure.body.moments import Moments
from supple.figure.body.skeleton import build
from supple.figure.body.spine import INDEX, JOINTS, LUMBAR, THORACIC
from supple.figure.exercises.plan import KeyPose
from supple.figure.exercises.reading import plans
from supple.figure.exercises.timing import film, pose_skeleton, still
from supple.figure.howto.reading import howtos
from supple.motion import joint_angles, measure_motion
from supple.programme.exercises import catalogue
from supple.quantities import Direction, Movement

EXERCISES = sorted(plans())
#: Degrees: the thorax is solved step by step, and the drawing is not better than that.
CLOSE = 0.02


def thorax(angles):
    return np.column_stack([angles.flexion_deg, angles.lateral_flexion_deg, angles.axial_rotation_deg])


@pytest.mark.parametrize("side", ["as written", "mirrored"])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_thorax_measured_on_the_markers_is_that_of_the_key_poses(exercise, side):
    plan = plans()[exercise] if side == "as written" else plans()[exercise].mirrored()
    measured = thorax(joint_angles(marker_recording(still(plan), np.arange(len(plan.poses)) / 10.0)))
    wanted = np.array([one.pose.thorax_deg for one in plan.poses])
    np.testing.assert_allclose(measured, wanted, atol=CLOSE)


@pytest.mark.parametrize("key", sorted(howtos()))
def test_so_it_is_in_every_how_to(key):
    one = howtos()[key]
    skeleton = pose_skeleton(one.stance, tuple(panel.pose for panel in one.panels))
    measured = thorax(joint_angles(marker_recording(skeleton, np.arange(len(one.panels)) / 10.0)))
    np.testing.assert_allclose(measured, [panel.pose.thorax_deg for panel in one.panels], atol=CLOSE)


@pytest.mark.parametrize("exercise", ["seated-rotation", "half-kneeling-rotation-stick", "standing-rotation"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_movement_is_found_as_one_repetition_to_the_side_drawn(exercise, side):
    plan = plans()[exercise]
    plan = plan if plan.side == side else plan.mirrored()
    # the film has few frames: the same way is sampled finely here, as a camera would: still,
    # 3 s out, 2 s hold, 3 s back, still
    way = 0.5 - 0.5 * np.cos(np.linspace(0.0, np.pi, 150))
    shares = np.concatenate([np.zeros(250), way, np.ones(100), way[::-1], np.zeros(250)])
    n = len(shares)
    moments = Moments(np.zeros(n, int), np.ones(n, int), shares, np.repeat(shares[:, None], JOINTS, axis=1))
    skeleton = build(plan.stance, tuple(one.pose for one in plan.poses), moments, mirror=plan.mirror)
    motion = measure_motion(marker_recording(skeleton, np.arange(n) / 50.0))
    (one,) = motion.repetitions
    assert (one.movement, one.direction) == (Movement.ROTATION, Direction(side))
    # measured from neutral the turn is the twist about the vertical, which equals the key pose's where nothing else moves
    assert one.peak_deg == pytest.approx(abs(plan.poses[1].pose.thorax_deg[2]), abs=0.3)


@pytest.mark.parametrize("exercise", ["cat-camel-lumbar", "cat-camel-lumbar-chair"])
def test_lumbar_cat_camel_moves_only_the_lumbar_spine(exercise):
    skeleton = film(plans()[exercise], catalogue()[exercise]).skeleton
    turned = skeleton.spine.turned
    between = np.swapaxes(turned[:, INDEX[LUMBAR[-1]]], 1, 2) @ turned[:, INDEX[THORACIC[-1]]]
    moved = np.rad2deg(np.arccos(np.clip((np.trace(between, axis1=1, axis2=2) - 1.0) / 2.0, -1.0, 1.0)))
    assert np.ptp(moved) < 4.0
    lumbar = joint_angles_deg(skeleton)["lumbar flexion"]
    assert np.ptp(lumbar) > 15.0


def half_way(skeleton, row):
    """Frame at which a joint has done half of its whole bend."""
    turned = skeleton.spine.turned
    own = np.swapaxes(turned[:, row - 1], 1, 2) @ turned[:, row]
    bend = np.arctan2(own[:, 0, 1], own[:, 0, 0])
    share = (bend - bend[0]) / (bend[-1] - bend[0])
    return float(np.interp(0.5, share, np.arange(len(share))))


def test_cat_camel_runs_through_the_spine_from_below():
    plan = plans()["cat-camel-general"]
    shot = film(plan, catalogue()[plan.exercise])
    first = [row for row, time in zip(shot.rows, shot.times, strict=True) if time <= 0.5 + 1e-9]
    skeleton = shot.skeleton.only(first)
    order = [half_way(skeleton, INDEX[level]) for level in ("L4", "L2", "T11", "T8", "T5", "T2")]
    assert all(later > sooner for sooner, later in itertools.pairwise(order))


def test_rotation_is_seen_to_happen_in_the_thorax():
    skeleton = still(plans()["seated-rotation"])
    angles = joint_angles_deg(skeleton)
    assert np.ptp(angles["lumbar rotation"]) < 0.2 * np.ptp(angles["thorax rotation"])
    pelvis = skeleton.pelvis
    np.testing.assert_allclose(pelvis[0], pelvis[1], atol=1e-9)


def test_a_changed_key_pose_changes_what_is_measured():
    """The comparison above can fail."""
    plan = plans()["seated-rotation"]
    turned = replace(plan.poses[1].pose, thorax_deg=(0.0, 0.0, 12.0))
    other = replace(plan, poses=(plan.poses[0], KeyPose(plan.poses[1].step, turned)))
    measured = thorax(joint_angles(marker_recording(still(other), np.arange(2) / 10.0)))
    assert measured[1, 2] == pytest.approx(12.0, abs=CLOSE)
    assert measured[1, 2] != pytest.approx(plan.poses[1].pose.thorax_deg[2], abs=5.0)
