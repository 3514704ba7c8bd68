"""Articles as the program brings them, without its files."""

from __future__ import annotations

from typing import Any

from supple_web.clinic.models import Staff
from supple_web.library import actions
from supple_web.library.actions import Draft
from supple_web.library.front_matter import Shipped, parse
from supple_web.library.models import Article

#: Everything that a text may hold.
BODY = """Bending comes first [@convention].

![Somebody rounds and arches the back](figure:exercise/cat-camel-general "Cat and camel")

## How much

A healthy upper back bends {{ev:morita_total.1}} degrees [@morita_total]. See [how](exercise:open-book), [more](/sources) and
[elsewhere](https://example.org/paper).

### A table

| one | two |
|---|---|
| a | b |
"""


def shipped_text(slug: str, *, language: str = "en", title: str = "Linear first", body: str = BODY, **more: Any) -> Shipped:
    """An article as a file of the package would give it. more: lines of its head."""
    head = {"title": title, "summary": "Why bending comes before turning.", "for": "people", "topic": "method", **more}
    lines = "\n".join(f"{name} = {value!r}".replace("'", '"') for name, value in head.items())
    return parse(f"+++\n{lines}\n+++\n{body}", slug=slug, language=language)


def make_article(slug: str, **more: Any) -> Article:
    """Came with the program and is published; the one that is there already where it is."""
    found = Article.objects.filter(slug=slug, language=more.get("language", "en")).first()
    if found is None:
        actions.load_shipped([shipped_text(slug, **more)], exercises=False)
        found = Article.objects.get(slug=slug, language=more.get("language", "en"))
    return found


def draft_of(article: Article, **changes: str) -> Draft:
    version = article.versions.get(number=article.current)
    said = {name: getattr(version, name) for name in ("title", "summary", "keywords", "picture", "body")}
    return Draft(**{**said, "note": "", **changes})


def change(article: Article, by: Staff, **changes: str) -> Article:
    """A member of staff saves the next version."""
    article.refresh_from_db()
    return actions.save(article=article, draft=draft_of(article, **changes), seen=article.current, about={}, by=by)
