"""The catalogue of exercises: read once, checked as a whole."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from supple.evidence import sources
from supple.findings.screening_questions import Effect, questionnaire
from supple.problems import InputProblem
from supple.programme.exercise import Dose, Exercise
from supple.programme.limits import CONVENTION, HOLD_MORE_THAN_S, SESSION_AT_MOST_S
from supple.programme.parsing import parsed_exercise
from supple.programme.words import EndRangeKind, Role, SideRule

_FOLDER: Final = "catalogue"
_FILES: Final = ("linear.toml", "upkeep.toml", "mobility.toml", "end_range.toml", "control.toml")
_CUES: Final = range(3, 7)


@dataclass(frozen=True)
class Catalogue:
    """Exercises by id, in the order of the files."""

    exercises: Mapping[str, Exercise]

    def __getitem__(self, key: str) -> Exercise:
        if key not in self.exercises:
            raise InputProblem(f"exercise:{key}", "no such exercise", "an id of the catalogue", "see the list of exercises")
        return self.exercises[key]

    def with_role(self, role: Role) -> tuple[Exercise, ...]:
        """In order of preference."""
        return tuple(sorted((one for one in self.exercises.values() if one.role is role), key=lambda one: one.rank))


@cache
def catalogue() -> Catalogue:
    """The catalogue of the package. Raises InputProblem naming file, exercise and key for anything wrong in it."""
    texts = {name: resources.files(__package__).joinpath(_FOLDER, name).read_text(encoding="utf-8") for name in _FILES}
    return read_catalogue(texts)


def read_catalogue(texts: Mapping[str, str]) -> Catalogue:
    """A catalogue from the text of TOML files by name, checked as a whole. Raises InputProblem."""
    rows = [parsed_exercise(row, name) for name, text in texts.items() for row in _rows(name, text)]
    exercises: dict[str, Exercise] = {}
    for one in rows:
        if one.id in exercises:
            raise _problem(one, "id", "twice in the catalogue", "each id once")
        exercises[one.id] = one
    for one in rows:
        _check(one, exercises)
    _check_no_cycle(exercises)
    with_easier = {key: replace(one, easier=_easier(key, rows)) for key, one in exercises.items()}
    return Catalogue(MappingProxyType(with_easier))


@cache
def known_restrictions() -> frozenset[str]:
    """Every id that screening can restrict by."""
    effects: list[Effect] = [rule.effect for rule in questionnaire().rules]
    for question in questionnaire().questions:
        effects += [question.yes, *(choice.effect for choice in question.choices)]
    return frozenset().union(*(effect.restrictions for effect in effects))


def _rows(name: str, text: str) -> list[dict[str, object]]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise InputProblem(name, str(problem), "TOML", "correct the catalogue") from None
    rows = document.get("exercise")
    if not isinstance(rows, list) or set(document) != {"exercise"} or not all(isinstance(row, dict) for row in rows):
        raise InputProblem(name, "other tables", "only [[exercise]] tables", "correct the catalogue")
    return rows


def _easier(key: str, rows: Iterable[Exercise]) -> tuple[str, ...]:
    return tuple(one.id for one in rows if key in one.harder)


def _problem(one: Exercise, key: str, found: str, expected: str) -> InputProblem:
    return InputProblem(f"catalogue:{one.id}:{key}", found, expected, "correct the catalogue")


def _check(one: Exercise, exercises: Mapping[str, Exercise]) -> None:
    unknown = one.contraindications - known_restrictions()
    if unknown:
        raise _problem(one, "contraindications", ", ".join(sorted(unknown)), "ids that screening knows")
    for key in one.harder:
        if key not in exercises:
            raise _problem(one, "harder", key, "an id of the catalogue")
    if one.source != CONVENTION and one.source not in sources():
        raise _problem(one, "source", one.source, 'a source of the evidence or "convention"')
    if len(one.cues) not in _CUES or not one.faults:
        raise _problem(one, "cues", f"{len(one.cues)} cues, {len(one.faults)} faults", "3 to 6 cues and a fault")
    _check_dose(one)
    if one.role is Role.CONTROL and (one.end_range is EndRangeKind.HELD or one.stretches_passively):
        raise _problem(one, "end_range", one.end_range, "no held end range in control work")
    if one.sided and one.side_rule is SideRule.LIMITED and not one.moves:
        raise _problem(one, "side_rule", one.side_rule, "a movement for a sided exercise")


def _check_dose(one: Exercise) -> None:
    for name in ("sets", "reps", "hold_s"):
        least, dose, most = (getattr(each, name) for each in (one.least, one.dose, one.most))
        if not least <= dose <= most:
            raise _problem(one, name, f"{least}, {dose}, {most}", "least, dose and most in order")
    if one.role is Role.LONG_HOLD and not _is_one_long_hold(one.least):
        raise _problem(one, "hold_s", f"{one.least.hold_s}", f"one hold of more than {HOLD_MORE_THAN_S.value:g} s")
    if one.stretches_passively and one.most.held_s > SESSION_AT_MOST_S.value:
        raise _problem(one, "most", f"{one.most.held_s:g} s held", f"at most {SESSION_AT_MOST_S.value:g} s a session")


def _is_one_long_hold(dose: Dose) -> bool:
    return dose.sets == 1 and dose.reps == 1 and dose.hold_s > HOLD_MORE_THAN_S.value


def _check_no_cycle(exercises: Mapping[str, Exercise]) -> None:
    """Going to harder ones ends."""
    done: set[str] = set()

    def visit(key: str, path: tuple[str, ...]) -> None:
        if key in path:
            raise _problem(exercises[key], "harder", " -> ".join((*path, key)), "no way back to itself")
        if key not in done:
            for harder in exercises[key].harder:
                visit(harder, (*path, key))
            done.add(key)

    for key in exercises:
        visit(key, ())
