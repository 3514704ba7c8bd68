"""Colours and letters of every drawing: one style sheet, light, dark and print, from variables that a page may set.

A page sets ``--supple-ink`` and so on (names below) to give the drawings its own colours; what it does not set follows the
reader's light or dark theme. The sheet is a constant, so that a page with a strict policy can allow it by its hash, or serve it
once as a file (``style_sheet()``) and leave it out of the drawings.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Final

from supple.problems import InputProblem


class Theme(StrEnum):
    """Where the colours come from.

    adaptive: variables, light or dark as the reader likes, light on paper. The others: fixed colours, for tools without CSS
    variables (PDF, office programs).
    """

    ADAPTIVE = "adaptive"
    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


#: name -> (light, dark, print). Text colours stand at 4.5 to 1 or more on the paper, lines of charts at 3 to 1.
TOKENS: Final[dict[str, tuple[str, str, str]]] = {
    "paper": ("#fdfaf5", "#1d1b1a", "#ffffff"),
    "panel": ("#f5eee4", "#282523", "#ffffff"),
    "ink": ("#2e2925", "#f1ebe4", "#000000"),
    "muted": ("#645b53", "#b8aea4", "#3d3d3d"),
    "grid": ("#e0d6c9", "#413c38", "#c8c8c8"),
    # the body
    "line": ("#4a3f38", "#12100f", "#2b2b2b"),
    "skin": ("#e9bd9d", "#d9a784", "#ececec"),
    "hair": ("#5a4336", "#7a5c4a", "#7d7d7d"),
    "shirt": ("#8fb8b4", "#6f9f9b", "#d2d2d2"),
    "trousers": ("#5f7388", "#566b82", "#a9a9a9"),
    "work": ("#e8875c", "#ef9068", "#8f8f8f"),
    "bone": ("#fff8ec", "#fff3e2", "#ffffff"),
    # things
    "prop": ("#d9c3a0", "#a58f6d", "#e4e4e4"),
    "prop-line": ("#8d7550", "#d6bd93", "#6a6a6a"),
    "wall": ("#f1e9dd", "#302c29", "#f6f6f6"),
    "cloth": ("#f4efe6", "#cfc6ba", "#fafafa"),
    "band": ("#c8567b", "#e87fa3", "#555555"),
    "mat": ("#dfe7dc", "#34403a", "#f1f1f1"),
    "phone": ("#33424f", "#dfe8ee", "#444444"),
    "floor": ("#e9dfd1", "#35302c", "#e2e2e2"),
    # values
    "active": ("#0f766e", "#4fc3b7", "#222222"),
    "assisted": ("#9ad1c9", "#296560", "#bdbdbd"),
    "mark": ("#a8431a", "#ff9d70", "#000000"),
    "ghost": ("#8c8177", "#8f867d", "#8a8a8a"),
    "good": ("#1f7a45", "#6fd39a", "#333333"),
    "caution": ("#9a6700", "#f0c05a", "#333333"),
    "stop": ("#b3261e", "#ff8f85", "#333333"),
    "left": ("#1d5fa8", "#7db8f5", "#222222"),
    "right": ("#a3477f", "#f0a0d0", "#777777"),
}
_COLUMN: Final = {Theme.LIGHT: 0, Theme.DARK: 1, Theme.PRINT: 2}
FONT: Final = "system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"

#: Classes that take a colour: fill by ``f-NAME``, line by ``s-NAME``.
_RULES: Final = (
    "svg.supple{font-family:" + FONT + "}"
    "svg.supple text{fill:@ink}"
    "svg.supple .muted{fill:@muted}"
    "svg.supple .n{fill:none}"
    "svg.supple .on-mark{fill:@paper}svg.supple .on-mark-line{stroke:@paper}"
    "svg.supple .b{font-weight:650}"
    "svg.supple .round{stroke-linecap:round;stroke-linejoin:round}"
    "svg.supple .still{display:none}"
    "@media (prefers-reduced-motion:reduce){svg.supple .moving{display:none}svg.supple .still{display:inline}}"
    "@media print{svg.supple .moving{display:none}svg.supple .still{display:inline}}"
)


@cache
def style_sheet(theme: Theme = Theme.ADAPTIVE) -> str:
    """The style sheet of every drawing of a theme; nothing in it reaches beyond the drawings that have its class."""
    colours = "".join(f"svg.supple .f-{name}{{fill:@{name}}}svg.supple .s-{name}{{stroke:@{name}}}" for name in TOKENS)
    rules = _RULES + colours
    for name in sorted(TOKENS, key=len, reverse=True):
        value = f"var(--s-{name})" if theme is Theme.ADAPTIVE else TOKENS[name][_COLUMN[theme]]
        rules = rules.replace(f"@{name}", value)
    return (
        _variables() + rules
        if theme is Theme.ADAPTIVE
        else rules.replace("svg.supple", f"svg.{theme_class(theme).replace(' ', '.')}")
    )


def theme_of(theme: Theme | str | None) -> Theme | None:
    """A theme by its name. Raises InputProblem."""
    if theme is None or isinstance(theme, Theme):
        return theme
    try:
        return Theme(theme)
    except ValueError:
        raise InputProblem("theme", repr(theme), f"one of {', '.join(Theme)}", "choose one") from None


def theme_class(theme: Theme | None) -> str:
    """The classes of a drawing: fixed themes have one of their own, so that several can stand in one page."""
    return "supple" if theme in {None, Theme.ADAPTIVE} else f"supple t-{theme}"


def _variables() -> str:
    light, dark, printed = (
        "svg.supple{" + "".join(f"--s-{name}:var(--supple-{name},{row[column]});" for name, row in TOKENS.items()) + "}"
        for column in range(3)
    )
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}@media print{{{printed}}}"
