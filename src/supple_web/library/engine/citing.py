"""Citations: from a key of the evidence to source and strength, and to the list at an article's end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from supple.evidence import figures, sources
from supple_web.common.cited import Cited
from supple_web.common.engine.evidence import OWN_ANCHOR, cited
from supple_web.common.engine.method import method_numbers

CONVENTION: Final = "convention"
OWN: Final = "own:"
#: The strengths of the evidence, for translation.
STRENGTHS: Final = (
    gettext_noop("read in source"),
    gettext_noop("secondary"),
    gettext_noop("from memory"),
    gettext_noop("derived"),
    gettext_noop("none found"),
)

#: What stands for a publication where there is none.
_UNSEEN: Final = {"memory": gettext_noop("recalled"), "search_null": gettext_noop("our search")}


@dataclass(frozen=True)
class Source:
    """One line of the list of sources. anchor: on the page of sources. seen: how much of the publication was at hand."""

    anchor: str
    cite: str
    url: str = ""
    seen: str = ""
    strengths: tuple[str, ...] = ()


def citation(key: str) -> tuple[Cited, ...]:
    """The sources behind ``key``: a figure, a source, ``convention`` or ``own:<name>``; empty where there is none."""
    if key == CONVENTION:
        return (Cited(OWN_ANCHOR, _("convention of this project")),)
    if key.startswith(OWN):
        number = method_numbers().get(key.removeprefix(OWN))
        return tuple(map(_own, number.cited)) if number else ()
    if key in figures() or key in sources():
        return tuple(replace(one, words=_words(key, one), strength=_said(_strength(key, one))) for one in cited(key))
    return ()


def _own(one: Cited) -> Cited:
    if one.anchor == OWN_ANCHOR:
        return Cited(OWN_ANCHOR, _("convention of this project"))
    return replace(one, strength=_said(one.strength))


def _words(key: str, one: Cited) -> str:
    known = figures().get(key)
    unseen = _UNSEEN.get(known.source.id if known else key)
    if unseen is not None:
        return _(unseen)
    if known is None or not known.derived:
        return one.words
    return _("calculated from %(source)s") % {"source": cited(known.source.id)[0].words}


def _strength(key: str, one: Cited) -> str:
    return "from memory" if key == "memory" else one.strength


def _said(strength: str) -> str:
    return _(strength) if strength else ""


def close_to(key: str) -> str:
    """The key that was probably meant, or nothing."""
    known = [*figures(), *sources(), CONVENTION, *(f"{OWN}{name}" for name in method_numbers())]
    return next(iter(get_close_matches(key, known, n=1, cutoff=0.75)), "")


def sources_of(keys: Iterable[str]) -> tuple[Source, ...]:
    """Every publication behind these citations once, in the order in which they came; the conventions last."""
    found: dict[str, Source] = {}
    own = False
    for key in keys:
        if key in figures() or key in sources():
            _add(found, key)
            continue
        for one in citation(key):
            own = own or one.anchor == OWN_ANCHOR
            if one.anchor != OWN_ANCHOR:
                _add(found, one.anchor)
    listed = tuple(found.values())
    return (*listed, Source(OWN_ANCHOR, _("Conventions of this project: choices that nobody has published."))) if own else listed


def _add(found: dict[str, Source], key: str) -> None:
    figure = figures().get(key)
    source = figure.source if figure else sources().get(key)
    if source is None:
        return
    strengths = (_said(str(figure.strength)),) if figure else ()
    before = found.get(source.id)
    if before is not None:
        found[source.id] = replace(before, strengths=tuple(dict.fromkeys((*before.strengths, *strengths))))
    else:
        found[source.id] = Source(source.id, source.cite, source.url, source.seen, strengths)
