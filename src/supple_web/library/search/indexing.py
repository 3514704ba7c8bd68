"""Writing the index: one document at a time, whole or not at all, and only where it changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import astuple, dataclass
from typing import Final

from django.db import transaction

from supple_web.library.models import Document, Term, Word
from supple_web.library.search.words import tokens

#: Counts with it, so that an index made by other rules is made again.
_RULES: Final = "1"
_FIELDS: Final = ("title", "keywords", "summary", "body")
_BATCH: Final = 500


@dataclass(frozen=True)
class Indexed:
    """What is to be found. All plain text."""

    key: str
    language: str
    title: str
    summary: str = ""
    keywords: str = ""
    body: str = ""

    @property
    def digest(self) -> str:
        return hashlib.sha256("\0".join((_RULES, *astuple(self))).encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def index(one: Indexed) -> bool:
    """Put a document into the index in the place of what it was. Returns whether anything changed."""
    known = Document.objects.select_for_update().filter(key=one.key, language=one.language).first()
    if known is not None and known.digest == one.digest:
        return False
    counts = {name: Counter[str]() for name in _FIELDS}
    words: dict[str, str] = {}
    for name in _FIELDS:
        for token in tokens(getattr(one, name), one.language):
            counts[name][token.stem] += 1
            words[token.word] = token.stem
    values = {
        "title": one.title,
        "summary": one.summary,
        "keywords": one.keywords,
        "body": one.body,
        "length": counts["body"].total(),
        "digest": one.digest,
    }
    document, _ = Document.objects.update_or_create(key=one.key, language=one.language, defaults=values)
    document.terms.all().delete()
    stems = sorted({stem for counted in counts.values() for stem in counted})
    Term.objects.bulk_create(
        [
            Term(document=document, language=one.language, stem=stem, **{name: counts[name][stem] for name in _FIELDS})
            for stem in stems
        ],
        batch_size=_BATCH,
    )
    _learn(words, one.language)
    return True


@transaction.atomic
def forget(key: str, language: str) -> None:
    """Take a document out, and the words that stand nowhere else any more."""
    Document.objects.filter(key=key, language=language).delete()
    Word.objects.filter(language=language).exclude(stem__in=Term.objects.filter(language=language).values("stem")).delete()


def _learn(words: dict[str, str], language: str) -> None:
    """Add words that are new. Two who add one at the same time both go on: the first stands."""
    known = set(Word.objects.filter(language=language, word__in=sorted(words)).values_list("word", flat=True))
    new = [
        Word(language=language, word=word, stem=stem, length=len(word))
        for word, stem in sorted(words.items())
        if word not in known
    ]
    Word.objects.bulk_create(new, batch_size=_BATCH, ignore_conflicts=True)
