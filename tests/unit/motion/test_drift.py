"""Drift: what is taken off, what stays unknown."""

import numpy as np
import pytest
from scipy.spatial.transform import Rotation
from sensor_recordings import UPRIGHT

from supple.motion.drift import estimate_drift, nothing_removed, returns, still_moments

MOMENTS = np.array([10.0, 20.0, 30.0, 40.0])


def test_an_unknown_bias_is_believed_a_known_one_is_not():
    drifting = 0.2 * MOMENTS
    given = {"neutral_s": 0.0, "span_s": (0.0, 40.0)}
    unsure = estimate_drift(MOMENTS, drifting, bias_sd_dps=0.5, **given)
    sure = estimate_drift(MOMENTS, drifting, bias_sd_dps=0.001, **given)
    np.testing.assert_allclose(unsure.at(MOMENTS), drifting, atol=0.5)
    assert 0.0 < sure.largest_deg < 0.6 * unsure.largest_deg
    assert unsure.at(np.array([0.0]))[0] == pytest.approx(0.0, abs=1e-9)


def test_returns_make_the_rest_surer():
    without = nothing_removed(bias_sd_dps=0.1)
    drift = estimate_drift(MOMENTS, np.zeros(4), neutral_s=0.0, span_s=(0.0, 40.0), bias_sd_dps=0.1)
    assert drift.per_s == 0.0 < without.per_s
    assert 40.0 * drift.per_sqrt_s**2 < 40.0 * without.per_sqrt_s**2 + (40.0 * without.per_s) ** 2


def test_a_hold_at_the_end_of_range_is_no_return():
    moments = np.array([5.0, 8.0, 12.0, 16.0, 20.0])
    headings = np.array([0.5, 38.0, 1.0, -35.0, 1.5])
    nobody = np.zeros(5, dtype=bool)
    chosen = returns(moments, headings, certain=nobody, neutral_s=1.0, bias_sd_dps=0.1)
    assert chosen.tolist() == [0, 2, 4]


def test_a_declared_end_is_a_return_whatever_it_reads():
    moments, headings = np.array([10.0, 40.0]), np.array([5.0, 20.0])
    chosen = returns(moments, headings, certain=np.array([False, True]), neutral_s=0.0, bias_sd_dps=0.1)
    assert chosen.tolist() == [0, 1]


def test_still_spells():
    time = np.arange(0.0, 10.0, 0.02)
    angle = np.clip(time - 3.0, 0.0, 4.0) * 10.0
    quaternion = (UPRIGHT * Rotation.from_euler("Y", angle[:, None], degrees=True)).as_quat()
    spells = still_moments(time, (quaternion,))
    assert spells.shape == (2, 2)
    assert spells[0, 1] == pytest.approx(3.0, abs=0.3)
    assert spells[1, 0] == pytest.approx(7.0, abs=0.3)
