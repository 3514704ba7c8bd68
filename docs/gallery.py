"""Draws every exercise, how-to and result into docs/gallery before the pages are read, and writes the page that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from supple import figure
from supple.exchange.assess_file import read_assess_file
from supple.exchange.assessment import assess
from supple.exchange.history import read_history
from supple.exchange.measuring import measure
from supple.exchange.progress_report import progress_report
from supple.programme.exercises import catalogue
from supple.programme.page import HEADINGS
from supple.programme.reading import deciding_findings

EXAMPLES = Path(__file__).resolve().parents[1] / "src" / "supple" / "examples"
_HEAD = """\
# Gallery

Every drawing of the package: made by its own kinematics and its own results, as SVG without script. The exercises move; where a
reader prefers less motion, and on paper, their stills are shown. `supple figure --list` names them all, [Drawings](../figures.md)
says how they are made and checked.
"""


def render(destination: Path) -> None:
    """Write index.md, and one SVG file a drawing, into a folder."""
    drawings = destination / "drawings"  # a folder of its own: what is served as it stands is no source of pages
    drawings.mkdir(parents=True, exist_ok=True)
    lines = [_HEAD, *_results(drawings), *_howtos(drawings), *_exercises(drawings)]
    (destination / "index.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write(folder: Path, name: str, svg: str) -> str:
    (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
    return f"../_static/{name}.svg"


def _picture(source: str, words: str, width: int) -> str:
    return f'<img src="{source}" alt="{escape(words)}" width="{width}" loading="lazy">'


def _exercises(folder: Path) -> Iterator[str]:
    for role, heading in HEADINGS.items():
        yield f"## {heading}\n"
        for one in catalogue().with_role(role):
            loop = _picture(_write(folder, one.id, figure.animated(one.id)), f"{one.name}, moving", 400)
            row = _picture(_write(folder, f"{one.id}-stills", figure.stills(one.id, columns=5)), f"{one.name}, key poses", 620)
            yield f"### {one.name}\n\n`{one.id}`. {one.purpose}\n\n{loop}\n\n{row}\n"


def _howtos(folder: Path) -> Iterator[str]:
    yield "## How a test is done\n"
    for key, one in figure.howtos().items():
        picture = _picture(
            _write(folder, f"howto-{key}", figure.howto(key, columns=4)), one.words(one.title), 200 * len(one.panels)
        )
        yield f"### {one.words(one.title)}\n\n`{key}`\n\n{picture}\n"


def _results(folder: Path) -> Iterator[str]:
    """Results of the example files, each with its table."""
    assessment = assess(read_assess_file(EXAMPLES / "control.toml"))
    findings = list(deciding_findings(assessment.findings).values())
    series = progress_report(read_history(EXAMPLES / "history.csv")).series[0].progress
    motion = measure(EXAMPLES / "standing-rotation.sto", position="standing", mode="active").motion
    drawings = {
        "dial": figure.draw_dial(figure.dial_of(findings)),
        "trend": figure.trend_chart(series),
        "repetitions": figure.repetition_chart(motion),
    }
    yield "## Results\n"
    for name, drawn in drawings.items():
        picture = _picture(_write(folder, f"result-{name}", drawn.svg), drawn.description, 480)
        yield f"### {drawn.title}\n\n{picture}\n\n{drawn.table.to_html()}\n"
