"""Tables of numbers in text: a fast path without a Python loop over cells, a slow one that names the bad line."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem, at_line
from supple.recording.source import Member
from supple.recording.text import guess_delimiter, split_line

#: What people's tools write where a sample is missing.
BLANKS = frozenset({"", "nan", "na", "n/a", "null", "none", "-", "--", "-nan", "nan(ind)", "-nan(ind)", "-1.#ind", "1.#qnan"})
#: Nothing measured on a person is larger in any unit, nanoseconds since 1970 included; such a number is damage.
LARGEST: Final = 1e30


@dataclass(frozen=True)
class Table:
    """Named columns of numbers; blank cells are NaN. values: (rows, columns)."""

    where: str
    header_line: int
    names: tuple[str, ...]
    values: FloatArray

    def column(self, index: int) -> FloatArray:
        return self.values[:, index]


@dataclass(frozen=True)
class Body:
    """The rows of a table as they stand in a file. first_line: their first line's number, counted from 1."""

    where: str
    text: bytes
    first_line: int
    delimiter: str | None
    decimal_comma: bool = False


def lines_of(member: Member) -> tuple[bytes, list[int]]:
    """The whole text and where its first lines start (at most 2000 of them: enough for any header)."""
    text = member.require_text()
    starts = [0]
    while len(starts) < 2000:
        end = text.find(b"\n", starts[-1])
        if end < 0:
            break
        starts.append(end + 1)
    return text, starts


def body_after(member: Member, header_line: int, delimiter: str | None, *, decimal_comma: bool = False) -> Body:
    """Everything below a line (counted from 0)."""
    text, starts = lines_of(member)
    start = starts[header_line + 1] if header_line + 1 < len(starts) else len(text)
    return Body(member.where, text[start:], header_line + 2, delimiter, decimal_comma)


def read_table(member: Member, header_line: int, *, delimiter: str | None = None, columns: Sequence[int] | None = None) -> Table:
    """A table whose names stand on ``header_line`` (counted from 0).

    columns: read only these; the others may hold anything. Raises InputProblem with the line of a cell that is no number.
    """
    header = member.head_lines[header_line]
    delimiter = delimiter or guess_delimiter(header)
    names = split_line(header, delimiter)
    wanted = list(range(len(names))) if columns is None else list(columns)
    body = body_after(member, header_line, delimiter, decimal_comma=has_decimal_comma(member, header_line, delimiter))
    values = parse(body, wanted, names=names)
    return Table(member.where, header_line + 1, tuple(names[i] for i in wanted), values)


def has_decimal_comma(member: Member, header_line: int, delimiter: str | None) -> bool:
    """A comma inside cells whose delimiter is another character is a decimal mark."""
    if delimiter == ",":
        return False
    return any("," in line for line in member.head_lines[header_line + 1 : header_line + 50])


def parse(body: Body, columns: Sequence[int], *, names: Sequence[str] = ()) -> FloatArray:
    """The chosen columns of all rows, (rows, columns). Short rows and blank cells give NaN, empty lines no row."""
    text = body.text.replace(b",", b".") if body.decimal_comma else body.text
    if not text or text.isspace():
        return np.empty((0, len(columns)))
    fast = _fast(text, columns, body.delimiter)
    values = _slow(text, columns, body, names) if fast is None else fast
    values[~(np.abs(values) < LARGEST)] = np.nan
    return values


def _fast(text: bytes, columns: Sequence[int], delimiter: str | None) -> FloatArray | None:
    if b'"' in text:
        text = text.replace(b'"', b"")
    if delimiter is not None:
        text = _fill_blanks(text, delimiter.encode())
    stream = io.TextIOWrapper(io.BytesIO(text), encoding="utf-8", newline="\n")
    try:
        values: FloatArray = np.loadtxt(
            stream, delimiter=delimiter, usecols=list(columns), ndmin=2, comments=None, dtype=np.float64
        )
    except (ValueError, IndexError, OverflowError):
        return None
    return values


def _fill_blanks(text: bytes, mark: bytes) -> bytes:
    """Write ``nan`` into empty cells, so that the fast reader takes them. Lines without any mark stay as they are."""
    for space in (b" ", b"\t"):
        if mark != space:
            for pair in (mark + space, space + mark):
                while pair in text:
                    text = text.replace(pair, mark)
    if mark + mark in text:
        text = text.replace(mark + mark, mark + b"nan" + mark).replace(mark + mark, mark + b"nan" + mark)
    text = text.replace(mark + b"\n", mark + b"nan\n").replace(b"\n" + mark, b"\nnan" + mark)
    text = b"nan" + text if text.startswith(mark) else text
    return text + b"nan" if text.endswith(mark) else text


def _slow(text: bytes, columns: Sequence[int], body: Body, names: Sequence[str]) -> FloatArray:
    rows: list[list[float]] = []
    lines = text.decode("utf-8", "replace").rstrip().split("\n")
    for offset, line in enumerate(lines):
        if not line.strip():
            continue
        cells = split_line(line, body.delimiter)
        if body.delimiter is None and len(cells) <= max(columns):
            # Between blanks nobody can tell which cell is missing; only a last line that was cut off may be dropped.
            if offset == len(lines) - 1 and rows:
                break
            where = at_line(body.where, body.first_line + offset)
            raise InputProblem(where, f"{len(cells)} cells", f"{max(columns) + 1} cells", "write NaN where a value is missing")
        rows.append([_number(cells, column, at_line(body.where, body.first_line + offset), names) for column in columns])
    return np.array(rows, dtype=np.float64).reshape(-1, len(columns))


def _number(cells: Sequence[str], column: int, where: str, names: Sequence[str]) -> float:
    cell = cells[column] if column < len(cells) else ""
    if cell.lower() in BLANKS:
        return np.nan
    try:
        return float(cell)
    except ValueError:
        name = f" in column {names[column]!r}" if column < len(names) else f" in column {column + 1}"
        shown = cell if len(cell) <= 30 else cell[:27] + "..."
        raise InputProblem(where, f"{shown!r}{name[:80]}", "a number or a blank cell", "correct or remove the line") from None
