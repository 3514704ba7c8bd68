"""Slips of the finger: the words of the index that were probably meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from supple_web.library.models import Word

#: Letters from which on a word may be the beginning of another; may hold one slip; may hold two.
_BEGINNING: Final = 3
_ONE_SLIP: Final = 4
_TWO_SLIPS: Final = 7
#: Words with the same beginning that are looked at, and stems that one word may stand for, at most.
_LONGER: Final = 400
_MOST: Final = 6
#: What a guess is worth beside the word itself: a beginning, one slip, two.
_WORTH_BEGINNING: Final = 0.8
_WORTH: Final = {1: 0.6, 2: 0.35}


def meant(word: str, language: str) -> dict[str, float]:
    """Stems of the index that ``word`` (folded, and no stem of the index itself) may stand for, each with its worth (0 to 1)."""
    found: dict[str, float] = {}
    if len(word) >= _BEGINNING:
        longer = Word.objects.filter(language=language, word__startswith=word).order_by("word")
        found = dict.fromkeys(longer.values_list("stem", flat=True)[:_LONGER], _WORTH_BEGINNING)
    allowed = 2 if len(word) >= _TWO_SLIPS else 1 if len(word) >= _ONE_SLIP else 0
    if allowed and not found:
        for other, stem in _alike(word, language, allowed):
            slips = distance(word, other, allowed)
            if slips <= allowed:
                found[stem] = max(found.get(stem, 0.0), _WORTH[max(slips, 1)])
    best = max(found.values(), default=0.0)
    kept = sorted((stem for stem, worth in found.items() if worth == best))[:_MOST]
    return dict.fromkeys(kept, best)


def _alike(word: str, language: str, allowed: int) -> Iterator[tuple[str, str]]:
    """Words of about the same length and letters, with their stems: few are left to be compared letter by letter."""
    near = Word.objects.filter(language=language, length__gte=len(word) - allowed, length__lte=len(word) + allowed)
    letters = set(word)
    for other, stem in near.values_list("word", "stem").iterator():
        if len(letters ^ set(other)) <= 2 * allowed:
            yield other, stem


def distance(a: str, b: str, most: int) -> int:
    """Slips from one word to the other: a letter wrong, missing, too many, or two neighbours swapped. Above ``most``: more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        two_before, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one != other))
            if i > 1 and j > 1 and one == b[j - 2] and a[i - 2] == other:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
