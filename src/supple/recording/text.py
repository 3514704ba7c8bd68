"""Bytes to text: encodings, line ends, delimiters, names of columns."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def to_utf8(data: bytes, *, whole: bool = True) -> bytes | None:
    r"""UTF-8 without byte order mark and with ``\\n`` line ends; None where the bytes are no text.

    Reads UTF-8 (with or without mark), UTF-16 (with mark, or told by its zero bytes) and else Latin-1.
    whole: False where ``data`` is the beginning of something longer, so that a character cut in two is no error.
    """
    encoding = _utf16_encoding(data)
    if encoding:
        even = data if len(data) % 2 == 0 else data[:-1]
        data = even.decode(encoding, "replace").lstrip("\ufeff").encode("utf-8", "replace")
    else:
        data = data.removeprefix(codecs.BOM_UTF8)
        if not data.isascii():
            data = _as_utf8(data, whole=whole)
    if b"\0" in data:
        return None
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data


def _utf16_encoding(data: bytes) -> str | None:
    if data.startswith(_UTF16):
        return "utf-16"
    sample = data[:2000]
    if len(sample) < 8:
        return None
    odd, even = sample[1::2].count(0) / (len(sample) // 2), sample[0::2].count(0) / (len(sample) // 2)
    if odd > 0.9 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.9 and odd < 0.1 else None


def _as_utf8(data: bytes, *, whole: bool) -> bytes:
    try:
        if whole:
            data.decode("utf-8")
        else:
            codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return data.decode("latin-1").encode("utf-8")
    return data


def split_line(line: str, delimiter: str | None) -> list[str]:
    """Cells of a line, stripped of blanks and quotes. delimiter None: any run of white space."""
    if delimiter is None:
        return line.split()
    return [cell.strip().strip('"').strip() for cell in line.split(delimiter)]


def guess_delimiter(line: str) -> str | None:
    """Tab, semicolon or comma, whichever the header line uses most; None (white space) where it uses none.

    A tab beats the others: names of columns hold commas sometimes, but never tabs.
    """
    for delimiter in ("\t", ";"):
        if line.count(delimiter) >= 1:
            return delimiter
    return "," if "," in line else None


def plain(name: str) -> str:
    """A column's name as it is compared: lower case, letters and digits joined by single underscores."""
    return re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")


def first_index(names: Sequence[str], *wanted: str) -> int | None:
    """Position of the first of ``wanted`` that occurs among ``names``, compared by ``plain``."""
    known = [plain(name) for name in names]
    for name in wanted:
        if name in known:
            return known.index(name)
    return None
