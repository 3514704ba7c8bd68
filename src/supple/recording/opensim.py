"""The header of OpenSim's text files: the newer one with ``endheader`` and SIMM's with ``datacolumns``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from supple.recording.source import Member
from supple.recording.text import split_line

#: The line of column names comes within the first lines (headers carry comments).
_WITHIN_LINES = 200
_KEY = re.compile(r"^\s*([A-Za-z][\w ]*?)\s*(?:=|\s)\s*([^=]*?)[\s,;]*$")


@dataclass(frozen=True)
class OpenSimHeader:
    """settings: keys in lower case. names_line: counted from 0."""

    settings: Mapping[str, str]
    comments: str
    names_line: int
    names: tuple[str, ...]
    delimiter: str | None
    simm: bool

    @property
    def rate_hz(self) -> float | None:
        try:
            rate = float(self.settings.get("datarate", ""))
        except ValueError:
            return None
        return rate if 0 < rate < 1e5 else None


def opensim_header(member: Member) -> OpenSimHeader | None:
    """The header, or None where the text is of another kind."""
    lines = member.head_lines[:_WITHIN_LINES]
    ends = [i for i, line in enumerate(lines) if line.strip(' \t,;"').lower() == "endheader"]
    if not ends:
        return None
    names_line = next((i for i in range(ends[0] + 1, len(lines)) if lines[i].strip(" \t,;")), None)
    if names_line is None:
        return None
    delimiter = _delimiter(lines[names_line])
    names = split_line(lines[names_line], delimiter)
    while names and not names[-1]:
        names.pop()
    settings = _settings(lines[: ends[0]])
    simm = "datacolumns" in settings and "nrows" not in settings
    return OpenSimHeader(settings, "\n".join(lines[: ends[0]]).lower(), names_line, tuple(names), delimiter, simm)


def _delimiter(names: str) -> str | None:
    if "\t" in names:
        return "\t"
    return "," if "," in names else None


def _settings(lines: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        match = _KEY.match(line)
        if match:
            found.setdefault(match.group(1).strip().lower(), match.group(2).strip())
    return found
