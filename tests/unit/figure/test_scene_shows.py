"""The picture shows the right thing: left and right for the eye, things where they belong, colour only where something works."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from supple import figure
from supple.figure.body.landmarks import landmarks
from supple.figure.body.spine import INDEX
from supple.figure.exercises.panels import parts_for
from supple.figure.exercises.reading import plans
from supple.figure.exercises.timing import pose_skeleton, still
from supple.figure.howto.reading import howtos
from supple.figure.scene.camera import Camera
from supple.figure.scene.costume import body_parts
from supple.figure.scene.props import KINDS
from supple.figure.scene.solids import Solid

SVG = "{http://www.w3.org/2000/svg}"
STANDING = still(plans()["standing-rotation"]).only([0])


def on_page(place, azimuth, elevation=0.0):
    return Camera(azimuth, elevation).axes @ place[0]


def head_way(azimuth):
    return on_page(STANDING.head[:, :, 0], azimuth)


def test_from_the_front_the_left_hand_is_on_the_right_of_the_page():
    left, right = (on_page(STANDING.arms[side].elbow_m, 0.0) for side in ("left", "right"))
    assert left[0] > right[0] + 0.2
    assert head_way(0.0)[2] > 0.9  # the face looks at the viewer


def test_from_the_right_the_right_side_is_near_and_the_face_looks_to_the_right_of_the_page():
    left, right = (on_page(STANDING.legs[side].hip_m, 90.0) for side in ("left", "right"))
    assert right[2] > left[2]
    assert head_way(90.0)[0] > 0.9


def test_from_behind_the_left_hand_is_on_the_left_and_from_above_the_head_is_nearest():
    left, right = (on_page(STANDING.arms[side].elbow_m, 180.0) for side in ("left", "right"))
    assert left[0] < right[0] - 0.2
    above = {"head": STANDING.spine.places_m[:, -1], "foot": STANDING.legs["left"].ankle_m}
    assert on_page(above["head"], 0.0, 80.0)[2] > on_page(above["foot"], 0.0, 80.0)[2]


@pytest.mark.parametrize("exercise", sorted(plans()))
def test_a_turn_to_the_left_points_the_breastbone_left_by_so_much(exercise):
    """Worked out from two skin points alone: where nothing bends, the line from C7 to the notch turns as the thorax does."""
    plan = plans()[exercise]
    skeleton = still(plan)
    points = landmarks(skeleton.spine_in_pelvis)
    way = points["IJ"] - points["C7"]
    for row, one in enumerate(plan.poses):
        flexion, lateral, rotation = one.pose.thorax_deg
        if (flexion, lateral) == (0.0, 0.0):
            assert np.rad2deg(np.arctan2(-way[row, 2], way[row, 0])) == pytest.approx(rotation, abs=0.05)


@pytest.mark.parametrize("exercise", sorted(plans()))
def test_every_thing_of_a_drawing_is_in_it(exercise):
    plan = plans()[exercise]
    drawn = {part.name for part in parts_for(plan.props, still(plan), plan.works)}
    wanted = {"chair": "seat", "pillow": "pillow"}
    for prop in plan.props:
        assert any(wanted.get(prop.kind, prop.kind) in name for name in drawn), prop.kind
    assert ("floor" in drawn) is not any(prop.kind == "mat" for prop in plan.props)


def test_every_kind_of_thing_is_used_somewhere():
    used = {prop.kind for plan in plans().values() for prop in plan.props}
    used |= {prop.kind for one in howtos().values() for panel in one.panels for prop in panel.props}
    assert used == set(KINDS)


@pytest.mark.parametrize(("worn", "ahead"), [("sternum", True), ("upper-back", False)])
def test_the_phone_is_worn_where_it_is_said(worn, ahead):
    key = "phone-sternum" if ahead else "phone-upper-back"
    one = howtos()[key]
    skeleton = pose_skeleton(one.stance, (one.panels[0].pose,))
    (prop,) = (prop for prop in one.panels[0].props if prop.kind == "phone")
    assert prop.worn == worn
    (phone,) = (part for part in parts_for([prop], skeleton, ()) if part.name == "phone")
    middle = np.mean([ball.centre_m[0] for ball in phone.solids[0].balls], axis=0)
    chest = skeleton.level("T6")[0]
    off = chest.T @ (middle - skeleton.spine.places_m[0, INDEX["T6"]])
    assert off[0] > 0.15 if ahead else off[0] < -0.02
    assert abs(off[2]) < 0.01


@pytest.mark.parametrize("works", [(), ("lumbar",), ("thoracic",), ("lumbar", "thoracic")])
def test_what_works_is_coloured_and_nothing_else(works):
    (trunk,) = (part for part in body_parts(STANDING, works) if part.name == "trunk")
    coloured = {"lumbar": 0, "thoracic": 0}
    for solid in trunk.solids:
        if isinstance(solid, Solid) and solid.colour == "work":
            height = np.mean([ball.centre_m[0, 1] for ball in solid.balls]) - STANDING.hips_m[0, 1]
            coloured["lumbar" if height < 0.29 else "thoracic"] += 1
    assert {region for region, count in coloured.items() if count} == set(works)
    for other in (part for part in body_parts(STANDING, works) if part.name != "trunk"):
        assert all(solid.colour != "work" for solid in other.solids)


def test_the_description_says_in_words_what_the_colour_says():
    assert "low back" in re.search(r"<desc[^>]*>(.*?)</desc>", figure.thumbnail("cat-camel-lumbar"))[1].rpartition("Coloured")[2]


@pytest.mark.parametrize("key", sorted(howtos()))
@pytest.mark.parametrize("side", ["left", "right"])
def test_signs_of_a_how_to_agree_in_shape_colour_and_words(key, side):
    """Round and in the mark's colour moves, square and in the other stays; on the body and in the legend alike."""
    one = howtos()[key]
    if one.side is None and side == "right":
        return
    root = ET.fromstring(figure.howto(key, side=side if one.side else None))
    notes = [note for panel in one.panels for note in panel.notes]
    discs = [node for node in root.iter(f"{SVG}circle") if "f-mark" in node.attrib.get("class", "")]
    squares = [node for node in root.iter(f"{SVG}rect") if "f-left" in node.attrib.get("class", "")]
    assert len(discs) == 2 * sum(note.moves for note in notes)
    assert len(squares) == 2 * sum(not note.moves for note in notes)
    for panel in (node for node in root.iter(f"{SVG}g") if "scale" in node.attrib.get("transform", "")):
        inside = panel[0]
        figure_number = int(inside.find(f"{SVG}text").text)
        matching = [note for each in one.panels for k, note in enumerate(each.notes, start=1) if k == figure_number]
        moving = inside.find(f"{SVG}circle") is not None
        assert any(note.moves is moving for note in matching)
    order = [
        inside[0].find(f"{SVG}circle") is not None
        for inside in root.iter(f"{SVG}g")
        if "scale" in inside.attrib.get("transform", "")
    ]
    assert order == [note.moves for note in notes]


def test_mirroring_a_how_to_turns_its_forces_too():
    one = howtos()["lumbar-locked-assisted"]
    forces = [force for panel in one.panels for force in panel.forces]
    assert forces
    for force, other in zip(forces, [f for panel in one.mirrored().panels for f in panel.forces], strict=True):
        np.testing.assert_allclose(other.way_m(), force.way_m() * [1.0, 1.0, -1.0])
        assert replace(other.mirrored()) == force
