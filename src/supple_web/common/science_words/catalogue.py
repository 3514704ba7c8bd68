"""The catalogues of one language, read once: whole sentences, and sentences with slots."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_SLOT: Final = re.compile(r"\{(\w+)\}")
#: Letters outside the slots from which a sentence is known by them.
_SURE: Final = 14


@dataclass(frozen=True)
class Pattern:
    """A sentence with slots. form: matches the English, each slot a group; words: the other language, with the same slots.

    is_sure: enough stands outside the slots to know the sentence by.
    """

    form: re.Pattern[str]
    words: str
    slots: tuple[str, ...]
    is_sure: bool


@dataclass(frozen=True)
class Catalogue:
    """whole: English -> the other language. patterns: the most literal ones first, so that the closest one is taken."""

    whole: dict[str, str]
    patterns: tuple[Pattern, ...]


@cache
def catalogue_of(language: str) -> Catalogue:
    """Empty for a language without catalogues. Raises ValueError where files say one sentence in two ways, or a slot is lost."""
    whole: dict[str, str] = {}
    for name, pairs in _files(language):
        for english, words in pairs.items():
            if whole.get(english, words) != words:
                raise ValueError(f"{name}: {english!r} is said in two ways; keep one of them")
            if not set(_SLOT.findall(words)) <= set(_SLOT.findall(english)):
                raise ValueError(f"{name}: {english!r} and {words!r} name different slots; use those of the first")
            whole[english] = words
    slotted = sorted((english for english in whole if _SLOT.search(english)), key=_literal, reverse=True)
    return Catalogue(whole, tuple(_pattern(english, whole[english]) for english in slotted))


def _files(language: str) -> list[tuple[str, dict[str, str]]]:
    folder = files(__package__) / language
    if not language.isidentifier() or not folder.is_dir():
        return []
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return [(one.name, tomllib.loads(one.read_text(encoding="utf-8"))) for one in found]


def _literal(english: str) -> int:
    """How much of a sentence stands outside its slots."""
    return len(_SLOT.sub("", english))


def _pattern(english: str, words: str) -> Pattern:
    parts = _SLOT.split(english)
    form = "".join(re.escape(part) if at % 2 == 0 else "(.+?)" for at, part in enumerate(parts))
    return Pattern(re.compile(form, re.DOTALL), words, tuple(parts[1::2]), _literal(english) >= _SURE)
