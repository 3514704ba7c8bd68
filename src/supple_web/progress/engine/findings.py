"""What the latest finished check found, out of its stored document: as it was said then, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from supple.evidence import describe
from supple.figure.phrases import figure, short_day
from supple.findings.model import Category
from supple.progress.two_point import Z95
from supple.quantities import Assist, Direction, Mode, Movement, Position
from supple.words import CATEGORY_MEANING, CATEGORY_TITLE, POSITION_TITLE, mode_words, movement_words


@dataclass(frozen=True)
class Found:
    """One finding. own, helped: mean with 95 %, empty where not measured. sure: in percent, empty where nothing was judged."""

    movement: str
    position: str
    category: str
    meaning: str
    own: str
    helped: str
    helped_how: str
    mark: str
    mark_source: str
    healthy: str
    sure: str


def found_in(document: Mapping[str, Any]) -> tuple[Found, ...]:
    return tuple(_found(one) for one in document["findings"])


def _found(one: Mapping[str, Any]) -> Found:
    category = Category(one["category"])
    direction = Direction(one["direction"]) if one["direction"] else None
    mark, end = one["criterion"], one["end_range"]
    probability = one["probabilities"].get(category.value)
    return Found(
        movement=movement_words(Movement(one["movement"]), direction),
        position=POSITION_TITLE[Position(one["position"])],
        category=CATEGORY_TITLE[category],
        meaning=CATEGORY_MEANING[category],
        own=_measured(one["active"]),
        helped=_measured(end),
        helped_how=mode_words(Mode(end["mode"]), Assist(end["assist"]) if end["assist"] else None) if end else "",
        mark=f"{mark['value_deg']:g}° ({mark['strength']})" if mark else "",
        mark_source=describe(mark["source"]) if mark else "",
        healthy=_healthy(mark),
        sure=f"{round(100 * probability)}\u00a0%" if probability is not None else "",
    )


def _healthy(mark: Mapping[str, Any] | None) -> str:
    if not mark or mark["healthy_mean_deg"] is None:
        return ""
    return f"{figure(mark['healthy_mean_deg'], 1)}° ({describe(mark['healthy_mean_source'])})"


def _measured(one: Mapping[str, Any] | None) -> str:
    """``42.0° ± 5.1``: mean and 95 %, the number of trials and the day."""
    if not one or one["mean_deg"] is None:
        return ""
    day = date.fromisoformat(one["day"])
    trials = "1\u00a0trial" if one["n"] == 1 else f"{one['n']}\u00a0trials"
    when = short_day(day).replace(" ", "\u00a0")
    return f"{figure(one['mean_deg'], 1)}°\u00a0±\u00a0{figure(Z95 * one['sem_deg'], 1)} ({trials}, {when})"
