"""The drawings of a test: one dial for both sides wherever they may stand on one, an earlier check's values as ghosts."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from supple.figure import dial_of, draw_dial, sides_chart
from supple.figure.svg import Fragment
from supple.findings.model import Finding
from supple.findings.sides import detectable_between, side_difference
from supple.measurement.model import Measurement
from supple.problems import InputProblem
from supple.quantities import Direction, Movement
from supple.words import mode_words, sides_words
from supple_web.assessments.engine.result.model import Between, Said
from supple_web.common.engine.evidence import cited
from supple_web.common.lazy import gettext_lazy

_OTHER_WAY = gettext_lazy("The earlier check was measured in another way, so its values do not stand on this dial.")


def dials(findings: Sequence[Finding], earlier: Sequence[Finding], *, key: str) -> tuple[tuple[Fragment, ...], str]:
    """The dials of one test, and why an earlier check is not on them where it is not."""
    turns = [finding for finding in findings if finding.movement is Movement.ROTATION]
    if not turns:
        return (), ""
    position = turns[0].position
    before = [finding for finding in earlier if finding.movement is Movement.ROTATION and finding.position is position]
    try:
        return (_drawn(turns, before, key),), ""
    except InputProblem:
        pass
    note = _OTHER_WAY if before else ""
    try:
        return (_drawn(turns, (), key),), note
    except InputProblem:  # the two sides were measured in different ways: a dial of each
        return tuple(_drawn([turn], (), f"{key}-{turn.direction}") for turn in turns), note


def _drawn(turns: Sequence[Finding], before: Sequence[Finding], key: str) -> Fragment:
    return draw_dial(dial_of(turns, before), theme=None, key=key).svg


def between(findings: Sequence[Finding], *, key: str) -> tuple[Between, ...]:
    """Left against right, of every way of turning in which both were measured alike."""
    sides = {finding.direction: finding for finding in findings if finding.movement is Movement.ROTATION}
    if len(sides) < len(Direction):
        return ()
    left, right = sides[Direction.LEFT], sides[Direction.RIGHT]
    pairs = [(left.active, right.active)]
    if left.end_range and right.end_range:
        pairs.append((left.end_range.measurement, right.end_range.measurement))
    mark = left.criterion
    return tuple(
        _between(a, b, sides_chart(a, b, criterion=mark, theme=None, key=f"{key}-{a.kind.mode}").svg)
        for a, b in pairs
        if a is not None and b is not None and (a.kind, a.rater) == (b.kind, b.rater)
    )


def _between(left: Measurement, right: Measurement, picture: Fragment) -> Between:
    found = side_difference(left, right)
    less = None if found is None else (Direction.RIGHT if found.difference_deg > 0 else Direction.LEFT)
    how = mode_words(left.kind.mode, left.kind.assist)
    if found is not None:
        said = found.reason
    else:
        detectable = detectable_between(left, right)
        size = abs(left.mean_deg - right.mean_deg)
        basis = _("your own repeats") if left.error.is_own else _("convention, derived from error")
        said = _("They differ by {size} degrees; less than {least} degrees could be error alone ({basis}).")
        said = said.format(size=f"{size:.1f}", least=f"{detectable:.1f}", basis=basis)
    source = () if left.error.learned_days else cited(left.error.source)
    return Between(f"{sides_words(less)}: {how}.", found is not None, Said(said, source), picture)
