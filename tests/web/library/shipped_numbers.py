"""Every numeral of an article, and whether what is cited beside it holds that numeral."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it.token import Token

from supple.evidence import Figure, figures, sources
from supple.programme import Exercise, catalogue
from supple.programme.limits import LIMITS
from supple_web.common.engine.method import method_numbers
from supple_web.common.engine.own_numbers import own_numbers
from supple_web.library.text.parser import parser

NUMERAL = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
#: How long the call takes is a name of it, and no clinical number.
_THE_CALL = re.compile(r"15-minute|de 15 minutos")


@dataclass(frozen=True)
class Passage:
    """A paragraph, list item, heading or table row. numerals: as written. cited: what stands beside them."""

    words: str
    numerals: tuple[str, ...]
    cited: frozenset[str]


def passages(body: str) -> Iterator[Passage]:
    """Everything that is read as one piece, with the pictures' own words."""
    row: list[Token] | None = None
    for token in parser().parse(body):
        if token.type == "tr_open":
            row = []
        elif token.type == "inline" and row is not None:
            row.append(token)
        elif token.type == "inline":
            yield _passage([token])
        elif token.type == "tr_close" and row is not None:
            yield _passage(row)
            row = None


def _passage(inlines: Sequence[Token]) -> Passage:
    children = [child for token in inlines for child in token.children or []]
    words = _THE_CALL.sub("", " ".join(_words(child) for child in children))
    cited = frozenset(key for child in children if child.type == "citation" for key in child.meta["keys"])
    return Passage(words, tuple(NUMERAL.findall(words)), cited)


def _words(child: Token) -> str:
    return f"{child.content} {child.attrs.get('title', '')}" if child.type == "image" else child.content


def value_of(numeral: str, language: str) -> tuple[float, int]:
    """The number and its written decimals: ``3,404`` and ``0.67`` in English, ``3404`` and ``0,67`` in Spanish."""
    plain = numeral.replace(",", "") if language == "en" else numeral.replace(".", "").replace(",", ".")
    return float(plain), len(plain.partition(".")[2])


def strangers(passage: Passage, language: str) -> list[str]:
    """The numerals that nothing cited in the passage holds, as they are or rounded to what is written."""
    held = {number for key in passage.cited for number in _held(key)}
    return [one for one in passage.numerals if not _is_held(*value_of(one, language), held)]


def _is_held(number: float, decimals: int, held: Iterable[float]) -> bool:
    return any(abs(round(one, decimals) - number) < 1e-9 for one in held)


def _held(key: str) -> frozenset[float]:
    if key == "convention":
        return _agreed()
    if key.startswith("own:"):
        return frozenset(map(float, _DECIMAL.findall(method_numbers()[key.removeprefix("own:")].value)))
    if key in figures():
        return _of_figure(figures()[key])
    return frozenset(map(float, _DECIMAL.findall(sources()[key].cite)))


def _of_figure(figure: Figure) -> frozenset[float]:
    """The numbers of its value, unit (a scale) and people, and of what stands beside it; a probability also per cent."""
    value = figure.value if isinstance(figure.value, str) else ""
    said = " ".join(map(str, (figure.measure, value, figure.unit, figure.population, figure.n, figure.method, figure.note)))
    numbers = {abs(number) for number in figure.numbers}
    parts = {100 * number for number in numbers if figure.unit == "probability"}
    return frozenset(numbers | parts | set(map(float, _DECIMAL.findall(said))))


@cache
def _agreed() -> frozenset[float]:
    """What this project itself agreed on: its settings, limits and doses, in seconds, minutes, weeks and per cent."""
    said = " ".join(f"{one.value} {one.note}" for group in own_numbers() for one in group.numbers)
    numbers = {float(number) for number in _DECIMAL.findall(said)}
    doses = {number for one in catalogue().exercises.values() for number in _doses(one)}
    minutes = {limit.value / 60 for limit in LIMITS.values()}
    return frozenset(numbers | doses | minutes | {100 * number for number in numbers if number < 1})


def _doses(one: Exercise) -> set[float]:
    it = one.dose
    amounts = (it.sets, it.reps, it.out_s, it.hold_s, it.back_s, it.days_per_week, one.breath.in_s, one.breath.out_s)
    return {*map(float, amounts), *map(float, _DECIMAL.findall(one.evidence))}
