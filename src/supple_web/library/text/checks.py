"""What an article may not hold, each with the line where it stands and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _
from markdown_it.token import Token

from supple_web.library import engine
from supple_web.library.text.model import Problem

#: Whether an article with this slug exists; the text alone cannot know.
KnowsArticle = Callable[[str], bool]

_PICTURE: Final = "figure:"
_SLUG: Final = re.compile(r"article:([a-z0-9-]+)(#[\w-]+)?")
_HTTPS: Final = re.compile(r"https://[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?")
_OWN: Final = re.compile(r"/(?![/\\])[^\s\\]*|#[\w-]+")


def is_picture(token: Token) -> bool:
    """Whether a line holds one picture and nothing else."""
    children = token.children or []
    return token.type == "inline" and len(children) == 1 and children[0].type == "image"


def check(tokens: Sequence[Token], knows: KnowsArticle) -> Iterator[Problem]:
    """Every problem, in the order of the lines."""
    for index, token in enumerate(tokens):
        line = (token.map or [0])[0] + 1
        if token.type == "heading_open" and token.tag not in {"h2", "h3", "h4"}:
            yield Problem(line, _("a heading of this level; use ## to ####, the title is the only one of the first level"))
        if token.type == "inline":
            alone = is_picture(token) and token.level == 1 and tokens[index - 1].type == "paragraph_open"
            yield from _inline(token, line, alone=alone, knows=knows)


def _inline(token: Token, line: int, *, alone: bool, knows: KnowsArticle) -> Iterator[Problem]:
    children = token.children or []
    cited = {key for one in children if one.type == "citation" for key in one.meta["keys"]}
    for one in children:
        if one.type in {"softbreak", "hardbreak"}:
            line += 1
        elif one.type == "citation":
            yield from _citation(one, line)
        elif one.type == "value":
            yield from _value(one, line, cited)
        elif one.type == "image":
            yield from _picture(one, line, alone=alone)
        elif one.type == "link_open":
            yield from _link(str(one.attrs.get("href", "")), line, knows)


def _citation(token: Token, line: int) -> Iterator[Problem]:
    for key in token.meta["keys"]:
        if not engine.citation(key):
            yield Problem(line, _unknown(_("no source “%(key)s”") % {"key": key}, engine.close_to(key)))


def _value(token: Token, line: int, cited: set[str]) -> Iterator[Problem]:
    name = token.meta["name"]
    try:
        _words, key = engine.value(name)
    except (KeyError, IndexError):
        prefix, _colon, rest = name.rpartition(":")
        close = engine.close_to(rest.partition(".")[0] if prefix == "ev" else name)
        yield Problem(line, _unknown(_("no number “%(name)s”") % {"name": name}, close))
        return
    publication = {one.anchor for one in engine.sources_of([key])}
    if not ({key} | publication) & cited:
        words = _("the number “%(name)s” without its source; write [@%(key)s] behind it")
        yield Problem(line, words % {"name": name, "key": key})


def _picture(token: Token, line: int, *, alone: bool) -> Iterator[Problem]:
    address = str(token.attrs.get("src", ""))
    if not address.startswith(_PICTURE):
        yield Problem(line, _("the picture “%(address)s”; only own drawings are shown: figure:…") % {"address": address})
        return
    if not alone:
        yield Problem(line, _("a picture inside other text; give it a paragraph of its own"))
    if not (token.content or "").strip():
        yield Problem(line, _("a picture without words; say in the brackets what one sees"))
    choice = engine.picture_problem(address.removeprefix(_PICTURE))
    if choice:
        words = _("no picture “%(address)s”; there are %(choice)s")
        yield Problem(line, words % {"address": address, "choice": ", ".join(choice)})


def _link(address: str, line: int, knows: KnowsArticle) -> Iterator[Problem]:
    article = _SLUG.fullmatch(address)
    if article:
        if not knows(article[1]):
            yield Problem(line, _("no article “%(slug)s”") % {"slug": article[1]})
    elif address.startswith("exercise:"):
        if engine.entry(address.removeprefix("exercise:")) is None:
            yield Problem(line, _("no exercise “%(key)s”") % {"key": address.removeprefix("exercise:")})
    elif not (_HTTPS.fullmatch(address) or _OWN.fullmatch(address)):
        words = _("the link “%(address)s”; a link begins with https:// or /, article: or exercise:")
        yield Problem(line, words % {"address": address})


def _unknown(words: str, close: str) -> str:
    return _("%(problem)s; did you mean “%(close)s”?") % {"problem": words, "close": close} if close else words
