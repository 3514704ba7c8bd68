"""What was found, marked where it stands."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from supple_web.library.search.words import is_stop, tokens

#: Words that a snippet is long.
_WORDS: Final = 32
_MORE: Final = "…"


def marked(text: str, stems: Container[str], language: str) -> SafeString:
    """The text, escaped, with ``<mark>`` around every word that has one of these stems."""
    parts: list[str] = []
    at = 0
    for token in tokens(text, language):
        if token.stem in stems:
            parts += [escape(text[at : token.start]), "<mark>", escape(text[token.start : token.end]), "</mark>"]
            at = token.end
    return mark_safe("".join([*parts, escape(text[at:])]))


def snippet(text: str, stems: Container[str], language: str) -> str:
    """The stretch of a text that holds most of what was asked for, whole words; empty where it holds nothing of it."""
    every = list(tokens(text, language))
    hits = [n for n, token in enumerate(every) if token.stem in stems and not is_stop(token.word, language)]
    if not hits:
        return ""
    first = max(hits, key=lambda n: (len({every[m].stem for m in hits if n <= m < n + _WORDS}), -n))
    begin = max(0, first - _WORDS // 4)
    end = min(len(every), begin + _WORDS)
    cut = text[every[begin].start : every[end - 1].end]
    words = " ".join(cut.split())
    return f"{_MORE + ' ' if begin else ''}{words}{' ' + _MORE if end < len(every) else ''}"
