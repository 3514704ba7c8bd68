"""What a clinician measures: passive trials, or active ones under their eyes, in the client's own check of the day."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.assessments import actions as checks
from supple_web.assessments.fields import Value
from supple_web.assessments.models import Check, TrialSet
from supple_web.assessments.warned import warned_check
from supple_web.audit.record import record
from supple_web.clinic.models import Staff
from supple_web.common.problems import Problem
from supple_web.desk.asking import has_questions_open


@dataclass(frozen=True)
class Measured:
    """Trials as they were made. values: (left or right, degrees), in order. pain: by side, 0..10, as the client told it."""

    mode: str
    position: str
    instrument: str
    values: Sequence[tuple[str, float]]
    pain: Mapping[str, int]
    placement: str = ""
    arm: str = ""


@dataclass(frozen=True)
class Entered:
    """trial_set: None where a red flag came up in the answers: nothing is measured then. judged: whether a result followed."""

    check: Check
    trial_set: TrialSet | None
    judged: bool


@transaction.atomic
def enter_measured(
    *,
    person: Person,
    day: date,
    measured: Measured,
    client_id: uuid.UUID,
    by: Staff,
    about: Mapping[str, Value] | None = None,
    answers: Mapping[str, Value] | None = None,
) -> Entered:
    """Add a set to the client's check of the day, made where there is none, and judge result and plan anew.

    answers, about: to the questions of that day, where the clinician asked them; the check says who did. Where they were not
    asked the set is kept, and judged once somebody answers them: a check without answers is never finished, since it would open
    what earlier answers had closed. The same ``client_id`` twice is one set. Raises Problem for a
    finished day's red flag, and beside an earlier one that stands unless the questions are answered.
    """
    check = checks.begin(person=person, day=day, by=by.person)
    known = checks.known_set(check, client_id)
    if known is not None:
        return Entered(known.check_of, known, known.check_of.finished_at is not None)
    if answers or about:
        check = checks.set_up(check=check, setup={"asked_by": by.name}, by=by.person)
        check = checks.answer(check=check, answers=answers, about=about, by=by.person)
    check.refresh_from_db()
    if not answers and has_questions_open(check) and warned_check(person) is not None:
        found, remedy = _("a warning sign that stands"), _("ask today's questions first: nothing is measured beside it")
        raise Problem(_("the measurement"), found, _("a day whose questions were answered"), remedy)
    if _is_stopped(check):
        if not answers:
            found, remedy = _("a check that a warning sign ended"), _("have it cleared first, then ask the questions again")
            raise Problem(_("the measurement"), found, _("a check in which testing is open"), remedy)
        return Entered(check, None, judged=True)
    one = checks.add_clinicians_set(
        check=check,
        mode=measured.mode,
        position=measured.position,
        instrument=measured.instrument,
        placement=measured.placement,
        arm=measured.arm,
        rater=by.name,
        values=measured.values,
        pain=measured.pain,
        client_id=client_id,
        by=by.person,
    )
    judged = not has_questions_open(check)
    if judged and not check.sets.filter(pain__isnull=True).exists():
        checks.finish(check=check, by=by.person)
    record("measure", one, by=by.person, about=person)
    return Entered(check, one, judged)


def _is_stopped(check: Check) -> bool:
    result = getattr(check, "result", None)
    return bool(result and result.document["screening"]["stop"])
