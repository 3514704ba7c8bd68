"""Trials that can hardly all be right: what to look at again. The trials stay as they are; a remark changes no finding."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise, product
from typing import Final

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

from supple.findings.case import Arm, belongs, detectable_gap
from supple.findings.seen import seen
from supple.findings.sentences import degrees, turn
from supple.findings.sides import detectable_between
from supple.measurement.day import OWN_ERROR_CORRELATION, ErrorChoice, group_of, in_order, measure_days, usable
from supple.measurement.model import Measurement, Trial
from supple.quantities import Direction, Mode

#: A set whose values are further apart than in all but one of a hundred is worth a second look (convention of this project).
WITHIN_SET: Final = 0.99


def remarks(trials: Iterable[Trial], error: ErrorChoice = None) -> tuple[str, ...]:
    """One sentence or two for every pair or set of trials that can hardly all be right, with what to do about it.

    Looked at, day by day and kind by kind: an active range beyond the end range of the same day and direction by more than
    error explains (what ``judge`` calls a contradiction, already at the first pair); left and right that lead the other way
    round in end-range trials than in active ones, or than on the day before; values far apart within a set. error: as in
    ``measure_day``, the borrowed one where nothing is given.
    """
    counted = usable(trials)
    measured = measure_days(counted, error)
    exchanged = list(_exchanged(measured))
    sides = {id(row) for rows, _ in exchanged for row in rows}
    found = [text for _, text in exchanged]
    found += [_contradiction(active, end) for active, end in _contradicting(measured) if id(active) not in sides]
    return (*found, *_far_apart(counted, measured))


# the two modes of one direction


def _contradicting(measured: Sequence[Measurement]) -> Iterator[tuple[Measurement, Measurement]]:
    actives = [row for row in measured if row.kind.mode is Mode.ACTIVE]
    ends = [row for row in measured if row.kind.mode is not Mode.ACTIVE]
    for active, end in product(actives, ends):
        same = (active.day, active.movement, active.direction) == (end.day, end.movement, end.direction)
        if same and belongs(active.kind, end.kind) and active.mean_deg - end.mean_deg >= _gap(active, end):
            yield active, end


def _gap(active: Measurement, end: Measurement) -> float:
    """The smallest gap that counts as real for means of three, more where there are fewer trials."""
    floor = detectable_gap(*(Arm(row, (), seen(row, (), row.day, 0.0)) for row in (active, end)))
    return max(floor, 1.96 * math.hypot(active.sem_deg, end.sem_deg))


def _contradiction(active: Measurement, end: Measurement) -> str:
    mode, beyond = end.kind.mode, active.mean_deg - end.mean_deg
    return (
        f"{_named(active)}: the active mean of {degrees(active.mean_deg)} lies {degrees(beyond)} beyond the {mode} one of "
        f"{degrees(end.mean_deg)}, at least the {degrees(_gap(active, end))} that error can explain, and nobody goes further "
        f"alone than when helped. Check that active and {mode} were not exchanged; if they were not, repeat both on another day, "
        "active ones first."
    )


# the two sides


_Pair = tuple[Measurement, Measurement]


def _exchanged(measured: Sequence[Measurement]) -> Iterator[tuple[tuple[Measurement, ...], str]]:
    """Sides that lead the other way round, each time beyond error: between the modes of a day, or between two days of a kind."""
    pairs = [pair for pair in _both_sides(measured) if abs(_lead(pair)) >= detectable_between(*pair)]
    for active, end in product(pairs, pairs):
        kinds = active[0].kind, end[0].kind
        modes = kinds[0].mode is Mode.ACTIVE and kinds[1].mode is not Mode.ACTIVE
        if modes and active[0].day == end[0].day and belongs(*kinds) and _same(active, end) and _turned(active, end):
            yield (*active, *end), _sides_text(active, end, f"the {end[0].kind.mode} one")
    alike: dict[tuple[object, ...], list[_Pair]] = {}
    for pair in pairs:
        alike.setdefault((pair[0].movement, pair[0].kind, pair[0].rater), []).append(pair)
    for before, after in (two for days in alike.values() for two in pairwise(days)):
        if _turned(before, after):
            yield (*after,), _sides_text(after, before, f"that of {before[0].day}")


def _both_sides(measured: Sequence[Measurement]) -> Iterator[_Pair]:
    for left, right in product(measured, measured):
        sides = (left.direction, right.direction) == (Direction.LEFT, Direction.RIGHT)
        alike = (left.day, left.movement, left.kind, left.rater) == (right.day, right.movement, right.kind, right.rater)
        if sides and alike:
            yield left, right


def _same(one: _Pair, other: _Pair) -> bool:
    return one[0].movement is other[0].movement


def _lead(pair: _Pair) -> float:
    return pair[0].mean_deg - pair[1].mean_deg


def _turned(one: _Pair, other: _Pair) -> bool:
    return _lead(one) * _lead(other) < 0.0


def _sides_text(one: _Pair, other: _Pair, other_named: str) -> str:
    kind = one[0].kind
    return (
        f"{one[0].movement.capitalize()}, {kind.position}, {one[0].day}: the {kind.mode} range is larger to the {_ahead(one)}, "
        f"{other_named} to the {_ahead(other)}, each beyond error. Check that left and right were not exchanged in one of the "
        "two: the direction is where the breastbone turns. If they were not, repeat them on another day."
    )


def _ahead(pair: _Pair) -> str:
    more, less = sorted(pair, key=lambda row: -row.mean_deg)
    return f"{more.direction} ({more.mean_deg:.1f} against {less.mean_deg:.1f} degrees)"


# one set


def _far_apart(trials: Sequence[Trial], measured: Sequence[Measurement]) -> Iterator[str]:
    for row in measured:
        members = sorted((trial for trial in trials if _belongs_to(trial, row)), key=in_order)
        values = [trial.value_deg for trial in members]
        most = _most_apart(len(values)) * _trial_sd(members, row)
        apart = max(values) - min(values)
        if apart > most:
            yield _apart_text(row, values, apart, most)


def _belongs_to(trial: Trial, row: Measurement) -> bool:
    group = group_of(trial)
    own = (group.movement, group.direction, group.kind, group.rater, group.day)
    return own == (row.movement, row.direction, row.kind, row.rater, row.day)


def _trial_sd(members: Sequence[Trial], row: Measurement) -> float:
    """Standard deviation from trial to trial, degrees: the person's and the part of the instrument's that is not shared."""
    own = float(np.mean([(trial.own_error_deg or 0.0) ** 2 for trial in members]))
    return math.sqrt(row.error.s_trial_deg**2 + (1.0 - OWN_ERROR_CORRELATION) * own)


@cache
def _most_apart(count: int) -> float:
    """How far ``count`` draws from a standard normal distribution are apart at most, in ``WITHIN_SET`` of all sets."""
    if count < 2:
        return math.inf
    grid = np.linspace(-9.0, 9.0, 2001)
    density = np.exp(-0.5 * grid**2) / math.sqrt(2.0 * math.pi)

    def missing(apart: float) -> float:
        within = count * density * (ndtr(grid + apart) - ndtr(grid)) ** (count - 1)
        return float(np.trapezoid(within, grid)) - WITHIN_SET

    return float(brentq(missing, 0.1, 20.0))


def _apart_text(row: Measurement, values: Sequence[float], apart: float, most: float) -> str:
    listed = f"{', '.join(f'{value:.1f}' for value in values[:-1])} and {values[-1]:.1f}"
    odd = max(values, key=lambda value: abs(value - float(np.median(values))))
    look = f"Check the {odd:.1f}" if len(values) > 2 else "Check both"
    return (
        f"{row.kind.mode.capitalize()} {_named(row, small=True)}: {listed} degrees lie {degrees(apart)} apart, more than the "
        f"{degrees(most)} that error from trial to trial explains. {look}; if nothing was misread or mistyped, repeat the set."
    )


def _named(row: Measurement, *, small: bool = False) -> str:
    text = f"{turn(row.movement, row.direction)}, {row.kind.position}, {row.day}"
    return text if small else text[:1].upper() + text[1:]
