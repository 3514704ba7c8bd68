"""Which days training was asked for, and since when there is any: derived here once, for the plan and for progress alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from supple.programme import Standing, trains_on
from supple.progress.model import Session as Sitting


@dataclass(frozen=True)
class Asking:
    """From a day on: how many days a week, and whether the programme goes on or stands still."""

    since: date
    days_per_week: int
    standing: Standing


def asked_days(
    asking: Sequence[Asking], began: date, until: date, *, moves: Mapping[date, date] | None = None
) -> frozenset[date]:
    """The days from ``began`` to ``until`` on which training was asked for, each by what held on it.

    While the programme stands still nothing is; the day on which it stopped is one of those. moves: from day -> to day.
    """
    moves = moves or {}
    held = {day: _on(asking, day) for day in (began + timedelta(days=number) for number in range((until - began).days + 1))}
    usual = {day for day, one in held.items() if one is not None and trains_on(day, one.days_per_week)}
    moved = {to for start, to in moves.items() if start in usual and began <= to <= until}
    return frozenset(day for day in (usual - moves.keys()) | moved if _goes_on(held[day]))


def training_began(sittings: Iterable[Sitting], since: date | None) -> date | None:
    """The day of a plan's first training session in which anything was done; None before it: a plan alone trains nobody."""
    if since is None:
        return None
    return min((one.day for one in sittings if one.done and one.day >= since), default=None)


def _on(asking: Sequence[Asking], day: date) -> Asking | None:
    return next((one for one in reversed(asking) if one.since <= day), None)


def _goes_on(one: Asking | None) -> bool:
    return one is not None and one.standing in {Standing.GO, Standing.EASED}
