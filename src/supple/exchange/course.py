"""Several days of tests: where the plan stands when the same question went without an answer twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from supple.findings import judge
from supple.findings.model import Category, Criterion, Finding, Screening
from supple.measurement.model import Trial
from supple.programme.advance import start
from supple.programme.reading import deciding_findings
from supple.programme.state import Stage, State, Track
from supple.quantities import Direction


class Undecided(NamedTuple):
    """A direction that neither of the last two days of tests could decide."""

    direction: Direction
    days: tuple[str, str]


def state_of(
    trials: Sequence[Trial], findings: Sequence[Finding], screening: Screening, criteria: Sequence[Criterion] | None
) -> tuple[State, tuple[Undecided, ...]]:
    """The state a programme starts from, with a referral where two days in a row were undetermined.

    Nothing else of earlier days moves the plan: whether training took place between them is not known here.
    """
    state = start(findings)
    twice = tuple(u for u in (_undecided_twice(side, trials, findings, screening, criteria) for side in Direction) if u)
    referred = {undecided.direction for undecided in twice}
    left, right = (Track(Stage.REFERRAL) if side in referred else state.track(side) for side in (Direction.LEFT, Direction.RIGHT))
    return state._replace(left=left, right=right), twice


def _undecided_twice(
    side: Direction,
    trials: Sequence[Trial],
    findings: Sequence[Finding],
    screening: Screening,
    criteria: Sequence[Criterion] | None,
) -> Undecided | None:
    latest = deciding_findings(findings).get(side)
    if latest is None or latest.category is not Category.UNDETERMINED:
        return None
    same = [t for t in trials if t.direction is side and t.movement is latest.movement and t.position is latest.position]
    days = sorted({trial.day for trial in same})
    if len(days) < 2:
        return None
    before = judge([trial for trial in trials if trial.day <= days[-2]], screening, criteria)
    earlier = deciding_findings(before).get(side)
    if earlier is None or earlier.category is not Category.UNDETERMINED:
        return None
    return Undecided(side, (days[-2].isoformat(), days[-1].isoformat()))
