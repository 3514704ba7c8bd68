"""``supple assess``: person, screening answers and trials to findings and a programme."""

from __future__ import annotations

from pathlib import Path

import click

from supple_cli.options import FILE, json_option
from supple_cli.out import print_json, say


@click.command(
    "assess",
    short_help="Your measurements to findings and a programme.",
    epilog="""\b
Examples:
  supple assess stiff.toml
  supple assess control.toml --json
  supple assess recording.toml --criteria my-criteria.toml

\b
'supple demo --write FOLDER' makes example files to start from. One file
holds [person], [screening], any number of [[trial]] with values that were
read, and [[recording]] with files to be measured; days may differ.""",
)
@click.argument("file", type=FILE, metavar="FILE.toml")
@click.option(
    "--criteria", type=FILE, default=None, metavar="FILE.toml", help="A clinic's own marks instead of the built-in ones."
)
@json_option("assess")
def command(*, file: Path, criteria: Path | None, as_json: bool) -> None:
    """Judge why the upper back turns no further, and build the programme that follows from it."""
    from supple.exchange.assess_file import read_assess_file
    from supple.exchange.assessment import assess

    given = read_assess_file(file)
    assessment = assess(given, criteria=criteria)
    for warning in assessment.warnings:
        say(f"note: {warning}")
    if as_json:
        print_json(assessment.to_json())
    else:
        from supple_cli.printing.assessment import print_assessment

        print_assessment(assessment)
