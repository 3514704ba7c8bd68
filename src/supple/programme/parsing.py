"""One row of the catalogue's files to an ``Exercise``, with a clear line for whatever is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from supple.programme.exercise import Breath, Dose, Exercise, Fault
from supple.programme.row import Row
from supple.programme.words import EndRangeKind, Equipment, PhaseName, Posture, Role, Serves, SideRule
from supple.quantities import Movement

_TEXTS: Final = ("id", "name", "clinical_name", "purpose", "source", "evidence")
_REQUIRED: Final = (
    *_TEXTS, "serves", "moves", "role", "rank", "phases", "posture", "side_rule", "end_range", "dose", "breath", "cues", "faults"
)  # fmt: skip
_OPTIONAL: Final = ("equipment", "helpful", "least", "most", "contraindications", "harder")
_DOSE: Final = ("sets", "reps", "out_s", "hold_s", "back_s", "rest_s", "days_per_week")
_COUNTS: Final = frozenset({"sets", "reps", "days_per_week"})
_DAYS_A_WEEK: Final = 7


def parsed_exercise(row: Mapping[str, Any], where: str) -> Exercise:
    """Raises InputProblem for what is missing, unknown or impossible. ``easier`` is filled in by the catalogue."""
    name = row.get("id", "?") if isinstance(row, Mapping) else "?"
    read = Row(f"{where}:{name}", row)
    read.only(_REQUIRED, _OPTIONAL)
    dose = _dose(read.table("dose"), None)
    return Exercise(
        **{key: read.text(key) for key in _TEXTS},
        serves=frozenset(read.words("serves", Serves)),
        moves=frozenset(read.words("moves", Movement)),
        role=read.word("role", Role),
        rank=read.count("rank"),
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
    )


def _dose(read: Row, default: Dose | None) -> Dose:
    """A whole dose, or what differs from the default one."""
    read.only(_DOSE if default is None else (), _DOSE)
    given: dict[str, Any] = {key: _amount(read, key) if key in read.row else getattr(default, key) for key in _DOSE}
    if given["days_per_week"] > _DAYS_A_WEEK:
        raise read.fail("days_per_week", f"{given['days_per_week']}", "at most 7")
    return Dose(**given)


def _amount(read: Row, key: str) -> float:
    return read.count(key) if key in _COUNTS else read.number(key)


def _breath(read: Row) -> Breath:
    read.only(("pattern", "in_s", "out_s"))
    return Breath(read.text("pattern"), read.number("in_s"), read.number("out_s"))


def _fault(read: Row) -> Fault:
    read.only(("fault", "remedy"))
    return Fault(read.text("fault"), read.text("remedy"))
