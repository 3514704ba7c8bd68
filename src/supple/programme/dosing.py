"""How long to hold a passive stretch: one rule for the long hold, and its named fallback of equal total time."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from supple.evidence import source
from supple.programme.exercise import Dose
from supple.programme.limits import (
    HOLD_DAYS,
    HOLD_S,
    SESSION_AT_MOST_S,
    WEEK_AT_LEAST_S,
    WEEK_AT_MOST_S,
    Limit,
)


@dataclass(frozen=True)
class HoldPlan:
    """Holding per direction. days: per week and direction, halves where the sides take turns. notes: what must be said."""

    hold_s: float
    days: float
    notes: tuple[str, ...] = ()

    @property
    def week_s(self) -> float:
        return self.hold_s * self.days


def hold_plan(days_per_week: float) -> HoldPlan:
    """Seconds of one session's holding for this many days a week and direction.

    The default on five days; longer on fewer, so that the weekly least is reached, up to what a session can use.
    """
    days = min(float(days_per_week), HOLD_DAYS.value)
    wanted = max(HOLD_S.value, math.ceil(WEEK_AT_LEAST_S.value / days))
    return noted(HoldPlan(min(float(wanted), SESSION_AT_MOST_S.value), days))


def noted(plan: HoldPlan) -> HoldPlan:
    """The plan with what its weekly total and its days call for."""
    notes = []
    if plan.week_s < WEEK_AT_LEAST_S.value:
        notes.append(
            f"Holding comes to {_minutes(plan.week_s)} a week and side; reviews of stretching ask for at least "
            f"{_minutes(WEEK_AT_LEAST_S.value)} ({_cited(WEEK_AT_LEAST_S)}). More days would help more than more effort."
        )
    if plan.days < HOLD_DAYS.value:
        notes.append(f"Five days a week are the recommendation ({_cited(HOLD_DAYS)}); this plan holds on {plan.days:g}.")
    if plan.week_s > WEEK_AT_MOST_S.value:
        notes.append(
            f"Holding comes to {_minutes(plan.week_s)} a week and side. One analysis saw no more benefit beyond "
            f"{_minutes(WEEK_AT_MOST_S.value)} ({_cited(WEEK_AT_MOST_S)}; disputed), so nothing is added to it."
        )
    return replace(plan, notes=tuple(notes))


def _cited(limit: Limit) -> str:
    return source(limit.source).short


def in_short_holds(dose: Dose, hold_s: float) -> Dose:
    """The same total time in shorter holds, rounded up to a whole number of them; ``dose`` gives the length of one."""
    return replace(dose, sets=math.ceil(hold_s / dose.hold_s), reps=1)


def _minutes(seconds: float) -> str:
    whole, rest = divmod(round(seconds), 60)
    return f"{whole} min" if rest == 0 else f"{whole} min {rest} s"
