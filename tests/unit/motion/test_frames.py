"""Marker sets: which is chosen, what is said, what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from supple.motion.frames import build_frames
from supple.motion.marker_choice import resolve_markers
from supple.motion.marker_names import NAMES, SUBSTITUTES, plain_name
from supple.motion.marker_sets import MARKER_SETS, THORAX_ISB
from supple.problems import InputProblem
from supple.quantities import Instrument
from supple.recording.model import Format, MarkerRecording

PELVIS = ("LASI", "RASI", "LPSI", "RPSI")


def with_labels(*labels):
    time_s = np.array([0.0, 0.01])
    positions_m = np.ones((2, len(labels), 3))
    return MarkerRecording("walk.trc", Format.TRC, Instrument.MARKERS, time_s=time_s, labels=labels, positions_m=positions_m)


@pytest.mark.parametrize(
    ("labels", "name"),
    [
        ((*PELVIS, "CLAV", "STRN", "C7", "T10"), "plug-in-gait"),
        (("LASI", "RASI", "SACR", "CLAV", "STRN", "C7", "T10"), "plug-in-gait-sacrum"),
        (tuple(f"Anna:{each}" for each in (*PELVIS, "Clav", "strn", "c7", "T10")), "plug-in-gait"),
        ((*PELVIS, "CLAV", "STRN", "C7", "T8"), "isb"),
        ((*PELVIS, "IJ", "PX", "C7", "T8"), "isb"),
        (("ASISl", "ASISr", "PSISl", "PSISr", "STER", "XIPH", "T1", "T10"), "isb"),
        (
            ("L.ASIS", "r.ASIS", "L.PSIS", "r.PSIS", "C7", "L_Sternum", "R_Sternum", "L_Shoulder", "R_Shoulder"),
            "notch-c7-shoulders",
        ),
        ((*PELVIS, "CLAV", "C7", "RACR", "LACR"), "notch-c7-shoulders"),
        (("R.ASIS", "L.ASIS", "V.Sacral", "Sternum", "R.Acromium", "L.Acromium", "Top.Head"), "sternum-shoulders-sacrum"),
        (
            ("r.ASIS_study", "L.ASIS_study", "r.PSIS_study", "L.PSIS_study", "C7_study", "r_shoulder_study", "L_shoulder_study"),
            "c7-shoulders",
        ),
    ],
)
def test_the_set_is_found_by_its_names(labels, name):
    assert resolve_markers(with_labels(*labels)).marker_set.name == name


def test_full_sets_need_no_words():
    assert resolve_markers(with_labels(*PELVIS, "CLAV", "STRN", "C7", "T10")).warnings == ()


def test_substitutes_and_what_they_cost_are_told():
    told = resolve_markers(with_labels(*PELVIS, "STER", "XIPH", "T1", "T10")).warnings
    assert [sentence.split(":")[0] for sentence in told] == ["T8 is taken from T10", "C7 is taken from T1"]


def test_an_approximate_set_says_what_it_cannot_give():
    told = resolve_markers(with_labels(*PELVIS, "C7", "RSHO", "LSHO")).warnings
    assert "unknown constant offset" in told[0]
    assert "shoulder blades" in told[0]


def test_missing_markers_are_named_with_the_nearest_set():
    with pytest.raises(InputProblem) as problem:
        resolve_markers(with_labels("LASI", "RASI", "LPSI", "CLAV", "STRN", "C7"))
    assert str(problem.value).startswith("walk.trc: no marker named T10 and RPSI (the nearest set is Plug-in Gait)")


def test_nothing_known_at_all_is_still_one_line():
    with pytest.raises(InputProblem) as problem:
        resolve_markers(with_labels("*1", "*2"))
    assert "\n" not in str(problem.value)
    assert "LASI" in str(problem.value)


def test_two_people_are_refused():
    one = (*PELVIS, "CLAV", "STRN", "C7", "T10")
    with pytest.raises(InputProblem, match="Anna:LASI and Ben:LASI"):
        resolve_markers(with_labels(*(f"Anna:{each}" for each in one), *(f"Ben:{each}" for each in one)))


def test_twins_of_unneeded_markers_do_no_harm():
    labels = (*PELVIS, "CLAV", "STRN", "C7", "T10", "box:1", "bag:1")
    assert resolve_markers(with_labels(*labels)).marker_set.name == "plug-in-gait"


def test_every_landmark_of_every_set_has_names_and_none_is_written_twice():
    for marker_set in MARKER_SETS:
        assert set(marker_set.landmarks) <= set(NAMES)
    for substitute in SUBSTITUTES:
        assert {substitute.landmark, *substitute.by} <= set(NAMES)
    for names in NAMES.values():
        assert len(set(names)) == len(names)
        assert all(plain_name(name) == name for name in names)


def test_isb_thorax_axes_by_hand():
    """Wu et al. 2005: y along mid(PX, T8) -> mid(IJ, C7); z square to the plane of IJ, C7 and mid(PX, T8), to the right."""
    points = {
        "IJ": np.array([[0.05], [0.3], [0.01]]),
        "C7": np.array([[-0.09], [0.36], [0.0]]),
        "PX": np.array([[0.1], [0.12], [0.02]]),
        "T8": np.array([[-0.11], [0.11], [-0.01]]),
    }
    low, high = (points["PX"] + points["T8"]) / 2, (points["IJ"] + points["C7"]) / 2
    up = (high - low)[:, 0] / np.linalg.norm(high - low)
    right = np.cross((points["IJ"] - points["C7"])[:, 0], (high - low)[:, 0])
    right /= np.linalg.norm(right)
    axes = build_frames(THORAX_ISB, points).matrices[0]
    np.testing.assert_allclose(axes, np.stack([np.cross(up, right), up, right], axis=1), atol=1e-12)


def test_markers_on_one_line_give_no_frame():
    points = {name: np.array([[0.0], [height], [0.0]]) for name, height in (("IJ", 2.0), ("C7", 3.0), ("PX", 0.0), ("T8", 1.0))}
    assert np.isnan(build_frames(THORAX_ISB, points).axes).all()
