from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple_cli.look import DRAWN, PLAIN, ascii_text
from supple_cli.printing.bars import Side, legend, range_lines
from supple_cli.printing.trend import Point, trend_lines

degrees = st.floats(0, 150)
sides = st.builds(
    Side,
    st.none() | degrees,
    st.none() | st.tuples(degrees, degrees).map(lambda pair: (min(pair), max(pair))),
    st.none() | degrees,
)


@given(sides, sides, st.none() | st.floats(1, 120), st.integers(10, 140))
def test_every_line_fits_and_all_are_drawable(left, right, mark, width):
    for glyphs in (DRAWN, PLAIN):
        lines = range_lines(left, right, mark_deg=mark, width=width, glyphs=glyphs)
        assert all(len(line) <= max(25, width) for line in lines)
    assert all(line.isascii() for line in lines)


@given(sides, sides)
def test_left_and_right_mirror_each_other(left, right):
    bar = range_lines(left, right, mark_deg=50, width=61, glyphs=PLAIN)[2]
    swapped = range_lines(right, left, mark_deg=50, width=61, glyphs=PLAIN)[2]
    assert bar == swapped[::-1]


@given(st.floats(0, 60), st.floats(0, 60))
def test_more_degrees_are_never_a_shorter_bar(a, b):
    def length(value):
        return range_lines(Side(value), Side(), mark_deg=None, width=121, glyphs=PLAIN)[2].count("#")

    assert (length(a) - length(b)) * (a - b) >= 0


def test_active_lies_inside_the_helped_range_and_the_mark_stands_over_both():
    bar = range_lines(Side(30.0, (27.0, 33.0), 45.0), Side(60.0), mark_deg=50.0, width=25, glyphs=PLAIN)
    assert len(bar[2]) == 25
    left, right = bar[2].split("0")
    assert left.endswith("######")
    assert left.count(":") == 3
    assert left[2] == "!"
    assert right[9] == "!"
    assert set(right) == {"#", "!"}


def test_the_legend_names_only_what_is_drawn():
    assert legend(PLAIN, mark=False, end_range=False, active=True).startswith("# by yourself")
    assert "mark" in legend(PLAIN, mark=True, end_range=True, active=False)


points = st.lists(
    st.builds(Point, st.integers(0, 400).map(lambda n: date(2026, 1, 1) + timedelta(n)), degrees, st.floats(0, 20)), max_size=30
)


@given(points, st.none() | degrees, st.integers(20, 120))
def test_a_trend_fits_and_holds_every_day(history, mark, width):
    lines = trend_lines(history, mark_deg=mark, width=width, glyphs=PLAIN)
    assert all(len(line) <= max(width, 17) for line in lines)
    if history:
        drawn = "".join(lines[:-1])
        assert 1 <= drawn.count("o") <= len({p.day for p in history}) + len(history)
        assert str(min(p.day for p in history)) in lines[-1]
    else:
        assert lines == []


@pytest.mark.parametrize(
    ("text", "plain"), [("41° ± 3", "41  ~ 3"), ("naïve – “ok”", 'naive - "ok"'), ("█▒", "??"), ("plain", "plain")]
)
def test_ascii_text_keeps_its_columns(text, plain):
    assert ascii_text(text) == plain
    assert len(ascii_text(text)) == len(text)
