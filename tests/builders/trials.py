"""Trials and measurements for tests, one short call each."""

from __future__ import annotations

from datetime import date, timedelta

from supple.measurement.model import ErrorModel, KindOfTrial, Measurement, Trial
from supple.quantities import Arm, Assist, Direction, Instrument, Mode, Movement, Placement, Position

DAY = date(2026, 11, 22)


def trial(value_deg=45.0, mode="active", *, direction="left", days_ago=0, **fields):
    """A lumbar-locked rotation by phone on the breastbone, measured by the person, without pain, unless said otherwise."""
    assisted = mode == "assisted"
    given = {
        "movement": Movement.ROTATION,
        "direction": Direction(direction) if direction else None,
        "mode": Mode(mode),
        "position": Position.LUMBAR_LOCKED,
        "instrument": Instrument.PHONE,
        "value_deg": value_deg,
        "day": DAY - timedelta(days=days_ago),
        "placement": Placement.STERNUM,
        "arm": Arm.LOW_BACK,
        "assist": Assist.FLOOR_PUSH if assisted else None,
        "pain": 0,
    }
    return Trial(**{**given, **fields})


def trials(values, mode="active", **fields):
    return [trial(value, mode, order=place, **fields) for place, value in enumerate(values, start=1)]


def measurement(mean_deg=45.0, sem_deg=2.0, *, direction="left", mode="active", n=3, error=None, **fields):
    kind = KindOfTrial(Position.LUMBAR_LOCKED, Mode(mode), Instrument.PHONE)
    given = {
        "movement": Movement.ROTATION,
        "direction": Direction(direction) if direction else None,
        "kind": kind,
        "rater": "self",
        "day": DAY,
        "mean_deg": mean_deg,
        "sem_deg": sem_deg,
        "n": n,
        "error": error or ErrorModel(4.0, 3.0, "convention", floor_deg=10.0),
    }
    return Measurement(**{**given, **fields})
