"""The trial worth doing next, within the protocol's order and limits and what the screening allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from supple.findings.case import Arm, Case
from supple.findings.model import Finding, NextTrial, Screening
from supple.findings.posterior import Grid
from supple.findings.seen import Seen
from supple.findings.settings import SELF_ASSISTED, Settings
from supple.findings.worth import Plan, Stakes, best_plan
from supple.measurement.model import KindOfTrial
from supple.quantities import SELF_RATER, Assist, Mode, Position

#: On another day one starts afresh with three and three.
_AFRESH: Final = 3
_NOTHING_YET: Final = Seen(today_deg=0.0, n=0, s_trial_deg=0.0, s_day_deg=0.0)


@dataclass(frozen=True)
class Done:
    """Trials done today of each mode, whatever their kind: a limit is of the person, not of a kind of trial."""

    active: int
    end: int


@dataclass(frozen=True)
class Allowed:
    """Trials left today of each mode; end_mode is None where nobody at hand can test the end range."""

    active: int
    end: int
    end_mode: Mode | None


def allowed(case: Case, settings: Settings, screening: Screening | None, *, done: Done, ends_today: bool) -> Allowed:
    """What the order (active first, end range after it and no way back), the limits and the screening leave for today."""
    arm = _leading(case)
    limits = settings.limits_for(case.subject.position, arm.latest.rater)
    may_active = (screening is None or screening.active) and not ends_today
    end_mode = _end_mode(case, screening)
    return Allowed(
        active=max(0, limits.active - done.active) if may_active else 0,
        end=max(0, limits.end_range - done.end) if end_mode else 0,
        end_mode=end_mode,
    )


def first_active(case: Case, left: Allowed, why: str) -> NextTrial:
    """One of the first active trials: today where that is still allowed, else on another day."""
    return NextTrial(Mode.ACTIVE, _kind(case, Mode.ACTIVE), why, another_day=left.active == 0)


def worth_doing(case: Case, cells: Grid, stakes: Stakes, left: Allowed) -> NextTrial | None:
    """The trial today that gains most, None where none gains anything."""
    if case.active is None:
        return None
    end = case.end.seen if case.end else _first_end(case)
    plan = best_plan(cells, stakes, case.active.seen, end, active_left=left.active, end_left=left.end)
    if plan is None:
        return None
    mode = _mode(plan, left)
    return NextTrial(mode, _kind(case, mode), _why(mode, plan))


def end_range(case: Case, left: Allowed, settings: Settings) -> NextTrial | None:
    """An end-range trial where a finding waits for it; None where today allows none."""
    if left.end_mode is None or not left.end:
        return None
    why = f"Why the range ends there shows only at its end: at least {settings.least_end_range} end-range trials (convention)."
    return NextTrial(left.end_mode, _kind(case, left.end_mode), why)


def second_end_range(case: Case, left: Allowed, settings: Settings) -> NextTrial | None:
    """One more of today's end-range trials where too few were done to show that they repeat; None where enough were."""
    done = _today(case.end)
    if not 0 < done < settings.least_end_range or not left.end or left.end_mode is None:
        return None
    why = f"End-range trials are done at least {settings.least_end_range} at a time, so that one slip is seen (convention)."
    return NextTrial(left.end_mode, _kind(case, left.end_mode), why)


def another_day(case: Case, cells: Grid, stakes: Stakes, left: Allowed) -> NextTrial:
    """What to do once today can settle nothing more: the more telling of three active and three end-range trials afresh."""
    if case.active is None:
        return NextTrial(Mode.ACTIVE, _kind(case, Mode.ACTIVE), "Another day, starting with active trials.", another_day=True)
    active, end = _fresh(case.active), _fresh(case.end) if case.end else _first_end(case)
    end_left = _AFRESH if left.end_mode else 0
    plan = best_plan(cells, stakes, active, end, active_left=_AFRESH, end_left=end_left)
    mode = Mode.PASSIVE if left.end_mode is None else (_mode(plan, left) if plan else Mode.ACTIVE)
    return NextTrial(
        mode, _kind(case, mode), "Today's trials cannot settle it: another day, or a clinician, can.", another_day=True
    )


def first_of(findings: Iterable[Finding]) -> NextTrial | None:
    """The next trial over all directions: all active ones come before any end range, so that no order is broken."""
    proposed = [finding.next_trial for finding in findings if finding.next_trial and not finding.next_trial.another_day]
    return min(proposed, key=lambda trial: trial.mode is not Mode.ACTIVE, default=None)


def _today(arm: Arm | None) -> int:
    return arm.today.n if arm and arm.today else 0


def _leading(case: Case) -> Arm:
    arm = case.active or case.end
    if arm is None:  # a case is only made where there is a measurement
        raise ValueError(f"no measurement for {case.subject}")
    return arm


def _end_mode(case: Case, screening: Screening | None) -> Mode | None:
    if case.end is not None:
        mode = case.end.latest.kind.mode
    else:
        mode = Mode.PASSIVE if _leading(case).latest.rater != SELF_RATER else Mode.ASSISTED
    if mode is Mode.ASSISTED and case.subject.position not in SELF_ASSISTED:
        return None
    return mode if screening is None or screening.assisted else None


def _first_end(case: Case) -> Seen:
    """An end range not yet measured: nothing seen, the active trials' error."""
    error = _leading(case).latest.error
    return replace(_NOTHING_YET, s_trial_deg=error.s_trial_deg, s_day_deg=error.s_day_deg)


def _fresh(arm: Arm) -> Seen:
    """The same on a new day: all that was seen is earlier now."""
    error = arm.latest.error
    return Seen(
        today_deg=0.0,
        n=0,
        s_trial_deg=error.s_trial_deg,
        s_day_deg=error.s_day_deg,
        earlier_deg=arm.seen.mean_deg,
        earlier_variance=arm.seen.variance,
    )


def _mode(plan: Plan, left: Allowed) -> Mode:
    return Mode.ACTIVE if plan.active or left.end_mode is None else left.end_mode


def _kind(case: Case, mode: Mode) -> KindOfTrial:
    if mode is Mode.ACTIVE and case.active:
        return case.active.latest.kind
    if case.end and case.end.latest.kind.mode is mode:
        return case.end.latest.kind
    push = mode is Mode.ASSISTED and case.subject.position is Position.LUMBAR_LOCKED
    return replace(_leading(case).latest.kind, mode=mode, assist=Assist.FLOOR_PUSH if push else None)


def _why(mode: Mode, plan: Plan) -> str:
    further = plan.active or plan.end_range
    then = ", then end range," if plan.active and plan.end_range else ""
    trials = f"{further} more {mode} trial{'s' if further > 1 else ''}{then}"
    return f"Of what is still allowed today, {trials} would most likely settle it."
