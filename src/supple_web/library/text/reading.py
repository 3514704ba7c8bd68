"""An article's Markdown, read as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.html import escape
from markdown_it.token import Token

from supple_web.library import engine
from supple_web.library.text.checks import KnowsArticle, check, is_picture
from supple_web.library.text.model import Block, Problem, Text
from supple_web.library.text.rendering import Rendering, parsed, plain, table_words
from supple_web.library.text.safe import safe

_PREFIX = "figure:"


def read(body: str, language: str, *, knows: KnowsArticle = lambda slug: True) -> Text:
    """The text in its own language: numbers, strengths and what a citation says are in that one."""
    with translation.override(language):
        tokens = parsed(body)
        problems = tuple(check(tokens, knows))
        rendering = Rendering()
        blocks = tuple(_blocks(tokens, rendering))
        return Text(blocks, tuple(rendering.contents), engine.sources_of(rendering.cited), plain(tokens), problems)


def problems_of(body: str, *, knows: KnowsArticle) -> tuple[Problem, ...]:
    """What keeps this text from being saved, in the language of whoever writes it."""
    return tuple(check(parsed(body), knows))


def plain_of(body: str, language: str) -> str:
    with translation.override(language):
        return plain(parsed(body))


def _blocks(tokens: Sequence[Token], rendering: Rendering) -> Iterator[Block]:
    stretch: list[Token] = []
    index = number = 0
    while index < len(tokens):
        if tokens[index].type == "paragraph_open" and tokens[index].level == 0 and is_picture(tokens[index + 1]):
            yield from _html(stretch, rendering)
            stretch = []
            number += 1
            yield from _picture(tokens[index + 1], f"p{number}")
            index += 3
        else:
            stretch.append(tokens[index])
            index += 1
    yield from _html(stretch, rendering)


def _html(tokens: Sequence[Token], rendering: Rendering) -> Iterator[Block]:
    written = rendering.html(tokens).replace('aria-label="{}"', f'aria-label="{escape(table_words())}"')
    cleaned = safe(written)
    if cleaned.strip():
        yield Block(html=cleaned)


def _picture(token: Token, key: str) -> Iterator[Block]:
    """Nothing where there is no such picture: the problems say so."""
    image = (token.children or [])[0]
    spec = str(image.attrs.get("src", "")).removeprefix(_PREFIX)
    if not engine.picture_problem(spec):
        yield Block(picture=engine.picture(spec, key), alt=image.content, caption=str(image.attrs.get("title", "")))
