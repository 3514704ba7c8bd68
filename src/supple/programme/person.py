"""What a programme has to fit: minutes, days and equipment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from supple.problems import InputProblem
from supple.programme.limits import LEAST_MINUTES
from supple.programme.words import Equipment

MOST_MINUTES: Final = 180
_DAYS: Final = range(1, 8)


@dataclass(frozen=True)
class Person:
    """minutes_per_day: on a training day. days_per_week: training days. equipment: what is at hand beyond floor and a seat.

    goal, symptoms: a goal not yet reached, symptoms; with either, a plateau is a reason to be seen. long_holds: whether holding
    for more than two minutes is acceptable. Raises InputProblem for impossible values.
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


def person_from(table: Mapping[str, Any], where: str = "person") -> Person:
    """A person from the table [person] of a file; missing keys take the defaults. Raises InputProblem."""
    known = Person.__dataclass_fields__
    for key in table:
        if key not in known:
            raise InputProblem(f"{where}:{key}", "unknown key", f"one of {', '.join(known)}", "correct or remove it")
    given = dict(table)
    given["equipment"] = _equipment(given.get("equipment", []), where)
    age = given.get("age_years")
    if age is not None and (not _is_number(age) or not 0 <= age <= 120):
        raise _problem("age_years", age, "an age from 0 to 120 years")
    return Person(**given)


def _equipment(value: object, where: str) -> frozenset[Equipment]:
    words = {word.value for word in Equipment}
    if not isinstance(value, list | tuple | set | frozenset) or not all(isinstance(one, str) for one in value):
        raise InputProblem(f"{where}:equipment", repr(value), "a list of words", f"choose from {', '.join(sorted(words))}")
    unknown = [one for one in value if one not in words and one != "none"]
    if unknown:
        raise InputProblem(f"{where}:equipment", repr(unknown[0]), f"one of {', '.join(sorted(words))}", "correct the word")
    return frozenset(Equipment(one) for one in value if one != "none")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _problem(key: str, found: object, expected: str) -> InputProblem:
    return InputProblem(f"person:{key}", repr(found), expected, "correct the value")
