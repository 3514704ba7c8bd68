"""Markdown as articles have it: CommonMark with tables, no HTML, and two directives of our own inside a line."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

#: ``[@key]`` and ``[@one; @another]``.
_CITATION: Final = re.compile(r"\[@([^\]\[\n]{1,300})\]")
#: ``{{ev:figure.1}}`` and ``{{own:name}}``.
_VALUE: Final = re.compile(r"\{\{\s*([^{}\n]{1,80}?)\s*\}\}")


@cache
def parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False, "maxNesting": 20}).enable("table")
    made.inline.ruler.before("link", "citation", _citation)
    made.inline.ruler.before("text", "value", _value)
    # An address that may not be is told to whoever writes it (``checks``), so the parser lets every one through; what is
    # shown passes the sanitiser.
    made.validateLink = _any_link  # type: ignore[method-assign]
    return made


def _any_link(url: str) -> bool:
    return True


def _citation(state: StateInline, silent: bool) -> bool:
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"keys": [part.strip().removeprefix("@").strip() for part in found[1].split(";")]}
    state.pos = found.end()
    return True


def _value(state: StateInline, silent: bool) -> bool:
    found = _VALUE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("value", "", 0)
        token.meta = {"name": found[1]}
    state.pos = found.end()
    return True
