"""Which measurement error is borrowed while the person's own is not yet known: one table, first matching row."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from supple.measurement.model import ErrorModel
from supple.quantities import SELF_RATER, Instrument, Position


class Raters(StrEnum):
    """Who holds the instrument: the person, one named clinician, or clinicians who change between the values compared."""

    SELF = "self"
    NAMED = "named"
    CHANGED = "changed"


@dataclass(frozen=True)
class ErrorRow:
    """One row of ``errors.toml``; an empty set or None is a condition that always holds. SDs in degrees."""

    id: str
    raters: frozenset[Raters]
    instruments: frozenset[Instrument]
    positions: frozenset[Position]
    in_pain: bool | None
    error: ErrorModel

    def holds(self, raters: Raters, instrument: Instrument, position: Position | None, in_pain: bool) -> bool:
        return (
            (not self.raters or raters in self.raters)
            and (not self.instruments or instrument in self.instruments)
            and (not self.positions or position in self.positions)
            and (self.in_pain is None or in_pain == self.in_pain)
        )


@cache
def error_table() -> tuple[ErrorRow, ...]:
    """Every row, in the order in which they are tried."""
    text = resources.files(__package__).joinpath("errors.toml").read_text(encoding="utf-8")
    return tuple(_row(raw) for raw in tomllib.loads(text)["error"])


def raters_of(rater: str) -> Raters:
    return Raters.SELF if rater == SELF_RATER else Raters.NAMED


def borrowed_error(
    *,
    instrument: Instrument,
    position: Position | None = None,
    rater: str = SELF_RATER,
    changed: bool = False,
    in_pain: bool = False,
) -> ErrorModel:
    """The published or agreed error (degrees) of this way of measuring, with its source, strength and note.

    rater: ``self`` or a name (taken to be a trained clinician). changed: the values compared come from different clinicians.
    in_pain: the person has back or neck pain, for whom the published error is two to three times as large.
    Published figures are of rotation; flexion and extension borrow them.
    """
    raters = Raters.CHANGED if changed else raters_of(rater)
    return next(row.error for row in error_table() if row.holds(raters, instrument, position, in_pain))


def _row(raw: dict[str, object]) -> ErrorRow:
    floor = raw.get("floor_deg")
    error = ErrorModel(
        s_trial_deg=_number(raw["s_trial_deg"]),
        s_day_deg=_number(raw["s_day_deg"]),
        source=str(raw["source"]),
        strength=str(raw["strength"]),
        floor_deg=None if floor is None else _number(floor),
        note=str(raw["note"]),
    )
    pain = raw.get("in_pain")
    return ErrorRow(
        id=str(raw["id"]),
        raters=frozenset(Raters(word) for word in _words(raw.get("raters"))),
        instruments=frozenset(Instrument(word) for word in _words(raw.get("instruments"))),
        positions=frozenset(Position(word) for word in _words(raw.get("positions"))),
        in_pain=None if pain is None else bool(pain),
        error=error,
    )


def _words(raw: object) -> list[str]:
    return [str(word) for word in raw] if isinstance(raw, list) else []


def _number(raw: object) -> float:
    if not isinstance(raw, int | float):
        raise TypeError(f"errors.toml: {raw!r} is no number")
    return float(raw)
