"""Standard output and files, written only when there is something whole to write."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

#: An existing or new file; what is wrong with it is said by whoever reads or writes it.
FILE = click.Path(path_type=Path)


def print_json(document: Mapping[str, object]) -> None:
    from supple.exchange.json_values import json_text

    sys.stdout.write(json_text(document))


def say(message: str) -> None:
    """Tell a person something beside the result, on standard error."""
    click.echo(message, err=True)
