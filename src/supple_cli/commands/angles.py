"""``supple angles``: one recording to joint angles over time, as a table."""

from __future__ import annotations

from pathlib import Path

import click

from supple.quantities import Position
from supple_cli.options import FILE, Seconds, facing_option, word_option
from supple_cli.out import say


@click.command(
    "angles",
    short_help="A recording to joint angles over time, as CSV or Parquet.",
    epilog="""\b
Examples:
  supple angles standing-rotation.sto --out angles.csv
  supple angles standing-rotation.sto --out angles.parquet --relative
  supple angles standing-rotation.sto --out angles.csv --neutral 0:0.4

\b
Columns: time_s, flexion_deg, lateral_flexion_deg, axial_rotation_deg
(+ pelvis_rotation_deg in the room where known). One sensor alone gives
trunk_flexion_deg, trunk_lateral_flexion_deg, trunk_turn_deg, because it
also sees the pelvis turn. Flexion + forward, lateral flexion + to the
right, axial rotation + to the left. A missing value is an empty cell.""",
)
@click.argument("file", type=FILE)
@click.option("--out", type=FILE, required=True, metavar="FILE", help="The table to write, .csv or .parquet.")
@word_option("position", Position, "How it was made, where the file does not say it; it decides the axis of rotation.")
@facing_option
@click.option("--neutral", type=Seconds(), default=None, help="Seconds of the still posture that is zero; otherwise it is found.")
@click.option(
    "--relative/--absolute",
    "relative",
    default=None,
    help="Zero is the neutral posture, or the segments' frames aligned. Markers start absolute, sensors relative.",
)
def command(
    *,
    file: Path,
    out: Path,
    position: Position | None,
    facing: str | None,
    neutral: tuple[float, float] | None,
    relative: bool | None,
) -> None:
    """Compute the angles of the thorax in the pelvis at every sample and write them as a table."""
    from supple.exchange.angles_of import angles
    from supple.exchange.angles_table import check_table_path, write_angles

    check_table_path(out)
    result = angles(file, facing=facing, position=position, neutral=neutral, relative=relative)
    write_angles(result, out)
    for warning in result.warnings:
        say(f"{file}: {warning}")
    click.echo(f"{out}: {len(result.time_s)} rows, {result.quantity}, zero {result.zero}")
