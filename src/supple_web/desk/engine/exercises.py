"""The catalogue as a clinician chooses from it."""

from __future__ import annotations

from dataclasses import dataclass

from supple.programme import catalogue
from supple.programme.words import LINEAR, Role
from supple_web.training import engine as training


@dataclass(frozen=True)
class Offered:
    id: str
    name: str
    sided: bool
    dose: str


@dataclass(frozen=True)
class Shelf:
    """Exercises of one role, in the catalogue's order."""

    title: str
    exercises: tuple[Offered, ...]


def shelves() -> list[Shelf]:
    """All exercises by their place in a session, what every session begins with first."""
    order = sorted(Role, key=lambda role: role not in LINEAR)
    return [Shelf(str(role).replace("-", " "), tuple(map(_offered, _of(role)))) for role in order if _of(role)]


def _of(role: Role) -> list[str]:
    return [one.id for one in catalogue().with_role(role)]


def _offered(key: str) -> Offered:
    one = catalogue()[key]
    return Offered(key, one.name, one.sided, training.dose_words_of(one.dose))


def card_of_item(item: dict[str, object]) -> training.ExerciseCard:
    """One item of a clinic's own programme, as a list shows it."""
    return training.card_of_item(item)
