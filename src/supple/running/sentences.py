"""Every sentence of the running check, as templates: it neither clears nor frightens, and says where a number comes from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from supple.evidence import Figure, figure
from supple.running.model import Amount, Readings, Said, Unit, Way

MEASURED: Final = "Measured: %(mean)s, right within about %(margin)s, 95 times in 100."
ASSUMED: Final = "Nobody has published how well people measure this themselves; the error shown is an assumption."
TRAINED: Final = "That error is of trained people; your own may be larger."
SPREAD: Final = "Your own values lay further apart than that, so the error shown is yours."
WITHIN: Final = "Within reference: nothing here asks for more stretching."
BELOW: Final = "Below the published reference of %(low)s. That is a finding about range, not about injury."
INSIDE: Final = "The reference, %(low)s, lies within the error, so this cannot tell on which side of it you are."
DISAGREE: Final = (
    "The sources do not agree where enough begins, %(low)s or %(high)s, and this lies between them or within error of one."
)
ONE_VALUE: Final = "One value alone tells too little; two or three are needed."
PAINFUL: Final = "It hurt (%(pain)s of 10). Where pain ends a movement, its range says nothing about stiffness."
PELVIS: Final = (
    "Unless the pelvis is kept from tipping, this test does not find what it should: it found %(found)s of 100 short hips and "
    "called %(right)s of 100 others right. So nothing is said from it."
)
NORM: Final = (
    "The reference is the lower end of the range that holds 95 of 100 healthy people, calculated here from a mean of %(mean)s of "
    "only %(people)s people, which leaves it uncertain by about %(unsure)s; the judgement allows for that."
)
NOT_TESTED: Final = "This side was not tested."
AGE: Final = (
    "Reach falls with age, clearly from 60 to 69 years on (%(people)s people), so at that age less is usual; no table by "
    "age was to be seen."
)
HIP_COMPARED: Final = (
    "For comparison: %(value)s of passive hip extension in %(people)s people without pain, tested in another way."
)
HIP_MARK: Final = "One table of references calls a thigh above level short; it does not say of which people."
TOE_ASSUMED: Final = (
    "Walking was seen to use %(used)s, where %(assumed)s are often assumed; one running clinic asks for %(clinic)s. Nobody we "
    "know of measured it in running."
)
GAP: Final = "Left and right differ by %(difference)s, more than the %(detectable)s that error alone explains."
NO_GAP: Final = "Left and right differ by %(difference)s, no more than the %(detectable)s that error alone explains."
GAP_USUAL: Final = "68 of 100 healthy people differ by %(usual)s at most from side to side; some by about twice as much."
PREDICTS: Final = (
    "No range predicts a running injury: in %(studies)s prospective studies of %(runners)s runners, no range of motion was "
    "linked to injury."
)
CERTAINTY: Final = "An earlier review called the certainty of such links very low."
TURNING: Final = (
    "Running needs far less turning than rotation tests ask for: sprinters’ chests turned %(sprint)s while they accelerated, and "
    "between 2 and 4 metres a second the chest’s motion changed by %(speed)s at most."
)
NO_CUT_OFF: Final = (
    "No mark of thoracic rotation for running was found, so what you turn is shown beside what healthy people turn and decides "
    "nothing here."
)

#: The figures named beside a value that decide nothing, and how.
SHOWN: Final[Mapping[str, str]] = MappingProxyType(
    {"wblt_age_n": AGE, "thomas_hip": HIP_MARK, "hip_ext_controls": HIP_COMPARED, "hallux_walk_assumed": TOE_ASSUMED}
)
#: What the running check does not look at.
NOT_LOOKED_AT: Final = (
    "Strength, control and how you run were not looked at.",
    "How much you train was not looked at.",
)
#: Every template, for whoever translates them.
TEMPLATES: Final = (
    MEASURED, ASSUMED, TRAINED, SPREAD, WITHIN, BELOW, INSIDE, DISAGREE, ONE_VALUE, PAINFUL, PELVIS, NORM, NOT_TESTED, AGE,
    HIP_MARK, HIP_COMPARED, TOE_ASSUMED, GAP, NO_GAP, GAP_USUAL, PREDICTS, CERTAINTY, TURNING, NO_CUT_OFF, *NOT_LOOKED_AT,
)  # fmt: skip


def measured(way: Way, mean: float, margin: float, *, own: bool) -> tuple[Said, ...]:
    """The value with its error and where that comes from. own: the spread of the values themselves is the larger error."""
    amounts = {"mean": Amount(mean, way.unit), "margin": Amount(margin, way.unit)}
    first = Said(MEASURED, amounts, () if way.error is None else (way.error,))
    if own:
        return first, Said(SPREAD, {})
    return first, Said(ASSUMED if way.error is None else TRAINED, {})


def within() -> Said:
    return Said(WITHIN, {})


def below(way: Way) -> Said:
    return Said(BELOW, {"low": Amount(way.bound.low, way.unit)}, way.bound.figures)


def inside(way: Way) -> Said:
    """Too near to the reference, or to references that disagree."""
    low, high = Amount(way.bound.low, way.unit), Amount(way.bound.high, way.unit)
    if way.bound.high > way.bound.low:
        return Said(DISAGREE, {"low": low, "high": high}, way.bound.figures)
    return Said(INSIDE, {"low": low}, way.bound.figures)


def norm(way: Way) -> tuple[Said, ...]:
    """Whom the reference is of, where it is a group's."""
    one = way.bound.figures[0]
    if way.bound.se == 0.0:
        return ()
    unsure = Amount(1.96 * way.bound.se, way.unit)
    return (Said(NORM, {"mean": Amount(one.numbers[0], way.unit), "people": int(one.n), "unsure": unsure}, (one,)),)


def painful(readings: Readings) -> Said:
    return Said(PAINFUL, {"pain": readings.pain or 0}, ())


def condition(caveat: Figure) -> Said:
    found, right = caveat.numbers
    return Said(PELVIS, {"found": round(found), "right": round(right)}, (caveat,))


def shown(one: Figure) -> Said:
    """A figure beside a value."""
    values: dict[str, Amount | int | str] = {}
    figures: tuple[Figure, ...] = (one,)
    if one.id == "hallux_walk_assumed":
        named = {"assumed": one, "used": figure("hallux_walk_used"), "clinic": figure("hallux_clinic")}
        values = {name: Amount(each.numbers[0], Unit.DEG) for name, each in named.items()}
        figures = tuple(named.values())
    elif one.id == "hip_ext_controls":
        values = {"value": Amount(one.numbers[0], Unit.DEG), "people": int(one.n)}
    elif one.id == "wblt_age_n":
        values = {"people": int(one.n)}
    return Said(SHOWN[one.id], values, figures)


def about() -> tuple[Said, ...]:
    """What holds whatever was measured."""
    meta, certainty = figure("rri_meta"), figure("christopher_quality")
    studies, runners = (int(number) for number in meta.numbers)
    return Said(PREDICTS, {"studies": studies, "runners": runners}, (meta,)), Said(CERTAINTY, {}, (certainty,))


def turning() -> tuple[Said, ...]:
    """Why thoracic rotation decides nothing in running."""
    sprint, speed = figure("sprint_thorax_rot"), figure("run_speed_effect")
    values = {"sprint": Amount(sprint.numbers[0], Unit.DEG), "speed": Amount(speed.numbers[0], Unit.DEG)}
    return Said(TURNING, values, (sprint, speed)), Said(NO_CUT_OFF, {})
