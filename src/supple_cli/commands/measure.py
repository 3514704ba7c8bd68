"""``supple measure``: recordings to repetitions, trials and a summary per direction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from supple.problems import InputProblem
from supple.quantities import SELF_RATER, Mode, Position
from supple_cli.options import FILE, Day, facing_option, json_option, upright_option, word_option
from supple_cli.out import over, print_json, say

#: From here on a person is shown that something is going on.
_MANY_FILES, _MANY_BYTES = 3, 20_000_000


@click.command(
    "measure",
    short_help="Recordings to repetitions, graded, with a summary per direction.",
    epilog="""\b
Examples:
  supple measure standing-rotation.sto --position standing --mode active
  supple measure standing-rotation.sto --json
  supple measure standing-rotation.sto ORIGIN.md --skip-bad

\b
The format is found by content: TRC, C3D, OpenSim .mot and .sto, sensor CSV,
Movella DOT, MT Manager, APDM, Sensor Logger, phyphox, phone trials, pose
landmarks, Kinect rows, joint angles.""",
)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@word_option("position", Position, "How the trial was made, where the file does not say it.")
@word_option("mode", Mode, "Who moved: active, assisted (own hands, wall, stick) or passive (a clinician).")
@facing_option
@upright_option
@click.option("--day", type=Day(), default=None, help="Also put all files' repetitions together as the measurement of this day.")
@click.option("--rater", default=SELF_RATER, show_default=True, help="Who measured: self, or a clinician's name.")
@click.option("--skip-bad", is_flag=True, help="Leave out files that cannot be measured, naming each on standard error.")
@json_option("measure")
def command(
    *,
    files: tuple[Path, ...],
    position: Position | None,
    mode: Mode | None,
    facing: str | None,
    upright: tuple[float, float] | None,
    day: date | None,
    rater: str,
    skip_bad: bool,
    as_json: bool,
) -> None:
    """Measure each recording's repetitions: how far, which way, how sure, how well.

    One bad file of many stops the run with exit status 2 and no output, unless --skip-bad.
    """
    from supple.exchange.measuring import MeasuredFiles, measure_files

    watched = over(files, "Measuring", long=_is_long(files))
    result: MeasuredFiles = measure_files(
        watched, position=position, mode=mode, facing=facing, rater=rater, day=day, upright=upright, skip_bad=skip_bad
    )
    for _, problem in result.skipped:
        say(f"skipped {problem}")
    if not result.files:
        raise InputProblem(
            str(files[0]), "nothing that could be measured", "at least one good recording", "correct the files named above"
        )
    if as_json:
        print_json(result.to_json())
    else:
        from supple_cli.printing.measure import print_measured

        print_measured(result)


def _is_long(files: Sequence[Path]) -> bool:
    return len(files) >= _MANY_FILES or sum(path.stat().st_size for path in files if path.is_file()) >= _MANY_BYTES
