import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from supple.motion.neutral import find_neutral, geometric_median
from supple.quantities import Direction, Movement
from supple.recording.model import Still, StillWindow
from supple.simulation import Move, SimulationSpec, Start, simulate

LEFT, RIGHT = Direction.LEFT, Direction.RIGHT
SCRIPTS = {
    "in turn": tuple(Move(direction=side, peak_deg=45.0) for side in (LEFT, RIGHT) * 3),
    "one side, long holds": tuple(Move(direction=LEFT, peak_deg=45.0, hold_s=5.0, pause_s=0.3) for _ in range(3)),
    "one side, wavering holds": tuple(Move(direction=RIGHT, peak_deg=45.0, hold_s=4.0, dip_deg=10.0) for _ in range(4)),
    "straight from side to side": tuple(
        Move(direction=side, peak_deg=45.0, returns=0.0, pause_s=0.0) for side in (LEFT, RIGHT) * 3
    ),
    "bends first": tuple(Move(movement=Movement.FLEXION, peak_deg=60.0) for _ in range(3))
    + tuple(Move(direction=side, peak_deg=45.0) for side in (LEFT, LEFT, RIGHT, RIGHT)),
}


def relative(truth):
    return (Rotation.from_quat(truth.pelvis).inv() * Rotation.from_quat(truth.thorax)).as_quat()


@pytest.mark.parametrize("start", list(Start))
@pytest.mark.parametrize("name", SCRIPTS)
def test_is_where_the_person_comes_back_to(name, start):
    _, truth = simulate(SimulationSpec(script=SCRIPTS[name], start=start, return_error_deg=1.5, seed=3))
    neutral = find_neutral(truth.time_s, relative(truth))
    middle = np.searchsorted(truth.time_s, 0.5 * (neutral.start_s + neutral.end_s))
    off = [abs(angle[middle]) for angle in (truth.axial_rotation_deg, truth.flexion_deg, truth.lateral_flexion_deg)]
    assert max(off) < 7.0
    assert not neutral.declared


def test_declared_window_wins():
    _, truth = simulate(SimulationSpec(script=SCRIPTS["in turn"], seed=1))
    marks = (StillWindow(Still.UPRIGHT, 0.0, 1.0), StillWindow(Still.ZERO, 4.0, 4.5))
    neutral = find_neutral(truth.time_s, relative(truth), marks=marks)
    inside = (truth.time_s >= 4.0) & (truth.time_s <= 4.5)
    expected = Rotation.from_quat(relative(truth)[inside]).mean()
    assert neutral.declared
    assert (Rotation.from_quat(neutral.orientation).inv() * expected).magnitude() < 1e-9


def test_missing_rows_are_stepped_over_and_holes_are_not_still():
    _, truth = simulate(SimulationSpec(script=SCRIPTS["in turn"], seed=2))
    orientation = relative(truth)
    hole = (truth.time_s > 5.0) & (truth.time_s < 7.0)
    orientation[hole] = np.nan
    neutral = find_neutral(truth.time_s, orientation)
    assert not 4.6 < neutral.start_s < 7.0
    assert np.isfinite(neutral.orientation).all()


def test_nothing_seen():
    with pytest.raises(ValueError, match="no orientation"):
        find_neutral(np.arange(3.0), np.full((3, 4), np.nan))


def test_very_short_series():
    neutral = find_neutral(np.array([0.0, 0.1]), np.array([[0.0, 0.0, 0.0, 1.0]] * 2))
    np.testing.assert_allclose(np.abs(neutral.orientation), [0.0, 0.0, 0.0, 1.0], atol=1e-12)


def test_geometric_median_ignores_a_far_point():
    points = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [100.0, 100.0]])
    assert np.linalg.norm(geometric_median(points)) < 2.0
