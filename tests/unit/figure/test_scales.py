from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from supple.figure.charts.dates import date_ticks
from supple.figure.charts.decimate import extremes, trace
from supple.figure.charts.scales import Scale, inner_ticks, nice_ticks
from supple.figure.lettering import _short_ems, cut, width_of, wrapped
from supple.figure.phrases import degrees, figure, give_or_take, listed, percent, plainly
from supple.markup import Table
from supple.progress.level import level_line


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (33.0, 58.0, 5, [30.0, 35.0, 40.0, 45.0, 50.0, 55.0, 60.0]),
        (0.0, 60.0, 6, [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0]),
        (-42.0, 51.0, 8, [-60.0, -40.0, -20.0, 0.0, 20.0, 40.0, 60.0]),
        (0.1, 0.7, 4, [0.0, 0.2, 0.4, 0.6, 0.8]),
    ],
)
def test_ticks_are_round_numbers(low, high, most, expected):
    assert nice_ticks(low, high, most) == expected


def test_ticks_within_an_axis():
    assert inner_ticks(3.0, 62.0, 6) == [10.0, 20.0, 30.0, 40.0, 50.0, 60.0]


def test_a_scale_without_length_has_a_middle():
    assert Scale(5.0, 5.0, 10.0, 20.0)(5.0) == 15.0


@pytest.mark.parametrize(
    ("days", "most", "words"),
    [
        (0, 4, ["3 Aug"]),
        (3, 4, ["3 Aug", "4 Aug", "5 Aug", "6 Aug"]),
        (21, 4, ["3 Aug", "10 Aug", "17 Aug", "24 Aug"]),
        (120, 4, ["Sep", "Oct", "Nov", "Dec"]),
        (500, 4, ["2027", "Jul"]),
        (2000, 4, ["2028", "2030", "2032"]),
    ],
)
def test_dates_leave_room(days, most, words):
    first = date(2026, 8, 3)
    ticks = date_ticks(first, first + timedelta(days=days), most)
    assert [label for _, label in ticks] == words
    assert all(first <= day <= first + timedelta(days=days) for day, _ in ticks)


def test_few_samples_are_all_kept():
    np.testing.assert_array_equal(extremes(np.arange(10.0), 5), np.arange(10))
    assert extremes(np.empty(0), 5).size == 0


def test_a_single_missing_sample_still_breaks_the_line():
    values = np.zeros(100)
    values[37] = np.nan
    assert 37 in extremes(values, 10)
    assert len(extremes(values, 10)) < 25


def test_a_line_in_tenths():
    x, y = np.array([0.0, 1.26, 1.26, 5.0, 6.0]), np.array([0.0, -1.0, 2.0, np.nan, 3.0])
    assert trace(x, y) == "M0 0l1.3 -1l0 3M6 3h0"


def test_numbers_in_words():
    assert (degrees(-0.2), degrees(41.96, 1), figure(-3.0, 1)) == ("0°", "42.0°", "−3.0")
    assert (plainly(50.0), plainly(47.5), plainly(-20.0)) == ("50", "47.5", "−20")
    assert (give_or_take(4.6), give_or_take(0.3)) == ("5", "0.3")
    assert (listed(["a"]), listed(["a", "b", "c"]), listed([])) == ("a", "a, b and c", "")


def test_words_are_wrapped_and_cut():
    lines = wrapped("one two three " + "x" * 90, 90.0)
    assert " ".join(lines).startswith("one two three")
    assert lines[-1].endswith("…")
    assert all(width_of(line) <= 90.0 for line in lines)
    assert cut("short", 200.0) == "short"


def test_a_cut_keeps_as_much_as_fits_and_takes_time_in_proportion():
    words = "".join(chr(97 + i % 26) for i in range(200_000))
    for bold in (False, True):
        short = cut(words, 300.0, bold=bold)
        kept = len(short) - 1
        assert width_of(short, bold=bold) <= 300.0 < width_of(words[: kept + 1] + "…", bold=bold)
    before = _short_ems.cache_info().currsize
    cut(words, 300.0)
    wrapped(" ".join(words[i : i + 80] for i in range(0, 8000, 80)), 300.0)
    assert _short_ems.cache_info().currsize <= before + 1


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.0, "100%"), (0.9999999999, "100%"), (0.996, "99%"), (0.5, "50%"), (0.001, "1%"), (0.0, "0%")],
)
def test_almost_all_is_not_all(share, words):
    assert percent(share) == words


def test_bold_is_wider():
    assert width_of("abc", 10.0, bold=True) > width_of("abc", 10.0)


def test_a_table_has_as_many_cells_as_columns():
    with pytest.raises(ValueError, match="2 cells under 1 columns"):
        Table("t", ("a",), ((1, 2),))
    assert Table("t", ("a",), ((None,), (1.25,), ("<",)))._repr_html_().count("<td>") == 3


@pytest.mark.parametrize("days", [1, 2, 3, 26])
def test_the_level_s_line_ends_where_the_trend_says(days):
    from builders.drawings import series

    found = series(days=days)
    line = level_line(found.measurements, found.trend.error_scale)
    assert line.days_before[-1] == 0.0
    assert line.level_deg[-1] == found.trend.level_deg
    assert (line.low_deg[-1], line.high_deg[-1]) == found.trend.level_interval_deg
    assert len(line.level_deg) == (1 if days < 3 else 9)
    assert line.days_before[0] >= -42.0
