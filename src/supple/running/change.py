"""The same test on two days: told from error, and never across unlike ways of measuring."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from supple.quantities import Direction
from supple.running.model import RunningReport, SideResult, Tool, Unit, Why
from supple.running.table import Z95

_MUTE = frozenset({Why.PAINFUL, Why.ONE_VALUE, Why.CONDITION, Why.NOT_TESTED})


class Verdict(StrEnum):
    MORE = "more"
    LESS = "less"
    NO_RELIABLE_CHANGE = "no-reliable-change"


@dataclass(frozen=True)
class Change:
    """difference: later minus earlier, in ``unit``; detectable: what error alone explains, 95 times in 100."""

    test: str
    side: Direction
    tool: Tool
    unit: Unit
    difference: float
    detectable: float
    verdict: Verdict


def changes(earlier: RunningReport, later: RunningReport) -> tuple[Change, ...]:
    """Each side that was measured the same way on both days, with at least two values and without pain."""
    pairs = zip(earlier.sides, later.sides, strict=True)
    return tuple(found for before, after in pairs if (found := change(before, after)) is not None)


def change(before: SideResult, after: SideResult) -> Change | None:
    """None where the two cannot be compared."""
    if before.readings is None or after.readings is None or after.unit is None or {before.why, after.why} & _MUTE:
        return None
    if (before.test.id, before.side, before.readings.tool) != (after.test.id, after.side, after.readings.tool):
        return None
    if before.mean is None or after.mean is None or before.sem is None or after.sem is None:
        return None
    difference = after.mean - before.mean
    detectable = Z95 * math.hypot(before.sem, after.sem)
    verdict = Verdict.NO_RELIABLE_CHANGE
    if abs(difference) > detectable:
        verdict = Verdict.MORE if difference > 0 else Verdict.LESS
    return Change(after.test.id, after.side, after.readings.tool, after.unit, difference, detectable, verdict)
