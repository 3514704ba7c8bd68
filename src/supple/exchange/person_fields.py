"""The keys of ``[person]``: what the programme has to fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from supple.exchange.naming import one_of, shown
from supple.exchange.trial_fields import Where, check_names, number_from, whole_from
from supple.problems import InputProblem
from supple.programme.limits import LEAST_MINUTES
from supple.programme.person import MOST_MINUTES, Person
from supple.programme.words import Equipment

FIELDS = ("age_years", "minutes_per_day", "days_per_week", "equipment", "can_kneel", "goal", "symptoms", "long_holds")
_OLDEST_YEARS = 120
_TEXT_CHARACTERS = 300


@dataclass(frozen=True)
class PersonGiven:
    """What somebody says of themself; None where they say nothing. goal: in their own words, or merely that there is one."""

    age_years: float | None = None
    minutes_per_day: float | None = None
    days_per_week: int | None = None
    equipment: frozenset[Equipment] = frozenset()
    can_kneel: bool | None = None
    goal: str | bool | None = None
    symptoms: bool | None = None
    long_holds: bool | None = None

    @property
    def person(self) -> Person:
        """Return the person a programme is fitted to; what was not said takes the programme's defaults."""
        usual = Person()
        return Person(
            age_years=self.age_years,
            minutes_per_day=usual.minutes_per_day if self.minutes_per_day is None else self.minutes_per_day,
            days_per_week=usual.days_per_week if self.days_per_week is None else self.days_per_week,
            equipment=self.equipment,
            goal=bool(self.goal),
            symptoms=bool(self.symptoms),
            long_holds=self.long_holds is not False,
        )


def person_from(fields: Mapping[str, object], where: Where) -> PersonGiven:
    """Check every field. Raises InputProblem."""
    check_names(fields, FIELDS, where, "the key")
    return PersonGiven(
        age_years=_between(fields, "age_years", 1, _OLDEST_YEARS, where),
        minutes_per_day=_between(fields, "minutes_per_day", LEAST_MINUTES.value, MOST_MINUTES, where),
        days_per_week=whole_from(fields.get("days_per_week"), "days_per_week", 1, 7, where("days_per_week")),
        equipment=_equipment(fields, where),
        can_kneel=_yes_or_no(fields, "can_kneel", where),
        goal=_goal(fields, where),
        symptoms=_yes_or_no(fields, "symptoms", where),
        long_holds=_yes_or_no(fields, "long_holds", where),
    )


def _between(fields: Mapping[str, object], name: str, least: float, most: float, where: Where) -> float | None:
    if name not in fields:
        return None
    number = number_from(fields[name], name, where(name))
    if not least <= number <= most:
        raise InputProblem(where(name), f"{name} {number:g}", f"{least:g} to {most:g}", "correct the number")
    return number


def _equipment(fields: Mapping[str, object], where: Where) -> frozenset[Equipment]:
    given = fields.get("equipment", [])
    if not isinstance(given, list):
        raise InputProblem(
            where("equipment"), f"equipment {shown(given)}", 'a list such as ["stick", "wall"]', "add the brackets"
        )
    return frozenset(one_of(Equipment, item, where("equipment"), "equipment") for item in given)


def _yes_or_no(fields: Mapping[str, object], name: str, where: Where) -> bool | None:
    value = fields.get(name)
    if value is None or isinstance(value, bool):
        return value
    raise InputProblem(where(name), f"{name} {shown(value)}", "true or false", "write it without quotes")


def _goal(fields: Mapping[str, object], where: Where) -> str | bool | None:
    value = fields.get("goal")
    if value is None or isinstance(value, bool):
        return value
    if not isinstance(value, str) or not value.isprintable() or len(value) > _TEXT_CHARACTERS:
        raise InputProblem(where("goal"), f"goal {shown(value)}", "true, false or a short text on one line", "correct it")
    return value.strip() or None
