"""Everything that progress is judged by, on one day, in the words of the science."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from supple.findings.screening_pain import PainVerdict, PainZone, pain_zone
from supple.measurement.model import KindOfTrial, Trial
from supple.programme import Standing
from supple.progress import Retest, adherence, overall, progress_of
from supple.progress.model import SeriesProgress, Session, WeekAdherence
from supple.quantities import Mode, Movement, Position
from supple_web.training.engine import training_began

_PRIMARY_FIRST: Final = {position: -place for place, position in enumerate(Position)}


@dataclass(frozen=True)
class Plan:
    """What the programme asks for. prescribed: the days up to today on which training was asked for."""

    began: date
    days_per_week: int
    prescribed: frozenset[date]
    standing: Standing

    @property
    def halted(self) -> bool:
        return self.standing in {Standing.HALTED, Standing.URGENT}


@dataclass(frozen=True)
class Record:
    """One person on one day.

    sessions: in order of time; what was upkeep alone on a day without training asks for nothing and counts as nothing done.
    upkeep: the days of those. results: documents (``supple.assess/1``) of finished checks, the latest first.
    plan: None before there is one. due: the next check as the plan has it; None without a plan. seeks_more: a goal or symptoms;
    None where nobody asked. red_flag: what the newest check's screening said where it stopped everything.
    """

    today: date
    trials: Sequence[Trial] = ()
    sessions: Sequence[Session] = ()
    upkeep: frozenset[date] = frozenset()
    results: Sequence[Mapping[str, Any]] = ()
    plan: Plan | None = None
    due: Retest | None = None
    seeks_more: bool | None = None
    red_flag: str = ""

    @cached_property
    def series(self) -> tuple[SeriesProgress, ...]:
        """Each movement, direction and kind of trial by itself."""
        return progress_of(self.trials, training_began=self.training_began)

    @property
    def training_began(self) -> date | None:
        """The day of the plan's first session in which anything was done; None before it: a plan alone trains nobody."""
        if self.plan is None:
            return None
        return training_began(self.sessions, self.plan.began)

    @cached_property
    def way(self) -> KindOfTrial | None:
        """The way in which turns by oneself were measured last: what one dial can hold. The primary test where several are."""
        turns = [one for one in self.series if one.key.movement is Movement.ROTATION and one.key.kind.mode is Mode.ACTIVE]
        ranked = max(turns, key=lambda one: (one.trend.last, _PRIMARY_FIRST[one.key.kind.position], one.trend.days), default=None)
        return ranked.key.kind if ranked else None

    @cached_property
    def weeks(self) -> tuple[WeekAdherence, ...]:
        """Done against prescribed since the plan began; empty without one."""
        plan = self.plan
        if plan is None or self.today < plan.began:
            return ()
        return adherence(self.sessions, began=plan.began, until=self.today, prescribed=plan.prescribed)

    @property
    def done_share(self) -> float | None:
        """Of everything prescribed so far, 0 to 1; None where nothing was."""
        return overall(self.weeks)

    @cached_property
    def pain(self) -> PainVerdict:
        """How the latest session hurt, by the rule that moves the programme."""
        if not self.sessions:
            return PainVerdict(PainZone.NOT_ASKED, ())
        last = self.sessions[-1]
        worst = max((pain for pain in (last.pain_during, last.pain_after) if pain is not None), default=None)
        return pain_zone(last.pain_before, during=worst, next_morning=last.pain_next_morning, before=last.pain_before)

    @property
    def trained_weeks(self) -> float:
        return (self.today - self.training_began).days / 7.0 if self.training_began else 0.0
