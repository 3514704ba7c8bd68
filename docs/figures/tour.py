"""Draws docs/figures/tour.svg: what `supple assess` prints on a terminal, as it is. Run: python docs/figures/tour.py."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parents[1] / "src" / "supple" / "examples" / "control.toml"
COLUMNS = 100
LAST_LINE = "Left against right"
PAPER = TerminalTheme(
    (253, 251, 246),
    (52, 46, 41),
    [(52, 46, 41), (178, 58, 42), (28, 120, 78), (158, 106, 8), (36, 88, 178), (122, 32, 152), (14, 116, 126), (92, 86, 80)],
    [(120, 112, 104), (178, 58, 42), (28, 120, 78), (158, 106, 8), (36, 88, 178), (122, 32, 152), (14, 116, 126), (52, 46, 41)],
)


def printed_on_a_terminal(command: list[str]) -> str:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    environment.pop("NO_COLOR", None)
    process = subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    chunks = []
    try:
        while chunk := os.read(ours, 65536):
            chunks.append(chunk)
    except OSError:  # the terminal's other end is closed: the command is done
        pass
    process.wait()
    return b"".join(chunks).decode("utf-8").replace("\r\n", "\n")


def draw() -> str:
    supple = Path(sys.executable).with_name("supple")
    lines = printed_on_a_terminal([str(supple), "assess", str(EXAMPLE)]).split("\n")
    last = next(number for number, line in enumerate(lines) if LAST_LINE in line) - 2
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(f"$ supple assess {EXAMPLE.name}\n" + "\n".join(lines[: last + 1]) + "\n  ..."))
    no_web_fonts = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    no_web_fonts = no_web_fonts.replace("Fira Code", "DejaVu Sans Mono")
    return console.export_svg(title="supple", theme=PAPER, code_format=no_web_fonts, unique_id="tour")


if __name__ == "__main__":
    (HERE / "tour.svg").write_text(draw(), encoding="utf-8")
