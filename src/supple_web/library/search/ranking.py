"""What a match is worth. A word in the title outweighs everything else of a text, keywords the summary, the summary the body."""

from __future__ import annotations

import math
from typing import Final

#: By powers of two: a field outweighs all that follow it together. The body counts how often a word stands in it, up to 1.
WEIGHTS: Final = {"title": 8.0, "keywords": 4.0, "summary": 2.0}
#: How fast the body's count saturates, and how much a long text is held against it (BM25).
_K1: Final = 1.2
_B: Final = 0.75
#: To a title that is about nothing else than what was asked.
_WHOLE_TITLE: Final = 0.9


def rarity(documents: int, holding: int) -> float:
    """How much a word tells: more, the fewer documents hold it (BM25's inverse document frequency). Always above 0."""
    return math.log(1.0 + (documents - holding + 0.5) / (holding + 0.5))


def field_score(counts: dict[str, int], *, title_words: int, length: int, mean_length: float) -> float:
    """What one word is worth in one document, 0 where it stands nowhere."""
    score = sum(weight for name, weight in WEIGHTS.items() if counts[name])
    if counts["title"]:
        score += _WHOLE_TITLE / max(title_words, 1)
    relative = length / mean_length if mean_length else 1.0
    often = counts["body"]
    return score + often / (often + _K1 * (1.0 - _B + _B * relative))


def covered(found: float, asked: int) -> float:
    """Of the words that were asked for, how many are there counts more than how loudly one of them is."""
    return (found / asked) ** 2 if asked else 0.0
