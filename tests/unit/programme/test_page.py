"""The page of exercises is the catalogue's, as it is now."""

from __future__ import annotations

from pathlib import Path

from supple.programme.page import page

PAGE = Path(__file__).parents[3] / "docs" / "exercises.md"


def test_the_page_is_current():
    remedy = "make it anew: python -m supple.programme.page > docs/exercises.md"
    assert PAGE.read_text(encoding="utf-8") == page(), remedy
