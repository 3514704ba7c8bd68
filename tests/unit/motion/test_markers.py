from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from supple.motion.markers import marker_angles
from supple.motion.room import Room, find_room
from supple.problems import InputProblem
from supple.quantities import Position, Quantity, Zero
from supple.recording.model import Declared
from supple.recording.reading import read

TRIALS = Path(__file__).parents[2] / "data" / "ui-prmd"


@pytest.fixture(scope="module")
def trial():
    return read(TRIALS / "m06_s01_e01.trc")


def test_says_what_the_angles_are(trial):
    angles = marker_angles(trial)
    assert angles.method == "markers: Plug-in Gait; sequence Y-X-Z"
    assert (angles.quantity, angles.zero) == (Quantity.THORACIC_ROTATION, Zero.ABSOLUTE)
    assert angles.warnings == ()
    assert angles.error.fixed_deg > 0
    assert marker_angles(trial, rotation_first=False).method.endswith("Z-X-Y")


def test_relative_to_neutral_starts_from_the_persons_own_posture(trial):
    absolute, relative = marker_angles(trial), marker_angles(trial, relative_to_neutral=True)
    assert relative.zero is Zero.NEUTRAL
    assert relative.method == "markers: Plug-in Gait; twist about the vertical since neutral"
    for series in (relative.axial_rotation_deg, relative.flexion_deg, relative.lateral_flexion_deg, relative.swing_deg):
        assert np.abs(series).min() < 0.5
    assert np.ptp(relative.axial_rotation_deg) == pytest.approx(np.ptp(absolute.axial_rotation_deg), abs=1.0)
    # the trunk bends forward by some 27 degrees in both
    assert np.ptp(relative.flexion_deg) == pytest.approx(np.ptp(absolute.flexion_deg), abs=5.0)


def test_a_folded_position_turns_about_the_trunks_own_axis(trial):
    folded = replace(trial, declared=Declared(position=Position.LUMBAR_LOCKED))
    angles = marker_angles(folded, relative_to_neutral=True)
    assert angles.method.endswith("twist about the trunk's axis since neutral")
    assert angles.pelvis_rotation_deg is not None
    assert marker_angles(folded).pelvis_rotation_deg is None


def test_gaps_are_counted(trial):
    positions_m = trial.positions_m.copy()
    positions_m[5:8, trial.labels.index("T10")] = np.nan
    angles = marker_angles(replace(trial, positions_m=positions_m))
    assert angles.warnings == ("3 of 144 frames lack a marker that is needed and have no angles.",)
    assert np.flatnonzero(np.isnan(angles.flexion_deg)).tolist() == [5, 6, 7]


def test_a_marker_never_seen_is_one_line(trial):
    positions_m = trial.positions_m.copy()
    positions_m[:, trial.labels.index("C7")] = 0.0
    with pytest.raises(InputProblem, match=r"no frame that shows C7 \(the nearest set is Plug-in Gait\)"):
        marker_angles(replace(trial, positions_m=positions_m))


def test_markers_never_seen_together_are_one_line(trial):
    positions_m = trial.positions_m.copy()
    positions_m[::2, trial.labels.index("C7")] = np.nan
    positions_m[1::2, trial.labels.index("LASI")] = np.nan
    with pytest.raises(InputProblem, match="no frame that shows STRN, T10, CLAV, C7, LASI, RASI, LPSI and RPSI together"):
        marker_angles(replace(trial, positions_m=positions_m))


def test_a_full_set_never_falls_back_to_an_approximate_one_but_to_another_full_one(trial):
    # T10 of no frame, T8 of all: ISB's landmarks are there
    labels = (*trial.labels, "T8")
    positions_m = np.concatenate([trial.positions_m, trial.positions_m[:, [trial.labels.index("T10")]]], axis=1)
    positions_m[:, trial.labels.index("T10")] = np.nan
    angles = marker_angles(replace(trial, positions_m=positions_m, labels=labels))
    assert angles.method == "markers: ISB landmarks; sequence Z-X-Y"


def test_a_marker_seen_in_one_frame_only_still_gives_that_frame(trial):
    positions_m = np.tile(trial.positions_m, (8, 1, 1))
    positions_m[:, trial.labels.index("C7")] = np.nan
    positions_m[71, trial.labels.index("C7")] = trial.positions_m[71, trial.labels.index("C7")]
    time_s = np.arange(len(positions_m)) / 100.0
    for relative in (False, True):
        angles = marker_angles(replace(trial, positions_m=positions_m, time_s=time_s), relative_to_neutral=relative)
        assert np.flatnonzero(np.isfinite(angles.axial_rotation_deg)).tolist() == [71]


def test_exchanged_sides_are_refused(trial):
    swapped = {"LASI": "RASI", "RASI": "LASI", "LPSI": "RPSI", "RPSI": "LPSI"}
    with pytest.raises(InputProblem, match="pelvis's markers stand upside down"):
        marker_angles(replace(trial, labels=tuple(swapped.get(label, label) for label in trial.labels)))


def test_an_empty_recording_is_one_line(trial):
    with pytest.raises(InputProblem):
        marker_angles(replace(trial, time_s=np.empty(0), positions_m=np.empty((0, len(trial.labels), 3))))


def test_no_room_where_the_trunk_leans_between_two_axes():
    assert find_room(np.array([[1.0], [0.0], [1.0]])) is None
    assert find_room(np.full((3, 4), np.nan)) is None
    assert find_room(np.array([[0.1], [0.0], [-1.0]])) == Room(axis=2, sign=-1)
