"""What stands on the shelves: articles and exercises as cards, each in the reader's language as far as there is a text in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from supple_web.library import engine
from supple_web.library.models import Article, Kind, Topic, Version
from supple_web.library.search import Hit

FALLBACK: Final = "en"
_EXERCISE: Final = "exercise:"
#: What a group of exercises is called.
GROUPS: Final = {
    "linear": gettext_lazy("Bending and arching"),
    "upkeep": gettext_lazy("Daily circles"),
    "mobility": gettext_lazy("For mobility"),
    "end-range": gettext_lazy("Strength at the end of the range"),
    "control": gettext_lazy("For control"),
}


@dataclass(frozen=True)
class Card:
    """title, about: plain, or escaped with what was found marked. picture: an address or empty. language: of its words."""

    url: str
    title: str | SafeString
    about: str | SafeString
    picture: str
    kind: str
    language: str
    tag: str = ""


@dataclass(frozen=True)
class Shelf:
    key: str
    title: str
    cards: tuple[Card, ...]


def shown(language: str) -> dict[str, Version]:
    """Of every published article the version that is shown, in the best language there is for this reader; by slug, in order."""
    found: dict[str, Version] = {}
    every = Version.objects.filter(
        article__kind=Kind.ARTICLE, article__published=True, number=F("article__current")
    ).select_related("article")
    for version in sorted(every, key=lambda one: _distance(one.article.language, language)):
        found.setdefault(version.article.slug, version)
    return dict(sorted(found.items(), key=lambda item: (item[1].article.order, item[1].title)))


def _distance(code: str, wanted: str) -> tuple[int, str]:
    return (0 if code == wanted else 1 if code == FALLBACK else 2), code


def article_shelves(language: str) -> list[Shelf]:
    """Articles by topic; shelves without any are left out."""
    by_topic: dict[str, list[Card]] = {topic: [] for topic in Topic.values}
    for version in shown(language).values():
        by_topic[version.article.topic].append(article_card(version, language))
    return [Shelf(topic, str(Topic(topic).label), tuple(cards)) for topic, cards in by_topic.items() if cards]


def exercise_shelves() -> list[Shelf]:
    by_group: dict[str, list[Card]] = {group: [] for group in GROUPS}
    for one in engine.entries():
        by_group[one.group].append(exercise_card(one))
    return [Shelf(group, str(GROUPS[group]), tuple(cards)) for group, cards in by_group.items()]


def article_card(version: Version, language: str) -> Card:
    article: Article = version.article
    return Card(
        reverse("article", args=[article.slug]),
        version.title,
        version.summary,
        picture_address(version.picture),
        _("Article"),
        article.language,
        _in_language(article.language, language),
    )


def exercise_card(one: engine.Entry) -> Card:
    return Card(
        reverse("library_exercise", args=[one.id]),
        one.name,
        one.purpose,
        picture_address(f"exercise/{one.id}"),
        _("Exercise"),
        "",
    )


def found_cards(hits: Iterable[Hit], language: str, *, exercises: bool) -> list[Card]:
    """What search found, in its order. exercises: whether they are shown at all."""
    pictures = {version.article.slug: version.picture for version in shown(language).values()}
    cards = []
    for hit in hits:
        kind, _colon, name = hit.key.partition(":")
        if kind == "exercise":
            if exercises:
                url, picture = reverse("library_exercise", args=[name]), picture_address(f"exercise/{name}")
                cards.append(Card(url, hit.title, hit.about, picture, _("Exercise"), hit.language))
        else:
            url, picture = reverse("article", args=[name]), picture_address(pictures.get(name, ""))
            cards.append(
                Card(url, hit.title, hit.about, picture, _("Article"), hit.language, _in_language(hit.language, language))
            )
    return cards


def related_cards(article: Article, language: str, *, exercises: bool) -> list[Card]:
    """What belongs to an article and is there to be read, in its order."""
    articles = shown(language)
    cards = []
    for name in article.related:
        if name.startswith(_EXERCISE):
            one = engine.entry(name.removeprefix(_EXERCISE))
            if one is not None and exercises:
                cards.append(exercise_card(one))
        elif name in articles:
            cards.append(article_card(articles[name], language))
    return cards


def about_exercise(key: str, language: str) -> list[Card]:
    """Articles that name this exercise among what belongs to them."""
    return [article_card(one, language) for one in shown(language).values() if f"{_EXERCISE}{key}" in one.article.related]


def picture_address(spec: str) -> str:
    """Of a card's picture; empty where it has none."""
    name, _mark, side = spec.partition("?side=")
    kind, _slash, thing = name.partition("/")
    if not thing:
        return ""
    address = reverse("library_picture", args=[kind, thing])
    return f"{address}?side={side}" if side else address


def _in_language(code: str, wanted: str) -> str:
    """Said plainly where a text is not in the reader's language."""
    if code == wanted:
        return ""
    names = dict(settings.LANGUAGES)
    return _("In %(language)s") % {"language": names.get(code, code)}
