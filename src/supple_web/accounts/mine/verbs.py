"""Putting one's own record right: each a verb that also judges anew whatever rested on what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from supple_web.accounts.models import Correction, Person
from supple_web.assessments import actions as checks
from supple_web.assessments.engine.documents import result_document, science_version
from supple_web.assessments.models import Check, Result, Source, Trial, TrialSet
from supple_web.audit.record import record
from supple_web.common.problems import Problem
from supple_web.training import actions as training
from supple_web.training.models import Session
from supple_web.training.signals import derived_anew


@transaction.atomic
def correct_value(*, trial: Trial, value_deg: float, by: Person) -> None:
    """Replace a typed value. Raises Problem for a measured one, and for degrees that cannot be."""
    if is_measured(trial.trial_set):
        raise Problem(
            _("the value"),
            _("a measured value"),
            _("a typed one: a measured value is what its recording shows"),
            _("leave it out, or delete the set and measure again"),
        )
    _keep(trial, "value_deg", trial.value_deg, value_deg, by)
    checks.correct_trial(trial=trial, value_deg=value_deg, by=by)
    _judge_later(trial.trial_set.check_of, by)


@transaction.atomic
def remove_trial(*, trial: Trial, by: Person) -> None:
    """Delete a typed value; leave a measured one out, since its recording would bring it back."""
    one = trial.trial_set
    if is_measured(one):
        trial.quality, trial.corrected_at = "rejected", timezone.now()
        trial.save(update_fields=["quality", "corrected_at"])
        record("leave out", trial, by=by, about=trial.person)
    else:
        _forget_typed(one, trial)
        _drop_corrections(trial.person, trial.pk)
        record("delete", trial, by=by, about=trial.person)
        trial.delete()
    checks.refresh(check=one.check_of, by=by)
    _judge_later(one.check_of, by)


def _forget_typed(one: TrialSet, trial: Trial) -> None:
    """The list that was typed holds the value too: the entry in its place goes with it."""
    typed = list(one.document.get("typed", ()))
    place = list(one.trials.order_by("order").values_list("pk", flat=True)).index(trial.pk)
    if place < len(typed):
        one.document = {**one.document, "typed": typed[:place] + typed[place + 1 :]}
        one.save(update_fields=["document"])


@transaction.atomic
def correct_set(*, one: TrialSet, pain: Mapping[str, int], details: Mapping[str, str], by: Person) -> None:
    """Replace the pain after a set, and what belongs to no day: who measured, on what one sat, which instrument was read."""
    before = {name: getattr(one, name) for name in details}
    changed = {name: value for name, value in details.items() if value != before[name]}
    for name, value in changed.items():
        _keep(one, name, before[name], value, by)
        setattr(one, name, value)
    if changed:
        one.save(update_fields=list(changed))
        record("correct", one, by=by, about=one.person)
    if pain and dict(pain) != one.pain:
        _keep(one, "pain", one.pain, dict(pain), by)
        checks.rate_pain(one=one, pain=pain, by=by)
    else:
        checks.refresh(check=one.check_of, by=by)
    _judge_later(one.check_of, by)


@transaction.atomic
def delete_set(*, one: TrialSet, by: Person) -> None:
    check, person = one.check_of, one.person
    _drop_corrections(person, one.pk, *one.trials.values_list("pk", flat=True))
    checks.delete_set(one=one, by=by)
    _judge_later(check, by)


@transaction.atomic
def delete_check(*, check: Check, by: Person) -> None:
    """Erase a check; the plan is derived anew from what is left."""
    person, day = check.person, check.day
    rows = [
        *check.sets.values_list("pk", flat=True),
        *Trial.objects.filter(trial_set__check_of=check).values_list("pk", flat=True),
    ]
    _drop_corrections(person, check.pk, *rows)
    checks.delete_check(check=check, by=by)
    _later_results(person, day)


@transaction.atomic
def correct_session(*, session: Session, told: Mapping[str, int | None], by: Person) -> None:
    """Replace the pain of a session; the plan follows, as if it had been told at once."""
    changed = {name: value for name, value in told.items() if value != getattr(session, name)}
    if not changed:
        return
    for name, value in changed.items():
        _keep(session, name, getattr(session, name), value, by)
        setattr(session, name, value)
    session.save(update_fields=list(changed))
    record("correct", session, by=by, about=session.person)
    _plan_anew(session.person, by, after=session.day)


@transaction.atomic
def delete_session(*, session: Session, by: Person) -> None:
    person, day = session.person, session.day
    _drop_corrections(person, session.pk)
    record("delete", session, by=by, about=person)
    session.delete()
    _plan_anew(person, by, after=day)


@transaction.atomic
def correct_about(*, person: Person, about: Mapping[str, Any], by: Person) -> None:
    """Replace what somebody said of themself; the programme is fitted to it from now on; earlier checks keep theirs."""
    changed = {name: value for name, value in about.items() if value != person.about.get(name)}
    for name, value in changed.items():
        _keep(person, f"about: {name}", person.about.get(name), value, by)
    if changed:
        person.about = {**person.about, **changed}
        person.save(update_fields=["about"])
        derived_anew.send(Person, person=person)
        record("correct", "accounts.person", by=by, about=person)


def is_measured(one: TrialSet) -> bool:
    return one.source != Source.TYPED


def _keep(row: Trial | TrialSet | Session | Person, field: str, before: object, after: object, by: Person) -> None:
    whose = row if isinstance(row, Person) else row.person
    what = row._meta.label_lower
    Correction.objects.create(person=whose, by=by.audit_id, what=what, key=row.pk, field=field, before=before, after=after)


def _drop_corrections(person: Person, *keys: UUID) -> None:
    """What was corrected about something goes with it."""
    Correction.objects.of(person).filter(key__in=keys).delete()


def _judge_later(check: Check, by: Person) -> None:
    """After something in a check changed, which judged it anew and the plan with it: results of later days rest on it too."""
    _later_results(check.person, check.day)
    if not Result.objects.filter(check_of=check).exists():
        _plan_anew(check.person, by, after=check.day)


def _later_results(person: Person, day: date) -> None:
    for check in _finished(person).filter(day__gt=day).order_by("day"):
        Result.objects.filter(check_of=check).update(
            document=result_document(check), science_version=science_version(), computed_at=timezone.now()
        )
    derived_anew.send(Result, person=person)


def _plan_anew(person: Person, by: Person, *, after: date) -> None:
    """Derive the plan; only checks after a day are read again, which for somebody with years of them are few."""
    finished = _finished(person)
    check = finished.filter(day__gt=after).order_by("day").first() or finished.order_by("-day").first()
    if check is None:
        training.recompute(person=person, by=by)
    else:
        training.take_up(person=person, check=check, by=by)


def _finished(person: Person) -> QuerySet[Check]:
    return Check.objects.of(person).filter(result__isnull=False)
