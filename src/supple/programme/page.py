"""The catalogue as a page of the documentation: ``python -m supple.programme.page > docs/exercises.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Final

from supple.evidence import source
from supple.programme.exercise import Dose, Exercise
from supple.programme.exercises import catalogue
from supple.programme.limits import CONVENTION
from supple.programme.words import EndRangeKind, Role, SideRule

HEADINGS: Final = {
    Role.LINEAR_GENERAL: "Linear movement, whole spine",
    Role.LINEAR_LUMBAR: "Linear movement, low back",
    Role.LINEAR_EXTENSION: "Arching the upper back",
    Role.UPKEEP: "Upkeep",
    Role.BREATHING: "Breathing",
    Role.LONG_HOLD: "Passive range: one long hold",
    Role.SHORT_HOLDS: "Passive range: shorter holds of equal total",
    Role.UNHELD_MOBILITY: "Mobility without holding",
    Role.END_RANGE: "Strength at the end of the range",
    Role.CONTROL: "Control",
}
_SIDES: Final = {
    SideRule.EACH: "each side",
    SideRule.LIMITED: "the limited side",
    SideRule.ALTERNATE: "sides take turns",
    SideRule.BOTH_AT_ONCE: "both sides at once",
}
_END_RANGES: Final = {
    EndRangeKind.NONE: "stays in the middle of the range",
    EndRangeKind.ACTIVE: "reaches the end actively",
    EndRangeKind.ASSISTED: "is helped to the end",
    EndRangeKind.HELD: "is held at the end",
}
_INTRODUCTION: Final = """\
# Exercises

Made from the catalogue in `src/supple/programme/catalogue`; do not edit by hand. Within a group the order is the order of
preference: the first that equipment and screening allow is chosen. A source that reads "convention" means that no study was
found and that the dose is this project's own. No exercise promises a number of degrees.
"""


def page() -> str:
    """MyST markdown of the whole catalogue."""
    return "\n".join([_INTRODUCTION, *_groups()]).rstrip() + "\n"


def _groups() -> Iterator[str]:
    for role, heading in HEADINGS.items():
        yield f"## {heading}\n"
        for one in catalogue().with_role(role):
            yield from _exercise(one)


def _exercise(one: Exercise) -> Iterator[str]:
    yield f"### {one.name}\n"
    yield f"`{one.id}`: {one.clinical_name}. {one.purpose}\n"
    days = f"{one.dose.days_per_week} days a week"
    yield f"- Dose: {dose_in_words(one.dose)}; {_SIDES[one.side_rule]}; {days}; {_END_RANGES[one.end_range]}"
    yield f"- Smallest dose: {dose_in_words(one.least)}. Largest: {dose_in_words(one.most)}"
    yield f"- Position: {one.posture}. Needs: {_listed(one.equipment)}. Helpful: {_listed(one.helpful)}"
    yield f"- Breath: {one.breath.pattern} About {one.breath.in_s:g} s in, {one.breath.out_s:g} s out."
    yield f"- Not with: {_listed(one.contraindications)}"
    yield f"- Easier: {_linked(one.easier)}. Harder: {_linked(one.harder)}"
    yield f"- Source: {_source(one)}. {one.evidence}\n"
    yield from (f"{number}. {cue}" for number, cue in enumerate(one.cues, start=1))
    yield ""
    yield from (f"- *{each.fault}* {each.remedy}" for each in one.faults)
    yield ""


def dose_in_words(dose: Dose) -> str:
    """Sets, repetitions, tempo and the time of one side."""
    sets = f"{dose.sets} x {dose.reps}"
    tempo = ", ".join(
        f"{value:g} s {word}" for word, value in (("out", dose.out_s), ("hold", dose.hold_s), ("back", dose.back_s)) if value
    )
    rest = f", {dose.rest_s:g} s rest" if dose.rest_s and dose.sets > 1 else ""
    return f"{sets} ({tempo}{rest}; {dose.minutes:.1f} min)"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "nothing"


def _linked(keys: tuple[str, ...]) -> str:
    return ", ".join(f"`{key}`" for key in keys) or "none"


def _source(one: Exercise) -> str:
    if one.source == CONVENTION:
        return CONVENTION
    return f"{source(one.source).cite} (`{one.source}`)"


if __name__ == "__main__":
    sys.stdout.write(page())
