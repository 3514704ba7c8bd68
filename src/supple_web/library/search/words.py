"""Words: how a text is taken apart, without accents and endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import snowballstemmer

from supple_web.library.search.stop import STOP

#: Longer ones are cut: no word of a language is as long, and the columns of the index end there.
LONGEST: Final = 40
_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_STEMMERS: Final = {"en": "english", "es": "spanish"}
#: Spanish endings whose accent people leave out; the stemmer knows them with it only.
_ACCENTED: Final = re.compile(r"(?<=[a-z]{2})(ion|logia)$")
_WITH_ACCENT: Final = {"ion": "ión", "logia": "logía"}


@dataclass(frozen=True)
class Token:
    """A word where it stands in a text. word: lower case, without accents; stem: without its ending."""

    start: int
    end: int
    word: str
    stem: str


def fold(text: str) -> str:
    """Lower case without accents; as long as the text or shorter, so use it on words."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part)).replace("’", "'")


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """Of a folded word. A language without a stemmer keeps its words as they are."""
    name = _STEMMERS.get(language[:2])
    if name is None:
        return word[:LONGEST]
    if name == "spanish":
        word = _ACCENTED.sub(lambda found: _WITH_ACCENT[found[0]], word)
    made: str = snowballstemmer.stemmer(name).stemWord(word)
    return fold(made)[:LONGEST]


def tokens(text: str, language: str) -> Iterator[Token]:
    """Every word of a text, in order."""
    for found in _WORD.finditer(text):
        word = fold(found[0]).removesuffix("'s")[:LONGEST]
        if word:
            yield Token(found.start(), found.end(), word, stem(word, language))


def is_stop(word: str, language: str) -> bool:
    return word in STOP.get(language[:2], frozenset())
