"""Every frame of every exercise keeps to the floor, to its joints and to its bones; so does every picture of a how-to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.figure.body import measures
from supple.figure.body.limits import LIMITS, beyond, joint_angles_deg
from supple.figure.body.pose import Free, Plant, mirrored
from supple.figure.body.stances import Stance
from supple.figure.exercises.checking import faults, faults_of
from supple.figure.exercises.plan import Step
from supple.figure.exercises.reading import plans
from supple.figure.exercises.timing import course, film, pose_skeleton, still
from supple.figure.howto.reading import howtos
from supple.programme.exercises import catalogue
from supple.programme.words import SideRule

EXERCISES = sorted(catalogue().exercises)


def test_every_exercise_of_the_catalogue_is_drawn_and_nothing_else():
    assert sorted(plans()) == EXERCISES


@pytest.mark.parametrize("exercise", EXERCISES)
def test_floor_joints_and_bones_hold_in_every_frame(exercise):
    plan = plans()[exercise]
    assert faults(plan, catalogue()[exercise]) == []
    assert faults(plan.mirrored(), catalogue()[exercise]) == []


@pytest.mark.parametrize("key", sorted(howtos()))
def test_they_hold_in_every_how_to(key):
    one = howtos()[key]
    poses = tuple(panel.pose for panel in one.panels)
    right = tuple(panel.pose for panel in one.panels if panel.right is not False)
    assert faults_of(pose_skeleton(one.stance, right), right, one.works, stance=one.stance, props=one.panels[0].props) == []
    assert (
        faults_of(pose_skeleton(one.stance, poses), poses, one.works, stance=Stance.STANDING) == []
    )  # joints and floor, wrong ways too


@pytest.mark.parametrize("exercise", EXERCISES)
def test_sides_are_the_catalogues(exercise):
    sided = catalogue()[exercise].side_rule is not SideRule.BOTH_AT_ONCE
    assert (plans()[exercise].side is not None) is sided


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_loop_takes_the_time_of_the_dose(exercise):
    """Out and back as long as the dose says (3 s where it says nothing), however many poses lie on the way."""
    one, plan = catalogue()[exercise], plans()[exercise]
    way = course(plan, one)
    held = sum(seconds for seconds, row in zip(way.to_s, way.rows, strict=True) if plan.poses[row].step is Step.HOLD)
    assert sum(way.to_s) - held == pytest.approx((one.dose.out_s or 3.0) + (one.dose.back_s or 3.0))
    if one.dose.hold_s <= 6.0:
        assert held + sum(way.stay_s) == pytest.approx(min(one.dose.hold_s, 4.0) if not held else one.dose.hold_s)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_side_drawn_is_the_side_turned_to(exercise):
    """Positive is left; where nothing rotates the side means the side worked on and the thorax tells nothing."""
    plan = plans()[exercise]
    if plan.side is None:
        assert all(one.pose.thorax_deg[2] == 0.0 for one in plan.poses)
        return
    most = max((one.pose.thorax_deg[2] for one in plan.poses), key=abs)
    assert most != 0.0
    assert ("left" if most > 0 else "right") == plan.side


@pytest.mark.parametrize("exercise", EXERCISES)
def test_mirroring_mirrors_every_place(exercise):
    plan = plans()[exercise]
    one, other = still(plan), still(plan.mirrored())
    flip = np.array([1.0, 1.0, -1.0])
    np.testing.assert_allclose(other.spine.places_m, one.spine.places_m * flip, atol=1e-4)
    for side, opposite in (("left", "right"), ("right", "left")):
        np.testing.assert_allclose(other.arms[side].wrist_m, one.arms[opposite].wrist_m * flip, atol=2e-4)
        np.testing.assert_allclose(other.legs[side].ankle_m, one.legs[opposite].ankle_m * flip, atol=2e-4)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_bones_have_the_lengths_of_the_table(exercise):
    skeleton = film(plans()[exercise], catalogue()[exercise]).skeleton
    for side in ("left", "right"):
        arm, leg = skeleton.arms[side], skeleton.legs[side]
        for first, second, bone in (
            (arm.shoulder_m, arm.elbow_m, measures.UPPER_ARM),
            (arm.elbow_m, arm.wrist_m, measures.FOREARM),
            (leg.hip_m, leg.knee_m, measures.THIGH),
            (leg.knee_m, leg.ankle_m, measures.SHANK),
        ):
            np.testing.assert_allclose(np.linalg.norm(second - first, axis=1) / measures.STATURE_M, bone, atol=0.002)


def bent_neck(plan):
    wrong = replace(plan.poses[-1].pose, neck_deg=(85.0, 0.0, 0.0))
    return replace(plan, poses=(*plan.poses[:-1], replace(plan.poses[-1], pose=wrong)))


def sunken(plan):
    low = Plant((0.0, -0.06, 0.2))
    return replace(plan, poses=tuple(replace(one, pose=replace(one.pose, left_leg=low, right_leg=low)) for one in plan.poses))


def shifted(up, out=0.0):
    def change(plan):
        return replace(plan, poses=tuple(replace(one, pose=replace(one.pose, root_m=(0.0, up, out))) for one in plan.poses))

    return change


def knees_backward(plan):
    leg = Free((0.0, 0.0, 0.0), -60.0)
    return replace(plan, poses=tuple(replace(one, pose=replace(one.pose, left_leg=leg, right_leg=leg)) for one in plan.poses))


def arched(plan):
    wrong = replace(plan.poses[-1].pose, thorax_deg=(-35.0, 0.0, 0.0), lumbar_deg=(20.0, 0.0, 0.0))
    return replace(plan, poses=(*plan.poses[:-1], replace(plan.poses[-1], pose=wrong)))


def wall_in_the_way(plan):
    return replace(
        plan, props=tuple(replace(p, at=(p.at[0], 0.0, p.at[2] - 0.25)) if p.kind == "wall" else p for p in plan.props)
    )


@pytest.mark.parametrize(
    ("exercise", "wrong", "said"),
    [
        ("standing-rotation", bent_neck, "neck flexion"),
        ("standing-rotation", sunken, "under the floor"),
        ("standing-rotation", knees_backward, "knee flexion -60"),
        ("standing-rotation", arched, "thoracic flexion"),
        ("breathing-90-90", shifted(0.2), "over what carries it"),
        ("seated-rotation", shifted(0.08), "over what carries it"),
        ("seated-rotation", shifted(-0.08), "over what carries it"),
        ("wall-rotation-hold", wall_in_the_way, "in the wall"),
        ("wall-rotation-hold", shifted(0.0, -0.3), "from its place"),
    ],
)
def test_what_is_impossible_is_found(exercise, wrong, said):
    plan = wrong(plans()[exercise])
    assert any(said in fault for fault in faults(plan, catalogue()[exercise])), faults(plan, catalogue()[exercise])


def test_every_limit_names_an_angle_that_is_computed():
    angles = joint_angles_deg(still(plans()["standing-rotation"]))
    assert {limit.joint for limit in LIMITS} == set(angles)
    assert all(limit.lowest_deg < limit.highest_deg and limit.source for limit in LIMITS)
    assert beyond(still(plans()["standing-rotation"])) == []


def test_mirroring_twice_is_the_same_pose():
    for plan in plans().values():
        for one in plan.poses:
            assert mirrored(mirrored(one.pose)) == one.pose
