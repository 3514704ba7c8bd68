"""Words as people type them: closest matches, short quotations, and problems that name them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from supple.problems import InputProblem

_SHOWN_CHARACTERS = 40
Word = TypeVar("Word", bound=StrEnum)


def shown(value: object) -> str:
    """Quote a value on one line, cut where it is long."""
    text = repr(value) if isinstance(value, str) else str(value)
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[: _SHOWN_CHARACTERS - 3]}..."


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant, or None."""
    by_lower = {k.lower(): k for k in known}
    candidates = (word.strip().lower(), word.strip().lower().replace("_", "-").replace(" ", "-"))
    for candidate in candidates:
        if candidate in by_lower:
            return by_lower[candidate]
    matches = difflib.get_close_matches(candidates[1], by_lower, n=1, cutoff=0.6) or difflib.get_close_matches(
        candidates[0], by_lower, n=1, cutoff=0.6
    )
    return by_lower[matches[0]] if matches else None


def unknown(where: str, what: str, word: str, known: Iterable[str]) -> InputProblem:
    """Build the problem of a word that is not one of a closed set; the set, and the one probably meant, are named."""
    words = list(known)
    meant = closest(word, words)
    remedy = f"did you mean {meant}?" if meant else "use one of these"
    return InputProblem(where, f"{what} {shown(word)}", f"one of {', '.join(words)}", remedy)


def one_of(kind: type[Word], value: object, where: str, what: str) -> Word:
    """Return the enumeration's member that a text names exactly; raise InputProblem for anything else."""
    if isinstance(value, str):
        try:
            return kind(value)
        except ValueError:
            raise unknown(where, what, value, [k.value for k in kind]) from None
    raise InputProblem(where, f"{what} {shown(value)}", f"one of {', '.join(kind)}", "write it as text between quotes")
