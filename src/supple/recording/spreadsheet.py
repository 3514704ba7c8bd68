"""Spreadsheets (XLS, XLSX) as phyphox exports them, by python-calamine, which comes with the extra ``tables``."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.recording.source import MAX_BYTES, Member

_OLD_EXCEL: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True)
class Sheet:
    """Names from the first row; numbers below, NaN where a cell is none."""

    name: str
    names: tuple[str, ...]
    values: FloatArray


def is_spreadsheet(data: bytes) -> bool:
    return data.startswith(_OLD_EXCEL) or (data.startswith(_ZIP) and b"xl/workbook.xml" in data)


def sheets(member: Member) -> list[Sheet]:
    """All sheets. Raises InputProblem where the library is not installed or the file is damaged."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise InputProblem(
            member.where, "a spreadsheet", "CSV, or the extra 'tables' installed", "pip install 'supple[tables]' or export as CSV"
        ) from None
    _check_size(member)
    try:
        book: Any = CalamineWorkbook.from_filelike(io.BytesIO(member.data))
        found = [(str(name), book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except BaseException as error:  # the Rust library reports bad bytes by its own errors and by panics
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise InputProblem(member.where, "a damaged spreadsheet", "a whole XLS or XLSX file", "export it again") from None
    return [_sheet(name, rows) for name, rows in found if rows]


def _check_size(member: Member) -> None:
    """Refuse a spreadsheet that is small only as long as it is packed."""
    if not member.data.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(member.data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except Exception:  # zipfile raises many kinds on bad bytes; the library below tells what is wrong
        return
    if size > MAX_BYTES:
        found = f"a spreadsheet of {size // 1024**2} MB once unpacked"
        raise InputProblem(member.where, found, f"at most {MAX_BYTES // 1024**2} MB", "cut it into parts, or export CSV")


def _sheet(name: str, rows: Sequence[Sequence[object]]) -> Sheet:
    names = tuple(str(cell).strip() for cell in rows[0])
    values = np.array([[_number(cell) for cell in row] for row in rows[1:]], dtype=np.float64).reshape(-1, len(names))
    return Sheet(name, names, values)


def _number(cell: object) -> float:
    try:
        return float(str(cell).replace(",", "."))
    except ValueError:
        return float("nan")
