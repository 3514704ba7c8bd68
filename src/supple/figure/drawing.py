"""A picture with what it says in words and numbers: title, description and a table beside the SVG."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from html import escape

from supple.figure.palette import Theme, style_sheet, theme_class, theme_of
from supple.figure.svg import Fragment, checked_key, document, element
from supple.markup import Table


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
    theme: Theme | str | None,
    key: str | None,
) -> Drawing:
    """Put a drawing together, on paper of its own so that its colours always stand against what they were chosen for.

    size: width and height of the view box. theme: None leaves the style sheet out (the page has ``style_sheet()`` already).
    key: begins every id; None takes a digest of what is drawn and said, so that different drawings of one page differ and the
    same drawing is the same text each time (one that stands twice in a page needs a key). Raises ValueError for a key that is no
    id, InputProblem for a theme that is none.
    """
    chosen = theme_of(theme)
    if key is None:
        key = _digest(title, description, repr(table), str(size), str(chosen), *children)
    paper = element("rect", width=size[0], height=size[1], rx=14, class_="f-paper")
    svg = document(
        paper,
        *children,
        title=title,
        description=description,
        size=size,
        key=checked_key(key),
        style=None if chosen is None else style_sheet(chosen),
        class_=theme_class(chosen),
    )
    return Drawing(title, description, svg, table)


def _digest(*parts: str) -> str:
    """A key from content: a letter first, since an id may not begin with a digit everywhere."""
    told = hashlib.sha256()
    for part in parts:
        told.update(part.encode("utf-8", "surrogatepass"))
        told.update(b"\0")
    return f"d{told.hexdigest()[:12]}"
