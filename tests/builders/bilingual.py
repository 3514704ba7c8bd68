"""What a page says, and what of it stands alike in two languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

_SILENT = frozenset({"style", "script", "code", "pre", "textarea"})
_SAID = frozenset({"aria-label", "alt", "title", "placeholder"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"(?<=[.!?;]) ")
#: Of documents for scripts, what a voice says and a page shows.
_SPOKEN = frozenset({"say", "show", "title", "name", "note", "words", "purpose", "cues", "breath", "dose"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._within: list[str] = []
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.said += [value for name, value in attrs if name in _SAID and value]
        if tag in _SILENT or given.get("lang") or "data-own" in given:
            self._within.append(tag)
        if tag == "script" and given.get("type") == "application/json" and given.get("id") != "words":
            self._script = []

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1] == tag:
            self._within.pop()
        if tag == "script" and self._script is not None:
            self.said += _spoken(json.loads("".join(self._script)))
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)
        elif not set(self._within) - {"html"}:
            self.said.append(data)


def _spoken(document: object, place: str = "") -> Iterator[str]:
    if isinstance(document, str):
        if place in _SPOKEN:
            yield document
    elif isinstance(document, list):
        for one in document:
            yield from _spoken(one, place)
    elif isinstance(document, dict):
        for name, one in document.items():
            yield from _spoken(one, name)


def sentences(html: str) -> set[str]:
    """Every sentence of three words or more that a page shows, names or hands to its voice."""
    reader = _Reader()
    reader.feed(html)
    runs = (" ".join(run.split()) for run in reader.said)
    return {part for run in runs for part in _SENTENCE.split(run) if len(_WORD.findall(part)) >= 3}


def alike(client: Client, path: str) -> set[str]:
    """The sentences that the page at this path says in English and in Spanish; empty for what is no page."""
    english, spanish = (_in(client, path, code) for code in ("en", "es"))
    if english.status_code != 200 or not english.get("Content-Type", "").startswith("text/html"):
        return set()
    assert 'lang="es"' in spanish.content.decode(), path
    return sentences(english.content.decode()) & sentences(spanish.content.decode())


def _in(client: Client, path: str, language: str) -> HttpResponse:
    """As somebody reads it who chose this language."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client.get(path)
