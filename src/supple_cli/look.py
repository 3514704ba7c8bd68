"""How output looks: colour and drawing characters on a terminal, plain ASCII everywhere else."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:
    from rich.console import Console

#: Below this, tables give up columns rather than letters.
NARROW = 70
_MOST = 110
_BEFORE_LINE_END = re.compile(r" +\n")
_REPLACED = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "…": ".",
        "·": "-",
        "×": "x",
        "±": "~",
        "≥": ">",
        "≤": "<",
        "°": " ",
        "•": "*",
        "→": ">",
    }
)


@dataclass(frozen=True)
class Glyphs:
    solid: str
    shade: str
    empty: str
    mark: str
    left_end: str
    line: str
    right_end: str
    point: str
    upright: str
    plus_minus: str
    degree: str


DRAWN = Glyphs("█", "▒", "·", "┃", "├", "─", "┤", "●", "│", "±", "°")
PLAIN = Glyphs("#", ":", ".", "!", "[", "-", "]", "o", "|", "+/-", " deg")


@dataclass(frozen=True)
class Look:
    """A console with what the drawings need to know about it."""

    console: Console
    glyphs: Glyphs
    plain: bool

    @property
    def width(self) -> int:
        return self.console.width

    @property
    def narrow(self) -> bool:
        return self.width < NARROW

    def degrees(self, value: float | None, digits: int = 1) -> str:
        return "-" if value is None else f"{value:.{digits}f}{self.glyphs.degree}"

    def spread(self, value: float | None, digits: int = 1) -> str:
        return "-" if value is None else f"{self.glyphs.plus_minus}{value:.{digits}f}"


class AsciiStream:
    """Passes text on with every character that ASCII lacks replaced by its nearest, and without blanks before a line's end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = "ascii"

    def write(self, text: str) -> int:
        plain = text if text.isascii() else ascii_text(text)
        self._stream.write(_BEFORE_LINE_END.sub("\n", plain))
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return False


def ascii_text(text: str) -> str:
    """Replace character by character, so that columns stay where they are."""
    return "".join(c if c.isascii() else _nearest(c) for c in text.translate(_REPLACED))


def _nearest(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base.isascii() else "?"


def look_at(stream: TextIO | None = None) -> Look:
    """Choose by the stream: drawn with colour on a terminal that can show it, else plain (also with NO_COLOR or TERM=dumb)."""
    from rich.console import Console as RichConsole

    class Console(RichConsole):
        def on_broken_pipe(self) -> None:
            """Who reads our output has read enough; rich would end the program with a fault."""
            raise BrokenPipeError

    stream = stream or sys.stdout
    plain = not drawn_on(stream)
    if plain:
        console = Console(
            file=cast("IO[str]", AsciiStream(stream)),
            no_color=True,
            color_system=None,
            force_terminal=False,
            highlight=False,
            emoji=False,
            markup=False,
        )
    else:
        console = Console(file=stream, highlight=False, emoji=False, markup=False)
    console.width = min(console.width, _MOST)
    return Look(console, PLAIN if plain else DRAWN, plain)


def drawn_on(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    try:
        "█▒┃├─┤●│±°".encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
