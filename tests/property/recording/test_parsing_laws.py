"""Laws of the parts that every reader shares: tables, clocks, quaternions."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from supple.problems import InputProblem
from supple.recording import rotations, table
from supple.recording.clock import in_order, unwrap_counter
from supple.recording.markers import clean_labels
from supple.recording.table import Body, parse

NUMBERS = st.floats(-1e6, 1e6).map(lambda value: repr(round(value, 6)))
CELLS = st.one_of(NUMBERS, st.sampled_from(["", " ", "nan", "NaN", "1e3", "-0", " 7 ", '"5"']))
ANGLES = st.floats(-720, 720)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.integers(2, 6), st.sampled_from([",", ";", "\t"]))
def test_the_fast_and_the_slow_path_read_the_same(data: st.DataObject, width: int, delimiter: str) -> None:
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8))
    columns = data.draw(st.lists(st.integers(0, width - 1), min_size=1, max_size=width, unique=True))
    text = "".join(delimiter.join(row) + "\n" for row in rows).encode()
    # A line of nothing but blanks and tabs is no row for either of them; delimiters that are not white space make it one.
    body = Body("x.csv", text, 1, delimiter)
    fast = table._fast(text, columns, delimiter)
    slow = table._slow(text, columns, body, ())
    if fast is not None and delimiter != "\t":
        assert np.array_equal(fast, slow, equal_nan=True)
    assert parse(body, columns).shape[1] == len(columns)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 9), st.integers(0, 3), st.sampled_from(["abc", "1.2.3", "0x1f", "--1", "12:30"]))
def test_a_cell_that_is_no_number_is_named_with_its_line_and_column(row: int, column: int, cell: str) -> None:
    cells = [["1.5"] * 4 for _ in range(10)]
    cells[row][column] = cell
    text = "\n".join(",".join(line) for line in cells).encode()
    try:
        parse(Body("x.csv", text, 5, ","), range(4), names=("a", "b", "c", "d"))
    except InputProblem as problem:
        found = problem
    assert found.where == f"x.csv:{5 + row}"
    assert f"'{cell}' in column '{'abcd'[column]}'" == found.found


@settings(max_examples=150, deadline=None)
@given(st.lists(st.floats(0, 1000) | st.just(float("nan")), min_size=2, max_size=40), st.booleans())
def test_stamps_come_out_rising_and_are_never_invented(times: list[float], sort: bool) -> None:
    time_s = np.array(times)
    try:
        ordered = in_order(time_s, where="x", sort=sort)
    except InputProblem:
        assert np.unique(time_s[np.isfinite(time_s)]).size < 2 or not sort
        return
    assert (np.diff(ordered.time_s) > 0).all()
    assert (time_s[ordered.keep] == ordered.time_s).all()
    if sort:
        assert ordered.time_s.size == np.unique(time_s[np.isfinite(time_s)]).size


@settings(max_examples=100, deadline=None)
@given(st.integers(3, 50), st.data())
def test_one_bad_stamp_costs_one_sample(n: int, data: st.DataObject) -> None:
    time_s = np.arange(n) / 100
    time_s[data.draw(st.integers(0, n - 1))] = data.draw(st.floats(-1e5, 1e5))
    assert in_order(time_s, where="x").time_s.size >= n - 1


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(2, 200))
def test_a_counter_that_wraps_counts_on(start: int, n: int) -> None:
    true = start + 16667 * np.arange(n, dtype=np.float64)
    unwrapped = unwrap_counter(true % 2**32, 2.0**32)
    assert np.array_equal(np.diff(unwrapped), np.diff(true))


@settings(max_examples=100, deadline=None)
@given(ANGLES, ANGLES, ANGLES)
def test_angles_become_quaternions_as_scipy_makes_them(a: float, b: float, c: float) -> None:
    one = (np.array([a]), np.array([b]), np.array([c]))
    device = Rotation.from_euler("ZXY", [a, b, c], degrees=True).as_quat()
    assert abs(float(rotations.from_device_angles_deg(*one)[0] @ device)) > 1 - 1e-9
    xsens = Rotation.from_euler("ZYX", [c, b, a], degrees=True).as_quat()
    assert abs(float(rotations.from_euler_deg(*one)[0] @ xsens)) > 1 - 1e-9
    up = Rotation.from_quat(device).inv().apply([0, 0, 1])
    assert np.allclose(rotations.world_up_in_sensor(device[None])[0], up)
    again = rotations.from_matrices(Rotation.from_quat(device).as_matrix()[None])[0]
    assert abs(float(again @ device)) > 1 - 1e-9


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["C7", "A:C7", "B:C7", "", "*3", "T10", " T10 ", "A:"]), min_size=1, max_size=12))
def test_labels_come_out_unique_and_without_loss(raw: list[str]) -> None:
    labels, _ = clean_labels(raw)
    assert len(labels) == len(raw) == len(set(labels))
    assert all(labels)
