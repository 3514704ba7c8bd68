"""One row of the catalogue's files to an ``Exercise``, with a clear line for whatever is wrong in it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

from supple.problems import InputProblem
from supple.programme.exercise import Breath, Dose, Exercise, Fault, KeyPose
from supple.programme.words import EndRangeKind, Equipment, PhaseName, Posture, Role, Serves, SideRule
from supple.quantities import Movement

W = TypeVar("W", bound=StrEnum)
_TEXTS: Final = ("id", "name", "clinical_name", "purpose", "source", "evidence")
_REQUIRED: Final = (
    *_TEXTS, "serves", "moves", "role", "rank", "phases", "posture", "side_rule", "end_range", "dose", "breath", "cues", "faults"
)  # fmt: skip
_OPTIONAL: Final = ("equipment", "helpful", "least", "most", "contraindications", "harder", "key_poses")
_DOSE: Final = ("sets", "reps", "out_s", "hold_s", "back_s", "rest_s", "days_per_week")
_COUNTS: Final = frozenset({"sets", "reps", "days_per_week"})
_DAYS_A_WEEK: Final = 7


class _Row:
    """One table of the file; every look-up names the exercise and the key where it fails."""

    def __init__(self, where: str, row: Mapping[str, Any]) -> None:
        self.where = where
        self.row = row

    def fail(self, key: str, found: str, expected: str) -> InputProblem:
        return InputProblem(f"{self.where}:{key}", found, expected, "correct the catalogue")

    def only(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> None:
        for key in required:
            if key not in self.row:
                raise self.fail(key, "missing", "a value")
        for key in self.row:
            if key not in {*required, *optional}:
                raise self.fail(key, "unknown key", f"one of {', '.join((*required, *optional))}")

    def text(self, key: str) -> str:
        value = self.row[key]
        if not isinstance(value, str) or not value.strip():
            raise self.fail(key, repr(value), "words")
        return value

    def number(self, key: str) -> float:
        value = self.row[key]
        whole = key in _COUNTS or key == "rank"
        good = not isinstance(value, bool) and isinstance(value, int if whole else int | float)
        if not good or not math.isfinite(value) or value < (1 if whole else 0):
            raise self.fail(key, repr(value), "a whole number from 1" if whole else "a number from 0")
        return int(value) if whole else float(value)

    def word(self, key: str, words: type[W]) -> W:
        return self._word(key, self.row[key], words)

    def _word(self, key: str, value: object, words: type[W]) -> W:
        if not isinstance(value, str) or value not in {word.value for word in words}:
            raise self.fail(key, repr(value), f"one of {', '.join(words)}")
        return words(value)

    def words(self, key: str, words: type[W]) -> tuple[W, ...]:
        return tuple(self._word(key, value, words) for value in self.list(key))

    def list(self, key: str) -> tuple[Any, ...]:
        value = self.row.get(key, [])
        if not isinstance(value, list):
            raise self.fail(key, repr(value), "a list")
        return tuple(value)

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(_Row(self.where, {key: value}).text(key) for value in self.list(key))

    def table(self, key: str, value: object = None) -> _Row:
        value = self.row.get(key, {}) if value is None else value
        if not isinstance(value, dict):
            raise self.fail(key, repr(value), "a table")
        return _Row(f"{self.where}:{key}", value)

    def tables(self, key: str, make: Callable[[_Row], Any]) -> tuple[Any, ...]:
        return tuple(make(self.table(key, value)) for value in self.list(key))


def parsed_exercise(row: Mapping[str, Any], where: str) -> Exercise:
    """Raises InputProblem for what is missing, unknown or impossible. ``easier`` is filled in by the catalogue."""
    name = row.get("id", "?") if isinstance(row, Mapping) else "?"
    read = _Row(f"{where}:{name}", row)
    read.only(_REQUIRED, _OPTIONAL)
    dose = _dose(read.table("dose"), None)
    return Exercise(
        **{key: read.text(key) for key in _TEXTS},
        serves=frozenset(read.words("serves", Serves)),
        moves=frozenset(read.words("moves", Movement)),
        role=read.word("role", Role),
        rank=int(read.number("rank")),
        phases=read.words("phases", PhaseName),
        posture=read.word("posture", Posture),
        equipment=frozenset(read.words("equipment", Equipment)),
        helpful=read.words("helpful", Equipment),
        side_rule=read.word("side_rule", SideRule),
        end_range=read.word("end_range", EndRangeKind),
        dose=dose,
        least=_dose(read.table("least"), dose),
        most=_dose(read.table("most"), dose),
        breath=_breath(read.table("breath")),
        cues=read.texts("cues"),
        faults=read.tables("faults", _fault),
        contraindications=frozenset(read.texts("contraindications")),
        easier=(),
        harder=read.texts("harder"),
        key_poses=read.tables("key_poses", _key_pose),
    )


def _dose(read: _Row, default: Dose | None) -> Dose:
    """A whole dose, or what differs from the default one."""
    read.only(_DOSE if default is None else (), _DOSE)
    given = {key: read.number(key) if key in read.row else getattr(default, key) for key in _DOSE}
    if given["days_per_week"] > _DAYS_A_WEEK:
        raise read.fail("days_per_week", f"{given['days_per_week']}", "at most 7")
    counts: dict[str, Any] = {key: int(value) if key in _COUNTS else float(value) for key, value in given.items()}
    return Dose(**counts)


def _breath(read: _Row) -> Breath:
    read.only(("pattern", "in_s", "out_s"))
    return Breath(read.text("pattern"), read.number("in_s"), read.number("out_s"))


def _fault(read: _Row) -> Fault:
    read.only(("fault", "remedy"))
    return Fault(read.text("fault"), read.text("remedy"))


def _key_pose(read: _Row) -> KeyPose:
    read.only(("name", "angles_deg"))
    angles = read.table("angles_deg")
    return KeyPose(read.text("name"), tuple((joint, _angle(angles, joint)) for joint in sorted(angles.row)))


def _angle(read: _Row, joint: str) -> float:
    value = read.row[joint]
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise read.fail(joint, repr(value), "a number of degrees")
    return float(value)
