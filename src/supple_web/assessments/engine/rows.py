"""Rows of a person's sets as trials of the science."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

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
from supple_web.assessments.models import Trial, TrialSet

#: What a trial takes from its own row, and from its set's. Its day is the check's: what was screened together belongs together.
_OWN: Final = ("movement", "direction", "value_deg", "order", "pain", "quality", "own_error_deg", "quantity", "measured_at")
_OF_SET: Final = ("mode", "position", "instrument", "rater", "placement", "arm", "assist", "support")
_DAY: Final = "trial_set__check_of__day"


def trials_of(person: Person, until: date | None = None) -> list[ScienceTrial]:
    """Every trial of a person up to and including a day, oldest first.

    One that the person left out is among them, graded rejected: no value of it is heeded, but its pain is.
    """
    rows = Trial.objects.of(person)
    if until is not None:
        rows = rows.filter(**{f"{_DAY}__lte": until})
    # as values: somebody's years of trials are read for every judgement
    return [_trial(row) for row in rows.values(*_OWN, *(f"trial_set__{name}" for name in _OF_SET), _DAY)]


def science_trial(row: Trial) -> ScienceTrial:
    """One row with its set and check."""
    own = {name: getattr(row, name) for name in _OWN}
    of_set = {f"trial_set__{name}": getattr(row.trial_set, name) for name in _OF_SET}
    return _trial({**own, **of_set, _DAY: row.trial_set.check_of.day})


def _trial(row: Mapping[str, Any]) -> ScienceTrial:
    of = {name: row[f"trial_set__{name}"] for name in _OF_SET}
    measured_at = row["measured_at"]
    return ScienceTrial(
        movement=Movement(row["movement"]),
        direction=Direction(row["direction"]) if row["direction"] else None,
        mode=Mode(of["mode"]),
        position=Position(of["position"]),
        instrument=Instrument(of["instrument"]),
        value_deg=row["value_deg"],
        day=row[_DAY],
        time=timezone.localtime(measured_at).time() if measured_at else None,
        order=row["order"],
        rater=of["rater"],
        placement=Placement(of["placement"]) if of["placement"] else None,
        arm=Arm(of["arm"]) if of["arm"] else None,
        assist=Assist(of["assist"]) if of["assist"] else None,
        support=Support(of["support"]) if of["support"] else None,
        pain=row["pain"],
        quality=Grade(row["quality"]),
        own_error_deg=row["own_error_deg"],
        quantity=Quantity(row["quantity"]) if row["quantity"] else None,
    )


def hurt_without_value(person: Person, until: date) -> Iterator[ScienceTrial]:
    """Pain in a direction of which no repetition counted: rejected trials, whose pain the science still heeds."""
    sets = TrialSet.objects.of(person).filter(check_of__day__lte=until, pain__isnull=False)
    painful = [one for one in sets.select_related("check_of").defer("raw", "document") if any(one.pain.values())]
    counted: dict[object, set[str]] = defaultdict(set)
    for of_set, side, movement in Trial.objects.filter(trial_set__in=painful).values_list("trial_set", "direction", "movement"):
        counted[of_set].add(side or movement)
    for one in painful:
        for name, pain in one.pain.items():
            if pain and name not in counted[one.pk]:
                yield _rejected(one, name, pain)


def _rejected(one: TrialSet, name: str, pain: int) -> ScienceTrial:
    side = Direction(name) if name in set(Direction) else None
    return ScienceTrial(
        movement=Movement.ROTATION if side else Movement(name),
        direction=side,
        mode=Mode(one.mode),
        position=Position(one.position),
        instrument=Instrument(one.instrument),
        value_deg=0.0,
        day=one.check_of.day,
        pain=pain,
        quality=Grade.REJECTED,
    )
