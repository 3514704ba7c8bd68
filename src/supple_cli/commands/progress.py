"""``supple progress``: a history of trials to real change, trend and what to do next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from supple_cli.options import FILE, Day, json_option
from supple_cli.out import print_json


@click.command(
    "progress",
    short_help="A history of trials: what really changed, and when to test again.",
    epilog="""\b
Examples:
  supple progress history.csv
  supple progress history.csv --training-began 2026-08-03
  supple progress history.csv --json

\b
The columns are the keys of [[trial]] in an assess file, in any order;
cells may be blank. 'supple export history' makes such a file.""",
)
@click.argument("file", type=FILE, metavar="HISTORY.csv")
@click.option(
    "--training-began",
    type=Day(),
    default=None,
    help="First day of training: earlier days are the baseline, lack of gain counts from it.",
)
@json_option("progress")
def command(*, file: Path, training_began: date | None, as_json: bool) -> None:
    """Tell real change from measurement noise, for each kind of trial by itself."""
    from supple.exchange.history import read_history
    from supple.exchange.progress_report import progress_report

    report = progress_report(read_history(file), training_began=training_began)
    if as_json:
        print_json(report.to_json())
    else:
        from supple_cli.printing.progress import print_progress

        print_progress(report)
