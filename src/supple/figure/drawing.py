"""A picture with what it says in words and numbers: title, description and a table beside the SVG."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Final

from supple.figure.palette import Theme, style_sheet
from supple.figure.svg import Fragment, document, element
from supple.markup import Table

#: What a drawing's ids may begin with: anything else could end an id's list or meet another one.
_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Drawing:
    """title and description are those of the SVG, as plain text; the table holds every number that is drawn."""

    title: str
    description: str
    svg: Fragment
    table: Table

    def to_html(self) -> str:
        """The picture, and its table folded below it; for pages that have no place of their own for the table."""
        table = f"<details><summary>{escape('The numbers in this picture')}</summary>{self.table.to_html()}</details>"
        return f'<figure class="supple-figure">{self.svg}{table}</figure>'

    def _repr_html_(self) -> str:
        return self.to_html()


def drawing(
    *children: Fragment,
    title: str,
    description: str,
    size: tuple[float, float],
    table: Table,
    theme: Theme | None,
    key: str,
) -> Drawing:
    """Put a drawing together, on paper of its own so that its colours always stand against what they were chosen for.

    size: width and height of the view box. theme: None leaves the style sheet out (the page has ``style_sheet()`` already).
    key: begins every id; drawings of one page need different ones. Raises ValueError for a key that is no id.
    """
    if not _KEY.fullmatch(key):
        raise ValueError(f"a key begins ids, so it holds letters, digits, - and _ only: {key!r}")
    paper = element("rect", width=size[0], height=size[1], rx=14, class_="f-paper")
    svg = document(
        paper,
        *children,
        title=title,
        description=description,
        size=size,
        key=key,
        style=None if theme is None else style_sheet(theme),
    )
    return Drawing(title, description, svg, table)
