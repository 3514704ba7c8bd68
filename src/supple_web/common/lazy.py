"""Texts of constants: translated whenever they are read, in the language of that moment."""

from __future__ import annotations

from typing import cast

from django.utils import translation


def gettext_lazy(text: str) -> str:
    """Django's own, typed as what it is used as: a text. To join or to serialise one, make it a ``str`` first."""
    return cast("str", translation.gettext_lazy(text))


def pgettext_lazy(context: str, text: str) -> str:
    """The same for a word that means several things. context: which of them is meant here."""
    return cast("str", translation.pgettext_lazy(context, text))
