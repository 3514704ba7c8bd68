import numpy as np
import pytest
from scipy.stats import binomtest

from supple.motion import measure_motion
from supple.motion.intervals import Z95, peak_interval_deg, peak_sd_deg, seconds_since_zero
from supple.motion.model import AngleError
from supple.motion.settle import _spell_at
from supple.quantities import Movement
from supple.simulation import Kind, random_spec, simulate

DRIFTING = AngleError(fixed_deg=3.0, proportional=0.1, drift_deg_per_sqrt_s=2.0, drift_deg_per_s=0.5, noise_deg=1.0)


def test_parts_add_as_squares():
    sd = peak_sd_deg(DRIFTING, movement=Movement.ROTATION, peak_deg=20.0, since_zero_s=4.0)
    assert sd == pytest.approx(np.sqrt(3.0**2 + 2.0**2 + 4.0**2 + 2.0**2 + 1.0**2))


def test_drift_does_not_touch_bends():
    near, far = (peak_sd_deg(DRIFTING, movement=Movement.FLEXION, peak_deg=20.0, since_zero_s=s) for s in (0.0, 100.0))
    assert near == far


def test_interval_is_symmetric():
    low, high = peak_interval_deg(AngleError(fixed_deg=2.0), movement=Movement.ROTATION, peak_deg=40.0, since_zero_s=9.0)
    assert (low, high) == pytest.approx((40.0 - 2.0 * Z95, 40.0 + 2.0 * Z95))


@pytest.mark.parametrize(
    ("moment_s", "zeros_s", "expected"),
    [(10.0, (4.0,), 6.0), (10.0, (4.0, 8.0, 12.0), 2.0), (3.0, (5.0, 9.0), 2.0), (3.0, (), 0.0)],
)
def test_the_zero_in_force(moment_s, zeros_s, expected):
    assert seconds_since_zero(moment_s, zeros_s) == expected


def inside(seed, kind):
    recording, truth = simulate(random_spec(seed, kind, bends=False))
    measured = measure_motion(recording).repetitions
    assert [r.direction for r in measured] == [r.direction for r in truth.repetitions]
    return [r.interval_deg[0] <= t.peak_deg <= r.interval_deg[1] for r, t in zip(measured, truth.repetitions, strict=True)]


def test_true_peaks_lie_inside():
    # the large version is benchmarks/bench_intervals.py
    hits = [hit for kind in Kind for seed in range(12) for hit in inside(seed, kind)]
    assert binomtest(sum(hits), len(hits), 0.95, alternative="less").pvalue > 0.01


def test_the_stay_of_zero_is_told_from_the_others():
    still = np.array([True, True, False, True, True, True, False, True])
    assert np.flatnonzero(_spell_at(still, 4)).tolist() == [3, 4, 5]
    assert not _spell_at(still, 2).any()
