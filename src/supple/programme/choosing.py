"""Which exercise fills a place: the first in order of preference that nothing forbids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from supple.findings.model import Screening
from supple.programme.exercise import Exercise
from supple.programme.exercises import Catalogue
from supple.programme.person import Person
from supple.programme.words import EndRangeKind, Role


@dataclass(frozen=True)
class Limits:
    """What may be chosen from: the person's equipment and the screening's gates. eased: easier neighbours first."""

    catalogue: Catalogue
    person: Person
    screening: Screening
    eased: bool = False


#: Gates of the screening that each kind of end range must pass, in words.
GATES: Final = {
    EndRangeKind.NONE: ("active",),
    EndRangeKind.ACTIVE: ("active",),
    EndRangeKind.ASSISTED: ("active", "assisted"),
    EndRangeKind.HELD: ("active", "held_end_range"),
}
_CLOSED: Final = {
    "active": "screening allows no active movement",
    "assisted": "screening allows no assisted movement",
    "held_end_range": "screening allows no holding at the end of the range",
}


def obstacle(one: Exercise, limits: Limits) -> str | None:
    """Why this exercise is not for this person today; None where nothing forbids it."""
    for gate in GATES[one.end_range]:
        if not getattr(limits.screening, gate):
            return _CLOSED[gate]
    forbidden = one.contraindications & limits.screening.restrictions
    if forbidden:
        return f"not with {', '.join(sorted(forbidden))}"
    missing = one.equipment - limits.person.equipment
    if missing:
        return f"needs {', '.join(sorted(missing))}"
    if one.role is Role.LONG_HOLD and (limits.eased or not limits.person.long_holds):
        return "one long hold is too much for now" if limits.eased else "you asked for shorter holds"
    return None


def allowed(role: Role, limits: Limits) -> list[Exercise]:
    return [one for one in limits.catalogue.with_role(role) if obstacle(one, limits) is None]


def choose(roles: Iterable[Role], limits: Limits, *, harder: bool = False, not_again: Iterable[str] = ()) -> Exercise | None:
    """The exercise for a place. harder: a step up where there is one. not_again: ids that the session has already."""
    taken = set(not_again)
    for role in roles:
        fits = [one for one in allowed(role, limits) if one.id not in taken]
        if fits:
            return _neighbour(fits, limits, harder=harder)
    return None


def _neighbour(fits: list[Exercise], limits: Limits, *, harder: bool) -> Exercise:
    """The first, or its neighbour of the same role: easier when pain asks for it, harder when a block brought nothing."""
    first = fits[0]
    wanted = first.easier if limits.eased else first.harder if harder else ()
    return next((one for one in fits if one.id in wanted), first)


def why_not_first(roles: tuple[Role, ...], chosen: Exercise | None, limits: Limits) -> str | None:
    """What stood against the role asked for first, where something else (or nothing) took its place."""
    wanted = limits.catalogue.with_role(roles[0])
    if (chosen is not None and chosen.role is roles[0]) or not wanted:
        return None
    reasons = dict.fromkeys(reason for one in wanted if (reason := obstacle(one, limits)) is not None)
    return "; ".join(reasons)
