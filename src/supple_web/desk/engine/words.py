"""The closed words of measuring for a form: value and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from supple.figure.phrases import sentence
from supple.quantities import Arm, Instrument, Mode, Movement, Placement, Position
from supple.words import ARM_TITLE, INSTRUMENT_TITLE, PLACEMENT_TITLE, POSITION_TITLE
from supple_web.accounts.models import Person
from supple_web.assessments.models import TrialSet
from supple_web.common.science_words import told

#: What a clinician reads by eye; recordings come in by the check itself.
_READ: Final = (Instrument.GONIOMETER, Instrument.INCLINOMETER, Instrument.PHONE)

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class OwnWay:
    """How a client turned by themself last: a clinician's reading of the same kind is judged together with it, no other."""

    position: str
    instrument: str
    placement: str
    arm: str

    @property
    def words(self) -> str:
        parts = [INSTRUMENT_TITLE[Instrument(self.instrument)], POSITION_TITLE[Position(self.position)]]
        parts += [PLACEMENT_TITLE[Placement(self.placement)]] if self.placement else []
        parts += [ARM_TITLE[Arm(self.arm)]] if self.arm else []
        return ", ".join(map(told, parts))


def own_way_of(person: Person) -> OwnWay | None:
    """None before they turned by themself."""
    own = (
        TrialSet.objects.of(person)
        .filter(movement=Movement.ROTATION, mode=Mode.ACTIVE)
        .order_by("-check_of__day", "-received_at")
    )
    one = own.defer("raw", "document").first()
    return None if one is None else OwnWay(one.position, one.instrument, one.placement, one.arm)


def positions() -> Options:
    return [(str(one), sentence(POSITION_TITLE[one])) for one in Position]


def instruments() -> Options:
    return [(str(one), sentence(INSTRUMENT_TITLE[one])) for one in _READ]


def placements() -> Options:
    return [(str(one), sentence(PLACEMENT_TITLE[one])) for one in Placement]


def arms() -> Options:
    return [(str(one), sentence(ARM_TITLE[one])) for one in Arm]
