"""From what somebody typed to what is shown. A fixed number of queries, whatever is asked and however much there is."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Avg, Count
from django.utils.safestring import SafeString

from supple_web.library.models import Document, Term
from supple_web.library.search.highlight import marked, snippet
from supple_web.library.search.ranking import covered, field_score, rarity
from supple_web.library.search.slips import meant
from supple_web.library.search.words import LONGEST, is_stop, tokens

#: What a question may be long, in letters and words; the rest is not looked at.
_LETTERS: Final = 200
_WORDS: Final = 10
_FALLBACK: Final = "en"
#: To a document whose title is what was asked, word for word.
_EXACT: Final = 1.5
#: To the last language that is looked in, where somebody's own has nothing under this name.
_OTHER: Final = 0.6
#: What is worth less than this beside the best is no answer.
_FAINT: Final = 0.05


@dataclass(frozen=True)
class Hit:
    """One document that was found. title, about: escaped, with what was found marked. guessed: whether a slip was forgiven."""

    key: str
    language: str
    title: SafeString
    about: SafeString
    score: float
    guessed: bool = False


@dataclass(frozen=True)
class _Asked:
    """One word that was asked for. stems: what it may stand for, with the worth of each."""

    word: str
    stems: dict[str, float]
    guessed: bool


@dataclass(frozen=True)
class _Found:
    document: Document
    score: float
    asked: tuple[_Asked, ...]


def find(question: str, language: str, *, most: int = 24) -> list[Hit]:
    """What answers a question, best first; in English as well where a thing has no text in ``language``."""
    hits = _in(question, language)
    if language != _FALLBACK:
        own = set(Document.objects.filter(language=language).values_list("key", flat=True))
        elsewhere = [found for found in _in(question, _FALLBACK) if found.document.key not in own]
        hits += [replace(found, score=found.score * _OTHER) for found in elsewhere]
    best = max((found.score for found in hits), default=0.0)
    hits = [found for found in hits if found.score >= best * _FAINT]
    hits.sort(key=lambda found: (-round(found.score, 9), found.document.title, found.document.key))
    return [_hit(found) for found in hits[:most]]


def _in(question: str, language: str) -> list[_Found]:
    asked = _asked(question, language)
    stems = {stem for one in asked for stem in one.stems}
    if not stems:
        return []
    whole = Document.objects.filter(language=language).aggregate(count=Count("pk"), mean=Avg("length"))
    by_document: dict[object, dict[str, Term]] = defaultdict(dict)
    holding: dict[str, int] = defaultdict(int)
    for term in Term.objects.filter(language=language, stem__in=sorted(stems)):
        by_document[term.document_id][term.stem] = term
        holding[term.stem] += 1
    documents = Document.objects.filter(pk__in=list(by_document))
    rare = {stem: rarity(whole["count"], count) for stem, count in holding.items()}
    found: list[_Found] = []
    for document in documents:
        score = _score(document, by_document[document.pk], asked, rare, whole["mean"] or 1.0)
        if score > 0:
            found.append(_Found(document, score, tuple(asked)))
    return found


def _asked(question: str, language: str) -> list[_Asked]:
    words = unicodedata.normalize("NFC", question[:_LETTERS])
    every = list({token.word: token for token in tokens(words, language)}.values())[:_WORDS]
    telling = [token for token in every if not is_stop(token.word, language)] or every
    known = set(Term.objects.filter(language=language, stem__in=[token.stem for token in telling]).values_list("stem", flat=True))
    return [
        _Asked(token.word, {token.stem: 1.0}, guessed=False)
        if token.stem in known
        else _Asked(token.word, meant(token.word[:LONGEST], language), guessed=True)
        for token in telling
    ]


def _score(document: Document, terms: dict[str, Term], asked: list[_Asked], rare: dict[str, float], mean: float) -> float:
    title_words = sum(1 for _ in tokens(document.title, document.language))
    total = found = 0.0
    for one in asked:
        best = 0.0
        worth = 0.0
        for stem, guess in one.stems.items():
            term = terms.get(stem)
            if term is None:
                continue
            counts = {name: int(getattr(term, name)) for name in ("title", "keywords", "summary", "body")}
            score = field_score(counts, title_words=title_words, length=document.length, mean_length=mean)
            if guess * rare[stem] * score > best:
                best, worth = guess * rare[stem] * score, guess
        total += best
        found += worth
    exact = _EXACT if _is_title(document, asked) else 1.0
    return total * covered(found, len(asked)) * exact


def _is_title(document: Document, asked: list[_Asked]) -> bool:
    """Whether the question is the title, in any order, stop words and slips aside."""
    every = list(tokens(document.title, document.language))
    title = {token.stem for token in every if not is_stop(token.word, document.language)} or {token.stem for token in every}
    return all(title & set(one.stems) for one in asked) and all(any(stem in one.stems for one in asked) for stem in title)


def _hit(found: _Found) -> Hit:
    document = found.document
    stems = {stem for one in found.asked for stem in one.stems}
    language = document.language
    about = snippet(document.summary, stems, language) and document.summary
    about = about or snippet(document.body, stems, language) or snippet(document.keywords, stems, language) or document.summary
    return Hit(
        document.key,
        language,
        marked(document.title, stems, language),
        marked(about, stems, language),
        found.score,
        guessed=any(one.guessed and one.stems for one in found.asked),
    )
