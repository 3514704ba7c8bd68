"""Checks, sets and trials in the database, one short call each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from django.utils import timezone

from supple.findings.screening_questions import AnswerKind, questions
from supple_web.accounts.models import Person
from supple_web.assessments.models import Check, Source, Trial, TrialSet

#: Nothing warns, nothing hurts, whoever can kneel.
NOTHING_WRONG = {
    question.id: {AnswerKind.YES_NO: False, AnswerKind.SCALE: 0}.get(question.kind, "no")
    for question in questions()
    if question.required and not question.only_if and question.only_if_under_age is None
} | {"back_pain": "none"}
ABOUT = {"age_years": 41, "minutes_per_day": 12, "days_per_week": 5, "equipment": ["stick", "wall"]}


def make_check(person: Person, day: date, *, answers: Mapping[str, object] | None = None, **fields: object) -> Check:
    """A check whose questions are all answered, begun on its day; answers: what differs from nothing being wrong."""
    given = {"about": dict(ABOUT), "answers": {**NOTHING_WRONG, **(answers or {})}, **fields}
    check = Check.objects.create(person=person, day=day, **given)
    if day < timezone.localdate():
        check.created_at = datetime.combine(day, time(12), tzinfo=UTC)
        check.save(update_fields=["created_at"])
    return check


def make_set(
    check: Check,
    values: Mapping[str, Sequence[float]],
    mode: str = "active",
    *,
    pain: Mapping[str, int] | None = None,
    **fields: object,
) -> TrialSet:
    """A typed set, values by direction (``left``, ``right``) or movement (``flexion``, ``extension``), taken in turn."""
    turns = {"left", "right"}
    hurts = dict.fromkeys(values, 0) if pain is None else dict(pain)
    given = {
        "source": Source.TYPED,
        "movement": "rotation" if turns & set(values) else "flexion-extension",
        "mode": mode,
        "position": "lumbar-locked",
        "instrument": "inclinometer",
        "arm": "low-back",
        "assist": "floor-push" if mode == "assisted" else "",
        "science_version": "test",
        "pain": hurts,
        **fields,
    }
    one = TrialSet.objects.create(person=check.person, check_of=check, **given)
    taken = [(name, value) for row in zip(*values.values(), strict=True) for name, value in zip(values, row, strict=True)]
    first = Trial.objects.filter(trial_set__check_of=check).count() + 1
    for order, (name, value) in enumerate(taken, start=first):
        side = name if name in turns else ""
        movement = "rotation" if side else name
        Trial.objects.create(
            person=check.person,
            trial_set=one,
            movement=movement,
            direction=side,
            value_deg=value,
            order=order,
            pain=hurts.get(name),
        )
    return one
