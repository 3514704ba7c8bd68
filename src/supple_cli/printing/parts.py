"""Pieces every printed result is made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from supple_cli.look import Look

if TYPE_CHECKING:
    from rich.table import Table


def plain_table(look: Look, *columns: str, right: Iterable[str] = ()) -> Table:
    """Make a table with a line under its header and no frame; columns named in ``right`` hold numbers."""
    from rich.box import SIMPLE_HEAD, Box
    from rich.table import Table

    underlined = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True) if look.plain else SIMPLE_HEAD
    table = Table(box=underlined, show_edge=False, pad_edge=False, header_style="bold")
    for name in columns:
        numeric = name in set(right)
        table.add_column(name, justify="right" if numeric else "left", no_wrap=numeric, overflow="fold")
    return table


def heading(look: Look, text: str) -> None:
    look.console.print()
    look.console.print(text, style="bold cyan")
    if look.plain:
        look.console.print("-" * min(look.width, len(text)))


def paragraph(look: Look, text: str, *, style: str = "", indent: int = 0) -> None:
    """Print wrapped text."""
    from rich.padding import Padding
    from rich.text import Text

    look.console.print(Padding(Text(text, style=style), (0, 0, 0, indent), expand=False))


def bullets(look: Look, texts: Iterable[str], *, indent: int = 0) -> None:
    """Print one wrapped line a text, hanging behind its dash."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=indent + 1, justify="right")
    grid.add_column(overflow="fold")
    for text in texts:
        grid.add_row("-", text)
    look.console.print(grid)
