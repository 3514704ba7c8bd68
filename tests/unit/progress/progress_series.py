"""Series of measured days for the tests of progress."""

from __future__ import annotations

from datetime import date, timedelta

from supple.measurement import ErrorModel, KindOfTrial, Measurement
from supple.quantities import Direction, Instrument, Mode, Movement, Position

FIRST = date(2026, 1, 5)
KIND = KindOfTrial(Position.LUMBAR_LOCKED, Mode.ACTIVE, Instrument.INCLINOMETER)
SEATED = KindOfTrial(Position.SEATED, Mode.ACTIVE, Instrument.INCLINOMETER)


def day(number, value, *, sem=2.0, rater="Kim", kind=KIND, direction=Direction.LEFT, learned=0):
    error = ErrorModel(sem if 0.0 < sem < 99.0 else 1.0, 0.0, "made for the test", learned_days=learned)
    return Measurement(Movement.ROTATION, direction, kind, rater, FIRST + timedelta(days=number), value, sem, 3, error)


def days(numbers, values, **more):
    return [day(number, value, **more) for number, value in zip(numbers, values, strict=True)]
