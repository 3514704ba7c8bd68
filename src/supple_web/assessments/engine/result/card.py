"""A check as a card in a list: the dial without its numbers, and what was found in a few words.

It is read from what was said of the check when it was finished, so that a long list judges nothing anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from supple.figure import Dial, DialMark, DialSide, DialValue, small_dial
from supple.figure.phrases import sentence
from supple.figure.svg import Fragment
from supple.findings.model import Category
from supple.quantities import Direction, Movement, Position
from supple.words import CATEGORY_TITLE
from supple_web.assessments.engine.result.model import Name
from supple_web.assessments.engine.result.words import headline, split
from supple_web.assessments.models import Check, Result


@dataclass(frozen=True)
class Card:
    """headline: of both sides. names: each different finding with its term. dial: None where no turn was measured."""

    check: Check
    headline: tuple[str, ...]
    names: tuple[Name, ...]
    dial: Fragment | None
    finished: bool
    stopped: bool


def card_of(check: Check) -> Card:
    """The card of a check. One that is not finished, or ended at a red flag, has no finding."""
    result: Result | None = getattr(check, "result", None)  # select_related("result") makes a list of cards one query
    document: Mapping[str, Any] = result.document if result else {}
    stopped = bool(document.get("screening", {}).get("stop"))
    turns = [] if stopped else _turns(document)
    found = {Direction(turn["direction"]): Category(turn["category"]) for turn in turns}
    return Card(
        check=check,
        headline=headline(found),
        names=tuple(dict.fromkeys(_name(category) for category in found.values())),
        dial=_dial(turns, key=f"card-{check.pk}") if turns else None,
        finished=check.finished_at is not None,
        stopped=stopped,
    )


def _turns(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The turns of the first position in it."""
    rotations = [row for row in document.get("findings", ()) if row["movement"] == Movement.ROTATION and row["direction"]]
    return [row for row in rotations if row["position"] == rotations[0]["position"]]


def _name(category: Category) -> Name:
    name = split(CATEGORY_TITLE[category])
    return Name(sentence(name.plain), name.term)


def _dial(turns: list[Mapping[str, Any]], key: str) -> Fragment:
    sides = {Direction(turn["direction"]): _side(turn) for turn in turns}
    left, right = (sides.get(side, DialSide()) for side in Direction)
    return small_dial(Dial(left, right, Position(turns[0]["position"])), theme=None, key=key).svg


def _side(turn: Mapping[str, Any]) -> DialSide:
    mark = turn["criterion"]
    return DialSide(
        active=_value(turn["active"]),
        end_range=_value(turn["end_range"]),
        mark=DialMark(mark["value_deg"], mark["strength"]) if mark else None,
        category=Category(turn["category"]),
    )


def _value(measured: Mapping[str, Any] | None) -> DialValue | None:
    if measured is None:
        return None
    return DialValue(measured["mean_deg"], measured["sem_deg"], measured["n"], date.fromisoformat(measured["day"]))
