"""The writer of SVG lets nothing through that could run, load or break out."""

from __future__ import annotations

import contextlib
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.figure.svg import Fragment, document, element, number, polyline, text

HOSTILE = ['"><script>alert(1)</script>', "</title><script/>", "&lt;", "a\x00b\x0bc", "\ud800", "']]>", "onload=x"]


@pytest.mark.parametrize("words", HOSTILE)
def test_text_stays_text(words):
    drawn = document(text(1, 2, words), title=words, description=words, size=(10, 10), key="k", style=None)
    root = ET.fromstring(drawn.encode("utf-8", "replace").decode())
    assert {node.tag.rpartition("}")[2] for node in root.iter()} == {"svg", "title", "desc", "text"}


@given(st.text())
def test_any_text_makes_well_formed_xml(words):
    ET.fromstring(element("text", words).encode("utf-8", "replace"))
    with contextlib.suppress(ValueError):  # what could reach outside the drawing is no attribute
        ET.fromstring(element("text", class_=words).encode("utf-8", "replace"))


@pytest.mark.parametrize("tag", ["script", "foreignObject", "image", "a", "iframe", "set", "animateTransform", "SCRIPT"])
def test_elements_are_from_a_closed_list(tag):
    with pytest.raises(ValueError, match="no drawing may hold"):
        element(tag)


@pytest.mark.parametrize("attribute", ["onload", "onclick", "style", "src", "xlink:href", "formaction", "data-x"])
def test_attributes_are_from_a_closed_list(attribute):
    with pytest.raises(ValueError, match="no drawing may hold"):
        element("g", **{attribute: "x"})


@pytest.mark.parametrize("value", ["https://x.org", "javascript:alert(1)", "data:image/svg+xml,x", "x.svg#a", " #a"])
def test_references_stay_inside(value):
    with pytest.raises(ValueError, match="outside itself"):
        element("use", href=value)


@pytest.mark.parametrize("value", ["url(https://x.org/a)", "URL(//x)", "url(#a) url(x)"])
def test_paints_stay_inside(value):
    with pytest.raises(ValueError, match="outside itself"):
        element("rect", fill=value)


@pytest.mark.parametrize("what", ["href", "fill", "onclick"])
def test_only_shapes_and_showing_are_animated(what):
    with pytest.raises(ValueError, match="may animate"):
        element("animate", attributeName=what)


def test_inside_is_allowed():
    assert element("use", href="#a") == '<use href="#a"/>'
    assert element("g", clip_path="url(#a)") == '<g clip-path="url(#a)"/>'


@given(st.floats(-1e5, 1e5))
def test_numbers_are_short_and_right(value):
    written = number(value)
    assert abs(float(written) - value) <= 0.05 + 1e-9
    assert written == "0" or not (written.endswith("0") and "." in written)
    assert written != "-0"


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=1, max_size=30))
def test_a_line_through_points_does_not_drift(points):
    words = polyline(points)[1:].split("l")
    x = y = 0.0
    for step, (px, py) in zip(words, points, strict=True):
        dx, dy = map(float, step.split())
        x, y = x + dx, y + dy
        assert abs(x - px) < 0.06
        assert abs(y - py) < 0.06


def test_fragments_go_in_as_they_stand_and_strings_do_not():
    assert element("g", Fragment("<path/>")) == "<g><path/></g>"
    assert element("g", "<path/>") == "<g>&lt;path/&gt;</g>"
