"""``supple demo``: the whole job on a bundled real recording, then on a made-up person who has a mark to be held against."""

from __future__ import annotations

from pathlib import Path

import click

from supple_cli.options import FILE


@click.command(
    "demo",
    short_help="The whole job on a bundled real recording.",
    epilog="""\b
Examples:
  supple demo
  supple demo --write examples""",
)
@click.option(
    "--write",
    "folder",
    type=FILE,
    default=None,
    metavar="FOLDER",
    help="Copy the example files into a folder instead, to try things on.",
)
def command(folder: Path | None) -> None:
    """Measurement, finding and programme: first of a real recording, then of a made-up person."""
    if folder is not None:
        from supple.examples import write_examples

        for path in write_examples(folder):
            click.echo(str(path))
        return
    from supple_cli.printing.demo import print_demo

    print_demo()
