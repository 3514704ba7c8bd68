"""A figure somebody published, where it was seen, and how far it carries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

#: A surname with its particles, followed by initials.
_AUTHOR: Final = re.compile(r"((?:[a-z]+ )*[A-Z][\w'’-]+) [A-Z]{1,3}[,. ]")
_YEAR: Final = re.compile(r"\b(19|20)\d\d\b")

#: What a figure may hold: one number, several (``measure`` says in which order), or words.
FigureValue = float | str | tuple[float, ...]


class Strength(StrEnum):
    """How a number came to be here; shown beside it wherever it is shown."""

    READ = "read in source"
    SECONDARY = "secondary"
    MEMORY = "from memory"
    DERIVED = "derived"
    NOT_FOUND = "none found"  # searched for and not found; no number
    CONVENTION = "convention"  # agreed on, by the field or by this project; never measured


@dataclass(frozen=True)
class Source:
    """A publication or page. seen: how much of it was visible when the figures were taken."""

    id: str
    cite: str
    url: str
    seen: str

    @property
    def short(self) -> str:
        """First author and year, as one would say it (``Johnson 2012``); the whole citation where no author is known."""
        author, year = _AUTHOR.match(self.cite), _YEAR.search(self.cite)
        return f"{author.group(1)} {year.group()}" if author and year else self.cite


@dataclass(frozen=True)
class Figure:
    """One figure of one source, in ``unit``.

    value: a number, a tuple of numbers (a range, or a mean and its SD, as ``measure`` says), or words.
    level: primary, secondary, memory or null (searched, nothing found). n: people (or as ``method``
    says), 0 where it does not apply. derived: calculated from other figures, not observed.
    """

    id: str
    topic: str
    measure: str
    value: FigureValue
    unit: str
    population: str
    n: int | str
    method: str
    source: Source
    level: str
    status: str
    note: str
    derived: bool

    @property
    def strength(self) -> Strength:
        """The weakest true word: derived before from memory, before secondary, before read in source."""
        if self.derived:
            return Strength.DERIVED
        if self.level == "null":
            return Strength.NOT_FOUND
        if self.level == "memory" or self.status == Strength.MEMORY:
            return Strength.MEMORY
        return Strength.SECONDARY if self.level == "secondary" else Strength.READ

    @property
    def numbers(self) -> tuple[float, ...]:
        """The value as numbers, in order; empty where it is words."""
        if isinstance(self.value, str):
            return ()
        return self.value if isinstance(self.value, tuple) else (float(self.value),)
