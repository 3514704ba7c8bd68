"""Everything that was measured put together: sides, their differences, turning beside them, and one next step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from supple.findings.settings import Settings
from supple.measurement.model import Measurement
from supple.measurement.reference import reference_values
from supple.problems import InputProblem
from supple.quantities import Direction, Mode, Movement, Quantity
from supple.running import sentences as say
from supple.running.judging import gap, judge_side, untested
from supple.running.model import Category, Readings, RunningReport, SideGap, SideResult, Step, Turn, Why
from supple.running.table import running_tests


def running_check(readings: Iterable[Readings], *, turns: Iterable[Measurement] = ()) -> RunningReport:
    """Readings of one day against published references, by test and side.

    turns: measurements of thoracic rotation that the person has, of any day: the latest of each kind and side is shown beside
    what healthy people turn and decides nothing. Raises InputProblem for two readings of one test and side, and as
    ``judge_side``.
    """
    given = _by_side(readings)
    sides = tuple(
        judge_side(given[test.id, side]) if (test.id, side) in given else untested(test, side)
        for test in running_tests().values()
        for side in Direction
    )
    return RunningReport(
        sides=sides,
        gaps=_gaps(sides),
        turns=_latest(turns),
        turning=say.turning(),
        about=say.about(),
        not_tested=say.NOT_LOOKED_AT,
        step=next_step(sides),
    )


def next_step(sides: Sequence[SideResult]) -> Step:
    """Pain, a range below reference and what cannot be told lead to a clinician; a single value is first measured once more."""
    done = [one for one in sides if one.category is not Category.NOT_TESTED]
    if not done:
        return Step.MEASURE
    if any(one.why is Why.PAINFUL or one.category is Category.BELOW for one in done):
        return Step.CLINICIAN
    open_ = {one.why for one in done if one.category is Category.CANNOT_TELL}
    if not open_:
        return Step.NOTHING_MORE
    return Step.AGAIN if open_ == {Why.ONE_VALUE} else Step.CLINICIAN


def hurt(sides: Iterable[SideResult]) -> bool:
    """Whether a test hurt enough to be seen for it."""
    return any(one.readings is not None and (one.readings.pain or 0) >= Settings().painful_from for one in sides)


def _by_side(readings: Iterable[Readings]) -> dict[tuple[str, Direction], Readings]:
    given: dict[tuple[str, Direction], Readings] = {}
    for one in readings:
        key = (one.test, one.side)
        if key in given:
            raise InputProblem(f"running:{one.test}", f"a second entry for {one.side}", "one for each side", "remove one")
        given[key] = one
    return given


def _gaps(sides: Sequence[SideResult]) -> tuple[SideGap, ...]:
    pairs = zip(sides[::2], sides[1::2], strict=True)
    return tuple(found for left, right in pairs if (found := gap(left, right)) is not None)


def _latest(turns: Iterable[Measurement]) -> tuple[Turn, ...]:
    latest: dict[tuple[object, ...], Measurement] = {}
    for one in turns:
        thoracic = one.movement is Movement.ROTATION and one.kind.quantity is Quantity.THORACIC_ROTATION
        if not thoracic or one.direction is None or one.kind.mode is not Mode.ACTIVE:
            continue
        key = (one.kind.position, one.kind.instrument, one.direction)
        if key not in latest or latest[key].day < one.day:
            latest[key] = one
    return tuple(_turn(latest[key]) for key in sorted(latest, key=lambda key: tuple(map(str, key))))


def _turn(one: Measurement) -> Turn:
    assert one.direction is not None
    healthy = reference_values(Movement.ROTATION, one.kind.position, one.kind.instrument)
    return Turn(
        side=one.direction,
        position=one.kind.position,
        instrument=one.kind.instrument,
        mode=str(one.kind.mode),
        mean_deg=one.mean_deg,
        sem_deg=one.sem_deg,
        day=one.day.isoformat(),
        healthy=tuple(row.figure for row in healthy),
    )
