"""What a programme has to fit: minutes, days and equipment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from supple.problems import InputProblem
from supple.programme.limits import LEAST_MINUTES
from supple.programme.words import Equipment

MOST_MINUTES: Final = 180
_DAYS: Final = range(1, 8)


@dataclass(frozen=True)
class Person:
    """Whom the programme has to fit. Raises InputProblem for impossible values.

    minutes_per_day: on a training day. days_per_week: training days (upkeep comes on every day). equipment: what is at hand
    beyond floor and a seat. goal, symptoms: a goal not yet reached, symptoms; with either, a plateau is a reason to be seen.
    long_holds: whether holding for more than two minutes is acceptable.
    """

    age_years: float | None = None
    minutes_per_day: float = 12
    days_per_week: int = 7
    equipment: frozenset[Equipment] = field(default_factory=frozenset)
    goal: bool = False
    symptoms: bool = False
    long_holds: bool = True

    def __post_init__(self) -> None:
        least = LEAST_MINUTES.value
        if not _is_number(self.minutes_per_day) or not least <= self.minutes_per_day <= MOST_MINUTES:
            raise _problem("minutes_per_day", self.minutes_per_day, f"{least:g} to {MOST_MINUTES} minutes")
        if not _is_number(self.days_per_week) or self.days_per_week not in _DAYS:
            raise _problem("days_per_week", self.days_per_week, "1 to 7 days")
        for name in ("goal", "symptoms", "long_holds"):
            if not isinstance(getattr(self, name), bool):
                raise _problem(name, getattr(self, name), "true or false")

    @property
    def seeks_more(self) -> bool:
        return self.goal or self.symptoms


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _problem(key: str, found: object, expected: str) -> InputProblem:
    return InputProblem(f"person:{key}", repr(found), expected, "correct the value")
