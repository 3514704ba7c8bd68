"""What counts as a glitch, and which gaps are bridged: at the bounds and beside them."""

from __future__ import annotations

import numpy as np
import pytest

from supple.motion.glitches import without_glitches

TIME_S = np.arange(60) / 30.0


def spiked(height_deg, *at):
    angle = np.zeros(60)
    angle[list(at)] = height_deg
    return without_glitches(TIME_S, angle)


@pytest.mark.parametrize(("height_deg", "found"), [(29.9, 0), (30.1, 1), (-150.0, 1), (180.0, 1)])
def test_from_thirty_degrees_on(height_deg, found):
    assert spiked(height_deg, 25).glitches.sum() == found


@pytest.mark.parametrize(("frames", "found"), [((20,), 1), ((20, 21), 2), ((20, 21, 22), 3), ((20, 21, 22, 23), 0)])
def test_runs_of_up_to_three_frames(frames, found):
    """Four frames out of seven are the majority: that is a movement, not a glitch."""
    assert spiked(90.0, *frames).glitches.sum() == found


def test_a_glitch_at_either_end_is_found_and_stays_empty():
    cleaned = spiked(90.0, 0, 59)
    assert np.flatnonzero(cleaned.glitches).tolist() == [0, 59]
    assert np.flatnonzero(np.isnan(cleaned.values)).tolist() == [0, 59]


def test_a_fast_turn_is_no_glitch():
    """300 degrees a second, faster than any trunk turns."""
    turn = np.concatenate([np.zeros(20), np.linspace(0.0, 80.0, 8), np.full(32, 80.0)])
    cleaned = without_glitches(TIME_S, turn)
    assert not cleaned.glitches.any()
    np.testing.assert_array_equal(cleaned.values, turn)


@pytest.mark.parametrize(("missing", "bridged"), [(6, True), (7, False)])
def test_gaps_of_a_quarter_of_a_second_are_bridged(missing, bridged):
    """Six frames missing at 30 Hz are 233 ms between their neighbours, seven are 267 ms."""
    angle = np.linspace(0.0, 59.0, 60)
    angle[30 : 30 + missing] = np.nan
    values = without_glitches(TIME_S, angle).values
    assert np.isfinite(values).all() == bridged
    if bridged:
        np.testing.assert_allclose(values, np.linspace(0.0, 59.0, 60), atol=1e-9)


def test_nothing_to_compare_with():
    for angle in (np.full(60, np.nan), np.where(np.arange(60) < 5, 3.0, np.nan)):
        assert not without_glitches(TIME_S, angle).glitches.any()


def test_the_input_is_left_alone():
    angle = np.zeros(60)
    angle[9] = 120.0
    kept = angle.copy()
    without_glitches(TIME_S, angle)
    np.testing.assert_array_equal(angle, kept)
