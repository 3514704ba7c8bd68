"""A drawing as pages take it: the picture, its alternative and the numbers in it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from supple.figure import Drawing
from supple.figure.svg import Fragment
from supple.markup import Table, table_html
from supple_web.common.science_words import told_all

#: Years of days have thousands of rows: a page shows the last ones, the files to take along have them all.
_ROWS: Final = 60


@dataclass(frozen=True)
class Picture:
    """svg: the drawing. table: its last rows; left_out: how many earlier ones it has beyond those."""

    svg: Fragment
    alternative: str
    table: SafeString
    left_out: int

    @property
    def uri(self) -> str:
        """The whole picture as an address, for a program that takes images only (the drawing must bring its style along)."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode("ascii")


def picture_of(drawing: Drawing) -> Picture:
    return Picture(
        svg=drawing.svg,
        alternative=f"{drawing.title}. {drawing.description}",
        table=_table(drawing.table),
        left_out=max(0, len(drawing.table.rows) - _ROWS),
    )


def _table(table: Table) -> SafeString:
    """Escaped by the library that makes it."""
    caption, columns, rows = told_all((table.caption, tuple(table.columns), tuple(map(tuple, table.rows[-_ROWS:]))))
    return mark_safe(table_html(caption, columns, rows))
