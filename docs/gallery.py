"""Draws every exercise, how-to and result into docs/gallery before the pages are read, and writes the page that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html import escape
from pathlib import Path

from supple import figure
from supple.exchange.assess_file import read_assess_file
from supple.exchange.assessment import assess
from supple.exchange.history import read_history
from supple.exchange.measuring import measure
from supple.exchange.progress_report import progress_report
from supple.figure.howto.model import HowTo
from supple.programme.exercises import catalogue
from supple.programme.page import HEADINGS
from supple.programme.reading import deciding_findings
from supple.progress.model import Session
from supple.quantities import Direction
from supple.running import running_tests

EXAMPLES = Path(__file__).resolve().parents[1] / "src" / "supple" / "examples"
#: Eight weeks of made-up sessions: some days are left out, some done in part, some hurt.
_BEGAN, _UNTIL = date(2026, 8, 3), date(2026, 9, 24)
_SESSIONS = [
    Session(_BEGAN + timedelta(days=day), 6 if day % 4 else day % 6, 6, pain_during=(day * 3) % 5 + day // 40)
    for day in range(53)
    if day % 7 < 5 and day % 11 != 6
]
_TITLES = {"dial-two-days": "Another day, eight weeks after it"}
_HEAD = """\
# Gallery

Every drawing of the package: made by its own kinematics and its own results, as SVG without script. The exercises move; where a
reader prefers less motion their stills are shown. `supple figure --list` names them all, [Drawings](../figures.md)
says how they are made and checked.
"""
#: Tables wider than a phone scroll by themselves.
_SCROLLED = '<div style="overflow-x:auto" tabindex="0">{}</div>'


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
        loop = _loop(folder, key, one)
        yield f"### {one.words(one.title)}\n\n`{key}`\n\n{loop}{picture}\n"


def _loop(folder: Path, key: str, one: HowTo) -> str:
    """The tests of the running check move as well."""
    if key not in running_tests():
        return ""
    return (
        _picture(_write(folder, f"howto-{key}-moving", figure.howto_moving(key)), f"{one.words(one.title)}, moving", 300) + "\n\n"
    )


def _results(folder: Path) -> Iterator[str]:
    """Results of the example files, each with its table; the sessions of the calendar are made up."""
    assessment = assess(read_assess_file(EXAMPLES / "control.toml"))
    findings = list(deciding_findings(assessment.findings).values())
    series = progress_report(read_history(EXAMPLES / "history.csv")).series[0].progress
    motion = measure(EXAMPLES / "standing-rotation.sto", position="standing", mode="active").motion
    sides = {one.direction: one.active for one in findings}
    read = read_assess_file(EXAMPLES / "enough.toml")
    later = replace(read, trials=tuple(replace(trial, day=trial.day + timedelta(weeks=8)) for trial in read.trials))
    after = list(deciding_findings(assess(later).findings).values())
    drawings = {
        "dial": figure.draw_dial(figure.dial_of(findings)),
        "dial-two-days": figure.draw_dial(figure.dial_of(after, earlier=findings)),
        "dial-live": figure.live_dial(figure.Target(Direction.LEFT, 40, 50), figure.Target(Direction.RIGHT, 40, 50)),
        "sides": figure.sides_chart(sides[Direction.LEFT], sides[Direction.RIGHT], criterion=findings[0].criterion),
        "trend": figure.trend_chart(series),
        "repetitions": figure.repetition_chart(motion),
        "calendar": figure.adherence_calendar(_SESSIONS, began=_BEGAN, until=_UNTIL, days_per_week=5),
        "pain": figure.pain_chart(_SESSIONS),
    }
    yield "## Results\n"
    for name, drawn in drawings.items():
        picture = _picture(_write(folder, f"result-{name}", drawn.svg), drawn.description, 480)
        yield f"### {_TITLES.get(name, drawn.title)}\n\n{picture}\n\n{_SCROLLED.format(drawn.table.to_html())}\n"
