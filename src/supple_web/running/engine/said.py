"""Sentences of the science in the reader's language, with numbers as that language writes them and their sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from supple.evidence import Figure
from supple.running import Amount, Said, Unit
from supple_web.common.cited import Cited
from supple_web.common.engine.evidence import cited


@dataclass(frozen=True)
class Line:
    words: str
    cited: tuple[Cited, ...] = ()


#: Every sentence of ``supple.running.sentences``, so that it is found by whoever translates; a test holds the two together.
TEMPLATES: Final = (
    _("Measured: %(mean)s, right within about %(margin)s, 95 times in 100."),
    _("Nobody has published how well people measure this themselves; the error shown is an assumption."),
    _("That error is of trained people; your own may be larger."),
    _("Your own values lay further apart than that, so the error shown is yours."),
    _("Within reference: nothing here asks for more stretching."),
    _("Below the published reference of %(low)s. That is a finding about range, not about injury."),
    _("The reference, %(low)s, lies within the error, so this cannot tell on which side of it you are."),
    _("The sources do not agree where enough begins, %(low)s or %(high)s, and this lies between them or within error of one."),
    _("One value alone tells too little; two or three are needed."),
    _("It hurt (%(pain)s of 10). Where pain ends a movement, its range says nothing about stiffness."),
    _(
        "Unless the pelvis is kept from tipping, this test does not find what it should: it found %(found)s of 100 short "
        "hips and called %(right)s of 100 others right. So nothing is said from it."
    ),
    _(
        "The reference is the lower end of the range that holds 95 of 100 healthy people, calculated here from a mean of "
        "%(mean)s of only %(people)s people, which leaves it uncertain by about %(unsure)s; the judgement allows for that."
    ),
    _("This side was not tested."),
    _(
        "Reach falls with age, clearly from 60 to 69 years on (%(people)s people), so at that age less is usual; no table by "
        "age was to be seen."
    ),
    _("One table of references calls a thigh above level short; it does not say of which people."),
    _("For comparison: %(value)s of passive hip extension in %(people)s people without pain, tested in another way."),
    _(
        "Walking was seen to use %(used)s, where %(assumed)s are often assumed; one running clinic asks for %(clinic)s. "
        "Nobody we know of measured it in running."
    ),
    _("Left and right differ by %(difference)s, more than the %(detectable)s that error alone explains."),
    _("Left and right differ by %(difference)s, no more than the %(detectable)s that error alone explains."),
    _("68 of 100 healthy people differ by %(usual)s at most from side to side; some by about twice as much."),
    _(
        "No range predicts a running injury: over %(studies)s prospective studies of %(runners)s runners, no range of motion was "
        "linked to injury."
    ),
    _("An earlier review called the certainty of such links very low."),
    _(
        "Running needs far less turning than rotation tests ask for: sprinters’ chests turned %(sprint)s while they "
        "accelerated, and between 2 and 4 metres a second the chest’s motion changed by %(speed)s at most."
    ),
    _(
        "No mark of thoracic rotation for running was found, so what you turn is shown beside what healthy people turn and "
        "decides nothing here."
    ),
    _("Strength, control and how you run were not looked at."),
    _("How much you train was not looked at."),
)


def line(said: Said) -> Line:
    values = {name: _value(value) for name, value in said.values.items()}
    return Line(gettext(said.template) % values, sources(said.figures))


def lines(every: Iterable[Said]) -> tuple[Line, ...]:
    return tuple(map(line, every))


def sources(figures: Iterable[Figure]) -> tuple[Cited, ...]:
    ids = ", ".join(one.id for one in figures)
    return cited(ids) if ids else ()


def amount(value: float, unit: Unit) -> str:
    """``12.0 cm``, ``38.0°``, as the reader's language writes numbers."""
    written = number_format(round(value, 1), 1).replace("-", "−")  # rounded here: what formats it cuts off
    return gettext("%(value)s cm") % {"value": written} if unit is Unit.CM else f"{written}°"


def _value(value: Amount | int | str) -> str:
    if isinstance(value, Amount):
        return amount(value.value, value.unit)
    return number_format(value, use_l10n=True, force_grouping=True) if isinstance(value, int) else value


_("%(value)s cm")
