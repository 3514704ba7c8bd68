"""From tokens to HTML: headings with anchors, links of our own, citations, numbers, tables that scroll."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.urls import reverse
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _
from markdown_it.token import Token

from supple_web.library import engine
from supple_web.library.text.model import Heading
from supple_web.library.text.parser import parser

_PREFIX: Final = "s-"
#: Where a citation stood before a full stop or comma.
_BEFORE_MARK: Final = re.compile(r"\s+(?=[.,;:])")


@dataclass
class Rendering:
    """One text on its way. contents, cited: gathered while it is written."""

    contents: list[Heading] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    _anchors: set[str] = field(default_factory=set)

    def html(self, tokens: Sequence[Token]) -> str:
        """HTML of block tokens, not yet sanitised."""
        written: list[str] = []
        for index, token in enumerate(tokens):
            if token.type == "inline":
                written.append(self._inline(token.children or []))
            elif token.type == "heading_open":
                written.append(f'<{token.tag} id="{self._anchor(token, tokens[index + 1])}">')
            elif token.type in _AROUND:
                written.append(_AROUND[token.type])
            elif token.type in {"fence", "code_block"}:
                written.append(f"<pre><code>{escape(token.content)}</code></pre>")
            elif not token.hidden and token.tag:
                written.append(_tag(token))
        return "".join(written)

    def _inline(self, children: Sequence[Token]) -> str:
        return "".join(self._one(token) for token in children)

    def _one(self, token: Token) -> str:
        write = self._writers().get(token.type)
        if write is not None:
            return write(token)
        return _tag(token) if token.tag and token.type != "image" else ""

    def _writers(self) -> dict[str, Callable[[Token], str]]:
        return {
            "text": lambda token: escape(token.content),
            "softbreak": lambda token: "\n",
            "hardbreak": lambda token: "<br>",
            "code_inline": lambda token: f"<code>{escape(token.content)}</code>",
            "citation": lambda token: self._citation(token.meta["keys"]),
            "value": lambda token: escape(_value(token.meta["name"])),
            "link_open": lambda token: f'<a href="{escape(target(str(token.attrs.get("href", ""))))}">',
        }

    def _citation(self, keys: Sequence[str]) -> str:
        self.cited += keys
        links = {_cited(one.words, one.strength): one for key in reversed(keys) for one in reversed(engine.citation(key))}
        page = reverse("sources")
        shown = ", ".join(
            f'<a class="source" href="{page}#{escape(one.anchor)}">{escape(words)}</a>' for words, one in reversed(links.items())
        )
        return f'<span class="sources">({shown})</span>' if shown else ""

    def _anchor(self, token: Token, inline: Token) -> str:
        words = words_of(inline)
        stem = f"{_PREFIX}{slugify(words) or 'part'}"[:80]
        anchor, number = stem, 2
        while anchor in self._anchors:
            anchor, number = f"{stem}-{number}", number + 1
        self._anchors.add(anchor)
        if token.tag in {"h2", "h3"}:
            self.contents.append(Heading(anchor, words, int(token.tag[1])))
        return anchor


#: Wide tables scroll by themselves, and by keyboard.
_AROUND: Final = {
    "table_open": '<div class="scroll" tabindex="0" role="region" aria-label="{}"><table>',
    "table_close": "</table></div>",
    "th_open": '<th scope="col">',
}


def target(address: str) -> str:
    """Where a link leads."""
    prefix, colon, rest = address.partition(":")
    names: dict[str, Callable[[], str]] = {
        "article": lambda: _article(rest),
        "exercise": lambda: reverse("library_exercise", args=[rest]),
    }
    return names[prefix]() if colon and prefix in names else address


def _article(rest: str) -> str:
    slug, mark, part = rest.partition("#")
    return f"{reverse('article', args=[slug])}{mark}{part}"


def _cited(words: str, strength: str) -> str:
    return f"{words}, {strength}" if strength else words


def _value(name: str) -> str:
    try:
        return engine.value(name)[0]
    except (KeyError, IndexError):
        return f"{{{{{name}}}}}"


def _tag(token: Token) -> str:
    if token.nesting < 0:
        return f"</{token.tag}>"
    start = token.attrs.get("start") if token.tag == "ol" else None
    return f'<{token.tag} start="{start}">' if start is not None else f"<{token.tag}>"


def words_of(token: Token) -> str:
    """The words of a line, as they are read; citations left out."""
    parts: list[str] = []
    for one in token.children or []:
        if one.type in {"text", "code_inline"}:
            parts.append(one.content)
        elif one.type == "value":
            parts.append(_value(one.meta["name"]))
        elif one.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif one.type == "image":
            parts.append(one.content)
    return "".join(parts).strip()


def plain(tokens: Sequence[Token]) -> str:
    """Every word, a block a line."""
    lines = [_BEFORE_MARK.sub("", words_of(token)) if token.type == "inline" else token.content for token in tokens]
    return "\n".join(line for line in lines if line.strip())


def parsed(body: str) -> list[Token]:
    return parser().parse(body.replace("\r\n", "\n"))


def table_words() -> str:
    return _("A table; it scrolls sideways")
