"""The closed words of measuring for a form: value and what it is called."""

from __future__ import annotations

from typing import Final

from supple.figure.phrases import sentence
from supple.quantities import Arm, Instrument, Placement, Position
from supple.words import ARM_TITLE, INSTRUMENT_TITLE, PLACEMENT_TITLE, POSITION_TITLE

#: What a clinician reads by eye; recordings come in by the check itself.
_READ: Final = (Instrument.GONIOMETER, Instrument.INCLINOMETER, Instrument.PHONE)

Options = list[tuple[str, str]]


def positions() -> Options:
    return [(str(one), sentence(POSITION_TITLE[one])) for one in Position]


def instruments() -> Options:
    return [(str(one), sentence(INSTRUMENT_TITLE[one])) for one in _READ]


def placements() -> Options:
    return [(str(one), sentence(PLACEMENT_TITLE[one])) for one in Placement]


def arms() -> Options:
    return [(str(one), sentence(ARM_TITLE[one])) for one in Arm]
