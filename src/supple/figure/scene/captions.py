"""Words under a picture: a name and, smaller, what one does; wrapped so that no line leaves its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from supple.figure.lettering import SMALL, wrapped
from supple.figure.scene.paint import FINE
from supple.figure.svg import Fragment, group, text

_NAME: Final = 15.0
_LINE: Final = 17.0
_ABOVE: Final = 16.0
_BELOW: Final = 8.0


@dataclass(frozen=True)
class Caption:
    """Lines for a picture of some width, pixels."""

    names: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def height(self) -> float:
        return _ABOVE + _LINE * (len(self.names) + len(self.words) - 1) + _BELOW

    def draw(self, x: float, top: float) -> Fragment:
        """In the middle of x, from ``top`` downward; pixels."""
        lines = [
            text(x * FINE, (top + _ABOVE + _LINE * row) * FINE, line, text_anchor="middle", font_size=size * FINE, class_=look)
            for row, (line, size, look) in enumerate(
                [*((line, _NAME, "b") for line in self.names), *((line, SMALL, "muted") for line in self.words)]
            )
        ]
        return group(*lines)


def caption(name: str, words: str, width: float) -> Caption:
    room = width - 10.0
    return Caption(tuple(wrapped(name, room, _NAME, bold=True)), tuple(wrapped(words, room, SMALL)))
