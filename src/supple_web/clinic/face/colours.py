"""A clinic's own colour, held to what everybody can read: contrast after WCAG 2.2, success criterion 1.4.3."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

#: The least contrast of text with its ground.
READABLE: Final = 4.5
_HEX: Final = re.compile(r"#[0-9a-f]{6}")
#: One of the two has at least 4.58 on any colour.
_INKS: Final = ("#ffffff", "#000000")


@dataclass(frozen=True)
class Scheme:
    """Grounds on which links stand (``app.css``: paper, panel, raised), and which of them soft shades are mixed with."""

    name: str
    grounds: tuple[str, ...]

    @property
    def paper(self) -> str:
        return self.grounds[0]


LIGHT: Final = Scheme("light", ("#fdfaf5", "#f5eee4", "#fffdf9"))
DARK: Final = Scheme("dark", ("#161413", "#282523", "#1d1b1a"))


def is_colour(text: str) -> bool:
    return _HEX.fullmatch(text) is not None


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), of ``#rrggbb``."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def least_contrast(colour: str, scheme: Scheme) -> float:
    """With the ground on which it is read worst."""
    return min(contrast(colour, ground) for ground in scheme.grounds)


def ink_on(colour: str) -> str:
    """What is written on a button of this colour."""
    return max(_INKS, key=lambda ink: contrast(colour, ink))


def style_sheet(accent: str, accent_dark: str) -> str:
    """The variables of ``app.css`` that the clinic sets; an empty colour leaves ours. Only checked colours may come here."""
    rules = ""
    if accent:
        rules += f":root {{ {_variables(accent, LIGHT)} }}\n"
    if accent or accent_dark:
        inner = _variables(accent_dark or "#4fc3b7", DARK)
        rules += f"@media (prefers-color-scheme: dark) {{ :root {{ {inner} }} }}\n"
    return rules


def _variables(colour: str, scheme: Scheme) -> str:
    soft = f"color-mix(in srgb, {colour} 16%, {scheme.paper})"
    return f"--accent: {colour}; --accent-ink: {ink_on(colour)}; --accent-soft: {soft};"
