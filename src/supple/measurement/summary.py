"""From a recording's repetitions to trials, and to the summary that ``supple measure`` prints."""

from __future__ import annotations

from datetime import date, time
from typing import Final

from supple.measurement.day import measure_day
from supple.measurement.model import Measurement, Trial
from supple.motion.model import MovementSummary, RecordingMotion, Repetition
from supple.problems import InputProblem
from supple.quantities import (
    SELF_RATER,
    Arm,
    Assist,
    Grade,
    Mode,
    Placement,
    Position,
    Support,
)

#: A repetition's interval is 95 %: this many standard deviations from its middle to its edge.
INTERVAL_SD: Final = 1.96
_ANY_DAY: Final = date(1970, 1, 1)


def trials_from_motion(
    motion: RecordingMotion,
    day: date,
    rater: str = SELF_RATER,
    *,
    position: Position | None = None,
    mode: Mode | None = None,
    placement: Placement | None = None,
    arm: Arm | None = None,
    assist: Assist | None = None,
    support: Support | None = None,
    pain: int | None = None,
    at: time | None = None,
    order_from: int = 1,
) -> list[Trial]:
    """Make a trial of each good or usable repetition, in order; rejected ones are left out but keep their place in the order.

    position, mode: only where the recording does not say them. Raises InputProblem where neither says, or both say and differ.
    order_from: the first repetition's place in the day, where other recordings of the same kind came before. own_error_deg comes
    from the repetition's 95 % interval.
    """
    where = motion.source
    agreed = Position(_agreed(where, "position", motion.position, position))
    agreed_mode = Mode(_agreed(where, "mode", motion.mode, mode))
    return [
        Trial(
            movement=repetition.movement,
            direction=repetition.direction,
            mode=agreed_mode,
            position=agreed,
            instrument=motion.instrument,
            value_deg=repetition.peak_deg,
            day=day,
            time=at,
            order=place,
            rater=rater,
            placement=placement,
            arm=arm,
            assist=assist,
            support=support,
            pain=pain,
            quality=repetition.grade,
            own_error_deg=own_error(repetition),
            quantity=motion.quantity,
        )
        for place, repetition in enumerate(motion.repetitions, start=order_from)
        if repetition.grade is not Grade.REJECTED
    ]


def own_error(repetition: Repetition) -> float:
    """Standard deviation of one repetition's peak from its own analysis, degrees."""
    low, high = repetition.interval_deg
    return (high - low) / (2.0 * INTERVAL_SD)


def summarise(motion: RecordingMotion, *, rater: str = SELF_RATER) -> tuple[MovementSummary, ...]:
    """Mean, SEM and MDC95 (degrees) per movement and direction, in the order in which they first appear.

    Rejected repetitions are left out; where all of one direction are rejected, it has no row. A position or mode that nobody
    said changes no value; the error is then that of the instrument and rater in any position.
    """
    first = list(dict.fromkeys((repetition.movement, repetition.direction) for repetition in motion.repetitions))
    measured = {(row.movement, row.direction): row for row in measure_day(_anonymous_trials(motion, rater))}
    return tuple(_row(measured[key]) for key in first if key in measured)


def _row(measurement: Measurement) -> MovementSummary:
    return MovementSummary(
        movement=measurement.movement,
        direction=measurement.direction,
        trials=measurement.n,
        mean_deg=measurement.mean_deg,
        sem_deg=measurement.sem_deg,
        mdc95_deg=measurement.mdc95_deg,
    )


def _anonymous_trials(motion: RecordingMotion, rater: str) -> list[Trial]:
    """Trials for the arithmetic only. An unknown position counts as standing, which no published error covers."""
    position = None if motion.position else Position.STANDING
    mode = None if motion.mode else Mode.ACTIVE
    return trials_from_motion(motion, _ANY_DAY, rater, position=position, mode=mode)


def _agreed(where: str, what: str, recorded: str | None, said: str | None) -> str:
    if recorded is not None and said is not None and recorded != said:
        raise InputProblem(where, f"{what} {recorded} in the file but {said} given", "the same one", "correct whichever is wrong")
    chosen = recorded or said
    if chosen is None:
        raise InputProblem(where, f"no {what}", f"the {what} in which the trial was made", f"say the {what}")
    return chosen
