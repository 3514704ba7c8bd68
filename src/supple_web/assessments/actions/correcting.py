"""Putting right what was entered: a value, a recording that needed a word more, a set or a check that should not be there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from supple_web.accounts.models import Person
from supple_web.assessments.actions.closing import refresh
from supple_web.assessments.actions.locking import locked
from supple_web.assessments.actions.recomputing import replace_trials
from supple_web.assessments.engine.recordings import Measured
from supple_web.assessments.engine.typed import checked_degrees
from supple_web.assessments.models import Check, Trial, TrialSet
from supple_web.audit.record import record


@transaction.atomic
def correct_trial(*, trial: Trial, value_deg: float, by: Person) -> Trial:
    """Replace a value; recomputing leaves a corrected one alone. Raises Problem for one that cannot be."""
    check = locked(trial.trial_set.check_of)
    trial.value_deg = checked_degrees(trial.movement, value_deg)
    trial.own_error_deg = None
    trial.corrected_at = timezone.now()
    trial.save(update_fields=["value_deg", "own_error_deg", "corrected_at"])
    record("correct", trial, by=by, about=check.person)
    refresh(check=check, by=by)
    return trial


@transaction.atomic
def delete_set(*, one: TrialSet, by: Person) -> None:
    """Erase a set with its recording and trials. That one was already helped today stays known: no active set follows."""
    check = locked(one.check_of)
    if one.mode == "assisted":
        check.setup = {**check.setup, "helped": True}
        check.save(update_fields=["setup"])
    record("delete", one, by=by, about=check.person)
    one.delete()
    refresh(check=check, by=by)


@transaction.atomic
def delete_check(*, check: Check, by: Person) -> None:
    """Erase a check with everything in it; the plan is derived anew from what is left.

    What it closed stays closed: two days are kept with the person, which say nothing of what was answered or measured.
    """
    from supple_web.training.actions import recompute

    check = locked(check)
    person = check.person
    _keep_closed(person, check)
    record("delete", check, by=by, about=person)
    check.delete()
    recompute(person=person, by=by)


def _keep_closed(person: Person, check: Check) -> None:
    """Training waits for a new check where this one had answers; no active test of its day follows a helped one."""
    row = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if check.answers:
        row.screen_again_from = max(filter(None, (row.screen_again_from, check.day)))
    if check.setup.get("helped") or check.sets.filter(mode="assisted").exists():
        row.helped_on = max(filter(None, (row.helped_on, check.day)))
    row.save(update_fields=["screen_again_from", "helped_on"])


@transaction.atomic
def hint(*, one: TrialSet, hints: Mapping[str, Any], measured: Measured, by: Person) -> TrialSet:
    """Keep what the person added to a recording, and what the science measured with it."""
    check = locked(one.check_of)
    replace_trials(one, measured)
    one.hints = dict(hints)
    one.document, one.science_version = measured.document, measured.version
    one.save(update_fields=["hints", "document", "science_version"])
    record("add to a recording", one, by=by, about=check.person)
    refresh(check=check, by=by)
    return one


@transaction.atomic
def leave_recording(*, one: TrialSet, by: Person) -> TrialSet:
    """What a recording lacks is not known; it stays as it was measured."""
    one.hints = {key: value for key, value in one.hints.items() if key != "asks"}
    one.save(update_fields=["hints"])
    record("leave a recording as it is", one, by=by, about=one.check_of.person)
    return one
