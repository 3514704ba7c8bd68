"""What search reads of articles and exercises; called in the transaction of whatever changed them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from django.conf import settings
from django.utils import translation

from supple_web.library import engine
from supple_web.library.models import Article, Document, Kind, Version
from supple_web.library.search import Indexed, forget, index
from supple_web.library.text import plain_of

#: Of an exercise, in front of its id; of an article, in front of its slug.
EXERCISE = "exercise:"
ARTICLE = "article:"


def index_article(article: Article) -> None:
    """Found as it is shown now; not at all where it is not published."""
    if article.kind == Kind.NOTE:
        index_exercises([article.slug])
        return
    key = f"{ARTICLE}{article.slug}"
    version = article.versions.filter(number=article.current).first()
    if version is None or not article.published:
        forget(key, article.language)
        return
    index(
        Indexed(
            key,
            article.language,
            title=_nfc(version.title),
            summary=_nfc(version.summary),
            keywords=_nfc(version.keywords),
            body=_nfc(plain_of(version.body, article.language)),
        )
    )


def index_exercises(keys: Iterable[str] | None = None) -> int:
    """All exercises or some of them, in every language, each with the clinic's note. Returns how many changed."""
    wanted = None if keys is None else set(keys)
    changed = 0
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            every = engine.entries()
        english = _english()
        notes = _notes(language)
        for one in every:
            if wanted is None or one.id in wanted:
                changed += index(_of(one, english[one.id], language, notes.get(one.id)))
        _forget_gone({one.id for one in every}, language)
    return changed


def _of(one: engine.Entry, english: engine.Entry, language: str, note: Version | None) -> Indexed:
    faults = [words for pair in one.faults for words in pair]
    keywords = [one.clinical_name, *one.equipment, *(note.keywords.split(",") if note else [])]
    if english.name != one.name:
        keywords.append(english.name)
    body = [one.breath, *one.cues, *faults, *([note.title, plain_of(note.body, language)] if note else [])]
    return Indexed(
        f"{EXERCISE}{one.id}",
        language,
        title=_nfc(one.name),
        summary=_nfc(one.purpose),
        keywords=_nfc(", ".join(word.strip() for word in keywords if word.strip())),
        body=_nfc("\n".join(body)),
    )


def _english() -> dict[str, engine.Entry]:
    with translation.override("en"):
        return {one.id: one for one in engine.entries()}


def _notes(language: str) -> dict[str, Version]:
    shown = Article.objects.filter(kind=Kind.NOTE, language=language, published=True)
    current = {article.pk: article.current for article in shown}
    versions = Version.objects.filter(article__in=current).select_related("article")
    return {one.article.slug: one for one in versions if one.number == current[one.article_id]}


def _forget_gone(known: set[str], language: str) -> None:
    """Exercises that a later catalogue has no more."""
    for key in Document.objects.filter(language=language, key__startswith=EXERCISE).values_list("key", flat=True):
        if key.removeprefix(EXERCISE) not in known:
            forget(key, language)


def _nfc(text: str) -> str:
    """One letter a letter, however it was typed: what is searched for is read the same way."""
    return unicodedata.normalize("NFC", text)
