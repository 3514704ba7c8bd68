import csv
import io
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.exchange.history import history_csv, parse_history, read_history
from supple.exchange.trial_fields import FIELDS, FURTHEST_DEG
from supple.measurement.model import Trial
from supple.problems import InputProblem
from supple.quantities import Arm, Assist, Direction, Grade, Instrument, Mode, Movement, Placement, Position, Quantity, Support

HEADER = "movement,direction,mode,position,instrument,value_deg,day"
ROW = "rotation,left,active,lumbar-locked,phone,41.5,2026-11-01"


def one(text: str) -> Trial:
    (trial,) = parse_history(text, "h.csv")
    return trial


def problem(text: str) -> InputProblem:
    with pytest.raises(InputProblem) as caught:
        parse_history(text, "h.csv")
    assert "\n" not in str(caught.value)
    return caught.value


@st.composite
def trials(draw: st.DrawFn) -> Trial:
    movement = draw(st.sampled_from(list(FURTHEST_DEG)))
    mode = draw(st.sampled_from(Mode))
    return Trial(
        movement=movement,
        direction=draw(st.sampled_from(Direction)) if movement is Movement.ROTATION else None,
        mode=mode,
        position=draw(st.sampled_from(Position)),
        instrument=draw(st.sampled_from(Instrument)),
        value_deg=draw(st.floats(0, FURTHEST_DEG[movement])),
        day=draw(st.dates(date(2000, 1, 1), date(2099, 12, 31))),
        time=draw(st.none() | st.times()),
        rater=draw(st.sampled_from(["self", "Ann O'Neil", 'Zoë, "PT"', "=HYPERLINK(1)", "'=1", "-", "@Ann", "＝1", "'Ann"])),
        placement=draw(st.none() | st.sampled_from(Placement)),
        arm=draw(st.none() | st.sampled_from(Arm)),
        assist=draw(st.none() | st.sampled_from(Assist)) if mode is Mode.ASSISTED else None,
        support=draw(st.none() | st.sampled_from(Support)),
        pain=draw(st.none() | st.integers(0, 10)),
        quality=draw(st.sampled_from([Grade.GOOD, Grade.USABLE])),
        own_error_deg=draw(st.none() | st.floats(0, 45)),
        quantity=draw(st.none() | st.sampled_from(Quantity)),
    )


@given(st.lists(trials(), min_size=1, max_size=8))
def test_what_is_written_is_read_back(history):
    assert parse_history(history_csv(history), "h.csv") == tuple(history)


@given(st.lists(trials(), min_size=1, max_size=8))
def test_no_cell_is_a_formula_to_a_spreadsheet(history):
    rows = csv.reader(io.StringIO(history_csv(history)))
    assert not any(cell.lstrip().startswith(tuple("=+-@＝＋－＠")) for row in rows for cell in row)


@given(st.permutations(HEADER.split(",")))
def test_the_order_of_columns_is_free(order):
    cells = dict(zip(HEADER.split(","), ROW.split(","), strict=True))
    text = ",".join(order) + "\n" + ",".join(cells[name] for name in order)
    assert one(text) == one(f"{HEADER}\n{ROW}")


def test_blank_cells_are_absent_keys():
    trial = one(f"{HEADER},time,pain,arm\n{ROW},,,\n\n,,\n")
    assert (trial.time, trial.pain, trial.arm) == (None, None, None)


def test_semicolons_with_decimal_commas():
    text = f"{HEADER};time\n{ROW};07:30".replace("41.5", "41#5").replace(",", ";").replace("#", ",")
    assert one(text).value_deg == 41.5
    assert one(text).time == time(7, 30)


def test_a_byte_order_mark_and_windows_line_ends(tmp_path: Path):
    path = tmp_path / "h.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n{ROW}\r\n".encode())
    assert len(read_history(path)) == 1


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("", "h.csv", "empty"),
        (HEADER, "h.csv", "no trials"),
        (f"{HEADER},value\n{ROW},1", "h.csv:1", "value_deg"),
        (f"{HEADER},day\n{ROW},2026-11-01", "h.csv:1", "twice"),
        ("movement,mode\nrotation,active", "h.csv:1", "no column position"),
        (f"{HEADER}\n{ROW}\n{ROW},9", "h.csv:3", "8 cells"),
        (f"{HEADER}\n{ROW}\n\n{ROW.replace('41.5', '500')}", "h.csv:4", "500"),
        (f"{HEADER}\n{ROW.replace('41.5', '-3')}", "h.csv:2", "0 or more"),
        (f"{HEADER}\n{ROW.replace('41.5', 'nan')}", "h.csv:2", "a number"),
        (f"{HEADER}\n{ROW.replace('41.5', 'inf')}", "h.csv:2", "a number"),
        (f"{HEADER}\n{ROW.replace('41.5', '41 deg')}", "h.csv:2", "degrees as a number"),
        (f"{HEADER}\n{ROW.replace('41.5', '41,5')}", "h.csv:2", "8 cells"),
        (f"{HEADER}\n{ROW.replace('2026-11-01', '1.11.2026')}", "h.csv:2", "2026-11-22"),
        (f"{HEADER}\n{ROW.replace('2026', '0026')}", "h.csv:2", "2000 to 2099"),
        (f"{HEADER}\n{ROW.replace('active', 'actve')}", "h.csv:2", "did you mean active?"),
        (f"{HEADER}\n{ROW.replace('left', '')}", "h.csv:2", "direction left or right"),
        (f"{HEADER}\n{ROW.replace('rotation', 'flexion')}", "h.csv:2", "a direction in a trial of flexion"),
        (f"{HEADER}\n{ROW.replace('rotation', 'lateral-flexion')}", "h.csv:2", "rotation, flexion, extension"),
        (f"{HEADER},pain\n{ROW},11", "h.csv:2", "0 to 10"),
        (f"{HEADER},pain\n{ROW},1.5", "h.csv:2", "whole number"),
        (f"{HEADER},assist\n{ROW},wall", "h.csv:2", "assisted"),
        (f"{HEADER},quality\n{ROW},rejected", "h.csv:2", "good or usable"),
        (f"{HEADER},order\n{ROW},1\n{ROW},1", "h.csv:3", "second time (first: h.csv:2)"),
        (f"{HEADER}\n{ROW}\x00", "h.csv:2", "2026-11-22"),
        (f'{HEADER}\n"{ROW}', "h.csv:2", "end of data"),
    ],
)
def test_one_clear_line_says_where(text, where, says):
    found = problem(text)
    assert found.where == where
    assert says in str(found)


@given(st.data())
def test_a_damaged_history_is_read_or_refused_in_one_line(data):
    text = f"{HEADER},pain\n{ROW},1\n{ROW},2\n"
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    damaged = text[:start] + data.draw(st.text(max_size=12)) + text[end:]
    refusal, parsed = "", ()
    try:
        parsed = parse_history(damaged, "h.csv")
    except InputProblem as found:
        refusal = str(found)
    assert "\n" not in refusal
    assert refusal or parsed
    assert all(0 <= trial.value_deg <= 150 for trial in parsed)


def test_every_field_of_a_trial_is_a_column():
    assert set(FIELDS) == set(Trial.__dataclass_fields__)
