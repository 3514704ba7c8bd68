"""Findings to a dial: of one way of measuring only, because kinds of trial are never pooled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

from supple.figure.dial.model import Dial, DialMark, DialSide, DialValue
from supple.findings.model import Finding
from supple.measurement.model import KindOfTrial, Measurement
from supple.problems import InputProblem
from supple.quantities import Direction, Mode, Movement, Position
from supple.words import POSITION_TITLE, kind_words, mode_words

_REMEDY: Final = "measure both sides the same way, or draw a dial of each"


def dial_of(findings: Iterable[Finding], earlier: Iterable[Finding] = (), *, elsewhere: Collection[Direction] = ()) -> Dial:
    """The dial of the rotation among some findings, with another day's values as ghosts.

    earlier: findings of that other day. Findings of other movements are left out; a direction without a finding is not measured.
    elsewhere: directions that were measured in another position only; where they have no finding here the dial says so.
    Raises InputProblem where there is no rotation, where a direction occurs twice, and where the measurements
    are of several positions, instruments, placements, arms or ways to the end range: such values never stand on one dial.
    """
    now, before = _by_direction(findings), _by_direction(earlier)
    if not now:
        raise InputProblem("dial", "no finding of a rotation", "at least one", "measure a rotation")
    everything = [*now.values(), *before.values()]
    position, kind = _one_way(everything)
    end = _one_end(everything)
    left, right = (
        replace(_side(now.get(side), before.get(side)), elsewhere=side in elsewhere and side not in now) for side in Direction
    )
    return Dial(left, right, position, kind, end.mode if end else Mode.ASSISTED, end.assist if end else None)


def _by_direction(findings: Iterable[Finding]) -> dict[Direction, Finding]:
    found: dict[Direction, Finding] = {}
    for finding in findings:
        if finding.movement is not Movement.ROTATION or finding.direction is None:
            continue
        if finding.direction in found:
            both = f"{found[finding.direction].position} and {finding.position}"
            found_twice = f"two findings of rotation to the {finding.direction} ({both})"
            raise InputProblem("dial", found_twice, "one for each side", "draw a dial for each position and day")
        found[finding.direction] = finding
    return found


def _measured(findings: Sequence[Finding]) -> list[Measurement]:
    ends = [finding.end_range.measurement for finding in findings if finding.end_range]
    return [finding.active for finding in findings if finding.active] + ends


def _one_way(findings: Sequence[Finding]) -> tuple[Position, KindOfTrial | None]:
    """Position and kind that all trials have in common once how the end range was reached is left aside."""
    kinds = {replace(measured.kind, mode=Mode.ACTIVE, assist=None) for measured in _measured(findings)}
    positions = {finding.position for finding in findings} | {kind.position for kind in kinds}
    if len(kinds) > 1 or len(positions) > 1:
        told = sorted({kind_words(kind) for kind in kinds} | {POSITION_TITLE[p] for p in positions if len(positions) > 1})
        raise InputProblem("dial", f"several kinds of trial: {' / '.join(told)}", "one way of measuring for all of it", _REMEDY)
    return positions.pop(), next(iter(kinds), None)


def _one_end(findings: Sequence[Finding]) -> KindOfTrial | None:
    ends = {finding.end_range.measurement.kind for finding in findings if finding.end_range}
    if len(ends) > 1:
        told = sorted(mode_words(kind.mode, kind.assist) for kind in ends)
        raise InputProblem("dial", f"end ranges reached in several ways: {' / '.join(told)}", "one way for all of it", _REMEDY)
    return next(iter(ends), None)


def _side(now: Finding | None, before: Finding | None) -> DialSide:
    mark = now.criterion if now else None
    return DialSide(
        active=_value(now.active) if now else None,
        end_range=_end_value(now),
        mark=DialMark.of(mark) if mark else None,
        category=now.category if now else None,
        earlier_active=_value(before.active) if before else None,
        earlier_end_range=_end_value(before),
    )


def _value(measured: Measurement | None) -> DialValue | None:
    return DialValue.of(measured) if measured else None


def _end_value(finding: Finding | None) -> DialValue | None:
    return DialValue.of(finding.end_range.measurement) if finding and finding.end_range else None
