"""What can happen to a running check; each act whole or not at all, with its audit row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from supple_web.accounts.models import Correction, Person
from supple_web.assessments import actions as checks
from supple_web.assessments.standing import open_check
from supple_web.audit.record import record
from supple_web.running import engine
from supple_web.running.models import RunningCheck

#: How corrections call it.
_WHAT = "running.runningcheck"


@transaction.atomic
def begin(*, person: Person, day: date, by: Person) -> RunningCheck:
    """The running check of this person's day, made where there is none; the day's check holds its screening."""
    check = open_check(person) or checks.begin(person=person, day=day, by=by)
    running, made = RunningCheck.objects.get_or_create(person=person, day=day, defaults={"screened": check})
    if made:
        record("begin", running, by=by, about=person)
    elif running.screened_id is None:  # the check of this morning was deleted: it is asked anew
        running.screened = check
        running.save(update_fields=["screened"])
    return running


@transaction.atomic
def keep(*, running: RunningCheck, test: str, entry: Mapping[str, Any], by: Person) -> RunningCheck:
    """Keep what was read of one test; once finished, that is a correction, and what stood there before is kept beside it.

    Raises Problem where the science finds something that cannot be; then nothing is kept.
    """
    running = _locked(running)
    before = running.readings.get(test)
    if before == dict(entry):
        return running
    running.readings = {**running.readings, test: dict(entry)}
    engine.report_of(running)  # refuses what cannot be, before anything is written
    if running.finished_at is not None:
        Correction.objects.create(
            person=running.person, by=by.audit_id, what=_WHAT, key=running.pk, field=test, before=before, after=dict(entry)
        )
        running.corrected_at = timezone.now()
        _judge(running)
    running.save()
    record("correct" if running.finished_at else "answer", running, by=by, about=running.person)
    return running


@transaction.atomic
def finish(*, running: RunningCheck, by: Person) -> RunningCheck:
    """Keep what the science says. Finishing twice changes nothing but that."""
    running = _locked(running)
    running.finished_at = running.finished_at or timezone.now()
    _judge(running)
    running.save()
    record("finish", running, by=by, about=running.person)
    return running


@transaction.atomic
def delete(*, running: RunningCheck, by: Person) -> None:
    """Values, result and corrections go; the day's screening stays with the day's check."""
    running = _locked(running)
    record("delete", running, by=by, about=running.person)
    Correction.objects.filter(person=running.person, key=running.pk).delete()
    running.delete()


def _judge(running: RunningCheck) -> None:
    running.document = engine.document_of(running)
    running.science_version = engine.science_version()


def _locked(running: RunningCheck) -> RunningCheck:
    row: RunningCheck = RunningCheck.objects.select_related("person").select_for_update(of=("self",)).get(pk=running.pk)
    return row
