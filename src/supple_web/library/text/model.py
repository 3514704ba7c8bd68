"""What an article's text is made into."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from supple_web.library.engine import Picture, Source


@dataclass(frozen=True)
class Heading:
    """A line of the contents. level: 2 or 3."""

    anchor: str
    words: str
    level: int


@dataclass(frozen=True)
class Block:
    """Either a stretch of sanitised HTML or a picture with what it shows in words."""

    html: SafeString | None = None
    picture: Picture | None = None
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Problem:
    """Something that cannot be published as it stands. line: in the text, 0 where it is not about one."""

    line: int
    what: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(what)s") % {"line": self.line, "what": self.what} if self.line else self.what


@dataclass(frozen=True)
class Text:
    """plain: every word, for search. sources: every publication that was cited, once."""

    blocks: tuple[Block, ...]
    contents: tuple[Heading, ...]
    sources: tuple[Source, ...]
    plain: str
    problems: tuple[Problem, ...] = ()
