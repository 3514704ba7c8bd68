"""Screening and findings in words, with the dial of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from supple.findings.model import Category, Criterion, Finding, Screening, Urgency
from supple.findings.sentences import range_seen
from supple.measurement.model import Measurement
from supple.quantities import Direction, Movement
from supple.words import (
    CATEGORY_TITLE,
    POSITION_TITLE,
    URGENCY_TITLE,
    gates_words,
    meaning,
    mode_words,
    movement_words,
    unanswered_words,
)
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
    heading(look, "Before you begin")
    if screening.urgency is not Urgency.NONE and "clinician" not in screening.advice:
        paragraph(look, f"{URGENCY_TITLE[screening.urgency]}.", style="bold")
    paragraph(look, screening.advice)
    bullets(look, (flag.text for flag in screening.flags))
    for text in (gates_words(screening), unanswered_words(screening)):
        if text:
            paragraph(look, text)


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
    shared = _shared_reasons(findings)
    for finding in findings:
        _print_finding(look, finding, leave_out=shared)
    if shared:
        look.console.print()
        paragraph(look, "For every direction above:", style="bold")
        bullets(look, shared)


def _shared_reasons(findings: Sequence[Finding]) -> list[str]:
    """What is true of all directions of a test (its mark, healthy means, error) is said once."""
    first, *others = findings
    return [reason for reason in first.reasons if others and all(reason in other.reasons for other in others)]


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


def _print_finding(look: Look, finding: Finding, *, leave_out: Sequence[str]) -> None:
    look.console.print()
    words = movement_words(finding.movement, finding.direction)
    paragraph(look, f"{words[:1].upper()}{words[1:]}: {CATEGORY_TITLE[finding.category]}", style=_STYLE[finding.category])
    paragraph(look, meaning(finding), indent=2)
    bullets(look, [*_values(look, finding), *(r for r in finding.reasons if r not in {*leave_out, *_said(finding)})], indent=2)


def _said(finding: Finding) -> list[str]:
    """The reasons that only repeat the values, which are said in plainer words here."""
    end = finding.end_range.measurement if finding.end_range else None
    return [range_seen(measured) for measured in (finding.active, end) if measured]


def _values(look: Look, finding: Finding) -> list[str]:
    lines = []
    if finding.active is not None:
        lines.append(f"By yourself (active): {_value(look, finding.active)}.")
    if finding.end_range is not None:
        how = mode_words(finding.end_range.mode, finding.end_range.assist)
        lines.append(f"{_capital(how)}: {_value(look, finding.end_range.measurement)}.")
    return lines


def _value(look: Look, measurement: Measurement) -> str:
    trials = "1 trial" if measurement.n == 1 else f"{measurement.n} trials"
    return f"{look.degrees(measurement.mean_deg)}, give or take {look.degrees(_Z95 * measurement.sem_deg)} (95 %), from {trials}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
