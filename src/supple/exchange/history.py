"""The history: a CSV whose columns are the keys of ``[[trial]]``, read into trials and written from them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from pathlib import Path

from supple.exchange.naming import shown
from supple.exchange.toml_text import read_small_text
from supple.exchange.trial_fields import FIELDS, REQUIRED, check_names, refuse_duplicates, trial_from
from supple.measurement.model import Trial
from supple.problems import InputProblem, at_line

_EXPECTED = "a CSV whose columns are the keys of [[trial]]"
_SEPARATORS = ",;\t"
#: A cell that begins so is a formula to a spreadsheet; an apostrophe before it makes it text there, and is taken off here again.
_FORMULA = tuple("=+-@＝＋－＠")
_TEXT_MARK = "'"


def read_history(path: Path) -> tuple[Trial, ...]:
    """Read the trials of a file, any order of columns, blank cells as absent keys.

    Comma, semicolon or tab; a semicolon file may write numbers with a decimal comma. Raises InputProblem.
    """
    return parse_history(read_small_text(path, _EXPECTED), str(path))


def parse_history(text: str, file: str) -> tuple[Trial, ...]:
    separator = _separator(text)
    rows = _rows(text, separator, file)
    first = next(rows, None)
    if first is None:
        raise InputProblem(file, "an empty file", _EXPECTED, "export the trials again")
    header = _header(first[1], file, first[0])
    trials: list[Trial] = []
    lines: list[int] = []
    for line, cells in rows:
        trials.append(_trial(header, cells, file, line, decimal_comma=separator == ";"))
        lines.append(line)
    if not trials:
        raise InputProblem(file, "no trials below the header", "one trial a line", "add trials")
    refuse_duplicates(trials, lambda index: at_line(file, lines[index]))
    return tuple(trials)


def history_csv(trials: Iterable[Trial]) -> str:
    """Write trials as the same CSV that ``read_history`` reads; no cell of it is a formula to a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for trial in trials:
        writer.writerow([_cell(getattr(trial, name)) for name in FIELDS])
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    return _TEXT_MARK + text if isinstance(value, str) and _begins_a_formula(text) else text


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith(_TEXT_MARK) and _begins_a_formula(cell[1:]) else cell


def _begins_a_formula(text: str) -> bool:
    """Also what such a mark stands before already, so that writing and reading undo each other."""
    return text.lstrip(_TEXT_MARK).startswith(_FORMULA)


def _separator(text: str) -> str:
    header = next((line for line in text.split("\n") if line.strip()), "")
    return max(_SEPARATORS, key=header.count)


def _rows(text: str, separator: str, file: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputProblem(at_line(file, line), str(error), _EXPECTED, "correct this line") from None
        if any(cell.strip() for cell in cells):
            yield line, [cell.strip() for cell in cells]


def _header(cells: list[str], file: str, line: int) -> list[str]:
    where = at_line(file, line)
    if not set(cells) & set(FIELDS):
        remedy = "an assess file goes to 'supple assess'; 'supple export history' makes a history of it"
        raise InputProblem(where, f"a first line {shown(', '.join(cells))}", _EXPECTED, remedy)
    check_names(cells, FIELDS, lambda _: where, "the column")
    for name in cells:
        if cells.count(name) > 1:
            raise InputProblem(where, f"the column {name} twice", "each column once", "remove one of them")
    for name in REQUIRED:
        if name not in cells:
            raise InputProblem(where, f"no column {name}", f"the columns {', '.join(REQUIRED)}", "add it")
    return cells


def _trial(header: list[str], cells: list[str], file: str, line: int, *, decimal_comma: bool) -> Trial:
    where = at_line(file, line)
    if len(cells) > len(header):
        raise InputProblem(where, f"{len(cells)} cells", f"{len(header)} as in the header", "remove what is too much")
    fields: dict[str, object] = {}
    for name, cell in zip(header, cells, strict=False):
        if cell:
            fields[name] = _typed(name, cell, where, decimal_comma=decimal_comma)
    return trial_from(fields, lambda _: where)


def _typed(name: str, cell: str, where: str, *, decimal_comma: bool) -> object:
    convert = _CONVERT.get(name)
    if convert is None:
        return _plain(cell)
    if decimal_comma and name in _DECIMAL:
        cell = cell.replace(",", ".")
    try:
        return convert(cell)
    except ValueError:
        raise InputProblem(where, f"{name} {shown(cell)}", _EXPECTED_CELL[name], "correct this cell") from None


_DECIMAL = frozenset({"value_deg", "own_error_deg"})
_CONVERT: dict[str, Callable[[str], object]] = {
    "value_deg": float,
    "own_error_deg": float,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
    "order": int,
    "pain": int,
}
_EXPECTED_CELL = {
    "value_deg": "degrees as a number",
    "own_error_deg": "degrees as a number",
    "day": "a date such as 2026-11-22",
    "time": "a time such as 07:30",
    "order": "a whole number",
    "pain": "a whole number from 0 to 10",
}
