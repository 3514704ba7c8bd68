"""Writing by staff: each version is added beside those before it, and whoever saves must have seen the latest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from supple_web.audit.record import record
from supple_web.clinic.models import Staff
from supple_web.library.actions.indexing import index_article
from supple_web.library.models import Article, Kind, Version


class Changed(Exception):
    """Not saved, with a sentence why."""


@dataclass(frozen=True)
class Draft:
    """What a version says."""

    title: str
    summary: str
    keywords: str
    picture: str
    body: str
    note: str = ""


@transaction.atomic
def new_article(*, slug: str, language: str, kind: str = Kind.ARTICLE, about: dict[str, Any], draft: Draft, by: Staff) -> Article:
    """An article with its first version, not published. about: its place in the library. Raises Changed for a taken name."""
    try:
        with transaction.atomic():
            article: Article = Article.objects.create(slug=slug, language=language, kind=kind, **about)
    except IntegrityError:
        raise Changed(_("There is “%(slug)s” in this language already; edit that one.") % {"slug": slug}) from None
    version = add_version(article, draft, author=by)
    article.current = version.number
    article.save(update_fields=["current"])
    record("write", article, by=by.person)
    index_article(article)
    return article


@transaction.atomic
def save(*, article: Article, draft: Draft, seen: int, about: dict[str, Any], by: Staff) -> Article:
    """The next version, shown from now on. seen: the one that was on the screen. Raises Changed where another came since."""
    locked = _locked(article)
    if locked.current != seen:
        raise Changed(
            _("Version %(number)s was saved while you wrote. Yours is still here; compare before you save again.")
            % {"number": locked.current}
        )
    before = locked.versions.filter(number=locked.current).first()
    if before is None or not _same(before, draft) or any(getattr(locked, name) != value for name, value in about.items()):
        locked.current = add_version(locked, draft, author=by).number
    for name, value in about.items():
        setattr(locked, name, value)
    locked.save()
    record("write", locked, by=by.person)
    index_article(locked)
    return locked


@transaction.atomic
def restore(*, article: Article, number: int, by: Staff) -> Version:
    """An earlier or an offered version becomes the latest: added once more, so that the history reads as it happened."""
    locked = _locked(article)
    old: Version = locked.versions.get(number=number)
    note = _("Version %(number)s again") % {"number": number}
    draft = Draft(old.title, old.summary, old.keywords, old.picture, old.body, note)
    version = add_version(locked, draft, author=by)
    locked.current = version.number
    locked.save(update_fields=["current"])
    record("restore", locked, by=by.person)
    index_article(locked)
    return version


@transaction.atomic
def publish(*, article: Article, shown: bool, by: Staff) -> Article:
    """Show it to everybody, or to staff only."""
    locked = _locked(article)
    locked.published = shown
    locked.save(update_fields=["published"])
    record("publish" if shown else "withdraw", locked, by=by.person)
    index_article(locked)
    return locked


def add_version(article: Article, draft: Draft, *, author: Staff | None) -> Version:
    latest = article.versions.aggregate(number=Max("number"))["number"] or 0
    version: Version = Version.objects.create(
        article=article,
        number=latest + 1,
        title=draft.title,
        summary=draft.summary,
        keywords=draft.keywords,
        picture=draft.picture,
        body=draft.body,
        note=draft.note,
        author=author.pk if author else None,
    )
    return version


def _same(version: Version, draft: Draft) -> bool:
    names = ("title", "summary", "keywords", "picture", "body")
    return all(getattr(version, name) == getattr(draft, name) for name in names)


def _locked(article: Article) -> Article:
    locked: Article = Article.objects.select_for_update().get(pk=article.pk)
    return locked
