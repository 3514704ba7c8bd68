"""Facing: declared by a sensor's axis or found from one-sided bends."""

import numpy as np
import pytest

from supple.motion.facing import Facing, forward_from_bends, parse_facing
from supple.problems import InputProblem


def test_an_axis_is_read():
    assert parse_facing("Thorax:-Z") == Facing("thorax", "-z")
    np.testing.assert_array_equal(Facing("thorax", "-z").vector, [0.0, 0.0, -1.0])
    np.testing.assert_array_equal(Facing("pelvis", "+x").vector, [1.0, 0.0, 0.0])


@pytest.mark.parametrize("text", ["thorax", "thorax:", "thorax:w", "head:x", "thorax:--z", ":x", "thorax:xx", ""])
def test_anything_else_is_refused(text):
    with pytest.raises(InputProblem, match="thorax:-z"):
        parse_facing(text)


def bends(*legs):
    """Swing vectors for bends toward azimuths (degrees) by sizes (degrees), each from neutral and back."""
    out = []
    for toward, size in legs:
        lean = np.deg2rad(toward + 90.0)  # the axis is a quarter turn ahead of where the trunk leans to
        out.append(np.sin(np.linspace(0.0, np.pi, 60))[:, None] * size * np.array([np.cos(lean), np.sin(lean)]))
    return np.concatenate(out)


@pytest.mark.parametrize("forward", [-170.0, -45.0, 0.0, 80.0, 135.0])
def test_forward_is_where_it_bends_furthest(forward):
    swing = bends((forward, 60.0), (forward + 180.0, 20.0), (forward + 90.0, 25.0), (forward - 90.0, 25.0))
    found = forward_from_bends(swing, np.zeros(len(swing)))
    assert found is not None
    assert abs((found - forward + 180.0) % 360.0 - 180.0) < 2.0


@pytest.mark.parametrize(
    "legs",
    [((0.0, 12.0),), ((0.0, 45.0), (180.0, 45.0)), ((90.0, 30.0), (-90.0, 30.0))],
    ids=["small", "forward like backward", "side-bending only"],
)
def test_otherwise_it_stays_open(legs):
    swing = bends(*legs)
    assert forward_from_bends(swing, np.zeros(len(swing))) is None


def test_a_lean_inside_a_bigger_turn_says_nothing():
    swing = bends((0.0, 45.0))
    assert forward_from_bends(swing, np.full(len(swing), 60.0)) is None
