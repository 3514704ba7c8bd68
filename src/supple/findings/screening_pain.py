"""Pain from 0 to 10 as a traffic light: go, modify, stop. Borrowed from tendon rehabilitation, not tested for the spine.

The zones and the three moments (during, after, next morning) are those of clinics (``pain_zones``); that pain should not rise
from week to week is remembered from the original model (``pain_zones_orig``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from supple.problems import InputProblem

WORST_PAIN: Final = 10


class PainZone(StrEnum):
    GO = "go"
    MODIFY = "modify"
    STOP = "stop"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True)
class ZoneBound:
    """Pain up to and including ``up_to`` (0-10) lies in ``zone``."""

    up_to: int
    zone: PainZone
    source: str


ZONES: Final = (
    ZoneBound(3, PainZone.GO, "pain_zones"),
    ZoneBound(5, PainZone.MODIFY, "pain_zones"),
    ZoneBound(WORST_PAIN, PainZone.STOP, "pain_zones"),
)


@dataclass(frozen=True)
class PainVerdict:
    """The strictest zone that applies, and every reason that is not go; empty reasons in the zone go."""

    zone: PainZone
    reasons: tuple[str, ...]


_STRICTNESS: Final = (PainZone.NOT_ASKED, PainZone.GO, PainZone.MODIFY, PainZone.STOP)


def zone_of(pain: int) -> PainZone:
    """The zone of one value. Raises InputProblem for anything but a whole number from 0 to 10."""
    value = checked_pain(pain, "pain")
    return next(bound.zone for bound in ZONES if value <= bound.up_to)


def pain_zone(
    now: int | None,
    *,
    during: int | None = None,
    next_morning: int | None = None,
    before: int | None = None,
    last_weeks: Sequence[int] = (),
) -> PainVerdict:
    """Judge pain around sessions; each value 0..10, None where it was not asked (which is not 0).

    before: just before the session that ``next_morning`` follows; a worse morning stops. last_weeks: the worst pain of each
    week, oldest first; a rise from the last but one to the last modifies. Raises InputProblem for impossible values.
    """
    found: list[tuple[PainZone, str]] = []
    moments = {"now": now, "during": during, "on the next morning": next_morning}
    for moment, value in moments.items():
        if value is not None:
            found.append((zone_of(value), f"pain {moment} is {value}"))
    if before is not None and next_morning is not None and next_morning > checked_pain(before, "pain_before_session"):
        found.append((PainZone.STOP, f"worse on the morning after ({before} to {next_morning})"))
    weeks = [checked_pain(value, "last_weeks") for value in last_weeks]
    if len(weeks) > 1 and weeks[-1] > weeks[-2]:
        found.append((PainZone.MODIFY, f"more than in the week before ({weeks[-2]} to {weeks[-1]})"))
    zone = max((zone for zone, _ in found), key=_STRICTNESS.index, default=PainZone.NOT_ASKED)
    return PainVerdict(zone, tuple(reason for zone, reason in found if zone in (PainZone.MODIFY, PainZone.STOP)))


def checked_pain(value: object, where: str) -> int:
    """A whole number from 0 to 10; true and false are none. Raises InputProblem."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= WORST_PAIN:
        raise InputProblem(where, f"{value!r:.40}", f"a whole number from 0 to {WORST_PAIN}", "correct the answer")
    return value
