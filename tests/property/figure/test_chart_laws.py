"""Laws of the charts: more is higher, a day is a cell, peaks survive, and no text ever becomes markup."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.drawings import FIRST, MARK, SVG, motion, parsed, path_points, repetition, series, side, walk
from builders.gallery import DIALS
from supple.figure.charts import DayState, adherence_calendar, calendar_days, repetition_chart, sides_chart, trend_chart
from supple.figure.charts.calendar_cells import states
from supple.figure.charts.dates import date_ticks
from supple.figure.charts.decimate import extremes
from supple.figure.charts.scales import Scale, nice_ticks
from supple.figure.dial import Dial, DialMark, DialSide, draw_dial
from supple.figure.drawing import Drawing
from supple.figure.svg import element
from supple.progress.model import Session
from supple.quantities import Direction

LAW = settings(max_examples=25)
finite = st.floats(-1e6, 1e6)
hostile = st.text(max_size=30) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</desc></svg><script>alert(1)</script>",
        '" onload="alert(1)',
        "' onclick='x",
        "]]><!--",
        "&lt;&amp;&#x0;",
        "\x00\x08\x1f\ud800\uffff",
        "javascript:alert(1)",
        "url(http://x)",
        "\u202eabc",
    ]
)


@given(finite, finite, st.floats(1.0, 1e4), st.floats(0.0, 400.0), st.floats(1.0, 400.0))
def test_more_is_higher_on_the_page(one, other, span, bottom, height):
    scale = Scale(0.0, span, bottom + height, bottom)
    assert (one < other) <= (scale(one) >= scale(other))


@given(st.floats(-1e4, 1e4), st.floats(0.1, 1e4), st.integers(2, 9))
def test_ticks_hold_the_data_and_are_few(low, span, most):
    ticks = nice_ticks(low, low + span, most)
    assert ticks[0] <= low + 1e-6 * span
    assert ticks[-1] >= low + span - 1e-6 * span
    assert len(ticks) <= most + 2
    steps = np.diff(ticks)
    assert steps.min() == pytest.approx(steps.max())


@given(st.dates(date(1990, 1, 1), date.max), st.integers(0, 12000), st.integers(2, 14))
def test_dates_are_few_in_order_and_inside(first, days, most):
    last = first + timedelta(days=min(days, (date.max - first).days))
    ticks = [day for day, _ in date_ticks(first, last, most)]
    assert 1 <= len(ticks) <= most
    assert ticks == sorted(set(ticks))
    assert first <= ticks[0]
    assert ticks[-1] <= last


@LAW
@given(st.integers(1, 30), st.floats(-2.0, 2.0), st.integers(0, 50))
def test_a_trend_is_higher_where_the_mean_is_more(days, gain, seed):
    found = series(gain, days=days, seed=seed)
    root = parsed(trend_chart(found).svg)
    means = next(node for node, _ in walk(root) if node.attrib.get("class") == "f-active s-paper")
    starts = [path_points(f"M{piece}")[0] for piece in means.attrib["d"].split("M")[1:]]
    assert len(starts) == len(found.measurements)
    assert [x for x, _ in starts] == sorted(x for x, _ in starts)
    values = [measured.mean_deg for measured in found.measurements]
    for (_, y1), v1 in zip(starts, values, strict=True):
        for (_, y2), v2 in zip(starts, values, strict=True):
            assert v1 <= v2 or y1 <= y2 + 0.11


@LAW
@given(
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 8), st.integers(0, 8), st.none() | st.integers(0, 10)), max_size=60),
    st.integers(0, 200),
    st.none() | st.sets(st.integers(0, 200)),
)
def test_a_calendar_has_a_cell_for_each_day(rows, until, planned):
    sessions = [Session(FIRST + timedelta(day), done, prescribed, pain_during=pain) for day, done, prescribed, pain in rows]
    span = {"began": FIRST, "until": FIRST + timedelta(until)}
    prescribed = None if planned is None else {FIRST + timedelta(day) for day in planned}
    days = calendar_days(sessions, **span, prescribed=prescribed)
    assert [day.day for day in days] == [FIRST + timedelta(offset) for offset in range((until // 7 + 1) * 7)]
    cells = states([(day, 30.0 * index, 0.0) for index, day in enumerate(days)])
    doubled = sum(day.state in {DayState.DONE, DayState.PARTLY} for day in days)  # a box and its tick or filling
    assert cells.count("M") == len(days) + doubled
    drawn = adherence_calendar(sessions, **span, days_per_week=4.0, prescribed=prescribed)
    assert len(drawn.table.rows) == until + 1


@given(st.lists(st.floats(-90.0, 90.0) | st.just(float("nan")), max_size=800), st.integers(1, 60))
def test_extremes_survive(values, stretches):
    array = np.array(values, dtype=np.float64)
    kept = extremes(array, stretches)
    assert (np.diff(kept) > 0).all()
    assert len(kept) <= max(4 * stretches, 3 * stretches + stretches + 2)
    if np.isfinite(array).any():
        picked = array[kept]
        assert np.nanmax(picked) == np.nanmax(array)
        assert np.nanmin(picked) == np.nanmin(array)
    assert np.isnan(array[kept]).any() == np.isnan(array).any()


@LAW
@given(st.lists(st.tuples(st.sampled_from(Direction), st.floats(0.5, 89.0)), max_size=5), st.floats(320.0, 1200.0))
def test_a_recording_is_drawn_inside_its_edges(turns, width):
    moves = tuple(repetition(direction, 3.0 + 10.0 * index, peak) for index, (direction, peak) in enumerate(turns))
    root = parsed(repetition_chart(motion(moves, rate_hz=20.0), width=width).svg)
    edge = [float(one) for one in root.attrib["viewBox"].split()][2:]
    line = next(node for node, _ in walk(root) if node.attrib.get("class") == "n s-active round")
    points = path_points(line.attrib["d"])
    assert all(0.0 <= x <= edge[0] and 0.0 <= y <= edge[1] for x, y in points)


@LAW
@given(st.floats(-10.0, 120.0), st.floats(-10.0, 120.0), st.floats(0.2, 9.0))
def test_bars_are_as_long_as_their_numbers(left, right, sem):
    root = parsed(sides_chart(side(left, "left", sem), side(right, "right", sem)).svg)
    wide = {node.attrib["class"]: float(node.attrib["width"]) for node, _ in walk(root) if node.tag == f"{SVG}rect"}
    assert wide["f-left"] * abs(right) == pytest.approx(wide["f-right"] * abs(left), abs=2.0)


def harmless(drawn: Drawing) -> None:
    root = parsed(drawn.svg.encode("utf-8").decode("utf-8"))
    allowed = {"svg", "g", "path", "rect", "circle", "text", "title", "desc", "style"}
    for node, _ in walk(root):
        assert node.tag.removeprefix(SVG) in allowed
        assert not any(name.lower().startswith("on") or "href" in name for name in node.attrib)
    assert root.find(f"{SVG}style").text.count("@import") == 0
    html = drawn.to_html()
    assert "<script" not in html.lower()
    assert html.count("<figure") == html.count("</figure>") == 1


@given(hostile, st.sampled_from(["class_", "d", "font_size", "transform"]))
def test_no_attribute_ends_early(words, name):
    """Short ones are remembered and long ones are not; both are escaped."""
    for value in (words, words * 4 + "x" * 40):
        if any(one in value.replace("url(#", "").lower() for one in ("url(", "src(", "image(", "image-set(", "\\")):
            with pytest.raises(ValueError, match="outside itself"):
                element("path", **{name: value})
            continue
        drawn = element("path", **{name: value})
        root = ElementTree.fromstring(drawn)
        assert (len(root), len(root.attrib)) == (0, 1)


@LAW
@given(hostile, hostile)
def test_no_words_become_markup(one, other):
    criterion = type(MARK)(MARK.movement, MARK.position, MARK.value_deg, source=other, strength=one)
    mark = DialMark(50.0, one, other)
    dial = DIALS["both sides"]
    sides = [DialSide(each.active, each.end_range, mark) for each in (dial.left, dial.right)]
    harmless(draw_dial(Dial(*sides, dial.position, dial.kind)))
    harmless(trend_chart(series(days=3), criterion=criterion))
    harmless(repetition_chart(motion((), source=one, duration_s=2.0)))
    rated = {"rater": other}
    harmless(sides_chart(side(42, "left", **rated), side(40, "right", **rated), criterion=criterion))
