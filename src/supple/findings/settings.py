"""What a clinic may set about judging: the prior, when to stop, how many trials, how far back. All conventions unless said."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Final

from supple.problems import InputProblem
from supple.quantities import SELF_RATER, Position


@dataclass(frozen=True)
class Prior:
    """What is believed before the first trial, degrees; weak, and the same in every position (convention of this project).

    passive ~ N(passive_mean_deg, passive_sd_deg); active = passive - gap; gap = least_gap_deg + |N(0, gap_scale_deg)|, so that
    active never exceeds passive. No published gap between passive and active thoracic rotation exists (evidence: ``pa_norm``).
    """

    passive_mean_deg: float = 54.0
    passive_sd_deg: float = 9.0
    least_gap_deg: float = 2.0
    gap_scale_deg: float = 5.0


@dataclass(frozen=True)
class Limits:
    """Most trials per direction and day: of active ones, then of end-range ones."""

    active: int
    end_range: int


#: Positions in which one kneels; alone at home they get fewer trials.
KNEELING: Final = frozenset({Position.LUMBAR_LOCKED, Position.HALF_KNEELING})
#: Positions in which one can safely assist oneself; elsewhere the end range needs a clinician.
SELF_ASSISTED: Final = frozenset({Position.LUMBAR_LOCKED, Position.SEATED_INCLINED})


@dataclass(frozen=True)
class Settings:
    """How certain is certain, and how long to go on.

    stop, commit: probability of one finding at which measuring ends, and at or above which it is said at all.
    wrong_cost: a wrong answer costs so many times what a right one gains when a further trial is weighed.
    assisted_shortfall_deg: mean of the one-sided (half-normal) shortfall of what one assists alone (derived: an assumption).
    least_active: trials before anything is decided. least_end_range: trials before a finding that speaks of the passive range.
    window_days: earlier days that still speak for today; drift_deg_per_week widens them (evidence: ``rate_derived``, derived).
    painful_from: a trial with this much pain (0-10) ends its direction: any pain does (evidence: source ``cook2010``).
    """

    prior: Prior = Prior()
    stop: float = 0.90
    commit: float = 0.80
    wrong_cost: float = 1.5
    assisted_shortfall_deg: float = 3.0
    least_active: int = 3
    least_end_range: int = 2
    limits: Limits = Limits(active=6, end_range=6)
    limits_kneeling_at_home: Limits = Limits(active=4, end_range=4)
    window_days: int = 14
    drift_deg_per_week: float = 1.6
    painful_from: int = 1

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, int | float) and not (math.isfinite(value) and value >= 0):
                raise InputProblem(f"settings:{item.name}", f"{value}", "a number of 0 or more", "correct it")
        if not 0.5 < self.commit <= self.stop < 1.0:
            found = f"commit {self.commit}, stop {self.stop}"
            raise InputProblem("settings:commit", found, "0.5 < commit <= stop < 1", "correct them")
        if self.prior.passive_sd_deg <= 0 or self.prior.gap_scale_deg <= 0:
            raise InputProblem("settings:prior", "a spread of 0 or less", "spreads above 0 degrees", "correct it")

    def limits_for(self, position: Position, rater: str) -> Limits:
        """The most trials per direction and day in this position with this rater."""
        at_home = rater == SELF_RATER and position in KNEELING
        return self.limits_kneeling_at_home if at_home else self.limits
