"""The exercises as entries of the library."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from supple.guidance.training import dose_words
from supple.programme import Exercise, catalogue
from supple.programme.words import Role
from supple_web.common.cited import Cited
from supple_web.common.engine.evidence import cited
from supple_web.common.science_words import told

#: What a group of exercises is called; in the order of the catalogue.
GROUPS: Final = {
    "linear": (Role.LINEAR_GENERAL, Role.LINEAR_LUMBAR, Role.LINEAR_EXTENSION),
    "upkeep": (Role.UPKEEP,),
    "mobility": (Role.LONG_HOLD, Role.SHORT_HOLDS, Role.UNHELD_MOBILITY, Role.BREATHING),
    "end-range": (Role.END_RANGE,),
    "control": (Role.CONTROL,),
}


@dataclass(frozen=True)
class Entry:
    """One exercise in words. name and the rest: in the language that is active, as far as they are translated."""

    id: str
    name: str
    clinical_name: str
    purpose: str
    group: str
    dose: str
    breath: str
    cues: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]
    equipment: tuple[str, ...]
    sided: bool
    source: tuple[Cited, ...]
    evidence: str


def entry(key: str) -> Entry | None:
    one = catalogue().exercises.get(key)
    return _entry(one) if one else None


def entries() -> tuple[Entry, ...]:
    return tuple(map(_entry, catalogue().exercises.values()))


@cache
def _groups() -> dict[Role, str]:
    return {role: name for name, roles in GROUPS.items() for role in roles}


def _entry(one: Exercise) -> Entry:
    return Entry(
        id=one.id,
        name=told(one.name),
        clinical_name=told(one.clinical_name),
        purpose=told(one.purpose),
        group=_groups()[one.role],
        dose=told(dose_words(one.dose)),
        breath=told(one.breath.pattern),
        cues=tuple(told(cue) for cue in one.cues),
        faults=tuple((told(each.fault), told(each.remedy)) for each in one.faults),
        equipment=tuple(told(str(thing).replace("-", " ")) for thing in sorted(one.equipment)),
        sided=one.sided,
        source=cited(one.source),
        evidence=told(one.evidence),
    )
