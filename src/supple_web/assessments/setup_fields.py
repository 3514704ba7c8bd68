"""How one measures today: by what, worn where, held how. Each choice makes a kind of trial that is never pooled with others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from supple_web.assessments.fields import Field, Kind, Option
from supple_web.common.lazy import gettext_lazy as _

if TYPE_CHECKING:
    from supple_web.assessments.page import Facts

PHONE, TYPED, FILE = "phone", "typed", "file"
WAY: Final = Field(
    "way",
    Kind.CHOICE,
    _("Ways to measure"),
    options=(
        Option(PHONE, _("With the phone"), _("Strapped to your chest, while a voice leads you. Nobody needs to help.")),
        Option(TYPED, _("I type what an instrument shows"), _("An inclinometer or a goniometer, read by you or a helper.")),
        Option(FILE, _("I have a recording"), _("From another app, from sensors, markers or a camera.")),
    ),
)
WORN: Final = Field(
    "worn",
    Kind.CHOICE,
    _("Place of the phone"),
    options=(
        Option("sternum", _("On the breastbone"), _("Flat, top edge to the chin. The usual place.")),
        Option("upper-back", _("Between the shoulder blades"), _("Only when somebody else fits it.")),
    ),
)
INSTRUMENT: Final = Field(
    "instrument",
    Kind.CHOICE,
    _("Instrument"),
    options=(
        Option("inclinometer", _("An inclinometer"), _("It shows how far it is tilted.")),
        Option("goniometer", _("A goniometer"), _("Two arms and a scale.")),
    ),
)
READ_AT: Final = Field(
    "read_at",
    Kind.CHOICE,
    _("Where it is held"),
    options=(
        Option("T1-T2", _("At the base of the neck"), "T1-T2"),
        Option("upper-back", _("Between the shoulder blades")),
        Option("sternum", _("On the breastbone")),
        Option("other", _("Somewhere else")),
    ),
)
BENDS: Final = Field(
    "bends",
    Kind.CHOICE,
    _("For bending forward and back"),
    options=(
        Option("alone", _("One place is read"), _("“Upper-body bend from start”: for the trend")),
        Option(
            "marks",
            _("A helper reads two pen marks"),
            _("T1-T2 and T12-L1, still and bent. Four readings double the error of one."),
        ),
    ),
)
SENSOR_AT: Final = Field(
    "sensor_at",
    Kind.CHOICE,
    _("Place of the sensor"),
    options=(
        Option("sternum", _("On the breastbone")),
        Option("upper-back", _("Between the shoulder blades")),
        Option("other", _("Somewhere else, or no sensor on the body"), _("Markers or a camera")),
    ),
)
ARM: Final = Field(
    "arm",
    Kind.CHOICE,
    _("The hand of the side you turn to"),
    options=(
        Option("low-back", _("Back of the hand on the belt line"), _("The usual way at home")),
        Option("behind-head", _("Hand behind the head"), _("Needs a free shoulder")),
    ),
)
SUPPORT: Final = Field(
    "support",
    Kind.CHOICE,
    _("Between heels and seat"),
    options=(
        Option("none", _("Nothing")),
        Option("cushion", _("A cushion"), _("Allowed where the seat does not reach the heels; noted")),
    ),
)
#: The question about the knees, asked the other way round beside a picture.
KNEELING_WORDS: Final = _("Can you kneel and sit on your heels, as in the picture?")
KNEELING: Final = (Option("no", _("Yes, that works")), Option("yes", _("No, or it hurts"), _("Then you are tested on a chair")))


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
