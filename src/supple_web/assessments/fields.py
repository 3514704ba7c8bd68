"""What a page asks, as data, and the one way to read an answer: a value, or one kind exact line beside the field."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from django.http import QueryDict
from django.utils.translation import gettext as _

#: A stored answer: yes or no, a number, one word, or several.
Value = bool | int | float | str | list[str]
_SHOWN_CHARACTERS = 30


class Kind(StrEnum):
    YES_NO = "yes-no"
    CHOICE = "choice"
    MANY = "many"
    SCALE = "scale"
    NUMBER = "number"


@dataclass(frozen=True)
class Option:
    value: str
    words: str
    hint: str = ""


@dataclass(frozen=True)
class Field:
    """One question. term: the clinical word. source: where the question comes from, in a few words.

    options: of a choice, or of several. least, most, unit, whole: of a number. no: the answer that denies it, which the button
    "None of these" gives; None where there is none. keeps: whether an earlier day's answer may be shown to be confirmed.
    only_if, under_age: asked only where other answers are one of these, or below this age in years.
    """

    id: str
    kind: Kind
    words: str
    term: str = ""
    hint: str = ""
    source: str = ""
    options: tuple[Option, ...] = ()
    least: float = 0
    most: float = 10
    unit: str = ""
    whole: bool = True
    no: Value | None = None
    keeps: bool = False
    only_if: Mapping[str, tuple[Value, ...]] = field(default_factory=lambda: MappingProxyType({}))
    under_age: int | None = None

    @property
    def numbers(self) -> range:
        """The whole numbers of a scale."""
        return range(int(self.least), int(self.most) + 1)

    def accepts(self, value: object) -> bool:
        """Whether a stored value answers this field as it stands now."""
        if self.kind is Kind.YES_NO:
            return isinstance(value, bool)
        if self.kind in (Kind.SCALE, Kind.NUMBER):
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return number and self.least <= value <= self.most  # type: ignore[operator]
        known = {option.value for option in self.options}
        if self.kind is Kind.MANY:
            return isinstance(value, list) and set(value) <= known
        return isinstance(value, str) and value in known


class Wrong(Exception):
    """One kind line about one field."""


def read(asked: Field, posted: QueryDict) -> Value:
    """The answer to one field. Raises Wrong."""
    if asked.kind is Kind.MANY:
        return _several(asked, [str(one) for one in posted.getlist(asked.id)])
    given = str(posted.get(asked.id) or "").strip()
    if not given:
        raise Wrong(_missing(asked))
    if asked.kind is Kind.YES_NO:
        if given not in ("yes", "no"):
            raise Wrong(_("{given} is no answer here; choose yes or no.").format(given=_shown(given)))
        return given == "yes"
    if asked.kind is Kind.CHOICE:
        return _several(asked, [given])[0]
    return _number(asked, given)


def read_all(fields: Iterable[Field], posted: QueryDict) -> tuple[dict[str, Value], dict[str, str]]:
    """Every answer by its field's id, and a line for each that is missing or wrong."""
    values: dict[str, Value] = {}
    problems: dict[str, str] = {}
    for asked in fields:
        try:
            values[asked.id] = read(asked, posted)
        except Wrong as wrong:
            problems[asked.id] = str(wrong)
    return values, problems


def decimal(given: str) -> float:
    """A number as people type it: a point or a comma before the decimals, a degree sign behind. Raises ValueError."""
    plain = given.strip().removesuffix("°").strip().replace(",", ".")
    if not plain or set(plain) - set("0123456789.+-−"):
        raise ValueError(given)
    return float(plain.replace("−", "-"))


def _missing(asked: Field) -> str:
    if asked.kind is Kind.SCALE:
        return _("Please choose a number from {least} to {most}.").format(least=f"{asked.least:g}", most=f"{asked.most:g}")
    return {Kind.YES_NO: _("Please choose yes or no."), Kind.NUMBER: _("Please type a number.")}.get(
        asked.kind, _("Please choose one.")
    )


def _several(asked: Field, given: list[str]) -> list[str]:
    known = [option.value for option in asked.options]
    unknown = next((one for one in given if one not in known), None)
    if unknown is not None:
        raise Wrong(_("{given} cannot be chosen here; choose one of the answers shown.").format(given=_shown(unknown)))
    return [one for one in known if one in given]


def _number(asked: Field, given: str) -> int | float:
    try:
        number = decimal(given)
    except ValueError:
        raise Wrong(
            _("{given} is no number; type one such as {example}.").format(given=_shown(given), example=_example(asked))
        ) from None
    if asked.whole and not number.is_integer():
        raise Wrong(
            _("{given} is no whole number; type one such as {example}.").format(given=_shown(given), example=_example(asked))
        )
    if not asked.least <= number <= asked.most:
        most = f"{asked.most:g} {asked.unit}" if asked.unit else f"{asked.most:g}"
        said = _("{given} cannot be right; expected {least} to {most}.")
        raise Wrong(said.format(given=f"{number:g}", least=f"{asked.least:g}", most=most))
    return int(number) if asked.whole else number


def _example(asked: Field) -> str:
    middle = math.floor((asked.least + min(asked.most, 80)) / 2)
    return str(middle) if asked.whole else f"{middle}.5"


def _shown(given: str) -> str:
    plain = "".join(c if c.isprintable() else " " for c in given)
    return f"“{plain if len(plain) <= _SHOWN_CHARACTERS else plain[:_SHOWN_CHARACTERS] + '…'}”"
