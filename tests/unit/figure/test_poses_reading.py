"""The files of poses: what is wrong in them is told with file, drawing and key."""

from __future__ import annotations

import pytest

from supple import figure
from supple.figure.body.pose import Kneel
from supple.figure.exercises.drawing import plan_of
from supple.figure.exercises.reading import hands, plans, read_goals, read_plans
from supple.figure.howto.reading import howto_of, read_howtos
from supple.problems import InputProblem

GOOD = """
[[drawing]]
exercise = "x"
stance = "hands-and-knees"
view = [10.0, 5.0]
works = ["thoracic"]
side = "left"
[[drawing.pose]]
step = "start"
name = "Start"
arms = "under-shoulder"
[[drawing.pose]]
step = "out"
name = "Turn"
breath = "out"
thorax = [0.0, 0.0, 30.0]
"""


def test_a_pose_stays_as_it_was_where_it_says_nothing():
    (plan,) = read_plans(GOOD, "x.toml", hands())
    first, second = (one.pose for one in plan.poses)
    assert second.left_arm == first.left_arm == hands()["under-shoulder"]
    assert isinstance(first.left_leg, Kneel)
    assert (first.thorax_deg, second.thorax_deg) == ((0.0, 0.0, 0.0), (0.0, 0.0, 30.0))


WRONG = [
    ('stance = "hands-and-knees"', 'stance = "hovering"', "x.toml:x:stance"),
    ("view = [10.0, 5.0]", "view = [10.0]", "x.toml:x:view"),
    ("view = [10.0, 5.0]", "view = [10.0, nan]", "x.toml:x:view"),
    ('works = ["thoracic"]', 'works = ["hips"]', "x.toml:x:works"),
    ('side = "left"', 'side = "front"', "x.toml:x:side"),
    ('side = "left"', "shows = 7", "x.toml:x:pose"),
    ('side = "left"', 'traced = "nose tip"', "x.toml:x:traced"),
    ('side = "left"', 'props = [{ kind = "trampoline" }]', "kind"),
    ('side = "left"', "speed = 3", "x.toml:x:speed"),
    ('step = "start"', 'step = "out"', "x.toml:x:pose"),
    ('arms = "under-shoulder"', "", "left_arm"),
    ('arms = "under-shoulder"', 'arms = "in-pockets"', "arms"),
    ('arms = "under-shoulder"', 'arms = { to = "room", at = [1.0, 2.0], elbow = [0, 0, 1] }', "at"),
    ("thorax = [0.0, 0.0, 30.0]", 'thorax = "left"', "thorax"),
    ("thorax = [0.0, 0.0, 30.0]", "thorax = [0.0, 0.0, true]", "thorax"),
    ("thorax = [0.0, 0.0, 30.0]", "twist = [0.0, 0.0, 30.0]", "twist"),
    ("thorax = [0.0, 0.0, 30.0]", "left_leg = { knee = 3.0 }", "hip"),
    ("[[drawing]]", "[[drawing", "x.toml"),
]


@pytest.mark.parametrize(("good", "wrong", "where"), WRONG, ids=[row[1] or "no arms" for row in WRONG])
def test_what_is_wrong_is_told_in_one_line(good, wrong, where):
    with pytest.raises(InputProblem) as problem:
        read_plans(GOOD.replace(good, wrong, 1), "x.toml", hands())
    assert where in problem.value.where
    assert "\n" not in str(problem.value)


def test_a_hand_needs_its_frame():
    with pytest.raises(InputProblem, match="to"):
        read_goals('[a]\nto = "moon"\nat = [0, 0, 0]\nelbow = [0, 0, 1]', "hands.toml")


HOW_TO = """
[[howto]]
id = "a"
title = "Turn {side}"
stance = "standing"
view = [0.0, 5.0]
[[howto.panel]]
name = "Stand"
arms = "hanging"
notes = [{ at = "left knee", text = "soft" }]
"""


@pytest.mark.parametrize(
    ("good", "wrong", "where"),
    [
        ('at = "left knee"', 'at = "third knee"', "at"),
        ('name = "Stand"', 'name = "Stand"\nverdict = "maybe"', "verdict"),
        ("view = [0.0, 5.0]", "", "view"),
        ('name = "Stand"', 'name = "Stand"\ntraced = "antenna"', "traced"),
        ('name = "Stand"', 'name = "Stand"\nnear = "no"', "near"),
        ("id = ", 'side = "up"\nid = ', "side"),
    ],
)
def test_a_how_to_is_checked_too(good, wrong, where):
    assert read_howtos(HOW_TO, "h.toml")
    with pytest.raises(InputProblem) as problem:
        read_howtos(HOW_TO.replace(good, wrong, 1), "h.toml")
    assert where in str(problem.value)


@pytest.mark.parametrize("draw", [figure.animated, figure.stills, figure.thumbnail])
def test_unknown_exercises_and_impossible_sides_are_told(draw):
    with pytest.raises(InputProblem, match="no such exercise"):
        draw("handstand")
    with pytest.raises(InputProblem, match="both sides work at once"):
        draw("cat-camel-general", side="left")
    with pytest.raises(InputProblem, match="left or right"):
        draw("open-book", side="up")


def test_unknown_how_tos_are_told():
    with pytest.raises(InputProblem, match="no such how-to"):
        howto_of("handstand")
    with pytest.raises(InputProblem, match="where it turns"):
        howto_of("phone-sternum", "left")


def test_a_side_turns_the_plan_and_its_camera():
    plan, _ = plan_of("open-book")
    other, _ = plan_of("open-book", "left" if plan.side == "right" else "right")
    assert other.side != plan.side
    assert other.view.azimuth_deg == -plan.view.azimuth_deg
    assert plan_of("open-book", plan.side)[0] is plans()["open-book"]


def test_how_tos_and_exercises_have_names_of_their_own():
    assert not set(figure.howtos()) & set(plans())


def test_every_named_goal_of_a_hand_is_used():
    poses = [one.pose for plan in plans().values() for one in plan.poses]
    poses += [panel.pose for one in figure.howtos().values() for panel in one.panels]
    goals = {goal for pose in poses for goal in (pose.left_arm, pose.right_arm)}
    assert [name for name, goal in hands().items() if goal not in goals] == []
