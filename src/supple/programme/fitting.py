"""Fitting a session into the minutes: a stated rule, from the most important down.

1. Linear movement and each direction's main exercise, at their smallest doses. Where both directions' main exercises do not fit
   together, the directions take turns by training day.
2. Upkeep at its smallest dose.
3. Doses are raised to the full ones (or to as many of their sets as fit), main exercise first, then linear movement, then upkeep.
4. Further exercises in order of priority, at the full dose, else the smallest, else not at all; within one priority in the order
   of their ids, so that no side goes first.

Minutes left over stay free: beyond the doses here more time showed no more benefit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from supple.programme.exercise import Dose, Exercise
from supple.programme.limits import CHANGEOVER_S
from supple.programme.model import Turn
from supple.programme.plan import LINEAR, MAIN, UPKEEP
from supple.quantities import Direction


@dataclass(frozen=True)
class Place:
    """An exercise with its place in the session. sides: directions it goes to, empty where it has none."""

    exercise: Exercise
    sides: tuple[Direction, ...]
    priority: int
    why: str
    least: Dose
    full: Dose
    dose: Dose
    turn: Turn = Turn.EVERY
    alternate: bool = False

    @property
    def seconds(self) -> float:
        sides = 1 if self.alternate else max(1, len(self.sides))
        return self.dose.total_s(sides) + CHANGEOVER_S.value


def longest_s(places: Sequence[Place]) -> float:
    """Seconds of the longer of the two alternating sessions."""
    return max(sum(place.seconds for place in places if place.turn in {Turn.EVERY, turn}) for turn in (Turn.FIRST, Turn.SECOND))


def fitted(places: Sequence[Place], budget_s: float, *, gentle: bool = False) -> tuple[Place, ...]:
    """The places that fit, with their doses, by the rule above; at ``gentle`` none is raised above its smallest dose."""
    smallest = [replace(place, dose=place.least) for place in places]
    kept = [place for place in smallest if place.priority <= MAIN]
    kept, _ = _take(kept, [place for place in smallest if place.priority == UPKEEP], budget_s)
    if not gentle:
        for priority in (MAIN, LINEAR, UPKEEP):
            kept = _raised(kept, priority, budget_s)
    for place in sorted((place for place in smallest if place.priority > UPKEEP), key=_in_turn):
        full = place if gentle else replace(place, dose=place.full)
        kept, left = _take(kept, [full], budget_s)
        kept, _ = _take(kept, left and [place], budget_s)
    return tuple(kept)


def _in_turn(place: Place) -> tuple[int, str]:
    """By priority; within one by the exercise's name, so that left never goes before right."""
    return (place.priority, place.exercise.id)


def _take(kept: list[Place], offered: list[Place], budget_s: float) -> tuple[list[Place], list[Place]]:
    left = []
    for place in offered:
        if longest_s([*kept, place]) <= budget_s:
            kept = [*kept, place]
        else:
            left.append(place)
    return kept, left


def _raised(places: list[Place], priority: int, budget_s: float) -> list[Place]:
    """Raise all of one priority alike, so that left and right stay equal: to the full dose, else to fewer of its sets."""
    most_sets = max((place.full.sets for place in places if place.priority == priority), default=0)
    for fewer in range(most_sets):
        tried = [_full(place, fewer) if place.priority == priority else place for place in places]
        if longest_s(tried) <= budget_s:
            return tried
    return places


def _full(place: Place, fewer: int) -> Place:
    return replace(place, dose=replace(place.full, sets=max(place.least.sets, place.full.sets - fewer)))


def in_turns(places: Sequence[Place]) -> list[Place]:
    """Let the directions take turns by training day: both sides of one exercise, or one direction's exercises each day."""
    turned = []
    for place in places:
        if not place.sides or place.priority == UPKEEP:
            turned.append(place)
        elif len(place.sides) > 1:
            turned.append(replace(place, alternate=True))
        else:
            turn = Turn.FIRST if place.sides[0] is Direction.LEFT else Turn.SECOND
            turned.append(replace(place, turn=turn))
    return turned


def essential_fit(places: Sequence[Place], budget_s: float) -> bool:
    """Whether linear movement and every main exercise fit together at their smallest doses."""
    return longest_s([replace(place, dose=place.least) for place in places if place.priority <= MAIN]) <= budget_s
