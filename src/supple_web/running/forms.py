"""What was typed of one test: values of both sides, pain of each, and what else the test asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from supple_web.assessments.fields import Field, Kind, Wrong, decimal, read
from supple_web.assessments.views.pages import Shown, sent
from supple_web.running.engine import Asked
from supple_web.running.wizard import TestWords

SIDES = ("left", "right")


@dataclass(frozen=True)
class Reading:
    """One input. name: as the form sends it."""

    name: str
    words: str
    given: str
    problem: str = ""


@dataclass(frozen=True)
class SideForm:
    side: str
    words: str
    readings: tuple[Reading, ...]
    pain: Shown


@dataclass(frozen=True)
class TestForm:
    """problems: (id of the input, what it is, the line), as the page lists them."""

    sides: tuple[SideForm, ...]
    condition: Shown | None
    problems: list[tuple[str, str, str]] = field(default_factory=list)


def read_entry(asked: Asked, words: TestWords, posted: QueryDict) -> tuple[dict[str, Any], dict[str, str]]:
    """What is stored, and a line for each input that is wrong, by its name."""
    entry: dict[str, Any] = {"tool": asked.tool}
    problems: dict[str, str] = {}
    for side in SIDES:
        entry[side] = _values(asked, side, posted, problems)
        pain = _pain(side)
        if entry[side] or str(posted.get(pain.id) or ""):
            _read(pain, posted, entry, problems)
    if not problems and not any(entry[side] or entry.get(f"pain_{side}") for side in SIDES):
        problems["left-1"] = _("Type at least one value, or leave this test out.")
    if asked.condition and any(entry[side] for side in SIDES):
        _read(_condition(words), posted, entry, problems, "condition")
    return entry, problems


@dataclass(frozen=True)
class _Given:
    """What stands in the inputs: what was just typed, else what is stored by the same tool; and what is wrong with it."""

    kept: Mapping[str, Any]
    posted: QueryDict | None
    problems: Mapping[str, str]

    def value(self, side: str, place: int) -> str:
        name, values = f"{side}-{place}", self.kept.get(side, [])
        if self.posted is not None:
            return str(self.posted.get(name) or "")
        return f"{values[place - 1]:g}" if place <= len(values) else ""

    def answer(self, one: Field) -> Shown:
        given = str(self.posted.get(one.id) or "") if self.posted is not None else sent(self.kept.get(one.id))
        return Shown(one, given, self.problems.get(one.id, ""))


def shown(
    asked: Asked, words: TestWords, stored: Mapping[str, Any], posted: QueryDict | None, problems: Mapping[str, str]
) -> TestForm:
    """The form as it stands."""
    given = _Given(stored if stored.get("tool") == asked.tool else {}, posted, problems)
    tries = (_("first try"), _("second try"), _("third try"))[: asked.values]
    sides = tuple(
        SideForm(
            side,
            side_words(side),
            tuple(
                Reading(f"{side}-{place}", try_, given.value(side, place), problems.get(f"{side}-{place}", ""))
                for place, try_ in enumerate(tries, start=1)
            ),
            given.answer(_pain(side)),
        )
        for side in SIDES
    )
    condition = given.answer(_condition(words)) if asked.condition else None
    named = {one.name: f"{side.words}, {one.words}" for side in sides for one in side.readings}
    named |= {side.pain.field.id: side.pain.field.words for side in sides}
    named |= {condition.field.id: condition.field.words} if condition else {}
    return TestForm(sides, condition, [(name, named[name], said) for name, said in problems.items()])


def side_words(side: str) -> str:
    return _("Left") if side == "left" else _("Right")


def unit_words(unit: str) -> str:
    return _("cm") if unit == "cm" else _("degrees")


def _values(asked: Asked, side: str, posted: QueryDict, problems: dict[str, str]) -> list[float]:
    values = []
    for place in range(1, asked.values + 1):
        name = f"{side}-{place}"
        given = str(posted.get(name) or "").strip()
        if not given:
            continue
        try:
            value = decimal(given.lower().removesuffix("cm"))
        except ValueError:
            problems[name] = _("“%(given)s” is no number; type one such as 12.5.") % {"given": given[:30]}
            continue
        if not asked.least <= value <= asked.most:
            problems[name] = _("%(given)s cannot be right; expected %(least)s to %(most)s %(unit)s.") % {
                "given": given[:30],
                "least": number_format(asked.least, 0),
                "most": number_format(asked.most, 0),
                "unit": unit_words(asked.unit),
            }
            continue
        values.append(value)
    return values


def _read(asked: Field, posted: QueryDict, entry: dict[str, Any], problems: dict[str, str], key: str = "") -> None:
    try:
        entry[key or asked.id] = read(asked, posted)
    except Wrong as wrong:
        problems[asked.id] = str(wrong)


def _pain(side: str) -> Field:
    words = _("Did the left side hurt?") if side == "left" else _("Did the right side hurt?")
    return Field(f"pain_{side}", Kind.SCALE, words, hint=_("A stretch is no pain. 0 is none at all."))


def _condition(words: TestWords) -> Field:
    return Field("condition", Kind.YES_NO, str(words.condition), hint=str(words.condition_hint))
