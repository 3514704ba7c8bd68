"""Which measurements one finding rests on: one kind of active trial, the end range that belongs to it, and what was left out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from supple.findings import sentences
from supple.findings.seen import Seen, seen
from supple.findings.settings import Settings
from supple.measurement.errors import borrowed_error
from supple.measurement.model import KindOfTrial, Measurement
from supple.quantities import SELF_RATER, Direction, Mode, Movement, Position, Quantity


@dataclass(frozen=True)
class Subject:
    """What one finding is about."""

    movement: Movement
    direction: Direction | None
    position: Position

    @property
    def key(self) -> tuple[Movement, Direction | None, Position]:
        return self.movement, self.direction, self.position

    def owns(self, measurement: Measurement) -> bool:
        return (measurement.movement, measurement.direction, measurement.kind.position) == self.key


@dataclass(frozen=True)
class Arm:
    """One kind of trial by one rater: today's measurement, earlier days that still speak, and all of it together."""

    today: Measurement | None
    earlier: tuple[Measurement, ...]
    seen: Seen
    notes: tuple[str, ...] = ()

    @property
    def latest(self) -> Measurement:
        return self.today or self.earlier[-1]

    @property
    def together(self) -> Measurement:
        """All days as one measurement, dated the latest."""
        rows = (*self.earlier, *((self.today,) if self.today else ()))
        n = sum(row.n for row in rows)
        return replace(self.latest, mean_deg=self.seen.mean_deg, sem_deg=math.sqrt(self.seen.variance), n=n, days=len(rows))


@dataclass(frozen=True)
class Case:
    """Everything one finding needs of the measurements. floor_deg: the smallest gap that counts as real."""

    subject: Subject
    on: date
    active: Arm | None
    end: Arm | None
    floor_deg: float
    notes: tuple[str, ...] = ()


def case_for(subject: Subject, measurements: Iterable[Measurement], today: date, settings: Settings) -> Case:
    """Choose among the subject's measurements; kinds of trial, raters and positions are never pooled.

    Active trials: a kind that can meet a mark before one that cannot, then the latest day, then one that has an end range, then
    the most trials. End range: the same position, instrument, placement and arm; a clinician's before an assisted one.
    """
    own = [row for row in measurements if subject.owns(row) and row.day <= today]
    if not own:
        return Case(subject, today, None, None, 0.0)
    latest = max(row.day for row in own)
    on = today if (today - latest).days <= settings.window_days else latest
    fresh = [row for row in own if (on - row.day).days <= settings.window_days]
    arms = [_arm(rows, on, settings) for rows in _by_kind_and_rater(fresh)]
    actives = [arm for arm in arms if arm.latest.kind.mode is Mode.ACTIVE]
    ends = [arm for arm in arms if arm.latest.kind.mode is not Mode.ACTIVE]
    active = max(actives, key=lambda arm: _active_rank(arm, ends), default=None)
    matching = [arm for arm in ends if active is None or belongs(active.latest.kind, arm.latest.kind)]
    end = max(matching, key=_end_rank, default=None)
    notes = [sentences.not_pooled(arm.latest.kind) for arm in arms if arm is not active and arm is not end]
    kept = [note for arm in (active, end) if arm for note in arm.notes]
    return Case(subject, on, active, end, detectable_gap(active, end), tuple(dict.fromkeys(kept + notes)))


def belongs(active: KindOfTrial, end: KindOfTrial) -> bool:
    """Whether an end range may be set against active trials: everything but mode and way of assisting is the same."""
    return replace(end, mode=active.mode, assist=active.assist) == active


def detectable_gap(active: Arm | None, end: Arm | None) -> float:
    """The smallest gap between active and end range that counts as real, degrees.

    The person's own once an error is learned (1.96 * sqrt(SEM_a^2 + SEM_p^2), means of three); the larger borrowed one until
    then, at least that of changing clinicians where two of them measured. Without an end range, that of two active means.
    """
    arms = [arm for arm in (active, end) if arm]
    if not arms:
        return 0.0
    errors = [arm.latest.error for arm in arms]
    if any(error.is_own for error in errors):
        return 1.96 * math.sqrt(errors[0].sem_deg(3) ** 2 + errors[-1].sem_deg(3) ** 2)
    floors = [error.detectable_deg for error in errors]
    raters = {arm.latest.rater for arm in arms} - {SELF_RATER}
    if len(raters) > 1:
        kind = arms[0].latest.kind
        floors.append(borrowed_error(instrument=kind.instrument, position=kind.position, changed=True).detectable_deg)
    return max(floors)


def _by_kind_and_rater(rows: Sequence[Measurement]) -> list[list[Measurement]]:
    def key(row: Measurement) -> tuple[str, ...]:
        return (*row.kind.sort_key, row.rater)

    return [list(members) for _, members in groupby(sorted(rows, key=key), key=key)]


def _arm(rows: Sequence[Measurement], on: date, settings: Settings) -> Arm:
    ordered = sorted(rows, key=lambda row: row.day)
    today = ordered[-1] if ordered[-1].day == on else None
    kept, notes = _agreeing(ordered[-1], ordered[:-1])
    earlier = (*kept, *(() if today else ordered[-1:]))
    return Arm(today, earlier, seen(today, earlier, on, settings.drift_deg_per_week), notes)


def _agreeing(latest: Measurement, before: Sequence[Measurement]) -> tuple[tuple[Measurement, ...], tuple[str, ...]]:
    """Earlier days that differ from the latest by no more than error explains; a range that changed is not averaged away."""
    kept = tuple(row for row in before if abs(row.mean_deg - latest.mean_deg) <= 1.96 * math.hypot(row.sem_deg, latest.sem_deg))
    return kept, tuple(sentences.day_left_out(row, latest) for row in before if row not in kept)


def _active_rank(arm: Arm, ends: Sequence[Arm]) -> tuple[bool, date, bool, int, tuple[str, ...]]:
    latest = arm.latest
    has_end = any(belongs(latest.kind, end.latest.kind) for end in ends)
    return (latest.kind.quantity is not Quantity.TRUNK_TURN, latest.day, has_end, latest.n, latest.kind.sort_key)


def _end_rank(arm: Arm) -> tuple[bool, date, int, tuple[str, ...]]:
    latest = arm.latest
    return (latest.kind.mode is Mode.PASSIVE, latest.day, latest.n, latest.kind.sort_key)
