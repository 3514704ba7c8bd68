"""A sentence of the science in the language of the page; and whole page models at once."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, TypeVar

from django.utils.translation import get_language

from supple_web.common.science_words.catalogue import Pattern, catalogue_of

_T = TypeVar("_T")
_SENTENCES: Final = re.compile(r"(?<=[.!?:;]) ")
_NUMBER: Final = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*")
#: One small word: it may be an id that is compared, stored or posted back ...
_TOKEN: Final = re.compile(r"[a-z0-9_-]+")
#: ... where the place it stands in is named so.
_OF_IDS: Final = re.compile(
    r"(?:.*_)?(?:ids?|key|slug|anchor|url|path|value|mode|position|posture|direction|side|movement|instrument|placement|arm|assist|"
    r"support|state|zone|kind|category|role|phase|stage|step|tone|grade|track|relation|name|for|way|of|label|figures|exercises?|made)"
)


def told(text: str) -> str:
    """The text in the active language; English, and what no catalogue knows, as it is."""
    language = (get_language() or "en")[:2]
    return text if language == "en" or not text else _told(language, text)


def told_all(thing: _T) -> _T:
    """Every text in a page model: dataclasses, lists, tuples, values of dicts. Drawings and other markup stay as they are."""
    language = (get_language() or "en")[:2]
    return thing if language == "en" else _all(language, thing)


@lru_cache(maxsize=20_000)
def _told(language: str, text: str) -> str:
    """As a whole, by a pattern, begun with a capital, sentence by sentence; else as it is."""
    return _known(language, text) or _begun(language, text) or _by_sentence(language, text) or text


def _begun(language: str, text: str) -> str | None:
    """What the science knows with a small first letter and the page begins a line with; a stop at its end is kept."""
    inner = text.rstrip(".;:,")
    stop = text[len(inner) :]
    small = inner[:1].lower() + inner[1:]
    for form in dict.fromkeys((small + stop, inner, small)):
        words = None if form == text else _known(language, form)
        if words is not None:
            said = words[:1].upper() + words[1:] if text[:1].isupper() else words
            return said if not stop or said.endswith(stop) else said.rstrip(".;:,") + stop
    return None


def _known(language: str, text: str) -> str | None:
    """What the catalogues make of the whole text; spaces around it stay."""
    inner = text.strip()
    catalogue = catalogue_of(language)
    words = catalogue.whole.get(inner)
    if words is None:
        matches = ((pattern, pattern.form.fullmatch(inner)) for pattern in catalogue.patterns)
        words = next(
            (_filled(language, pattern, match) for pattern, match in matches if match and _fits(language, pattern, match)), None
        )
    return None if words is None else text.replace(inner, words, 1)


def _fits(language: str, pattern: Pattern, match: re.Match[str]) -> bool:
    """Next to nothing beside the slots would match anything: then what stands in them has to be numbers, or known as well."""
    return pattern.is_sure or all(_NUMBER.fullmatch(value) or _told(language, value) != value for value in match.groups())


def _filled(language: str, pattern: Pattern, match: re.Match[str]) -> str:
    given = dict(zip(pattern.slots, (_told(language, value) for value in match.groups()), strict=True))
    return pattern.words.format_map(given)


def _by_sentence(language: str, text: str) -> str | None:
    """Sentences that the science put one after the other, each by itself; None where none of them is known."""
    parts = _SENTENCES.split(text)
    known = [_known(language, part) or _begun(language, part) for part in parts]
    if len(parts) < 2 or not any(known):
        return None
    return " ".join(words if words is not None else part for words, part in zip(known, parts, strict=True))


def _all(language: str, thing: Any, place: object = None) -> Any:  # noqa: ANN401 -- any page model
    """Copies of what changed only; what has markup of its own (``__html__``) and enumerations are no sentences.

    place: the name it stands at; a small word alone stays as it is where ids stand.
    """
    if isinstance(thing, Enum) or hasattr(thing, "__html__"):
        return thing
    if isinstance(thing, str):
        return thing if not thing or _is_id(thing, place) else _told(language, thing)
    if type(thing) in (dict, MappingProxyType):
        return {key: _all(language, value, key) for key, value in thing.items()}
    if type(thing) in (list, tuple):
        return type(thing)(_all(language, value, place) for value in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return _told_model(language, thing)
    return thing


def _is_id(text: str, place: object) -> bool:
    return isinstance(place, str) and bool(_TOKEN.fullmatch(text) and _OF_IDS.fullmatch(place))


def _told_model(language: str, model: Any) -> Any:  # noqa: ANN401 -- any page model
    names = [field.name for field in fields(model) if field.init]
    given = {name: getattr(model, name) for name in names}
    changed = {name: new for name, old in given.items() if (new := _all(language, old, name)) is not old and new != old}
    return replace(model, **changed) if changed else model
