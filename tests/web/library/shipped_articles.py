"""The articles as files: head, text, and what stands in the text."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from supple_web.library.text.parser import parser
from web.library.shipped_numbers import Passage, passages

FOLDER = Path(__file__).parents[3] / "src/supple_web/library/shipped"
LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Article:
    """One file. head: its TOML; pictures, headings, links: in the order of the text."""

    language: str
    slug: str
    head: dict[str, Any]
    body: str

    def __str__(self) -> str:
        return f"{self.language}/{self.slug}"

    @property
    def passages(self) -> list[Passage]:
        return list(passages(self.body))

    @property
    def pictures(self) -> list[str]:
        inline = (child for token in parser().parse(self.body) for child in token.children or [])
        return [str(child.attrs["src"]) for child in inline if child.type == "image"]

    @property
    def headings(self) -> list[str]:
        tokens = parser().parse(self.body)
        return [tokens[place + 1].content for place, token in enumerate(tokens) if token.type == "heading_open"]

    @property
    def links(self) -> list[str]:
        inline = (child for token in parser().parse(self.body) for child in token.children or [])
        return [str(child.attrs["href"]) for child in inline if child.type == "link_open"]


@cache
def article_of(path: Path) -> Article:
    before, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    assert before == ""
    return Article(path.parent.name, path.stem, tomllib.loads(head), body)


ARTICLES = [article_of(path) for language in LANGUAGES for path in sorted((FOLDER / language).glob("*.md"))]
SLUGS = {one.slug for one in ARTICLES}
