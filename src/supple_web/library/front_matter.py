"""Articles that come with the program: a head in TOML between two lines of ``+++``, then Markdown (``shipped/README.md``)."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from supple_web.library.models import NextStep, Readers, Topic

FOLDER: Final = Path(__file__).parent / "shipped"
_FENCE: Final = "+++\n"
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TEXTS: Final = {"title": 120, "summary": 400, "picture": 80}
_CHOICES: Final = {"for": Readers.values, "topic": Topic.values, "next": NextStep.values}
_REQUIRED: Final = ("title", "summary", "for", "topic")


class NotAnArticle(Exception):
    """A file of the package is not as it has to be: where, and what."""


@dataclass(frozen=True)
class Shipped:
    """One article as it came. digest: of the whole file."""

    slug: str
    language: str
    title: str
    summary: str
    readers: str
    topic: str
    order: int
    next_step: str
    picture: str
    keywords: tuple[str, ...]
    related: tuple[str, ...]
    body: str
    digest: str


def shipped(folder: Path = FOLDER) -> Iterator[Shipped]:
    """Every article of the package, by language and slug. Raises NotAnArticle."""
    for path in sorted(folder.glob("*/*.md")):
        yield parse(path.read_text(encoding="utf-8"), slug=path.stem, language=path.parent.name)


def parse(text: str, *, slug: str, language: str) -> Shipped:
    """One file. Raises NotAnArticle with what is wrong."""
    where = f"{language}/{slug}.md"
    if not _SLUG.fullmatch(slug):
        raise NotAnArticle(f"{where}: a name of small letters, digits and single hyphens is expected")
    parts = text.split(_FENCE, 2)
    if len(parts) != 3 or parts[0].strip():
        raise NotAnArticle(f"{where}: it begins with a head between two lines of +++")
    try:
        head = tomllib.loads(parts[1])
    except tomllib.TOMLDecodeError as problem:
        raise NotAnArticle(f"{where}: the head is no TOML: {problem}") from None
    _check(head, where)
    return Shipped(
        slug=slug,
        language=language,
        title=head["title"],
        summary=head["summary"],
        readers=head["for"],
        topic=head["topic"],
        order=head.get("order", 100),
        next_step=head.get("next", NextStep.LIBRARY.value),
        picture=head.get("picture", ""),
        keywords=tuple(head.get("keywords", ())),
        related=tuple(head.get("related", ())),
        body=parts[2].strip() + "\n",
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _check(head: dict[str, Any], where: str) -> None:
    unknown = sorted(set(head) - {*_TEXTS, *_CHOICES, "order", "keywords", "related"})
    if unknown:
        raise NotAnArticle(f"{where}: unknown in the head: {', '.join(unknown)}")
    for key in _REQUIRED:
        if not head.get(key):
            raise NotAnArticle(f"{where}: the head lacks {key}")
    for key, most in _TEXTS.items():
        if not isinstance(head.get(key, ""), str) or len(head.get(key, "")) > most:
            raise NotAnArticle(f"{where}: {key} is a text of at most {most} letters")
    for key, choices in _CHOICES.items():
        if key in head and head[key] not in choices:
            raise NotAnArticle(f"{where}: {key} = {head[key]!r}; one of {', '.join(choices)} is expected")
    for key in ("keywords", "related"):
        if not isinstance(head.get(key, []), list) or not all(isinstance(one, str) for one in head.get(key, [])):
            raise NotAnArticle(f"{where}: {key} is a list of texts")
    if len(", ".join(head.get("keywords", []))) > 400 or any("," in word for word in head.get("keywords", [])):
        raise NotAnArticle(f"{where}: keywords have no comma and together at most 400 letters")
    if not isinstance(head.get("order", 0), int) or not 0 <= head.get("order", 0) <= 9999:
        raise NotAnArticle(f"{where}: order is a number from 0 to 9999")
