"""From simulated sensors to repetitions: exact counts, never left for right, mirror images, nothing from nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supple.motion import measure_motion
from supple.quantities import Direction, Movement, Position
from supple.simulation import Kind, Mounting, Move, Rest, SimulationSpec, Start, mirror, random_spec, simulate

LEFT, RIGHT = Direction.LEFT, Direction.RIGHT
FEW = settings(deadline=None, max_examples=12)
seeds = st.integers(0, 10_000)
kinds = st.sampled_from(list(Kind))


def told(repetitions, *, bends=True):
    return [(r.movement, r.direction) for r in repetitions if bends or r.movement is Movement.ROTATION]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("seed", range(6))
def test_exactly_the_simulated_repetitions(seed, kind):
    """Fixed seeds: nearly every drawn recording is counted right, not every one (benchmarks/bench_intervals.py)."""
    recording, truth = simulate(random_spec(seed, kind))
    motion = measure_motion(recording)
    bends = motion.angles.flexion_deg is not None
    assert told(motion.repetitions, bends=bends) == told(truth.repetitions, bends=bends)


@FEW
@given(
    seed=seeds,
    turned=st.tuples(*[st.floats(-180.0, 180.0)] * 3),
    facing=st.floats(-180.0, 180.0),
    position=st.sampled_from(list(Position)),
    sensors=st.sampled_from([("thorax",), ("thorax", "pelvis")]),
)
def test_left_and_right_are_never_swapped(seed, turned, facing, position, sensors):
    base = SimulationSpec(script=())
    spec = replace(
        base,
        script=(Move(direction=LEFT, peak_deg=40.0), Move(direction=RIGHT, peak_deg=30.0), Move(direction=RIGHT, peak_deg=30.0)),
        position=position,
        marked=True,
        devices={name: base.devices[name] for name in sensors},
        mountings={**base.mountings, "thorax": Mounting(turned_deg=turned)},
        facing_deg=facing,
        seed=seed,
    )
    motion = measure_motion(simulate(spec)[0])
    assert [r.direction for r in motion.repetitions if r.movement is Movement.ROTATION] == [LEFT, RIGHT, RIGHT]


@settings(deadline=None, max_examples=12, derandomize=True)
@given(seed=seeds, kind=kinds)
def test_the_mirror_image_gives_the_mirrored_result(seed, kind):
    recording, _ = simulate(random_spec(seed, kind))
    plain, mirrored = measure_motion(recording).repetitions, measure_motion(mirror(recording)).repetitions
    assert told(mirrored) == [(movement, direction and direction.opposite) for movement, direction in told(plain)]
    for one, other in zip(plain, mirrored, strict=True):
        assert other.peak_deg == pytest.approx(one.peak_deg, abs=0.5)
        assert other.grade == one.grade


def small(movement, direction, peak_deg):
    return Move(movement=movement, direction=direction, peak_deg=peak_deg, out_s=0.5, back_s=0.5, hold_s=0.0, pause_s=0.2)


@FEW
@given(
    seed=seeds,
    start=st.sampled_from(list(Start)),
    fidgets=st.lists(
        st.builds(small, st.sampled_from(list(Movement)), st.sampled_from([LEFT, RIGHT]), st.floats(0.0, 7.0)), max_size=12
    ),
)
def test_standing_still_and_fidgeting_give_nothing(seed, start, fidgets):
    spec = SimulationSpec(script=(Rest(seconds=3.0), *fidgets, Rest(seconds=3.0)), start=start, return_error_deg=0.5, seed=seed)
    recording, truth = simulate(spec)
    assert truth.repetitions == ()
    assert measure_motion(recording).repetitions == ()


@FEW
@given(seed=seeds, half_turn_deg=st.floats(2.0, 8.0), step_s=st.floats(0.45, 0.6))
def test_walking_on_the_spot_gives_nothing(seed, half_turn_deg, step_s):
    step = Move(peak_deg=half_turn_deg, out_s=0.5 * step_s, back_s=0.5 * step_s, hold_s=0.0, pause_s=0.0, pelvis_turn_deg=3.0)
    sway = tuple(replace(step, direction=side, coupled_lateral_flexion_deg=3.0) for side in (LEFT, RIGHT) * 12)
    recording, _ = simulate(SimulationSpec(script=sway, position=Position.STANDING, seed=seed))
    assert measure_motion(recording).repetitions == ()
