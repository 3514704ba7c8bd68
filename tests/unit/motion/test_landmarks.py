from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from supple.motion.landmarks import landmark_angles
from supple.problems import InputProblem
from supple.quantities import Instrument, Zero
from supple.recording.model import Format, LandmarkModel, LandmarkRecording

#: A trunk facing the camera, metres: along the person's right, up, and toward the camera.
TRUNK = {
    "LEFT_SHOULDER": (-0.18, 0.5, 0.0),
    "RIGHT_SHOULDER": (0.18, 0.5, 0.0),
    "LEFT_HIP": (-0.12, 0.0, 0.0),
    "RIGHT_HIP": (0.12, 0.0, 0.0),
}
#: The person's right, up and forward in each model's axes.
AXES = {
    LandmarkModel.KINECT_V2: ((1, 0, 0), (0, 1, 0), (0, 0, -1)),
    LandmarkModel.MEDIAPIPE_WORLD: ((-1, 0, 0), (0, -1, 0), (0, 0, -1)),
    LandmarkModel.MEDIAPIPE_IMAGE: ((-1, 0, 0), (0, -1, 0), (0, 0, -1)),
}
MODELS = list(LandmarkModel)


def filmed(model, turn_deg, *, hips_deg=0.0, lean=(0.0, 0.0), **more):
    """turn_deg: (n,) of the shoulders, hips_deg of the hips, both to the left. lean: of the trunk forward and to the right."""
    turn_deg = np.asarray(turn_deg, dtype=float)
    hips_deg = np.broadcast_to(hips_deg, turn_deg.shape)
    points = []
    for name, (aside, height, _) in TRUNK.items():
        angle = np.deg2rad(turn_deg if "SHOULDER" in name else hips_deg)
        # turning left carries the right-hand side forward
        right, forward = aside * np.cos(angle), aside * np.sin(angle)
        points.append(np.stack([right + height * lean[1], np.full_like(right, height), forward + height * lean[0]], axis=1))
    return LandmarkRecording(
        "film",
        Format.MEDIAPIPE,
        Instrument.CAMERA,
        model=model,
        time_s=np.arange(turn_deg.size) / 30.0,
        names=tuple(TRUNK),
        positions=np.stack(points, axis=1) @ np.array(AXES[model], dtype=float) + (0.1, 0.2, 2.0),
        **more,
    )


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("turn_deg", [40.0, -40.0, 85.0])
def test_left_is_left_in_every_models_axes(model, turn_deg):
    angles = landmark_angles(filmed(model, np.full(20, turn_deg), hips_deg=10.0))
    np.testing.assert_allclose(angles.axial_rotation_deg, turn_deg - 10.0, atol=1e-9)
    if model is LandmarkModel.MEDIAPIPE_IMAGE:
        assert angles.pelvis_rotation_deg is None
    else:
        np.testing.assert_allclose(angles.pelvis_rotation_deg, 10.0, atol=1e-9)


@pytest.mark.parametrize("model", [LandmarkModel.KINECT_V2, LandmarkModel.MEDIAPIPE_WORLD])
def test_leaning_forward_and_to_the_right_is_positive(model):
    angles = landmark_angles(filmed(model, np.zeros(9), lean=(np.tan(np.deg2rad(20)), np.tan(np.deg2rad(10)))))
    np.testing.assert_allclose(angles.flexion_deg, 20.0, atol=1e-9)
    np.testing.assert_allclose(angles.lateral_flexion_deg, 10.0, atol=1e-9)
    np.testing.assert_allclose(angles.swing_deg, 22.0, atol=0.1)


def test_a_mirrored_picture_exchanges_left_and_right():
    plain = filmed(LandmarkModel.MEDIAPIPE_IMAGE, np.full(20, 30.0))
    exchanged = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
    names = tuple("_".join(exchanged.get(word, word) for word in name.split("_")) for name in plain.names)
    mirrored = replace(plain, names=names, positions=plain.positions * (-1, 1, 1))
    np.testing.assert_allclose(landmark_angles(mirrored).axial_rotation_deg, -30.0, atol=1e-9)
    np.testing.assert_allclose(landmark_angles(replace(mirrored, mirrored=True)).axial_rotation_deg, 30.0, atol=1e-9)
    assert any("mirrored" in sentence for sentence in landmark_angles(plain).warnings)


