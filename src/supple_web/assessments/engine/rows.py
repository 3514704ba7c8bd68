"""Rows of a person's sets as trials of the science."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from supple.measurement.model import Trial as ScienceTrial
from supple.quantities import (
    Arm,
    Assist,
    Direction,
    Grade,
    Instrument,
    Mode,
    Movement,
    Placement,
    Position,
    Quantity,
    Support,
)
from supple_web.accounts.models import Person
from supple_web.assessments.models import Check, Trial, TrialSet


def trials_of(person: Person, until: date | None = None) -> list[ScienceTrial]:
    """Every good or usable trial of a person up to and including a day, oldest first."""
    rows = Trial.objects.of(person).select_related("trial_set__check_of")
    if until is not None:
        rows = rows.filter(trial_set__check_of__day__lte=until)
    return [science_trial(row) for row in rows]


def science_trial(row: Trial) -> ScienceTrial:
    """One row, with what it takes from its set. The day is the check's: what was screened together belongs together."""
    of = row.trial_set
    return ScienceTrial(
        movement=Movement(row.movement),
        direction=Direction(row.direction) if row.direction else None,
        mode=Mode(of.mode),
        position=Position(of.position),
        instrument=Instrument(of.instrument),
        value_deg=row.value_deg,
        day=of.check_of.day,
        time=timezone.localtime(row.measured_at).time() if row.measured_at else None,
        order=row.order,
        rater=of.rater,
        placement=Placement(of.placement) if of.placement else None,
        arm=Arm(of.arm) if of.arm else None,
        assist=Assist(of.assist) if of.assist else None,
        support=Support(of.support) if of.support else None,
        pain=row.pain,
        quality=Grade(row.quality),
        own_error_deg=row.own_error_deg,
        quantity=Quantity(row.quantity) if row.quantity else None,
    )


def hurt_without_value(checks: Iterable[Check]) -> Iterator[ScienceTrial]:
    """Pain in a direction of which no repetition counted: rejected trials, whose pain the science still heeds."""
    for check in checks:
        for one in check.sets.all():
            counted = {row.direction or row.movement for row in one.trials.all()}
            for name, pain in (one.pain or {}).items():
                if pain and name not in counted:
                    yield _rejected(one, check.day, name, pain)


def _rejected(one: TrialSet, day: date, name: str, pain: int) -> ScienceTrial:
    side = Direction(name) if name in set(Direction) else None
    return ScienceTrial(
        movement=Movement.ROTATION if side else Movement(name),
        direction=side,
        mode=Mode(one.mode),
        position=Position(one.position),
        instrument=Instrument(one.instrument),
        value_deg=0.0,
        day=day,
        pain=pain,
        quality=Grade.REJECTED,
    )
