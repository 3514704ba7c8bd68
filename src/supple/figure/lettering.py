"""How wide words are, without a font at hand: for layout that never lets text run into text.

The widths are those of DejaVu Sans, the widest of the fonts that a system's own sans serif may be; the reader's is rarely wider.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

#: Smallest text of a drawing, in units of the view box: 11.5 px where 360 units are shown 320 px wide.
SMALL: Final = 13.0
_EM: Final = {
    0.35: " \u00a0,.IJijl'-/:;\\f|",
    0.45: '!()[]rt"°',
    0.55: "*_`sz?Lc–",
    0.65: "FPTYaekovxy$0123456789EKSbdghnpqu{}",
    0.75: "ABCRVXZDGHNU",
    0.87: "&OQw#+<=>M^~−±",
}
_WIDTH: Final = {letter: width for width, letters in _EM.items() for letter in letters}
_WIDEST_EM: Final = 1.0
_BOLD: Final = 1.12


@lru_cache(maxsize=4096)
def _ems(words: str) -> float:
    return sum(_WIDTH.get(letter, _WIDEST_EM) for letter in words)


def width_of(words: str, size: float = SMALL, *, bold: bool = False) -> float:
    """Width of one line, in the units of ``size``; never too small by more than a letter of an unusual font."""
    return _ems(words) * size * (_BOLD if bold else 1.0)


def wrapped(words: str, width: float, size: float = SMALL, *, bold: bool = False) -> list[str]:
    """The words on lines no wider than ``width``; a single word that is wider has a line of its own, cut with an ellipsis."""
    lines: list[str] = []
    for word in filter(None, words.split(" ")):  # a fixed space holds together what it stands between
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(cut(word, width, size, bold=bold))
    return lines


def cut(words: str, width: float, size: float = SMALL, *, bold: bool = False) -> str:
    """The words if they fit, else as much of them as does, ending in an ellipsis."""
    if width_of(words, size, bold=bold) <= width:
        return words
    kept = words
    while kept and width_of(kept + "…", size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"
