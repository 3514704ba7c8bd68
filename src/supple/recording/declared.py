"""How a trial was made, as files declare it: ``# position: seated`` lines or keys of a JSON object."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from supple.problems import InputProblem, at_line
from supple.quantities import Arm, Assist, Instrument, Mode, Placement, Position, Quantity, Support, Zero
from supple.recording.model import Declared, Still, StillWindow
from supple.recording.source import Member

Words = TypeVar("Words", bound=StrEnum)

DECLARED_WORDS: Final[Mapping[str, type[StrEnum]]] = {
    "position": Position,
    "mode": Mode,
    "placement": Placement,
    "arm": Arm,
    "assist": Assist,
    "support": Support,
}
_COMMENT = re.compile(r"^[\s\"']*(?:#|//)\s*([A-Za-z][A-Za-z0-9_ -]*?)\s*[:=]\s*(.*?)[\s\"',;]*$")
_NUMBER: Final = r"([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)"
_MARK = re.compile(rf"^([a-z-]+)\s+{_NUMBER}\s+{_NUMBER}$")


def word(kind: type[Words], text: object, where: str) -> Words:
    """A word of a closed set, upper or lower case, blanks or underscores for hyphens. Raises InputProblem otherwise."""
    folded = re.sub(r"[\s_]+", "-", str(text).strip().lower())
    for member in kind:
        if member.value.lower() == folded:
            return member
    raise InputProblem(where, f"{str(text)[:40]!r}", "one of " + ", ".join(member.value for member in kind), "correct the word")


def declared_from(values: Mapping[str, object], where: str) -> Declared:
    """Known keys of a mapping; null and empty text count as not said."""
    said = {key: (kind, values[key]) for key, kind in DECLARED_WORDS.items() if values.get(key) not in (None, "")}
    found: dict[str, Any] = {key: word(kind, value, f"{where}:{key}") for key, (kind, value) in said.items()}
    return replace(Declared(), **found)


@dataclass(frozen=True)
class Comments:
    """The ``# key: value`` lines above a CSV's header. header: index of the header line, counted from 0."""

    header: int
    where: str
    values: Mapping[str, str]
    lines: Mapping[str, int]
    marks: tuple[StillWindow, ...]

    @property
    def declared(self) -> Declared:
        found: dict[str, Any] = {
            key: word(kind, self.values[key], at_line(self.where, self.lines[key]))
            for key, kind in DECLARED_WORDS.items()
            if self.values.get(key)
        }
        return replace(Declared(), **found)

    def instrument(self, otherwise: Instrument) -> Instrument:
        return word(Instrument, self.values["instrument"], self._at("instrument")) if self.values.get("instrument") else otherwise

    def quantity(self, otherwise: Quantity) -> Quantity:
        return word(Quantity, self.values["quantity"], self._at("quantity")) if self.values.get("quantity") else otherwise

    def zero(self, otherwise: Zero) -> Zero:
        return word(Zero, self.values["zero"], self._at("zero")) if self.values.get("zero") else otherwise

    def rate_hz(self) -> float | None:
        text = self.values.get("sampling_rate_hz")
        if text is None:
            return None
        try:
            rate = float(text)
        except ValueError:
            rate = 0.0
        if not 0.0 < rate < 1e5:
            raise InputProblem(self._at("sampling_rate_hz"), f"{text!r}", "a rate in Hz", "correct the number")
        return rate

    def _at(self, key: str) -> str:
        return at_line(self.where, self.lines[key])


def leading_comments(member: Member) -> Comments:
    """Read comment and empty lines until the header. Unknown keys are kept aside and mean nothing."""
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    marks: list[StillWindow] = []
    for index, line in enumerate(member.head_lines):
        stripped = line.strip().strip('"').strip()
        if stripped and not stripped.startswith(("#", "//")):
            return Comments(index, member.where, values, lines, tuple(sorted(marks, key=lambda m: m.start_s)))
        match = _COMMENT.match(line)
        if match is None:
            continue
        key, text = match.group(1).strip().lower().replace(" ", "_"), match.group(2).strip()
        if key == "still":
            marks.append(_still(text, at_line(member.where, index + 1)))
        elif key not in values:
            values[key], lines[key] = text, index + 1
    return Comments(len(member.head_lines), member.where, values, lines, tuple(marks))


def _still(text: str, where: str) -> StillWindow:
    match = _MARK.match(text.lower())
    try:
        if match:
            start, end = float(match.group(2)), float(match.group(3))
            if start < end:
                return StillWindow(word(Still, match.group(1), where), start, end)
    except ValueError:
        pass
    raise InputProblem(where, f"{text[:40]!r}", "a still window such as 'upright 0.0 3.0' (seconds)", "correct the line")


def comment_lines(declared: Declared, marks: tuple[StillWindow, ...]) -> list[str]:
    """The lines that ``leading_comments`` reads back."""
    said = [(f.name, getattr(declared, f.name)) for f in fields(declared)]
    lines = [f"# {name}: {value.value}" for name, value in said if value is not None]
    return lines + [f"# still: {m.purpose.value} {m.start_s!r} {m.end_s!r}" for m in marks]
