from dataclasses import replace

import numpy as np
import pytest

from supple.motion import measure_motion, repetitions_of
from supple.motion.model import AngleError, JointAngles
from supple.quantities import Direction, Movement, Quantity, Zero
from supple.simulation import Move, SimulationSpec, simulate

LEFT, RIGHT = Direction.LEFT, Direction.RIGHT
RATE_HZ = 60.0
CERTAIN = AngleError()


def ease(u):
    return u**3 * (10.0 - 15.0 * u + 6.0 * u * u)


def path(*points):
    """Angle through (seconds, degrees) points, minimum jerk in between."""
    times, values = np.array(points, dtype=float).T
    at = np.arange(0.0, times[-1], 1.0 / RATE_HZ)
    left = np.clip(np.searchsorted(times, at, side="right") - 1, 0, len(times) - 2)
    return values[left] + np.diff(values)[left] * ease((at - times[left]) / np.diff(times)[left])


def angles(rotation, *, flexion=None, lateral=None, known=True, pelvis=None, error=CERTAIN):
    zero = np.zeros_like(rotation)
    flexion = zero if flexion is None else flexion
    lateral = zero if lateral is None else lateral
    return JointAngles(
        np.arange(len(rotation)) / RATE_HZ,
        rotation,
        flexion if known else None,
        lateral if known else None,
        np.hypot(flexion, lateral),
        pelvis,
        Quantity.THORACIC_ROTATION,
        Zero.NEUTRAL,
        error=error,
    )


def found(joint_angles):
    return [(r.movement, r.direction) for r in repetitions_of(joint_angles)]


def rotations(joint_angles):
    return [direction for movement, direction in found(joint_angles) if movement is Movement.ROTATION]


SET = path((0, 0), (3, 0), (5, 40), (7, 40), (9, 0), (11, 0), (13, -45), (15, -45), (17, 0), (20, 0))


def test_left_is_positive():
    assert found(angles(SET)) == [(Movement.ROTATION, LEFT), (Movement.ROTATION, RIGHT)]


def test_peaks_holds_and_times():
    left, right = repetitions_of(angles(SET))
    assert left.peak_deg == pytest.approx(40.0, abs=0.2)
    assert right.peak_deg == pytest.approx(45.0, abs=0.2)
    assert left.hold_s == pytest.approx(2.8, abs=0.5)
    assert 3.0 <= left.start_s <= 3.9
    assert 5.0 <= left.peak_s <= 7.0
    assert 8.1 <= left.end_s <= 9.1
    assert left.mean_speed_dps == pytest.approx(40.0 / 1.6, rel=0.25)


@pytest.mark.parametrize(
    ("name", "course", "expected"),
    [
        ("a pause on the way out", path((0, 0), (2, 0), (3, 18), (5, 18), (7, 40), (9, 40), (11, 0), (14, 0)), [LEFT]),
        ("a pause on the way back", path((0, 0), (2, 0), (4, 40), (6, 40), (7, 12), (9, 12), (10, 0), (14, 0)), [LEFT]),
        ("two peaks in a hold", path((0, 0), (2, 0), (4, 40), (5, 28), (6, 41), (8, 0), (12, 0)), [LEFT]),
        ("return to a third", path((0, 0), (2, 0), (4, 40), (6, 13), (8, 42), (10, 0), (12, 0)), [LEFT, LEFT]),
        ("straight to the other side", path((0, 0), (2, 0), (4, 40), (7, -40), (10, 40), (12, 0), (14, 0)), [LEFT, RIGHT, LEFT]),
        (
            "swinging past neutral",
            path((0, 0), (2, 0), (4, 50), (5.5, -14), (6, 0), (9, 0), (11, 50), (12.5, -14), (13, 0), (16, 0)),
            [LEFT, LEFT],
        ),
        (
            "one far bigger",
            path((0, 0), (2, 0), (4, 30), (6, 0), (8, 0), (10, 75), (12, 0), (14, 0), (16, 30), (18, 0), (21, 0)),
            [LEFT] * 3,
        ),
        (
            "a limited side",
            path(
                (0, 0),
                (2, 0),
                (4, 55),
                (6, 0),
                (8, 0),
                (10, -18),
                (13, 0),
                (15, 0),
                (17, 55),
                (19, 0),
                (21, 0),
                (23, -18),
                (26, 0),
                (28, 0),
            ),
            [LEFT, RIGHT] * 2,
        ),
        ("nothing below ten degrees", path((0, 0), (2, 0), (4, 9), (6, 0), (8, -9), (10, 0), (12, 0)), []),
        (
            "a fidget beside real turns",
            path((0, 0), (2, 0), (4, 60), (6, 0), (8, 0), (9, 12), (10, 0), (12, 0), (14, 60), (16, 0), (18, 0)),
            [LEFT, LEFT],
        ),
        ("under way at the beginning", path((0, 40), (2, 0), (5, 0), (7, 40), (9, 0), (12, 0)), [LEFT]),
        ("cut off at the peak", path((0, 0), (3, 0), (5, 40), (7, 0), (9, 0), (11, 40), (11.5, 40)), [LEFT]),
        (
            "cut off on the way back",
            path((0, 0), (3, 0), (5, 40), (7, 0), (9, 0), (11, 40), (12, 40), (14, 0))[: int(13.0 * RATE_HZ)],
            [LEFT, LEFT],
        ),
        ("standing still", np.zeros(1200), []),
    ],
)
def test_counts(name, course, expected):
    assert rotations(angles(course)) == expected, name


