"""The demonstration: measurement, finding and programme of the bundled recording, then a made-up person held against a mark."""

from __future__ import annotations

import tempfile
from pathlib import Path

from supple.examples import RECORDING, write_examples
from supple.exchange.assess_file import read_assess_file
from supple.exchange.assessment import assess
from supple_cli.look import Look, look_at
from supple_cli.printing.assessment import print_assessment
from supple_cli.printing.measure import print_file
from supple_cli.printing.parts import paragraph


def print_demo() -> None:
    look = look_at()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_examples(folder)
        recorded = assess(read_assess_file(folder / "recording.toml"))
        made_up = assess(read_assess_file(folder / "control.toml"))
    _banner(look, "1. A real recording: one person turns left and right, standing")
    paragraph(
        look,
        "The orientation of chest and pelvis over time, as two body-worn sensors give it; here seen by cameras on "
        "targets (Keraal data set, BSD-2-Clause). What is in it:",
    )
    for recording in recorded.recordings:
        print_file(look, recording.file, title=RECORDING)
    look.console.print()
    paragraph(look, "What can be said of it, and what to do:", style="bold")
    print_assessment(recorded, look, how=False)
    _banner(look, "2. A made-up person, measured by phone, sitting on the heels: the test that has a mark")
    print_assessment(made_up, look)
    look.console.print()
    paragraph(look, "Try it on your own: 'supple demo --write FOLDER' copies these files; 'supple --help' shows the rest.")


def _banner(look: Look, text: str) -> None:
    from rich.rule import Rule

    look.console.print()
    look.console.print(Rule(characters="=" if look.plain else "━", style="bold cyan"))
    paragraph(look, text, style="bold")
    look.console.print(Rule(characters="=" if look.plain else "━", style="bold cyan"))
