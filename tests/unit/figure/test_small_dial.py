"""The dial for lists says in its title, description and table what the large one says, and draws means where they lie."""

import math
import re

import pytest

from builders.drawings import parsed, words_of
from builders.gallery import DIALS, dial, value
from supple.figure.dial import DialSide, draw_dial, small_dial
from supple.figure.dial.geometry import CENTRE, END_RANGE, scale_end


@pytest.mark.parametrize("name", DIALS)
def test_it_has_the_words_of_the_large_one_and_no_figure_of_its_own(name):
    small, large = small_dial(DIALS[name], key="s"), draw_dial(DIALS[name], key="s")
    assert (small.title, small.description, small.table) == (large.title, large.description, large.table)
    assert words_of(parsed(small.svg)) == []


@pytest.mark.parametrize("mean", [5.0, 34.0, 62.0, 88.0, 140.0, 170.0])
def test_the_rim_of_the_end_range_ends_at_the_mean_or_at_the_scales_end(mean):
    drawn = small_dial(dial(left=DialSide(end_range=value(mean)), right=DialSide()), key="s")
    rim = re.search(r'd="([^"]+)" class="n s-active"', drawn.svg).group(1)
    x, y = map(float, rim.split()[-2:])
    assert math.hypot(x - CENTRE[0], y - CENTRE[1]) == pytest.approx(END_RANGE, abs=0.05)
    turned = math.degrees(math.atan2(CENTRE[0] - x, CENTRE[1] - y))
    assert turned == pytest.approx(min(mean, scale_end(mean)), abs=0.05)


def test_a_side_without_a_value_is_dotted_and_not_empty():
    drawn = small_dial(dial(left=DialSide(), right=DialSide(active=value(30))), key="s")
    assert "stroke-dasharray" in drawn.svg
