"""Screening and findings in words, with the dial of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from supple.evidence import describe
from supple.exchange.words import CATEGORY_MEANING, CATEGORY_TITLE, MODE_TITLE, POSITION_TITLE, URGENCY_TITLE, movement_words
from supple.findings.model import Category, Criterion, Finding, Screening, Urgency
from supple.measurement.model import Measurement
from supple.quantities import Direction, Movement
from supple_cli.look import Look
from supple_cli.printing.bars import Side, legend, range_lines
from supple_cli.printing.parts import bullets, heading, paragraph

_STYLE = {
    Category.MEETS_CRITERION: "bold green",
    Category.BORDERLINE: "bold green",
    Category.MOBILITY_LIMITATION: "bold yellow",
    Category.MOTOR_CONTROL_DEFICIT: "bold yellow",
    Category.PAINFUL: "bold red",
    Category.UNDETERMINED: "bold",
    Category.NO_CRITERION: "bold",
}
_DIAL_COLUMNS = 73
_Z95 = 1.96


def print_stop(look: Look, screening: Screening) -> None:
    """A red flag: where to go and how urgently, and nothing else."""
    heading(look, URGENCY_TITLE[screening.urgency])
    paragraph(look, screening.advice, style="bold red")
    bullets(look, (flag.text for flag in screening.flags))


def print_screening(look: Look, screening: Screening) -> None:
    if screening.urgency is Urgency.NONE and not screening.flags:
        return
    heading(look, "Before you begin")
    if screening.urgency is not Urgency.NONE:
        paragraph(look, f"{URGENCY_TITLE[screening.urgency]}.", style="bold")
    paragraph(look, screening.advice)
    bullets(look, (flag.text for flag in screening.flags))


def print_findings(look: Look, findings: Sequence[Finding]) -> None:
    def group(finding: Finding) -> tuple[Movement, str]:
        return finding.movement, finding.position

    for _, members in groupby(findings, key=group):
        _print_group(look, list(members))


def _print_group(look: Look, findings: Sequence[Finding]) -> None:
    first = findings[0]
    heading(look, f"{first.movement.capitalize()}, {POSITION_TITLE[first.position]}")
    criterion = next((f.criterion for f in findings if f.criterion), None)
    if first.movement is Movement.ROTATION:
        _print_dial(look, findings, criterion)
    for finding in findings:
        _print_finding(look, finding)
    if criterion is not None:
        look.console.print()
        paragraph(look, _mark(look, criterion), style="dim")


def _print_dial(look: Look, findings: Sequence[Finding], criterion: Criterion | None) -> None:
    sides = {finding.direction: _side(finding) for finding in findings}
    left, right = sides.get(Direction.LEFT, Side()), sides.get(Direction.RIGHT, Side())
    mark = criterion.value_deg if criterion else None
    width = min(look.width - 2, _DIAL_COLUMNS)
    for line in range_lines(left, right, mark_deg=mark, width=width, glyphs=look.glyphs):
        look.console.print(line, no_wrap=True, overflow="crop", style="cyan")
    helped = any(finding.end_range for finding in findings)
    active = any(finding.active for finding in findings)
    paragraph(look, legend(look.glyphs, mark=mark is not None, end_range=helped, active=active), style="dim")


def _side(finding: Finding) -> Side:
    end = finding.end_range.measurement.mean_deg if finding.end_range else None
    if finding.active is None:
        return Side(end_range_deg=end)
    half_width = _Z95 * finding.active.sem_deg
    low, high = max(0.0, finding.active.mean_deg - half_width), finding.active.mean_deg + half_width
    return Side(finding.active.mean_deg, (low, high), end)


def _print_finding(look: Look, finding: Finding) -> None:
    look.console.print()
    words = movement_words(finding.movement, finding.direction)
    paragraph(look, f"{words[:1].upper()}{words[1:]}: {CATEGORY_TITLE[finding.category]}", style=_STYLE[finding.category])
    paragraph(look, f"{CATEGORY_MEANING[finding.category]}{_how_sure(finding)}", indent=2)
    for line in _values(look, finding):
        paragraph(look, line, indent=2)
    bullets(look, finding.reasons, indent=2)


def _values(look: Look, finding: Finding) -> list[str]:
    lines = []
    if finding.active is not None:
        lines.append(f"By yourself (active): {_value(look, finding.active)}.")
    if finding.end_range is not None:
        lines.append(f"{_capital(MODE_TITLE[finding.end_range.mode])}: {_value(look, finding.end_range.measurement)}.")
    return lines


def _value(look: Look, measurement: Measurement) -> str:
    trials = "1 trial" if measurement.n == 1 else f"{measurement.n} trials"
    return f"{look.degrees(measurement.mean_deg)}, give or take {look.degrees(_Z95 * measurement.sem_deg)} (95 %), from {trials}"


def _how_sure(finding: Finding) -> str:
    probability = finding.probabilities.get(finding.category)
    return "" if probability is None else f" How sure: {min(99, round(100 * probability))} in 100."


def _mark(look: Look, criterion: Criterion) -> str:
    text = f"The mark: {look.degrees(criterion.value_deg, 0)}, {describe(criterion.source)}, {criterion.strength}."
    if criterion.healthy_mean_deg is not None:
        source = f" ({describe(criterion.healthy_mean_source)})" if criterion.healthy_mean_source else ""
        text += (
            f" Healthy people measured this way average {look.degrees(criterion.healthy_mean_deg)}{source}: a mark is no norm."
        )
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
