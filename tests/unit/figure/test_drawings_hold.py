"""What holds for every drawing, in every state: valid, named, inside its own edges, nothing written over anything."""

from __future__ import annotations

from itertools import combinations

import pytest

from builders.drawings import SVG, parsed, shape_points, view_box, walk, words_of
from builders.gallery import DRAWINGS
from supple.figure.lettering import SMALL
from supple.figure.palette import TOKENS, style_sheet
from supple.figure.svg import ATTRIBUTES, ELEMENTS
from supple.problems import InputProblem

pytestmark = pytest.mark.parametrize("name", DRAWINGS)


@pytest.fixture
def drawn(name):
    return DRAWINGS[name]("a-key")


@pytest.fixture
def root(drawn):
    return parsed(drawn.svg)


def test_it_is_a_named_picture(drawn, root):
    assert (root.tag, root.attrib["role"], root.attrib["class"]) == (f"{SVG}svg", "img", "supple")
    title, desc = (root.find(f"{SVG}{tag}") for tag in ("title", "desc"))
    assert (root.attrib["aria-labelledby"], root.attrib["aria-describedby"]) == (title.attrib["id"], desc.attrib["id"])
    assert (title.text, desc.text) == (drawn.title, drawn.description)
    assert drawn.description[0].isupper() or drawn.description[0].isdigit()
    assert drawn.description.endswith(".")
    assert "nan" not in drawn.svg.lower().partition("</style>")[2]


def test_only_what_cannot_harm(root):
    for node, _ in walk(root):
        assert node.tag.removeprefix(SVG) in ELEMENTS
        assert set(node.attrib) <= ATTRIBUTES
        assert all(one.startswith("a-key") for name, one in node.attrib.items() if name == "id")


def test_every_colour_is_one_of_the_palette(root):
    for node, _ in walk(root):
        for one in node.attrib.get("class", "").split():
            known = one in {"supple", "muted", "n", "b", "round", "needle"}
            assert known or (one[:2] in {"f-", "s-"} and one[2:] in TOKENS), one
        assert not {"fill", "stroke"} & set(node.attrib)


def test_no_shape_is_left_black(root):
    """Without a class of its own a shape would be filled with black whatever the theme."""
    for node, _ in walk(root):
        if node.tag.removeprefix(SVG) in {"path", "rect", "circle"}:
            assert any(one == "n" or one.startswith("f-") for one in node.attrib.get("class", "").split()), node.attrib


def test_everything_lies_inside(root):
    width, height = view_box(root)
    for x, y in shape_points(root):
        assert -0.01 <= x <= width + 0.01
        assert -0.01 <= y <= height + 0.01
    for words in words_of(root):
        assert words.left >= 0.0, words
        assert words.right <= width, words
        assert words.top >= 0.0, words
        assert words.bottom <= height, words


def test_no_words_run_into_others(root):
    for one, other in combinations(words_of(root), 2):
        assert not one.meets(other), (one, other)


def test_words_are_large_enough_on_a_phone(root):
    """11 px where the drawing is shown 320 px wide; a wide one is meant for a wide page."""
    width = min(view_box(root)[0], 360.0)
    assert min(words.size for words in words_of(root)) * 320.0 / width >= 11.0
    assert min(words.size for words in words_of(root)) >= SMALL


def test_its_table_says_what_a_picture_cannot(drawn):
    html = drawn.to_html()
    assert html.count("<table>") == html.count("</table>") == 1
    assert html == drawn._repr_html_()
    assert drawn.table.caption
    assert len(set(drawn.table.columns)) == len(drawn.table.columns)


def test_without_a_style_sheet_it_is_the_same_picture(name, drawn):
    before, rest = drawn.svg.split("<style>")
    sheet, after = rest.split("</style>")
    assert sheet == style_sheet()
    assert DRAWINGS[name]("a-key", theme=None).svg == before + after
    assert "script" not in drawn.svg.lower()


def test_a_theme_may_be_told_by_its_name(name, drawn):
    assert DRAWINGS[name]("a-key", theme="adaptive").svg == drawn.svg
    with pytest.raises(InputProblem, match="theme"):
        DRAWINGS[name]("a-key", theme="sepia")
