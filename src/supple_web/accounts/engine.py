"""Where own data meet the science: the words of what was measured and trained."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from supple.programme.exercises import catalogue
from supple.quantities import Direction, Movement
from supple.words import movement_words
from supple_web.assessments.engine.result import recorded_sets
from supple_web.assessments.models import Check


def trial_words(movement: str, direction: str) -> str:
    """For example ``Turn to the left (rotation)``."""
    words = movement_words(Movement(movement), Direction(direction) if direction else None)
    return words[:1].upper() + words[1:]


def set_words(check: Check) -> dict[UUID, tuple[str, str, str]]:
    """Title, how it was measured, and the pain after it, for each set of a check."""
    return {one.id: (one.title, one.how, one.pain) for one in recorded_sets(check)}


def exercise_words(key: str) -> str:
    """The name of an exercise; its id where a later catalogue has it no more."""
    known = catalogue().exercises.get(key)
    return known.name if known else key


def rows_words(value: object) -> str:
    """A stored value in words."""
    if value is None or value == "":
        return _("not said")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
