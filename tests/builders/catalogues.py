"""What is to be translated, found in pure Python (no gettext needed): the catalogues, and what the sources ask for."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

#: (context, id): the id of a plural is the pair of both.
Key = tuple[str | None, str | tuple[str, str]]
_KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
#: Templates that hold text which is not translated in the template itself.
_TEXTS = (".html", ".txt")


def our_apps() -> list[Path]:
    return sorted(Path(one.path) for one in apps.get_app_configs() if one.name.startswith("supple_web."))


def catalogues() -> list[Path]:
    languages = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return [
        path
        for app in our_apps()
        for code in languages
        for path in [app / "locale" / code / "LC_MESSAGES" / "django.po"]
        if path.exists()
    ]


@cache
def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def messages(path: Path) -> Iterator[Message]:
    return (one for one in read(path) if one.id)


def key_of(message: Message) -> Key:
    return message.context, message.id


def templates(app: Path) -> list[Path]:
    return sorted(path for path in (app / "templates").rglob("*") if path.suffix in _TEXTS)


def asked_for(app: Path) -> dict[Key, Path]:
    """Every sentence that the sources of an app ask to be translated, with a file that does."""
    found: dict[Key, Path] = {}
    for path in templates(app):
        source = "\n".join(line.lstrip() for line in templatize(path.read_text(encoding="utf-8")).splitlines())
        found |= dict.fromkeys(_keys(source), path)
    for path in app.rglob("*.py"):
        if "migrations" not in path.parts:
            found |= dict.fromkeys(_keys(path.read_text(encoding="utf-8")), path)
    return found


def _keys(source: str) -> Iterator[Key]:
    for _line, texts, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=_KEYWORDS):
        yield context, tuple(texts) if isinstance(texts, tuple) else texts


# ---------------------------------------------------------------- text in templates that nobody translates

_TRANSLATED = re.compile(r"^(?:blocktrans(?:late)?)\b")
#: Blocks that are filled with attributes or classes.
_MARKUP = re.compile(r"block (?:\w+_attributes|width)$")
_HTML = re.compile(r"<!--.*?-->|<(script|style|pre|code|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\s(?:aria-label|alt|placeholder|title)=(?:"([^"{}]*)"|'([^'{}]*)')""")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
#: Names, units and formats that are the same in every language.
SAME_EVERYWHERE = frozenset({"Supple", "SEM", "MDC95", "README.txt", "data", "recordings", "PDF", "CSV", "JSON"})


def bare_texts(path: Path) -> list[str]:
    """Runs of letters of a template that stand in no tag of translation."""
    outside, inside, comment = [], False, False
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        if token.token_type is TokenType.BLOCK:
            name = token.contents.split()[0]
            inside = (inside or bool(_TRANSLATED.match(name))) and not name.startswith("endblocktrans")
            comment = (comment or name == "comment" or bool(_MARKUP.match(token.contents))) and name not in (
                "endcomment",
                "endblock",
            )
            outside.append("\x00")
        elif token.token_type is TokenType.VAR:
            outside.append("\x01")
        elif token.token_type is TokenType.TEXT and not inside and not comment:
            outside.append(token.contents)
    text = "".join(outside)
    attributes = [one or two for one, two in _ATTRIBUTE.findall(text.replace("\x00", "{").replace("\x01", "{"))]
    runs = re.split(r"[\x00\x01\n]", _HTML.sub("\n", text)) if path.suffix == ".html" else []
    found = [one.strip(" .,:;·–%°()&") for one in [*runs, *attributes]]
    return [one for one in found if _LETTERS.search(re.sub(r"&\w+;", "", one)) and one not in SAME_EVERYWHERE]
