"""A session that was done, exactly once, and the pain of the morning after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.common.problems import Problem
from supple_web.training import engine
from supple_web.training.actions.plan import derive, locked
from supple_web.training.models import PlanChange, Session
from supple_web.training.results import SessionResult, check_times


@dataclass(frozen=True)
class Stored:
    """fresh: False where it was stored before and nothing was done now."""

    session: Session
    fresh: bool


@transaction.atomic
def store_session(*, person: Person, result: SessionResult, by: Person | None) -> Stored:
    """Store a session and let it move the plan. A repeated ``client_id`` is the same session, whatever else it says.

    Raises Problem for times that cannot be and for exercises that the plan of that day could not hold; nothing is stored then.
    """
    locked(person)
    same = Session.objects.of(person).filter(client_id=result.client_id).select_related("plan_change")
    known = same.first()
    if known is not None:
        return Stored(known, fresh=False)
    check_times(result, person, timezone.now())
    _check_exercises(person, result)
    session = _created(person, result)
    PlanChange.objects.create(person=person, session=session, day=session.day, happened_at=session.started_at)
    derive(person)
    record("store session", session, by=by, about=person)
    return Stored(same.get(), fresh=True)


@transaction.atomic
def next_morning(*, person: Person, pain: int, by: Person | None) -> None:
    """Pain on the morning after the sessions of yesterday: it counts with them, as if it had been known, and on its own day.

    Raises Problem where it is not asked or cannot be.
    """
    locked(person)
    sessions = waiting_for_morning(person)
    if not sessions:
        raise Problem(_("pain this morning"), _("nothing asked"), "a session of yesterday", _("go on with today's page"))
    if pain not in range(11):
        raise Problem(_("pain this morning"), f"{pain}", _("a whole number from 0 to 10"), _("choose a number"))
    for session in sessions:
        session.pain_next_morning = pain
        session.save(update_fields=["pain_next_morning"])
        record("report the morning", session, by=by, about=person)
    of = sessions[0].day.isoformat()
    PlanChange.objects.of(person).filter(event__morning_of=of).delete()
    PlanChange.objects.create(person=person, day=timezone.localdate(), happened_at=timezone.now(), event={"morning_of": of})
    derive(person)


def waiting_for_morning(person: Person) -> list[Session]:
    """Yesterday's sessions whose next morning is not known yet."""
    yesterday = timezone.localdate() - timedelta(days=1)
    return list(Session.objects.of(person).filter(day=yesterday, pain_next_morning=None))


def _check_exercises(person: Person, result: SessionResult) -> None:
    possible = engine.possible_on(PlanChange.objects.of(person).select_related("session"), result.day)
    if not possible:
        found, expected = _("a session of {day}").format(day=result.day.isoformat()), _("a day since your plan began")
        raise Problem("session:day", found, expected, _("begin with the check"))
    strange = sorted(result.exercises - possible)
    if strange:
        expected = _("exercises of the plan of {day}").format(day=result.day.isoformat())
        raise Problem("session:exercise", ", ".join(strange)[:120], expected, _("open today's session anew"))


def _created(person: Person, result: SessionResult) -> Session:
    now = engine.current_on(person, result.day, result.started_at) or engine.current(person)
    document = engine.kept_document(now, result.day) if now else {}
    return Session.objects.create(
        person=person,
        client_id=result.client_id,
        day=result.day,
        document=document,
        started_at=result.started_at,
        finished_at=result.finished_at,
        done=list(result.done),
        skipped=list(result.skipped),
        pain_before=result.pain_before,
        pain_during=result.pain_during,
        pain_after=result.pain_after,
        controlled=result.controlled,
        segments_moved=result.segments_moved,
        ended=result.ended,
        training=document.get("training", True),
    )
