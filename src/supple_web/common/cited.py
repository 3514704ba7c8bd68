"""Where a number comes from, for pages: values that templates read, made by ``common.engine.evidence``."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cited:
    """One source of a number. anchor: its place on the page of sources. strength: how well it was seen, in one of its words."""

    anchor: str
    words: str
    strength: str = ""


@dataclass(frozen=True)
class Seen:
    """One published figure, with its unit in ``value``."""

    anchor: str
    measure: str
    value: str
    people: str
    strength: str
    note: str


@dataclass(frozen=True)
class Publication:
    """One source and the figures taken from it. seen: how much of it was at hand."""

    anchor: str
    cite: str
    url: str
    seen: str
    figures: tuple[Seen, ...]


@dataclass(frozen=True)
class Shelf:
    """Publications about one thing."""

    anchor: str
    title: str
    publications: tuple[Publication, ...]


@dataclass(frozen=True)
class OwnNumber:
    """A number that this program computes with. cited: where it comes from; a convention may have nobody but this project."""

    what: str
    value: str
    strength: str
    cited: tuple[Cited, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class OwnNumbers:
    anchor: str
    title: str
    about: str
    numbers: tuple[OwnNumber, ...] = field(default_factory=tuple)
