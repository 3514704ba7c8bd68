"""The sources behind every clinical number, read once from the data file beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, TypeVar

from supple.evidence.model import Figure, FigureValue, Source
from supple.problems import InputProblem

_FILE = "evidence.toml"
T = TypeVar("T")


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its id."""
    return MappingProxyType({key: Source(id=key, **row) for key, row in _document()["sources"].items()})


@cache
def figures() -> Mapping[str, Figure]:
    """Every figure by its id."""
    return MappingProxyType({key: _figure(key, row) for key, row in _document()["figures"].items()})


def source(key: str) -> Source:
    """The source with this id. Raises InputProblem for an id that is not there."""
    return _found(sources(), key, "source")


def figure(key: str) -> Figure:
    """The figure with this id, in the unit it names. Raises InputProblem for an id that is not there."""
    return _found(figures(), key, "figure")


def describe(key: str) -> str:
    """Where a number comes from, in words: the citation of a figure or source, or ``key`` itself where it is neither."""
    if key in figures():
        cited = figures()[key]
        return f"{cited.source.cite} ({cited.strength})"
    return sources()[key].cite if key in sources() else key


def _figure(key: str, row: dict[str, Any]) -> Figure:
    rest = {name: value for name, value in row.items() if name not in {"value", "source"}}
    return Figure(id=key, value=_value(row["value"]), source=source(row["source"]), **rest)


def _value(raw: str | float | list[float]) -> FigureValue:
    if isinstance(raw, str):
        return raw
    return tuple(float(number) for number in raw) if isinstance(raw, list) else float(raw)


def _found(table: Mapping[str, T], key: str, what: str) -> T:
    if key not in table:
        raise InputProblem(
            "evidence", f"no {what} '{key}'", f"one of {len(table)} ids", f"look it up in supple.evidence.{what}s()"
        )
    return table[key]
