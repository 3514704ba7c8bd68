"""``supple export``: results and the tables behind them, as CSV or JSON files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from supple.problems import InputProblem
from supple.quantities import Mode, Position
from supple_cli.options import FILE, facing_option, upright_option, word_option

_OUT = click.option("--out", type=FILE, required=True, metavar="FILE", help="The file to write, .csv or .json.")
_SUFFIXES = (".csv", ".json")


@click.group(
    "export",
    short_help="Results, and the tables behind them, as CSV or JSON files.",
    epilog="""\b
Examples:
  supple export measure standing-rotation.sto --out repetitions.csv
  supple export assess control.toml --out findings.csv
  supple export progress history.csv --out changes.json
  supple export history stiff.toml --out history.csv
  supple export exercises --out exercises.csv
  supple export criteria --out criteria.csv
  supple export evidence --out evidence.json
  supple export screening --out my-screening.toml""",
)
def command() -> None:
    """Write results or tables to a file, whole or not at all."""


@command.command("measure", epilog="\b\nExample:\n  supple export measure standing-rotation.sto --out repetitions.csv")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@word_option("position", Position, "How the trial was made, where the file does not say it.")
@word_option("mode", Mode, "Who moved.")
@facing_option
@upright_option
@_OUT
def export_measure(
    *,
    files: tuple[Path, ...],
    position: Position | None,
    mode: Mode | None,
    facing: str | None,
    upright: tuple[float, float] | None,
    out: Path,
) -> None:
    """One row a repetition, or the JSON of 'supple measure'."""
    check_out(out)
    from supple.exchange.measuring import measure_files
    from supple.exchange.rows import measure_rows

    document = measure_files(files, position=position, mode=mode, facing=facing, upright=upright).to_json()
    _write(document, measure_rows(document), out)


@command.command("assess", epilog="\b\nExample:\n  supple export assess control.toml --out findings.csv")
@click.argument("file", type=FILE, metavar="FILE.toml")
@click.option("--criteria", type=FILE, default=None, metavar="FILE.toml", help="A clinic's own marks.")
@_OUT
def export_assess(*, file: Path, criteria: Path | None, out: Path) -> None:
    """One row a finding, or the JSON of 'supple assess'."""
    check_out(out)
    from supple.exchange.assess_file import read_assess_file
    from supple.exchange.assessment import assess
    from supple.exchange.rows import finding_rows

    document = assess(read_assess_file(file), criteria=criteria).to_json()
    _write(document, finding_rows(document), out)


@command.command("progress", epilog="\b\nExample:\n  supple export progress history.csv --out changes.csv")
@click.argument("file", type=FILE, metavar="HISTORY.csv")
@_OUT
def export_progress(*, file: Path, out: Path) -> None:
    """One row a day and kind of trial, or the JSON of 'supple progress'."""
    check_out(out)
    from supple.exchange.history import read_history
    from supple.exchange.progress_report import progress_report
    from supple.exchange.rows import progress_rows

    document = progress_report(read_history(file)).to_json()
    _write(document, progress_rows(document), out)


@command.command("history", epilog="\b\nExample:\n  supple export history stiff.toml --out history.csv")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE.toml...")
@_OUT
def export_history(*, files: tuple[Path, ...], out: Path) -> None:
    """The trials of assess files, those of their recordings included, as a history for 'supple progress'."""
    check_out(out)
    from supple.exchange.assess_file import read_assess_file
    from supple.exchange.assessment import all_trials
    from supple.exchange.history import history_csv
    from supple.exchange.tables import table_json, trial_rows

    trials = sorted((t for file in files for t in all_trials(read_assess_file(file))), key=lambda t: t.day)
    if out.suffix.lower() == ".csv":
        _write_text(out, history_csv(trials), len(trials))
    else:
        rows = trial_rows(trials)
        _write(table_json("history", rows), rows, out)


@command.command(
    "screening",
    epilog="""\b
Examples:
  supple export screening --out my-screening.toml
  supple export screening --out screening.csv""",
)
@click.option("--out", type=FILE, required=True, metavar="FILE", help="A form to fill in (.toml), or a table (.csv, .json).")
def export_screening(*, out: Path) -> None:
    """The screening questions: a form to fill in, or a table with group, urgency and what they stop."""
    if out.suffix.lower() != ".toml":
        check_out(out, also=".toml")
        _write_table("screening", out)
        return
    from supple.exchange.screening_form import screening_form
    from supple.findings.screening_questions import questions

    form = screening_form()
    if out.exists() and not _holds(out, form):
        raise InputProblem(str(out), "a file that is there already", "a new one, lest answers be lost", "name another file")
    _write_text(out, form, len(questions()), "question")


def _table_command(name: str, what: str) -> None:
    @command.command(name, help=f"{what} One row each.", epilog=f"\b\nExample:\n  supple export {name} --out {name}.csv")
    @_OUT
    def export_table(*, out: Path) -> None:
        check_out(out)
        _write_table(name, out)


def _write_table(name: str, out: Path) -> None:
    from supple.exchange import tables

    rows: Sequence[Mapping[str, object]] = tables.TABLES[name]()
    _write(tables.table_json(name, rows), rows, out)


_TABLE_HELP: Mapping[str, str] = {
    "exercises": "The catalogue of exercises with dose, cues, faults, contraindications and source.",
    "criteria": "The marks that ranges are held against, with source and strength.",
    "evidence": "Every figure behind the numbers, with its source and how well it was seen.",
}
for _name, _what in _TABLE_HELP.items():
    _table_command(_name, _what)


def check_out(path: Path, *, also: str = "") -> None:
    """Refuse the ending before any work is done."""
    if path.suffix.lower() not in _SUFFIXES:
        expected = " or ".join([*([also] if also else []), *_SUFFIXES])
        raise InputProblem(str(path), f"the ending {path.suffix or '(none)'}", expected, "name the output so")


def _write(document: Mapping[str, object], rows: Sequence[Mapping[str, object]], out: Path) -> None:
    from supple.exchange.json_values import json_text
    from supple.exchange.rows import rows_csv

    as_csv = out.suffix.lower() == ".csv"
    _write_text(out, rows_csv(rows) if as_csv else json_text(document), len(rows))


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False


def _write_text(out: Path, text: str, count: int, what: str = "row") -> None:
    from supple.exchange.atomic import write_text

    write_text(out, text)
    click.echo(f"{out}: {count} {what}{'' if count == 1 else 's'}")
