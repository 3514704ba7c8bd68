from __future__ import annotations

import numpy as np
import pytest

from supple.motion.cardan import cardan_matrices
from supple.motion.given import given_angles
from supple.problems import InputProblem
from supple.quantities import Instrument, Quantity, Zero
from supple.recording.model import AngleRecording, Format

TURN = np.concatenate([np.full(100, 5.0), np.full(30, 45.0), np.full(100, 5.0)])


def file_with(rotation_deg, **more):
    rotation_deg = np.asarray(rotation_deg, dtype=float)
    return AngleRecording(
        "angles.csv",
        Format.JOINT_ANGLES,
        more.pop("instrument", Instrument.MARKERS),
        time_s=np.arange(rotation_deg.size) / 100.0,
        axial_rotation_deg=rotation_deg,
        **more,
    )


def test_angles_pass_through():
    recording = file_with(TURN, flexion_deg=TURN / 3, lateral_flexion_deg=TURN / 9, pelvis_rotation_deg=TURN / 2)
    angles = given_angles(recording)
    assert angles.axial_rotation_deg is recording.axial_rotation_deg
    assert angles.flexion_deg is recording.flexion_deg
    assert angles.pelvis_rotation_deg is recording.pelvis_rotation_deg
    assert (angles.quantity, angles.zero, angles.warnings) == (Quantity.THORACIC_ROTATION, Zero.ABSOLUTE, ())


def test_the_swing_is_the_angle_between_the_long_axes():
    angles = given_angles(file_with([10.0, 0.0], flexion_deg=np.array([30.0, 90.0]), lateral_flexion_deg=np.array([-20.0, 40.0])))
    long_axes = cardan_matrices([30.0, 90.0], [-20.0, 40.0], [10.0, 0.0])[:, 1, 1]
    np.testing.assert_allclose(angles.swing_deg, np.rad2deg(np.arccos(long_axes)))


def test_less_the_neutral():
    angles = given_angles(file_with(TURN, flexion_deg=TURN + 10.0, pelvis_rotation_deg=TURN / 5), relative_to_neutral=True)
    assert angles.zero is Zero.NEUTRAL
    np.testing.assert_allclose(angles.axial_rotation_deg, TURN - 5.0, atol=1e-9)
    np.testing.assert_allclose(angles.flexion_deg, TURN - 5.0, atol=1e-9)
    np.testing.assert_allclose(angles.swing_deg, np.abs(TURN - 5.0), atol=1e-9)
    np.testing.assert_allclose(angles.pelvis_rotation_deg, (TURN - 5.0) / 5.0, atol=1e-9)
    assert angles.lateral_flexion_deg is None


def test_what_is_relative_already_stays():
    angles = given_angles(file_with(TURN, zero=Zero.NEUTRAL), relative_to_neutral=True)
    np.testing.assert_array_equal(angles.axial_rotation_deg, TURN)


def test_missing_bends_are_told_and_nan_stays_nan():
    angles = given_angles(file_with([1.0, np.nan, 3.0], quantity=Quantity.TRUNK_TURN))
    assert angles.flexion_deg is None
    assert angles.quantity is Quantity.TRUNK_TURN
    np.testing.assert_array_equal(angles.swing_deg, [0.0, np.nan, 0.0])
    assert "no flexion and no lateral flexion" in angles.warnings[0]


@pytest.mark.parametrize("instrument", list(Instrument))
def test_no_instrument_is_free_of_error(instrument):
    assert given_angles(file_with(TURN, instrument=instrument)).error.fixed_deg > 0


def test_no_number_at_all_is_one_line():
    with pytest.raises(InputProblem, match=r"angles\.csv: no finite axial rotation"):
        given_angles(file_with([np.nan, np.nan]))
