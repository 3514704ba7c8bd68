"""Numbers in an article, as the evidence has them, in the words of its language: ``ev:<figure>[.<n>]`` and ``own:<name>``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from django.utils.formats import get_format
from django.utils.translation import pgettext

from supple.evidence import Figure, figures
from supple_web.common.engine.method import method_numbers
from supple_web.library.engine.citing import OWN

_EVIDENCE: Final = "ev:"
#: Units and the few words that stand between numbers, in the language that is active.
UNITS: Final[dict[str, Callable[[], str]]] = {
    "deg": lambda: pgettext("unit", "degrees"),
    "degrees": lambda: pgettext("unit", "degrees"),
    "percent": lambda: pgettext("unit", "per cent"),
    "min": lambda: pgettext("unit", "minutes"),
    "minutes": lambda: pgettext("unit", "minutes"),
    "s": lambda: pgettext("unit", "seconds"),
    "reps": lambda: pgettext("unit", "repetitions"),
    "week": lambda: pgettext("unit", "week"),
    "weeks": lambda: pgettext("unit", "weeks"),
    "days": lambda: pgettext("unit", "days"),
    "trials": lambda: pgettext("unit", "trials"),
    "studies": lambda: pgettext("unit", "studies"),
    "at": lambda: pgettext("unit: at least", "at"),
    "least": lambda: pgettext("unit: at least", "least"),
    "about": lambda: pgettext("unit", "about"),
    "to": lambda: pgettext("unit", "to"),
    "and": lambda: pgettext("unit", "and"),
}


def value(name: str) -> tuple[str, str]:
    """What is written for ``name``, and the key to be cited beside it. Raises KeyError, IndexError where there is none."""
    if name.startswith(OWN):
        return _in_language(method_numbers()[name.removeprefix(OWN)].value), name
    key, _, place = name.removeprefix(_EVIDENCE).partition(".")
    if not name.startswith(_EVIDENCE):
        raise KeyError(name)
    figure = figures()[key]
    return (_one(figure, place) if place else _whole(figure)), key


def _one(figure: Figure, place: str) -> str:
    if not place.isdigit() or not 1 <= int(place) <= len(figure.numbers):
        raise IndexError(place)
    return _number(figure.numbers[int(place) - 1])


def _whole(figure: Figure) -> str:
    if not figure.numbers:
        return str(figure.value)
    unit = "" if figure.unit in {"formula", "code", "finding"} else figure.unit
    return f"{'; '.join(map(_number, figure.numbers))} {_in_language(unit)}".strip()


def _number(number: float) -> str:
    return f"{number:g}".replace("-", "−").replace(".", str(get_format("DECIMAL_SEPARATOR")))


def _in_language(words: str) -> str:
    mark = str(get_format("DECIMAL_SEPARATOR"))
    words = re.sub(r"(?<=\d)\.(?=\d)", mark, words)
    return re.sub(r"[a-z]+", lambda found: UNITS[found[0]]() if found[0] in UNITS else found[0], words)
