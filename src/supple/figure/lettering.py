"""How wide words are, without a font at hand: for layout that never lets text run into text.

The widths are those of DejaVu Sans, the widest of the fonts that a system's own sans serif may be; the reader's is rarely wider.
"""

from __future__ import annotations

from collections.abc import Callable
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
#: What sums in another order may differ by.
_ROUNDING: Final = 1e-9


def _ems(words: str) -> float:
    return _short_ems(words) if len(words) <= _SHORT else _sum_ems(words)


def _sum_ems(words: str) -> float:
    return sum(_WIDTH.get(letter, _WIDEST_EM) for letter in words)


#: Labels come again and again; long words do not, and would fill the memory.
_SHORT: Final = 64
_short_ems: Final = lru_cache(maxsize=4096)(_sum_ems)


class _Speaker:
    """Who says the words of drawings: nobody says them otherwise than they stand here, until ``speak_by``."""

    say: Callable[[str], str] = staticmethod(lambda words: words)
    language: Callable[[], str] = staticmethod(lambda: "en")


def speak_by(say: Callable[[str], str], language: Callable[[], str]) -> None:
    """Letter all drawings of this process in another language, whenever one is spoken.

    say: from English words, whole sentences before they are broken into lines, to those to be shown. language: which one is
    spoken now; drawings are kept by it.
    """
    _Speaker.say, _Speaker.language = staticmethod(say), staticmethod(language)


def spoken(words: str) -> str:
    return _Speaker.say(words)


def spoken_language() -> str:
    return _Speaker.language()


def width_of(words: str, size: float = SMALL, *, bold: bool = False) -> float:
    """Width of one line as it is spoken, in the units of ``size``; never too small by more than a letter of an unusual font."""
    return _width(spoken(words), size, bold=bold)


def _width(words: str, size: float, *, bold: bool) -> float:
    return _ems(words) * size * (_BOLD if bold else 1.0)


def wrapped(words: str, width: float, size: float = SMALL, *, bold: bool = False) -> list[str]:
    """The words on lines no wider than ``width``; a single word that is wider has a line of its own, cut with an ellipsis."""
    lines: list[list[str]] = []
    gap = _width(" ", size, bold=bold)
    taken = 0.0
    for word in filter(None, spoken(words).split(" ")):  # a fixed space holds together what it stands between
        wide = _width(word, size, bold=bold)
        if lines and taken + gap + wide <= width - _ROUNDING:
            lines[-1].append(word)
            taken += gap + wide
        else:
            lines.append([_cut(word, width, size, bold=bold)])
            taken = min(wide, width)
    return [" ".join(line) for line in lines]


def cut(words: str, width: float, size: float = SMALL, *, bold: bool = False) -> str:
    """The words if they fit, else as much of them as does, ending in an ellipsis."""
    return _cut(spoken(words), width, size, bold=bold)


def _cut(words: str, width: float, size: float, *, bold: bool) -> str:
    if _width(words, size, bold=bold) <= width:
        return words
    room = width / _width("…", size, bold=bold) * _ems("…") - _ems("…") - _ROUNDING
    kept = 0
    for letter in words:
        room -= _WIDTH.get(letter, _WIDEST_EM)
        if room < 0.0:
            break
        kept += 1
    return words[:kept].rstrip() + "…"
