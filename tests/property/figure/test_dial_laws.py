"""Laws of the dial: a turn lands at its own angle, left mirrored is right, nothing longer than its number."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders.drawings import KIND, SVG, parsed, path_points, shape_points, view_box, walk, words_of
from supple.figure.dial import Dial, DialMark, DialSide, DialValue, draw_dial
from supple.figure.dial import geometry as g
from supple.figure.dial.fans import side as side_drawn
from supple.findings.model import Category
from supple.quantities import Direction, Position

#: A coordinate is written to a hundredth, so an angle at the innermost radius is good to this many degrees.
CLOSE_DEG = math.degrees(0.01 / g.INNER)
turns = st.floats(0.0, 150.0)
sems = st.floats(0.05, 8.0)
values = st.builds(DialValue, st.floats(-5.0, 200.0), sems, st.integers(1, 6))
marks = st.builds(DialMark, st.floats(0.5, 150.0), st.sampled_from(["convention", "derived"]))
sides = st.builds(
    DialSide,
    active=st.none() | values,
    end_range=st.none() | values,
    mark=st.none() | marks,
    category=st.none() | st.sampled_from(Category),
    earlier_active=st.none() | values,
    earlier_end_range=st.none() | values,
)


def turn_of(x, y):
    """Direction and degrees of a point of the page, told without the module under test."""
    angle = math.degrees(math.atan2(g.CENTRE[0] - x, g.CENTRE[1] - y))
    return (Direction.LEFT if angle >= 0.0 else Direction.RIGHT), abs(angle)


def lines(fragment, width, class_):
    root = parsed(f'<svg xmlns="http://www.w3.org/2000/svg">{fragment}</svg>')
    found = [node for node, _ in walk(root) if node.tag == f"{SVG}path" and node.attrib.get("class") == class_]
    return [path_points(node.attrib["d"]) for node in found if node.attrib.get("stroke-width") == width]


@given(st.sampled_from(Direction), turns, st.floats(40.0, 160.0))
def test_a_turn_lands_at_its_angle(direction, turn, radius):
    x, y = g.point(direction, turn, radius)
    assert math.hypot(x - g.CENTRE[0], y - g.CENTRE[1]) == pytest.approx(radius)
    found, angle = turn_of(x, y)
    assert angle == pytest.approx(turn, abs=1e-9)
    assert found is direction or turn < 1e-9


@given(st.sampled_from(Direction), st.floats(1.0, 150.0), sems)
def test_a_value_is_drawn_at_its_angle_with_its_interval(direction, mean, sem):
    value = DialValue(mean, sem)
    drawn = side_drawn(direction, DialSide(active=value), 150.0)
    ((needle,),) = [lines(drawn, "3", "n s-ink round")]
    for x, y in needle:
        assert turn_of(x, y) == (direction, pytest.approx(mean, abs=CLOSE_DEG))
    ((bracket,),) = [lines(drawn, "1.8", "n s-ink round")]
    low, high = (turn_of(*bracket[at])[1] for at in (0, 1))
    assert low <= mean + CLOSE_DEG
    assert mean <= high + CLOSE_DEG
    assert low == pytest.approx(max(0.0, mean - 1.96 * sem), abs=CLOSE_DEG)
    assert high == pytest.approx(min(150.0, mean + 1.96 * sem), abs=CLOSE_DEG)


@given(st.sampled_from(Direction), st.floats(1.0, 149.0))
def test_a_mark_s_tip_is_at_its_angle(direction, turn):
    drawn = side_drawn(direction, DialSide(mark=DialMark(turn, "convention")), 150.0)
    root = parsed(f'<svg xmlns="http://www.w3.org/2000/svg">{drawn}</svg>')
    ((tip, *_),) = [path_points(n.attrib["d"]) for n, _ in walk(root) if n.attrib.get("class") == "f-mark"]
    assert turn_of(*tip) == (direction, pytest.approx(turn, abs=CLOSE_DEG))


@given(st.sampled_from(Direction), st.floats(1.0, 140.0), st.floats(1.0, 140.0))
def test_end_range_is_shorter_than_active_only_where_the_numbers_are(direction, active, end):
    shown = DialSide(DialValue(active, 0.1), DialValue(end, 0.1))
    (first, second) = lines(side_drawn(direction, shown, 150.0), "3", "n s-ink round")
    drawn_end, drawn_active = turn_of(*first[0])[1], turn_of(*second[0])[1]
    assert drawn_end - drawn_active == pytest.approx(end - active, abs=3 * CLOSE_DEG)


@given(sides)
def test_left_mirrored_is_right(one):
    def points(direction):
        fragment = side_drawn(direction, one, 150.0)
        return shape_points(parsed(f'<svg xmlns="http://www.w3.org/2000/svg">{fragment}</svg>'))

    left, right = np.array(points(Direction.LEFT)).reshape(-1, 2), np.array(points(Direction.RIGHT)).reshape(-1, 2)
    assert left.shape == right.shape
    if left.size:
        apart = np.hypot(*(left[:, None] - (right * [-1.0, 1.0] + [g.WIDTH, 0.0])).transpose(2, 0, 1))
        assert apart.min(axis=0).max() < 0.05
        assert apart.min(axis=1).max() < 0.05


@given(sides, sides)
def test_every_dial_stays_inside_and_legible(left, right):
    drawn = draw_dial(Dial(left, right, Position.LUMBAR_LOCKED, KIND))
    root = parsed(drawn.svg)
    width, height = view_box(root)
    for x, y in shape_points(root):
        assert 0.0 <= x <= width
        assert 0.0 <= y <= height
    words = words_of(root)
    for index, one in enumerate(words):
        assert not any(one.meets(other) for other in words[index + 1 :])
        assert one.left >= 0.0
        assert one.right <= width
    for direction, side in ((Direction.LEFT, left), (Direction.RIGHT, right)):
        if not side.measured:
            assert f"To the {direction}: not measured" in drawn.description


@given(st.sampled_from(Direction), turns, turns, st.floats(57.0, 160.0))
def test_arcs_bend_about_the_body(direction, one, other, radius):
    """SVG's sweep 1 runs clockwise on the page; which way that is follows from the ends seen from the centre."""
    assume(abs(one - other) > 0.5)
    d = g.arc(g.Arc(direction, one, other), radius)
    (x1, y1), (x2, y2) = path_points(d)
    turned = (x1 - g.CENTRE[0]) * (y2 - g.CENTRE[1]) - (y1 - g.CENTRE[1]) * (x2 - g.CENTRE[0])
    large, sweep = d.partition("A")[2].split()[3:5]
    assert (large, sweep) == ("0", "1" if turned > 0.0 else "0")


@given(st.floats(0.0, 500.0))
def test_the_scale_holds_what_it_can(furthest):
    end = g.scale_end(furthest)
    assert end in {90.0, 120.0, 150.0}
    assert end == 150.0 or furthest <= end + 1e-6
    assert end == 90.0 or furthest > end - 30.0
