"""Against Vicon's own Plug-in Gait spine angles (UI-PRMD, ten trials, 1928 frames; origin in tests/data/README.md).

Tolerance: 0.01 degrees. The markers are written to a hundredth of a millimetre, which alone makes 0.001 degrees.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from supple.motion.markers import marker_angles
from supple.recording.reading import read

pytestmark = pytest.mark.reference
TRIALS = sorted((Path(__file__).parents[1] / "data" / "ui-prmd").glob("*.trc"))
NEEDED = ("LASI", "RASI", "LPSI", "RPSI", "CLAV", "STRN", "C7", "T10")
TOLERANCE_DEG = 0.01


def vicon(trial):
    return np.loadtxt(trial.with_suffix("").with_suffix(".angles.csv"), delimiter=",", skiprows=1)


def ours(recording):
    angles = marker_angles(recording)
    return np.stack([angles.flexion_deg, angles.lateral_flexion_deg, angles.axial_rotation_deg], axis=1)


def test_there_are_ten_trials():
    assert len(TRIALS) == 10


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.stem)
def test_every_frame_of_every_trial(trial):
    np.testing.assert_allclose(ours(read(trial)), vicon(trial), atol=TOLERANCE_DEG)


@pytest.mark.parametrize("missing", [np.nan, 0.0], ids=["blank", "at the origin"])
@pytest.mark.parametrize("label", NEEDED)
def test_nan_where_a_needed_marker_is_missing_and_equal_elsewhere(label, missing):
    recording = read(TRIALS[5])
    positions_m = recording.positions_m.copy()
    positions_m[20:30, recording.labels.index(label)] = missing
    found, expected = ours(replace(recording, positions_m=positions_m)), vicon(TRIALS[5])
    assert np.isnan(found[20:30]).all()
    np.testing.assert_allclose(
        np.delete(found, slice(20, 30), axis=0), np.delete(expected, slice(20, 30), axis=0), atol=TOLERANCE_DEG
    )


def test_the_isb_sequence_is_not_vicons():
    """Plug-in Gait turns first: in our axes its sequence is Y-X-Z; Z-X-Y differs by degrees as soon as movements combine."""
    angles = marker_angles(read(TRIALS[5]), rotation_first=False)
    assert np.abs(angles.axial_rotation_deg - vicon(TRIALS[5])[:, 2]).max() > 4.0
