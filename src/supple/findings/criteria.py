"""The table of marks: the one that comes with Supple, or a clinic's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from supple.evidence import Strength
from supple.findings.model import Criterion
from supple.measurement.model import KindOfTrial
from supple.problems import InputProblem, at_line
from supple.quantities import Movement, Position, Quantity

#: No trunk turns or bends further than this, degrees; a mark beyond it is a slip of the pen.
FURTHEST_DEG: Final = 150.0
_REQUIRED: Final = ("movement", "position", "value_deg", "source", "strength")
_OPTIONAL: Final = ("healthy_mean_deg", "healthy_mean_source")
_HEADER: Final = re.compile(r"^\s*\[\[\s*criterion\s*\]\]")
_AT_LINE: Final = re.compile(r"at line (\d+)")


@cache
def default_criteria() -> tuple[Criterion, ...]:
    """The marks that come with Supple; each is a convention and says so."""
    text = resources.files(__package__).joinpath("criteria.toml").read_text(encoding="utf-8")
    return parse_criteria(text, "criteria.toml")


def load_criteria(path: str | Path) -> tuple[Criterion, ...]:
    """A clinic's own table (TOML, ``[[criterion]]`` rows as in the one that comes with Supple).

    Raises InputProblem naming file and line for a file that cannot be read, a key that is unknown, missing or of the wrong kind,
    a mark outside (0, 150] degrees, or two marks for one movement and position.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputProblem(str(path), "bytes that are not UTF-8", "a TOML text file", "save it as UTF-8") from error
    except OSError as error:
        raise InputProblem(str(path), "no file that can be read", "a criteria file (TOML)", "check the path") from error
    return parse_criteria(text, str(path))


def parse_criteria(text: str, name: str) -> tuple[Criterion, ...]:
    """``load_criteria`` for a text; ``name`` is what its problems are reported under."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        where = at_line(name, int(line.group(1)) if line else text.count("\n") + 1)
        raise InputProblem(where, "a line that is no TOML", "TOML with [[criterion]] rows", "correct the line") from error
    rows = document.get("criterion")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise InputProblem(name, "no [[criterion]] row", "one or more [[criterion]] rows", "add a row")
    found = [_criterion(_Row(name, text, number, row)) for number, row in enumerate(rows)]
    _one_each(found, name, text)
    return tuple(found)


def criterion_for(criteria: Iterable[Criterion], movement: Movement, kind: KindOfTrial) -> Criterion | None:
    """The mark for a movement and kind of trial; None where there is no row and for a trunk turn (the pelvis is in it)."""
    if kind.quantity is Quantity.TRUNK_TURN:
        return None
    return next((row for row in criteria if row.movement is movement and row.position is kind.position), None)


@dataclass(frozen=True)
class _Row:
    name: str
    text: str
    number: int
    values: dict[str, object]

    def where(self, key: str | None = None) -> str:
        return at_line(self.name, _line_of(self.text, self.number, key))

    def problem(self, key: str, found: str, expected: str) -> InputProblem:
        return InputProblem(self.where(key), f"{key} {found}", expected, "correct it")


def _criterion(row: _Row) -> Criterion:
    for key in row.values:
        if key not in _REQUIRED + _OPTIONAL:
            expected = f"one of {', '.join(_REQUIRED + _OPTIONAL)}"
            raise InputProblem(row.where(key), f"unknown key '{key}'", expected, "remove or rename it")
    for key in _REQUIRED:
        if key not in row.values:
            raise InputProblem(row.where(), f"a criterion without {key}", f"the key {key}", "add it")
    has_mean = "healthy_mean_deg" in row.values
    return Criterion(
        movement=Movement(_word(row, "movement", list(Movement))),
        position=Position(_word(row, "position", list(Position))),
        value_deg=_degrees(row, "value_deg"),
        source=_text(row, "source"),
        strength=_word(row, "strength", [word for word in Strength if word is not Strength.NOT_FOUND]),
        healthy_mean_deg=_degrees(row, "healthy_mean_deg") if has_mean else None,
        healthy_mean_source=_text(row, "healthy_mean_source") if "healthy_mean_source" in row.values else None,
    )


def _word(row: _Row, key: str, allowed: Sequence[str]) -> str:
    value = row.values[key]
    if not isinstance(value, str) or value not in allowed:
        raise row.problem(key, repr(value), f"one of {', '.join(allowed)}")
    return value


def _text(row: _Row, key: str) -> str:
    value = row.values[key]
    if not isinstance(value, str) or not value.strip():
        raise row.problem(key, repr(value), "words that say where the number comes from")
    return value


def _degrees(row: _Row, key: str) -> float:
    value = row.values[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0.0 < value <= FURTHEST_DEG:
        raise row.problem(key, repr(value), f"degrees above 0 and up to {FURTHEST_DEG:.0f}")
    return float(value)


def _one_each(found: Sequence[Criterion], name: str, text: str) -> None:
    seen: set[tuple[Movement, Position]] = set()
    for number, row in enumerate(found):
        if (row.movement, row.position) in seen:
            where = at_line(name, _line_of(text, number, None))
            raise InputProblem(where, f"a second mark for {row.movement} {row.position}", "one mark each", "remove one")
        seen.add((row.movement, row.position))


def _line_of(text: str, number: int, key: str | None) -> int:
    """Line of a key in the n-th [[criterion]] row (from 0), of the row's header without a key; 1 where it cannot be told."""
    lines = text.splitlines()
    headers = [index for index, line in enumerate(lines) if _HEADER.match(line)]
    if number >= len(headers):
        return 1
    start = headers[number]
    end = headers[number + 1] if number + 1 < len(headers) else len(lines)
    if key is not None:
        own = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=")
        start = next((index for index in range(start, end) if own.match(lines[index])), start)
    return start + 1
