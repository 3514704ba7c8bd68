"""The sources behind every number, shelved for the page of sources, and the way from a number to its place there."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import groupby
from typing import Final

from supple.evidence import Figure, Source, figures, sources
from supple_web.common.cited import Cited, Publication, Seen, Shelf
from supple_web.common.lazy import gettext_lazy as _

#: What a topic of the evidence is called, in the order in which the page has them.
TOPICS: Final = {
    "rotation": _("Turning (thoracic rotation)"),
    "sfma": _("Why a turn ends early (movement screens)"),
    "passive_active": _("Helped against by yourself (passive and active range)"),
    "sagittal": _("Bending and arching (flexion and extension)"),
    "dose": _("How much training (dose)"),
    "safety": _("When to see somebody first (safety)"),
    "running": _("Running"),
    "stats": _("Error and real change (statistics)"),
    "codes": _("Codes for records"),
    "other": _("Also consulted"),
}
#: What each strength means, the strongest first.
STRENGTHS: Final = (
    ("read in source", _("seen in a page of the publication itself, nearly always its abstract")),
    ("secondary", _("seen in somebody else’s page that quotes it")),
    ("from memory", _("remembered and not seen; to be checked before much rests on it")),
    ("derived", _("calculated here from other figures; nobody observed it")),
    ("convention", _("agreed on, by the field or by this project; never measured")),
    ("none found", _("searched for and not found")),
)
#: Characters of a title that stands for a publication.
_BRIEF: Final = 44
#: Where the numbers stand that nobody published.
OWN_ANCHOR: Final = "own-numbers"


def cited(words: str) -> tuple[Cited, ...]:
    """The sources named in ``words``: ids of figures or sources, parted by commas, or somebody's own words as they are."""
    parts = [part.strip() for part in re.split("[,;]", words)]
    found: list[Cited] = []
    for known, group in groupby(parts, key=lambda part: part in figures() or part in sources()):
        members = list(group)
        found += [_known(part) for part in members] if known else [Cited(OWN_ANCHOR, ", ".join(members))]
    return tuple({one.words: one for one in reversed(found)}.values())[::-1]


def _known(key: str) -> Cited:
    if key not in figures():
        return Cited(key, _brief(sources()[key]))
    figure = figures()[key]
    short = _brief(figure.source)
    return Cited(key, f"calculated from {short}" if figure.derived else short, str(figure.strength))


def _brief(source: Source) -> str:
    """First author and year; of a publication without a known author the beginning of its title."""
    words = source.short
    return words if len(words) <= _BRIEF else f"{words[:_BRIEF].rsplit(' ', 1)[0]} …"


@cache
def shelves() -> tuple[Shelf, ...]:
    """Every source once, under the topic that most of its figures are about."""
    taken: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures().values():
        taken[figure.source.id].append(figure)
    by_topic: dict[str, list[Publication]] = {topic: [] for topic in TOPICS}
    for source in sources().values():
        by_topic[_topic(taken[source.id])].append(_publication(source, taken[source.id]))
    return tuple(Shelf(topic, title, tuple(by_topic[topic])) for topic, title in TOPICS.items() if by_topic[topic])


def _topic(taken: list[Figure]) -> str:
    topics = [figure.topic for figure in taken]
    return max(topics, key=topics.count, default="other")


def _publication(source: Source, taken: list[Figure]) -> Publication:
    return Publication(source.id, source.cite, source.url, source.seen, tuple(map(_seen, taken)))


def _seen(figure: Figure) -> Seen:
    people = figure.population
    if figure.n and str(figure.n) not in people:
        people = f"{people}, n = {figure.n}" if people else f"n = {figure.n}"
    return Seen(figure.id, figure.measure, _value(figure), people, str(figure.strength), figure.note)


def _value(figure: Figure) -> str:
    """The value with its unit; several numbers in the order that the measure names them."""
    numbers = "; ".join(f"{number:g}" for number in figure.numbers) or str(figure.value)
    unit = {"formula": "", "code": "", "finding": ""}.get(figure.unit, re.sub(r"\bdeg\b", "degrees", figure.unit))
    return f"{numbers} {unit}".replace("-", "−" if figure.numbers else "-").strip()
