"""Contrast of the palette after WCAG 2.2: words 4.5 to 1, lines and signs 3 to 1, in light, dark and print."""

from __future__ import annotations

import pytest

from supple.figure.palette import TOKENS, Theme, style_sheet

COLUMNS = {"light": 0, "dark": 1, "print": 2}
WORDS = ("ink", "muted", "mark", "stop")
SIGNS = ("ink", "muted", "active", "mark", "ghost", "good", "caution", "stop", "left", "right")


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255.0 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the known grey that just fails for words


@pytest.mark.parametrize("theme", COLUMNS)
@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("name", WORDS)
def test_words(theme, ground, name):
    assert contrast(TOKENS[name][COLUMNS[theme]], TOKENS[ground][COLUMNS[theme]]) >= 4.5


@pytest.mark.parametrize("theme", COLUMNS)
@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("name", SIGNS)
def test_signs(theme, ground, name):
    assert contrast(TOKENS[name][COLUMNS[theme]], TOKENS[ground][COLUMNS[theme]]) >= 3.0


@pytest.mark.parametrize("theme", COLUMNS)
def test_lines_upon_fills(theme):
    """Ink upon the pale fill; the pale fill itself is told by its outline, which is a sign."""
    column = COLUMNS[theme]
    assert contrast(TOKENS["ink"][column], TOKENS["assisted"][column]) >= 3.0
    assert contrast(TOKENS["active"][column], TOKENS["assisted"][column]) >= 3.0


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.PRINT])
def test_fixed_themes_hold_colours_and_no_variables(theme):
    sheet = style_sheet(theme)
    assert "var(" not in sheet
    assert "@media (prefers-color-scheme" not in sheet
    assert TOKENS["active"][COLUMNS[theme]] in sheet
