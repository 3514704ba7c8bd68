"""TOML with line numbers: the standard parser for the meaning, a small scan of the text for where each key stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from supple.problems import InputProblem, at_line

#: A file of trials is a few kilobytes; this guards against being handed a recording or a film.
MAX_BYTES = 4_000_000
Step = str | int
_NAME = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_ARRAY_HEADER = re.compile(rf"^\[\[\s*({_DOTTED})\s*\]\]")
_TABLE_HEADER = re.compile(rf"^\[\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"^({_DOTTED})\s*=\s*(.*)$")
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)\s*$")


_TOML_LIKE = re.compile(r"(?m)^\s*\[\[?[A-Za-z_ ]+\]?\]")
_SHOWN = 40


@dataclass(frozen=True)
class _Slip:
    """What people write who have not met TOML, by the line on which the parser stopped."""

    pattern: re.Pattern[str]
    expected: str
    remedy: str


_SLIPS = (
    _Slip(re.compile(r"=\s*-?\d+,\d+\s*(#.*)?$"), "a decimal point", "write a point instead of the comma"),
    _Slip(re.compile(r"=\s*\d{1,2}[./]\d{1,2}[./]\d{2,4}"), "a date such as 2026-11-22", "write year, month, day with dashes"),
    _Slip(re.compile(r"=\s*(True|TRUE|Yes|yes|False|FALSE|No|no)\s*(#.*)?$"), "true or false", "write it small, without quotes"),
    _Slip(re.compile(r"=\s*[A-Za-z][\w -]*(#.*)?$"), "text between quotes", 'put it between double quotes "..."'),
    _Slip(re.compile(r"=\s*(#.*)?$"), "a value behind the =", "write it, or put a # before the line"),
    _Slip(re.compile(r"^\[(trial|recording|criterion)\]"), "one entry in double brackets", "write for example [[trial]]"),
    _Slip(
        re.compile(r"^\[\[\s*\w+\s*\]\]"), "all entries in double brackets", "write [[trial]] where one above has single brackets"
    ),
)


@dataclass(frozen=True)
class TomlText:
    """A parsed file. ``where("trial", 0, "mode")`` is ``file:line`` of that key, or of the nearest thing around it."""

    file: str
    data: Mapping[str, object]
    lines: Mapping[tuple[Step, ...], int]

    def where(self, *path: Step) -> str:
        for length in range(len(path), 0, -1):
            if line := self.lines.get(path[:length]):
                return at_line(self.file, line)
        return self.file


def read_toml(path: Path) -> TomlText:
    """Read and parse a file; raise InputProblem where it cannot be read, is no text or no TOML."""
    text = read_small_text(path, "a TOML file such as 'supple demo --write FOLDER' makes")
    return parse_toml(text, str(path))


def parse_toml(text: str, file: str) -> TomlText:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        match = _AT_LINE.search(message)
        line = int(match.group(1)) if match else max(1, text.count("\n"))
        raise _refused(text, file, line, _AT_LINE.sub("", message)) from None
    except (RecursionError, ValueError):  # nesting without end; a date or number outside what Python can hold
        raise InputProblem(file, "values that cannot be read", "TOML with ordinary values", "simplify the file") from None
    return TomlText(file, data, _lines(text))


def _refused(text: str, file: str, line: int, message: str) -> InputProblem:
    """Name the slip that is usually behind the parser's words; else pass these on."""
    if not _TOML_LIKE.search(text):
        expected = "a TOML file such as 'supple demo --write FOLDER' makes"
        return InputProblem(
            at_line(file, line), "no TOML", expected, "a history goes to 'supple progress', a recording to 'supple measure'"
        )
    lines = text.split("\n")
    written = lines[line - 1].strip() if line <= len(lines) else ""
    for slip in _SLIPS:
        if slip.pattern.search(written):
            return InputProblem(at_line(file, line), f"'{written[:_SHOWN]}'", slip.expected, slip.remedy)
    found = " ".join(message.replace("(at end of document)", "at the end of the file").split())
    return InputProblem(at_line(file, line), found.lower(), "TOML", "correct this line")


def read_small_text(path: Path, expected: str) -> str:
    """Read a whole UTF-8 text (a byte order mark is dropped, line ends become line feeds)."""
    try:
        with path.open("rb") as handle:
            content = handle.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputProblem(str(path), reason, expected, "check the file's name and place") from None
    except ValueError:  # a name with a NUL byte
        raise InputProblem(repr(str(path)), "a name no file can have", expected, "check the file's name") from None
    if len(content) > MAX_BYTES:
        raise InputProblem(str(path), f"more than {MAX_BYTES // 1_000_000} MB", expected, "check that this is the right file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputProblem(at_line(str(path), line), "bytes that are no UTF-8 text", expected, "save the file as UTF-8") from None
    return text.replace("\r\n", "\n")


def _lines(text: str) -> dict[tuple[Step, ...], int]:
    found: dict[tuple[Step, ...], int] = {}
    counts: dict[tuple[Step, ...], int] = {}
    prefix: tuple[Step, ...] = ()
    closing: str | None = None  # the quotes that would end a text over several lines
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        if closing is not None:
            closing = None if closing in line else closing
            continue
        if header := _ARRAY_HEADER.match(line):
            name = _split(header.group(1))
            prefix = (*name, counts.get(name, 0))
            counts[name] = counts.get(name, 0) + 1
            found[prefix] = number
            found.setdefault(name, number)
        elif header := _TABLE_HEADER.match(line):
            prefix = _split(header.group(1))
            found.setdefault(prefix, number)
        elif key := _KEY.match(line):
            found.setdefault((*prefix, *_split(key.group(1))), number)
            closing = _opened(key.group(2))
    return found


def _split(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))


def _opened(value: str) -> str | None:
    for quotes in ('"""', "'''"):
        if value.startswith(quotes) and quotes not in value[3:]:
            return quotes
    return None
