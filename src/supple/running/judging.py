"""One side of one test against its reference: one comparison for all tests."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from supple.findings.settings import Settings
from supple.measurement.errors import borrowed_error
from supple.problems import InputProblem
from supple.quantities import Direction, Instrument
from supple.running import sentences as say
from supple.running.model import Amount, Bound, Category, Readings, RunningTest, Said, SideGap, SideResult, Tool, Unit, Way, Why
from supple.running.table import Z95, running_test

#: Values of a side from which something is said, and how many are asked for (convention).
LEAST_VALUES: Final = 2
ASKED_VALUES: Final = 3
_INSTRUMENTS: Final[dict[Tool, Instrument]] = {tool: Instrument(tool) for tool in Tool if tool is not Tool.RULER}


def compare(mean: float, sem: float, bound: Bound) -> Why:
    """Below or within only where error, of the value and of the bound, leaves no other answer at 95 %."""
    margin = Z95 * math.hypot(sem, bound.se)
    if mean - margin >= bound.high:
        return Why.ABOVE_BOUND
    if mean + margin < bound.low:
        return Why.BELOW_BOUND
    return Why.SOURCES_DISAGREE if bound.high > bound.low else Why.INSIDE_ERROR


def judge_side(readings: Readings) -> SideResult:
    """What one side's values say. Raises InputProblem for a test, tool or value that cannot be."""
    test = running_test(readings.test)
    way = _way(test, readings)
    if not readings.values and not readings.pain:
        return untested(test, readings.side)
    why, mean, sem, reasons = _judged(test, way, readings)
    return SideResult(
        test=test,
        side=readings.side,
        category=_CATEGORY[why],
        why=why,
        reasons=(*reasons, *_besides(test, way, why)),
        readings=readings,
        mean=mean,
        sem=sem,
        bound=way.bound,
        unit=way.unit,
    )


def untested(test: RunningTest, side: Direction) -> SideResult:
    return SideResult(test, side, Category.NOT_TESTED, Why.NOT_TESTED, (Said(say.NOT_TESTED, {}),))


def gap(left: SideResult, right: SideResult) -> SideGap | None:
    """The sides' difference; None where one is missing, hurt, rests on one value, or was measured otherwise."""
    if left.readings is None or right.readings is None or left.unit is None or left.test.id != right.test.id:
        return None
    mute = {Why.PAINFUL, Why.ONE_VALUE, Why.CONDITION}
    if left.readings.tool is not right.readings.tool or {left.why, right.why} & mute:
        return None
    if left.mean is None or right.mean is None or left.sem is None or right.sem is None:
        return None
    return _gap(left, right, left.mean - right.mean, Z95 * math.hypot(left.sem, right.sem), left.unit)


def standard_error(way: Way, tool: Tool, values: Sequence[float]) -> tuple[float, bool]:
    """Of the mean of one side's values, in their unit, and whether the values' own spread is what decided it.

    A published error is never made smaller by repeating; where nobody published one, that of self-measured angles is assumed.
    """
    k = len(values)
    published = way.sem if way.sem is not None else borrowed_error(instrument=_INSTRUMENTS[tool]).sem_deg(k)
    spread = float(np.std(values, ddof=1)) / math.sqrt(k) if k > 1 else 0.0
    return max(published, spread), spread > published


_CATEGORY: Final = {
    Why.ABOVE_BOUND: Category.WITHIN,
    Why.BELOW_BOUND: Category.BELOW,
    Why.INSIDE_ERROR: Category.CANNOT_TELL,
    Why.SOURCES_DISAGREE: Category.CANNOT_TELL,
    Why.ONE_VALUE: Category.CANNOT_TELL,
    Why.CONDITION: Category.CANNOT_TELL,
    Why.PAINFUL: Category.CANNOT_TELL,
}


def _judged(test: RunningTest, way: Way, readings: Readings) -> tuple[Why, float | None, float | None, tuple[Said, ...]]:
    hurts = (readings.pain or 0) >= Settings().painful_from
    if not readings.values:
        return Why.PAINFUL, None, None, (say.painful(readings),)
    mean = float(np.mean(readings.values))
    sem, own = standard_error(way, readings.tool, readings.values)
    told = say.measured(way, mean, Z95 * sem, own=own)
    if hurts:
        return Why.PAINFUL, mean, sem, (say.painful(readings), *told)
    if test.condition and readings.condition_met is not True:
        assert test.caveat is not None
        return Why.CONDITION, mean, sem, (say.condition(test.caveat), *told)
    if len(readings.values) < LEAST_VALUES:
        return Why.ONE_VALUE, mean, sem, (Said(say.ONE_VALUE, {}), *told)
    why = compare(mean, sem, way.bound)
    said = {Why.ABOVE_BOUND: say.within(), Why.BELOW_BOUND: say.below(way)}.get(why, say.inside(way))
    return why, mean, sem, (said, *told)


def _besides(test: RunningTest, way: Way, why: Why) -> tuple[Said, ...]:
    if why in (Why.PAINFUL, Why.ONE_VALUE, Why.CONDITION):
        return ()
    return (*say.norm(way), *(say.shown(one) for one in test.shown))


def _way(test: RunningTest, readings: Readings) -> Way:
    where = f"running:{test.id}"
    way = test.way(readings.tool)
    if way is None:
        known = ", ".join(tool for one in test.ways for tool in one.tools)
        raise InputProblem(where, f"a value by {readings.tool}", f"one of {known}", "choose one of these")
    for value in readings.values:
        if not way.least <= value <= way.most:
            expected = f"{way.least:g} to {way.most:g} {way.unit}"
            raise InputProblem(where, f"{value:g} {way.unit}", expected, "read it again")
    if readings.pain is not None and not 0 <= readings.pain <= 10:
        raise InputProblem(where, f"a pain of {readings.pain}", "0 to 10", "correct it")
    return way


def _gap(left: SideResult, right: SideResult, difference: float, detectable: float, unit: Unit) -> SideGap:
    beyond = abs(difference) > detectable
    values = {"difference": Amount(abs(difference), unit), "detectable": Amount(detectable, unit)}
    return SideGap(left.test, unit, difference, detectable, beyond, Said(say.GAP if beyond else say.NO_GAP, values))