def test_single_frame_glitches_are_taken_out_and_counted():
    truth = 30.0 * np.sin(np.arange(120) / 15.0)
    glitched = truth.copy()
    glitched[[20, 55, 56, 90]] += (150.0, -150.0, -150.0, 170.0)
    angles = landmark_angles(filmed(LandmarkModel.KINECT_V2, glitched))
    np.testing.assert_allclose(angles.axial_rotation_deg, truth, atol=1.0)
    assert "4 frames with a glitch taken out." in angles.warnings


def test_exchanged_sides_in_one_frame_are_a_glitch():
    film = filmed(LandmarkModel.KINECT_V2, np.full(40, 20.0))
    positions = film.positions.copy()
    positions[17] = positions[17][[1, 0, 3, 2]]
    angles = landmark_angles(replace(film, positions=positions))
    np.testing.assert_allclose(angles.axial_rotation_deg, 20.0, atol=1e-9)
    assert "1 frame with a glitch taken out." in angles.warnings


def test_short_gaps_are_bridged_and_long_ones_stay():
    film = filmed(LandmarkModel.MEDIAPIPE_WORLD, np.linspace(0.0, 30.0, 60))
    visibility = np.ones((60, 4))
    visibility[10:14, 1] = 0.2
    visibility[30:50, 2] = 0.2
    angles = landmark_angles(replace(film, visibility=visibility))
    assert np.flatnonzero(np.isnan(angles.axial_rotation_deg)).tolist() == list(range(30, 50))
    np.testing.assert_allclose(angles.axial_rotation_deg[:30], film_turn(30), atol=0.05)


def film_turn(count):
    return np.linspace(0.0, 30.0, 60)[:count]


def test_the_pictures_shape_decides_whether_leaning_is_in_degrees():
    lean = (0.0, np.tan(np.deg2rad(10)))
    film = filmed(LandmarkModel.MEDIAPIPE_IMAGE, np.zeros(9), lean=lean)
    # a picture twice as wide as high: one unit of y is half as long as one of x
    wide = replace(film, positions=film.positions * (1, 2, 1))
    unknown = landmark_angles(wide)
    assert unknown.flexion_deg is None
    assert unknown.lateral_flexion_deg is None
    np.testing.assert_allclose(landmark_angles(wide, image_aspect=2.0).lateral_flexion_deg, 10.0, atol=1e-9)


def test_relative_to_neutral():
    turn = np.concatenate([np.full(40, 8.0), np.full(15, 38.0), np.full(40, 8.0)])
    angles = landmark_angles(filmed(LandmarkModel.KINECT_V2, turn, hips_deg=3.0), relative_to_neutral=True)
    assert angles.zero is Zero.NEUTRAL
    assert angles.axial_rotation_deg[0] == pytest.approx(0.0, abs=0.01)
    assert angles.axial_rotation_deg[47] == pytest.approx(30.0, abs=0.01)
    assert angles.pelvis_rotation_deg[0] == pytest.approx(0.0, abs=0.01)


def test_a_missing_landmark_is_named():
    film = filmed(LandmarkModel.KINECT_V2, np.zeros(5))
    with pytest.raises(InputProblem, match="no landmark for the right hip"):
        landmark_angles(replace(film, names=("LEFT_SHOULDER", "RIGHT_SHOULDER", "LEFT_HIP", "NOSE")))


def test_landmarks_never_seen_are_one_line():
    film = filmed(LandmarkModel.KINECT_V2, np.zeros(5))
    with pytest.raises(InputProblem, match="no frame in which"):
        landmark_angles(replace(film, positions=np.full_like(film.positions, np.nan)))
