"""Camera landmarks against Vicon's rigid targets on one trunk rotation and one arm exercise (Keraal dataset, BSD-2-Clause).

The recordings carry no time stamps and start and end together: they are aligned by their length, and zero is the first
third of a second. Published for these files: Kinect 7.2, BlazePose 8.6 degrees root mean square; the last digits depend on
how the recordings are aligned, hence 0.4 degrees of tolerance.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from supple.motion.cardan import twist_swing
from supple.motion.landmarks import landmark_angles
from supple.recording.reading import read

pytestmark = pytest.mark.reference
FOLDER = Path(__file__).parents[1] / "data" / "keraal"


def kinect(exercise):
    return read(FOLDER / f"G3-Kinect-{exercise}-P1T1-Unknown-C-0.txt")


def blazepose(exercise):
    """Landmarks found in the Kinect's colour pictures, which are mirrored (shown below)."""
    return read(FOLDER / f"G3-BP-{exercise}-P1T1-Unknown-C-0.json")


def vicon(exercise):
    """Chest and pelvis: turn about the vertical since the first frame, degrees; the sensors' world has z up."""
    streams = read(FOLDER / f"{exercise}-vicon-orientations.sto").streams
    matrices = (streams[name].orientation.values for name in ("thorax", "pelvis"))
    return tuple(yaw(quaternions) for quaternions in matrices)


def yaw(quaternions):

    rotation = Rotation.from_quat(quaternions)
    return twist_swing((rotation * rotation[0].inv()).as_quat(), (0.0, 0.0, 1.0))[0]


def error_deg(angles, truth_deg):
    found = angles.axial_rotation_deg
    truth = np.interp(np.linspace(0, 1, found.size), np.linspace(0, 1, truth_deg.size), truth_deg)
    difference = found - truth
    return difference - difference[:10].mean(), truth


def test_the_truth_turns_as_far_as_published():
    chest, pelvis = vicon("RTK")
    for series, low, high in ((chest, -51, 46), (pelvis, -17, 14), (chest - pelvis, -35, 33)):
        centred = series - np.median(series)
        assert centred.min() == pytest.approx(low, abs=2.0)
        assert centred.max() == pytest.approx(high, abs=2.0)


@pytest.mark.parametrize(("source", "published_rms_deg"), [(kinect, 7.2), (blazepose, 8.6)])
def test_the_error_is_the_one_that_is_reported(source, published_rms_deg):
    chest, pelvis = vicon("RTK")
    angles = landmark_angles(source("RTK"))
    difference, truth = error_deg(angles, chest - pelvis)
    assert np.sqrt(np.mean(difference**2)) == pytest.approx(published_rms_deg, abs=0.4)
    assert angles.error.fixed_deg == pytest.approx(published_rms_deg)
    # the sign: left is left
    assert np.corrcoef(angles.axial_rotation_deg, truth)[0, 1] > 0.95


def test_the_error_reported_covers_nearly_all_of_the_rotation_trial():
    chest, pelvis = vicon("RTK")
    for source in (kinect, blazepose):
        angles = landmark_angles(source("RTK"))
        difference, _ = error_deg(angles, chest - pelvis)
        sd = np.hypot(angles.error.fixed_deg, angles.error.noise_deg)
        assert np.mean(np.abs(difference) <= 1.96 * sd) >= 0.95


def test_the_pictures_were_mirrored():
    """What BlazePose calls left is what Kinect, with its own depth, calls right: across the picture they move as one."""
    three_d, picture = kinect("CTK"), blazepose("CTK")
    assert picture.mirrored
    assert not three_d.mirrored
    frames = min(len(three_d.time_s), len(picture.time_s))

    def across(recording, *names):
        points = [recording.positions[:frames, recording.names.index(name), 0] for name in names]
        return points[0] - np.mean(points[1:], axis=0)

    left = across(three_d, "WristLeft", "SpineBase")
    same = np.corrcoef(left, across(picture, "right_wrist", "left_hip", "right_hip"))[0, 1]
    other = np.corrcoef(left, across(picture, "left_wrist", "left_hip", "right_hip"))[0, 1]
    assert same > 0.95
    assert other < -0.9


def test_raised_arms_are_no_rotation_to_kinect():
    angles = landmark_angles(kinect("CTK"), relative_to_neutral=True)
    assert np.nanmax(np.abs(angles.axial_rotation_deg)) < 10.0
    assert any("shoulders were farther apart" in sentence for sentence in angles.warnings)
