"""Standard output and standard error, used only when there is something whole to say."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sized
from typing import TypeVar

import click

Item = TypeVar("Item")


def print_json(document: Mapping[str, object]) -> None:
    from supple.exchange.json_values import json_text

    sys.stdout.write(json_text(document))


def say(message: str) -> None:
    """Tell a person something beside the result, on standard error."""
    click.echo(message, err=True)


def over(items: Iterable[Item], what: str, *, long: bool) -> Iterator[Item]:
    """Yield the items; on long work and with a person watching, a progress bar on standard error goes with them."""
    if not (long and sys.stderr.isatty()):
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    total = len(items) if isinstance(items, Sized) else None
    yield from track(items, description=what, total=total, console=Console(stderr=True), transient=True)
