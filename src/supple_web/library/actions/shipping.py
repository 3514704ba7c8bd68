"""Taking in the articles that came with the program, at every start: what the clinic wrote is never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from supple_web.audit.record import record
from supple_web.library.actions.indexing import index_article, index_exercises
from supple_web.library.actions.writing import Draft, add_version
from supple_web.library.front_matter import Shipped, shipped
from supple_web.library.models import Article, Kind


@dataclass
class Loaded:
    """How many were new, took the place of an older text, or were offered beside the clinic's own; exercises indexed anew."""

    new: int = 0
    newer: int = 0
    offered: int = 0
    exercises: int = 0


def load_shipped(texts: Iterable[Shipped] | None = None, *, exercises: bool = True) -> Loaded:
    """Bring the library up to date with the package; does nothing where it is. Raises NotAnArticle.

    texts: other ones than those of the package. exercises: whether what search reads of them is brought up to date as well.
    """
    loaded = Loaded()
    known = set(Article.objects.exclude(shipped="").values_list("slug", "language", "shipped"))
    for text in shipped() if texts is None else texts:
        if (text.slug, text.language, text.digest) not in known:
            with translation.override(text.language):
                _take_in(text, loaded)
    loaded.exercises = index_exercises() if exercises else 0
    return loaded


@transaction.atomic
def _take_in(text: Shipped, loaded: Loaded) -> None:
    article, made = Article.objects.get_or_create(
        kind=Kind.ARTICLE,
        slug=text.slug,
        language=text.language,
        defaults={**_about(text), "published": True, "shipped": text.digest},
    )
    if not made:
        article = Article.objects.select_for_update().get(pk=article.pk)
        if article.shipped == text.digest:
            return
    own = not made and article.versions.filter(number=article.current, author=None).first() is None
    version = add_version(article, _draft(text), author=None)
    article.shipped = text.digest
    if own:
        loaded.offered += 1
    else:
        article.current = version.number
        for name, value in _about(text).items():
            setattr(article, name, value)
        loaded.new += made
        loaded.newer += not made
    article.save()
    record("offer" if own else "load", article, by=None)
    index_article(article)


def _about(text: Shipped) -> dict[str, object]:
    return {
        "readers": text.readers,
        "topic": text.topic,
        "order": text.order,
        "next_step": text.next_step,
        "related": list(text.related),
    }


def _draft(text: Shipped) -> Draft:
    keywords = ", ".join(text.keywords)
    return Draft(text.title, text.summary, keywords, text.picture, text.body, _("Came with Supple"))
