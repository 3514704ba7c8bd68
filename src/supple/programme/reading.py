"""Which of several findings decides what is done about a direction of rotation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from supple.findings.model import Category, Finding
from supple.quantities import Direction, Movement, Position

#: The primary test first; a test without a mark never speaks before one that has one.
_POSITIONS: Final = (
    Position.LUMBAR_LOCKED,
    Position.SEATED,
    Position.HALF_KNEELING,
    Position.STANDING,
    Position.SEATED_INCLINED,
)


def _rank(finding: Finding) -> tuple[bool, bool, int]:
    category = finding.category
    return (
        category is not Category.PAINFUL,  # pain in any position speaks first
        category is Category.NO_CRITERION,
        _POSITIONS.index(finding.position),
    )


def deciding_findings(findings: Iterable[Finding]) -> dict[Direction, Finding]:
    """Direction -> the one finding of rotation that decides. Positions are never pooled: one of them speaks."""
    decided: dict[Direction, Finding] = {}
    for finding in sorted(findings, key=_rank):
        if finding.movement is Movement.ROTATION and finding.direction is not None:
            decided.setdefault(finding.direction, finding)
    return decided


def painful_linear(findings: Iterable[Finding]) -> Finding | None:
    """A painful finding of flexion, extension or lateral flexion, the components that every session opens with."""
    for finding in findings:
        if finding.category is Category.PAINFUL and finding.movement is not Movement.ROTATION:
            return finding
    return None
