"""Measuring and judging anew with the present science; what the earlier one had said is kept beside it."""

from __future__ import annotations

from django.db import transaction

from supple_web.accounts.models import Person
from supple_web.assessments.actions.closing import refresh
from supple_web.assessments.actions.locking import locked
from supple_web.assessments.engine.places import before_first
from supple_web.assessments.engine.recordings import Measured
from supple_web.assessments.models import Check, Result, Superseded, Trial, TrialSet
from supple_web.audit.record import record


@transaction.atomic
def recompute_set(*, one: TrialSet, measured: Measured, by: Person | None = None) -> bool:
    """Replace what was measured of a recording. Returns whether anything changed but the version's number.

    Trials keep their place in the day, their pain and their time; a corrected value stays as it was corrected.
    """
    check = locked(one.check_of)
    changed = bool(one.document != measured.document)
    if changed:
        Superseded.objects.create(person=check.person, trial_set=one, document=one.document, science_version=one.science_version)
        replace_trials(one, measured)
    one.document, one.science_version = measured.document, measured.version
    one.save(update_fields=["document", "science_version"])
    record("recompute", one, by=by, about=check.person)
    return changed


@transaction.atomic
def recompute_result(*, check: Check, by: Person | None = None) -> bool:
    """Judge a finished check anew. Returns whether the result reads differently now."""
    check = locked(check)
    stored = Result.objects.filter(check_of=check).first()
    if stored is None:
        return False
    before, version = stored.document, stored.science_version
    refresh(check=check, by=by)
    stored.refresh_from_db()
    changed = bool(stored.document != before)
    if changed:
        Superseded.objects.create(person=check.person, check_of=check, document=before, science_version=version)
    record("recompute", check, by=by, about=check.person)
    return changed


def replace_trials(one: TrialSet, measured: Measured) -> None:
    """Rows follow the repetitions by their place: changed where there is one, added or taken away where there was or is none.

    Called before the set's document is replaced, which tells the places of its rows.
    """
    rows = list(one.trials.order_by("order"))
    offset = _offset(one, rows)
    by_order = {row.order: row for row in rows}
    for turn in measured.turns:
        row = by_order.pop(offset + turn.place, None) or Trial(
            person_id=one.person_id, trial_set=one, order=offset + turn.place, pain=(one.pain or {}).get(turn.name)
        )
        if row.corrected_at is not None:
            continue
        row.movement, row.direction, row.quantity, row.quality = turn.movement, turn.direction, turn.quantity, turn.quality
        row.value_deg, row.own_error_deg = turn.value_deg, turn.own_error_deg
        row.measured_at = row.measured_at or one.received_at
        row.save()
    for row in by_order.values():
        if row.corrected_at is None:
            row.delete()


def _offset(one: TrialSet, rows: list[Trial]) -> int:
    """How many places of the day came before this set."""
    if rows:
        return before_first(one, rows)
    before = Trial.objects.filter(trial_set__check_of=one.check_of_id, trial_set__received_at__lt=one.received_at)
    return before.order_by("-order").values_list("order", flat=True).first() or 0
