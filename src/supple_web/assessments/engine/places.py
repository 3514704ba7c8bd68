"""Which repetition of a measured set each trial is: repetitions that did not count keep their place in the order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from supple.quantities import Grade, Movement
from supple_web.assessments.models import Trial, TrialSet


def repetitions(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The repetitions of a measured file, whether the document is of that file or of several."""
    if "files" in document:
        return [row for file in document["files"] for row in file["repetitions"]]
    return list(document.get("repetitions", ()))


def places_of(one: TrialSet) -> list[int]:
    """Places, from 1 among all repetitions of a set's document, of those that became trials: good or usable, and asked for.

    A set of which it is not known what was asked has all of its own movement.
    """
    taken: Counter[str] = Counter()
    found = []
    for place, row in enumerate(repetitions(one.document), start=1):
        name = str(row.get("direction") or row["movement"])
        asked = taken[name] < one.asked.get(name, 0) if one.asked else True
        if row["grade"] == Grade.REJECTED or not asked or not _is_of_movement(row, one):
            continue
        taken[name] += 1
        found.append(place)
    return found


def before_first(one: TrialSet, rows: Sequence[Trial]) -> int:
    """How many places of the day came before this set. rows: its trials in order; at least one."""
    places = places_of(one)
    return rows[0].order - (places[0] if places else 1)


def by_place(one: TrialSet, rows: Sequence[Trial]) -> dict[int, Trial]:
    """The trials of a measured set by the place of their repetition, from 1. rows: its trials in order."""
    if not rows:
        return {}
    before = before_first(one, rows)
    return {row.order - before: row for row in rows}


def _is_of_movement(row: Mapping[str, Any], one: TrialSet) -> bool:
    if row["movement"] == Movement.LATERAL_FLEXION:
        return False
    return (row["movement"] == Movement.ROTATION) is (one.movement == Movement.ROTATION)
