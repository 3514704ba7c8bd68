"""The tests of the running check as they are drawn: what moves, what stays on the floor, and the bars against the reference."""

from __future__ import annotations

import re

import numpy as np
import pytest

from builders.gallery import RAN, ran
from supple import figure
from supple.figure.body.limits import joint_angles_deg
from supple.figure.exercises.checking import lowest_m
from supple.figure.exercises.timing import between, pose_skeleton
from supple.figure.howto.reading import howto_of, howtos
from supple.figure.scene.costume import body_parts
from supple.problems import InputProblem
from supple.running import running_tests

TESTS = sorted(running_tests())


def steps(test: str, side: str = "right"):
    one = howto_of(test, side)
    poses = tuple(panel.pose for panel in one.panels[:2])
    return between(one.stance, poses, [(0, 1)], 9, mirror=one.mirror)


def test_every_test_is_drawn_with_right_beside_wrong():
    for test in TESTS:
        assert [panel.right for panel in howtos()[test].panels] == [None, None, True, False]


@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize("side", ["left", "right"])
def test_it_moves_without_script_and_stands_still_for_whoever_prefers_that(test, side):
    svg = figure.howto_moving(test, side=side)
    assert "<animate" in svg
    assert "<script" not in svg
    assert 'class="moving"' in svg
    assert "<animate" not in svg.partition('class="still"')[2]
    assert f"{side} side" in svg


def test_the_other_side_is_the_mirror_and_a_key_makes_ids_its_own():
    assert figure.howto_moving("big-toe", side="left") != figure.howto_moving("big-toe", side="right")
    ids = re.findall(r'id="([^"]+)"', figure.howto_moving("big-toe", key="a"))
    assert ids
    assert all(one.startswith("a") for one in ids)


def test_a_how_to_in_which_nothing_moves_is_refused():
    with pytest.raises(InputProblem, match="nothing that moves"):
        figure.howto_moving("phone-sternum")


def test_the_heel_stays_down_while_the_knee_goes_to_the_wall():
    skeleton = steps("knee-to-wall")
    leg = skeleton.legs["right"]
    np.testing.assert_allclose(leg.foot[:, :, 1] @ [0.0, 1.0, 0.0], 1.0, atol=1e-6)
    assert leg.knee_m[-1, 0] > leg.knee_m[0, 0] + 0.1
    assert joint_angles_deg(skeleton)["ankle dorsiflexion"][-1, 1] > 25.0


def test_the_heel_rises_while_ball_and_toes_stay_on_the_floor():
    skeleton = steps("big-toe")
    leg = skeleton.legs["right"]
    pitch = np.rad2deg(np.arcsin(-leg.foot[:, 1, 0]))
    assert pitch[0] == pytest.approx(0.0, abs=1e-6)
    assert pitch[-1] == pytest.approx(56.0, abs=0.5)
    np.testing.assert_allclose(leg.toes[:, 1, 0], 0.0, atol=1e-6)
    (shank,) = (part for part in body_parts(skeleton, ()) if part.name == "right shank")
    assert np.abs(lowest_m(shank, len(skeleton.hips_m))).max() < 0.02


def test_the_thigh_hangs_below_level_with_the_low_back_flat_and_seems_to_hang_more_where_it_arches():
    one = howto_of("hip-extension")
    skeleton = pose_skeleton(one.stance, tuple(panel.pose for panel in one.panels))
    drop = skeleton.legs["right"].hip_m[:, 1] - skeleton.legs["right"].knee_m[:, 1]
    assert drop[0] < 0.0 < drop[1]
    lumbar = joint_angles_deg(skeleton)["lumbar flexion"][:, 0]
    assert lumbar[2] > 0.0 > lumbar[3]


@pytest.mark.parametrize("name", RAN)
def test_the_bars_carry_every_number_in_words_and_in_the_table(name):
    drawn = figure.running_chart(RAN[name])
    for one in RAN[name]:
        if one.mean is None:
            assert "not measured" in drawn.description
        else:
            assert f"{abs(one.mean):.1f}" in drawn.description
            assert one.mean in [row[1] for row in drawn.table.rows]
    assert "published reference" in drawn.description


def test_words_of_another_language_take_their_place():
    words = figure.RunningWords(left="Izquierda", right="Derecha", reference="referencia publicada")
    drawn = figure.running_chart(RAN["within and below"], title="Rodilla a la pared", words=words)
    assert "Izquierda" in drawn.svg
    assert "Left" not in drawn.svg
    assert drawn.title == "Rodilla a la pared"


def test_nothing_measured_is_no_picture():
    with pytest.raises(ValueError, match="needs a value"):
        figure.running_chart(ran("big-toe", "phone"))
