"""Who wrote a version: an opaque id in the row, a name on the page."""

from __future__ import annotations

from dataclasses import dataclass

from supple_web.clinic.models import Staff
from supple_web.library.models import Article, Version


@dataclass(frozen=True)
class Written:
    """author: a name; empty where the text came with the program. offered: came newer and nobody took it yet."""

    version: Version
    author: str
    current: bool
    offered: bool


def written(article: Article) -> list[Written]:
    """Every version, newest first."""
    every = list(article.versions.all())
    names = dict(Staff.objects.filter(pk__in={one.author for one in every if one.author}).values_list("pk", "name"))
    return [
        Written(
            one,
            names.get(one.author, "") if one.author else "",
            current=one.number == article.current,
            offered=one.author is None and one.number > article.current,
        )
        for one in every
    ]
