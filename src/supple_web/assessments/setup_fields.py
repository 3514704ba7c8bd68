"""How one measures today: by what, worn where, held how. Each choice makes a kind of trial that is never pooled with others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from supple_web.assessments.fields import Field, Kind, Option

if TYPE_CHECKING:
    from supple_web.assessments.page import Facts

PHONE, TYPED, FILE = "phone", "typed", "file"
WAY: Final = Field(
    "way",
    Kind.CHOICE,
    "Ways to measure",
    options=(
        Option(PHONE, "With the phone", "Strapped to your chest, while a voice leads you. Nobody needs to help."),
        Option(TYPED, "I type what an instrument shows", "An inclinometer or a goniometer, read by you or a helper."),
        Option(FILE, "I have a recording", "From another app, from sensors, markers or a camera."),
    ),
)
WORN: Final = Field(
    "worn",
    Kind.CHOICE,
    "Place of the phone",
    options=(
        Option("sternum", "On the breastbone", "Flat, top edge to the chin. The usual place."),
        Option("upper-back", "Between the shoulder blades", "Only when somebody else fits it."),
    ),
)
INSTRUMENT: Final = Field(
    "instrument",
    Kind.CHOICE,
    "Instrument",
    options=(
        Option("inclinometer", "An inclinometer", "It shows how far it is tilted."),
        Option("goniometer", "A goniometer", "Two arms and a scale."),
    ),
)
READ_AT: Final = Field(
    "read_at",
    Kind.CHOICE,
    "Where it is held",
    options=(
        Option("T1-T2", "At the base of the neck", "T1-T2"),
        Option("upper-back", "Between the shoulder blades"),
        Option("sternum", "On the breastbone"),
        Option("other", "Somewhere else"),
    ),
)
BENDS: Final = Field(
    "bends",
    Kind.CHOICE,
    "For bending forward and back",
    options=(
        Option("alone", "One place is read", "“Upper-body bend from start”: for the trend"),
        Option(
            "marks", "A helper reads two pen marks", "T1-T2 and T12-L1, still and bent. Four readings double the error of one."
        ),
    ),
)
SENSOR_AT: Final = Field(
    "sensor_at",
    Kind.CHOICE,
    "Place of the sensor",
    options=(
        Option("sternum", "On the breastbone"),
        Option("upper-back", "Between the shoulder blades"),
        Option("other", "Somewhere else, or no sensor on the body", "Markers or a camera"),
    ),
)
ARM: Final = Field(
    "arm",
    Kind.CHOICE,
    "The hand of the side you turn to",
    options=(
        Option("low-back", "Back of the hand on the belt line", "The usual way at home"),
        Option("behind-head", "Hand behind the head", "Needs a free shoulder"),
    ),
)
SUPPORT: Final = Field(
    "support",
    Kind.CHOICE,
    "Between heels and seat",
    options=(
        Option("none", "Nothing"),
        Option("cushion", "A cushion", "Allowed where the seat does not reach the heels; noted"),
    ),
)
#: The question about the knees, asked the other way round beside a picture.
KNEELING_WORDS: Final = "Can you kneel and sit on your heels, as in the picture?"
KNEELING: Final = (Option("no", "Yes, that works"), Option("yes", "No, or it hurts", "Then you are tested on a chair"))


def narrowed(asked: Field, facts: Facts) -> Field:
    """The field with the options that are open to this person."""
    closed = _CLOSED.get(asked.id)
    if closed is None:
        return asked
    return replace(asked, options=tuple(option for option in asked.options if option.value not in closed(facts)))


def applies(asked: Field, facts: Facts) -> bool:
    """What lies between heels and seat is asked of those who kneel."""
    return asked.id != SUPPORT.id or facts.kneels


_CLOSED: Final[Mapping[str, Callable[[Facts], frozenset[str]]]] = {
    "way": lambda facts: frozenset() if facts.phone else frozenset({PHONE}),
    "sensor_at": lambda facts: frozenset() if facts.phone else frozenset({"sternum"}),
}
