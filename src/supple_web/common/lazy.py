"""Texts of constants, translated whenever they are read, and what is made once for each language."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache, wraps
from typing import ParamSpec, TypeVar, cast

from django.utils import translation

_P = ParamSpec("_P")
_T = TypeVar("_T")


def gettext_lazy(text: str) -> str:
    """Django's own, typed as what it is used as: a text. To join or to serialise one, make it a ``str`` first."""
    return cast("str", translation.gettext_lazy(text))


def pgettext_lazy(context: str, text: str) -> str:
    """The same for a word that means several things. context: which of them is meant here."""
    return cast("str", translation.pgettext_lazy(context, text))


def cached_by_language(make: Callable[_P, _T]) -> Callable[_P, _T]:
    """As ``functools.cache`` for what holds words: one result for each language and arguments."""

    @cache
    def kept(language: str | None, args: tuple[Hashable, ...], named: tuple[tuple[str, Hashable], ...]) -> _T:
        return make(*args, **dict(named))  # type: ignore[arg-type]

    @wraps(make)
    def inner(*args: _P.args, **named: _P.kwargs) -> _T:
        return kept(translation.get_language(), args, tuple(named.items()))

    return inner
