"""Sentences of the science in the reader's language, with numbers as that language writes them and their sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from supple.evidence import Figure
from supple.running import Amount, Said, Unit
from supple_web.common.cited import Cited
from supple_web.common.engine.evidence import cited
from supple_web.common.science_words import told


@dataclass(frozen=True)
class Line:
    words: str
    cited: tuple[Cited, ...] = ()


def line(said: Said) -> Line:
    values = {name: _value(value) for name, value in said.values.items()}
    return Line(told(said.template % values), sources(said.figures))


def lines(every: Iterable[Said]) -> tuple[Line, ...]:
    return tuple(map(line, every))


def sources(figures: Iterable[Figure]) -> tuple[Cited, ...]:
    ids = ", ".join(one.id for one in figures)
    return cited(ids) if ids else ()


def amount(value: float, unit: Unit) -> str:
    """``12.0 cm``, ``38.0°``, as the reader's language writes numbers."""
    written = number_format(round(value, 1), 1).replace("-", "−")  # rounded here: what formats it cuts off
    return _("%(value)s cm") % {"value": written} if unit is Unit.CM else f"{written}°"


def _value(value: Amount | int | str) -> str:
    if isinstance(value, Amount):
        return amount(value.value, value.unit)
    return number_format(value, use_l10n=True, force_grouping=True) if isinstance(value, int) else value