def test_drift_neither_makes_nor_hides_a_repetition():
    course = path(
        (0, 0), *[(3 + 4 * i + step, value) for i in range(8) for step, value in ((0, 0), (1.5, 14 * (-1) ** i), (3, 0))], (38, 0)
    )
    drift = np.linspace(-6.0, 6.0, len(course))
    assert rotations(angles(course + drift)) == [LEFT, RIGHT] * 4


def test_bend_with_some_twist_is_no_rotation():
    bend = path((0, 0), (3, 0), (5, 60), (7, 60), (9, 0), (12, 0))
    for known in (True, False):
        assert rotations(angles(0.4 * bend, flexion=bend, known=known)) == []
    assert found(angles(0.4 * bend, flexion=bend)) == [(Movement.FLEXION, None)]


def test_where_facing_is_unknown_bends_have_no_name_and_rotation_stands():
    bend = path((0, 0), (3, 0), (5, 60), (7, 60), (9, 0), (20, 0))
    turn = path((0, 0), (11, 0), (13, -40), (15, -40), (17, 0), (20, 0))
    assert found(angles(turn, flexion=bend, known=False)) == [(Movement.ROTATION, RIGHT)]


def test_each_movement_is_told_apart():
    blocks = {"flexion": 3, "extension": 8, "right bend": 13, "left bend": 18, "turn": 23}
    quiet = np.zeros(int(30 * RATE_HZ))

    def block(name, peak):
        course = quiet.copy()
        start = int(blocks[name] * RATE_HZ)
        one = path((0, 0), (1.5, peak), (2.5, peak), (4, 0))
        course[start : start + len(one)] = one
        return course

    joint = angles(
        block("turn", 40.0) + 0.3 * block("right bend", 25.0),
        flexion=block("flexion", 45.0) + block("extension", -20.0) + 0.2 * block("turn", 40.0),
        lateral=block("right bend", 25.0) + block("left bend", -25.0) + 0.3 * block("turn", 40.0),
    )
    assert found(joint) == [
        (Movement.FLEXION, None),
        (Movement.EXTENSION, None),
        (Movement.LATERAL_FLEXION, RIGHT),
        (Movement.LATERAL_FLEXION, LEFT),
        (Movement.ROTATION, LEFT),
    ]


def test_gait_like_sway_is_no_repetition():
    time = np.arange(0.0, 30.0, 1.0 / RATE_HZ)
    assert found(angles(12.0 * np.sin(2.0 * np.pi * 1.0 * time), lateral=6.0 * np.sin(2.0 * np.pi * 2.0 * time))) == []


def test_what_the_error_could_make_up_is_no_repetition():
    course = path((0, 0), (2, 0), (4, 18), (6, 0), (9, 0))
    assert rotations(angles(course)) == [LEFT]
    assert rotations(angles(course, error=AngleError(fixed_deg=8.6))) == []


def test_too_short_or_empty():
    assert repetitions_of(angles(np.zeros(10))) == ()
    assert repetitions_of(angles(np.full(600, np.nan))) == ()


def test_peak_does_not_depend_on_the_rate():
    joint = angles(SET)
    half = replace(
        joint,
        **{
            name: getattr(joint, name)[::2]
            for name in ("time_s", "axial_rotation_deg", "flexion_deg", "lateral_flexion_deg", "swing_deg")
        },
    )
    for full, thinned in zip(repetitions_of(joint), repetitions_of(half), strict=True):
        assert thinned.peak_deg == pytest.approx(full.peak_deg, abs=0.1)


def test_a_large_swing_past_neutral_after_a_slow_movement_is_no_repetition():
    spec = SimulationSpec(
        script=(Move(direction=LEFT, peak_deg=44.0, out_s=3.0, back_s=3.0, hold_s=1.0, overshoot_deg=17.0, pause_s=0.5),) * 3,
        seed=2,
    )
    found = measure_motion(simulate(spec)[0]).repetitions
    assert [one.direction for one in found if one.movement is Movement.ROTATION] == [LEFT] * 3
