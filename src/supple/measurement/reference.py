"""What healthy people measured, and what is known against an instrument; numbers come from ``supple.evidence`` only."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from supple.evidence import Figure, figure
from supple.quantities import Instrument, Movement, Position


@dataclass(frozen=True)
class Reference:
    """A published mean (degrees) in one position; instrument and sd_deg are None where the paper's page did not show them."""

    movement: Movement
    position: Position
    instrument: Instrument | None
    mean_deg: float
    sd_deg: float | None
    figure: Figure
    cite: str
    note: str

    @property
    def strength(self) -> str:
        return str(self.figure.strength)


@dataclass(frozen=True)
class Caution:
    """A whole sentence about an instrument's absolute values, with the figures behind it (none: seen by this project)."""

    text: str
    figures: tuple[Figure, ...]
    instruments: frozenset[Instrument]
    positions: frozenset[Position]


def reference_values(movement: Movement, position: Position, instrument: Instrument | None = None) -> tuple[Reference, ...]:
    """Published means for this movement and position, in the table's order; with an instrument, only those it may be read beside.

    A reference whose instrument is not known is given for any instrument.
    """
    return tuple(
        row
        for row in _references()
        if row.movement is movement and row.position is position and (instrument is None or row.instrument in (None, instrument))
    )


def cautions(instrument: Instrument, position: Position | None = None) -> tuple[Caution, ...]:
    """What to say beside an absolute value of this instrument; without a position, only what holds in every one."""
    return tuple(row for row in _cautions() if instrument in row.instruments and (not row.positions or position in row.positions))


@cache
def _document() -> dict[str, list[dict[str, object]]]:
    return tomllib.loads(resources.files(__package__).joinpath("reference.toml").read_text(encoding="utf-8"))


@cache
def _references() -> tuple[Reference, ...]:
    return tuple(_reference(row) for row in _document()["reference"])


def _reference(row: dict[str, object]) -> Reference:
    cited = figure(str(row["figure"]))
    sd_part = row.get("sd_part")
    return Reference(
        movement=Movement(str(row["movement"])),
        position=Position(str(row["position"])),
        instrument=Instrument(str(row["instrument"])) if "instrument" in row else None,
        mean_deg=cited.numbers[0],
        sd_deg=cited.numbers[sd_part] if isinstance(sd_part, int) else None,
        figure=cited,
        cite=str(row.get("cite", cited.source.short)),
        note=str(row["note"]),
    )


@cache
def _cautions() -> tuple[Caution, ...]:
    return tuple(
        Caution(
            text=str(row["text"]),
            figures=tuple(figure(key) for key in _words(row.get("figures"))),
            instruments=frozenset(Instrument(word) for word in _words(row.get("instruments"))),
            positions=frozenset(Position(word) for word in _words(row.get("positions"))),
        )
        for row in _document()["caution"]
    )


def _words(raw: object) -> list[str]:
    return [str(word) for word in raw] if isinstance(raw, list) else []
