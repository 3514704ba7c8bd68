"""A plan from a finished check, and from a clinician's word. The plan itself is derived from the log and never edited."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from supple_web.accounts.models import Person
from supple_web.assessments.models import Check
from supple_web.audit.record import record
from supple_web.common.problems import Problem
from supple_web.training import engine
from supple_web.training.models import Plan, PlanChange, Session
from supple_web.training.signals import derived_anew

_DERIVED: Final = ("kind", "changed", "reasons", "before", "after")
_ADAY: Final = timedelta(days=1)


def locked(person: Person) -> None:
    """One change of a person's training at a time, until the transaction ends. Whoever waits sees what the other one wrote."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


@transaction.atomic
def take_up(*, person: Person, check: Check, by: Person | None) -> Plan | None:
    """Make the plan from a finished check, or move it on; None where there is none (a red flag before any plan).

    Called again for the same check (finished again that day, corrected later), it counts once: the log holds one row for a check,
    and everything after it is derived anew. A check that is not finished any more leaves the log.
    """
    locked(person)
    _read_checks(person, since=min(check.day, _match(person)))
    plan = derive(person)
    record("take up", check, by=by, about=person)
    return plan


@transaction.atomic
def recompute(*, person: Person, by: Person | None) -> Plan | None:
    """Everything anew from what is stored: after a check or a session was corrected or deleted, or people were merged."""
    locked(person)
    _match(person)
    _read_checks(person, since=date.min)
    plan = derive(person)
    record("recompute plan", "training.plan", by=by, about=person)
    return plan


def _match(person: Person) -> date:
    """Give every finished check and every session its row, and no other check one. Returns the first day of what came or went."""
    rows = PlanChange.objects.of(person)
    changed = [date.max]
    for gone in rows.filter(check_of__isnull=False, check_of__finished_at=None):
        changed.append(gone.day)
        gone.delete()
    for check in Check.objects.of(person).filter(finished_at__isnull=False, plan_change=None):
        changed.append(check.day)
        PlanChange.objects.create(person=person, check_of=check, day=check.day, happened_at=engine.first_of(check.day))
    for session in Session.objects.of(person).filter(plan_change=None):
        changed.append(session.day)
        PlanChange.objects.create(person=person, session=session, day=session.day, happened_at=session.started_at)
    _match_mornings(person)
    return min(changed)


def _match_mornings(person: Person) -> None:
    """A row for the morning after each day of sessions of which it is known; a new one stands at the beginning of its day."""
    told = Session.objects.of(person).filter(pain_next_morning__isnull=False)
    wanted = {day.isoformat(): day + _ADAY for day in told.values_list("day", flat=True)}
    for row in PlanChange.objects.of(person).filter(event__has_key="morning_of"):
        if wanted.pop(row.event["morning_of"], None) is None:
            row.delete()
    for of, day in wanted.items():
        morning = {"morning_of": of}
        PlanChange.objects.create(person=person, day=day, happened_at=engine.first_of(day), event=morning)


@transaction.atomic
def seen_by_clinician(*, person: Person, by: Person | None) -> Plan:
    """The person says that a clinician has seen them and lets them go on. Raises Problem where that opens nothing."""
    locked(person)
    now = engine.current(person)
    if now is None or not engine.awaits_clinician(now):
        found, expected = (
            gettext("no plan that waits for a clinician"),
            gettext("a plan that was stopped, or a direction that was referred"),
        )
        raise Problem("clinician", found, expected, gettext("go on with today's page"))
    row = PlanChange.objects.create(person=person, day=timezone.localdate(), happened_at=timezone.now(), event={"seen": True})
    plan = derive(person)
    assert plan is not None
    record("seen by a clinician", row, by=by, about=person)
    return plan


def derive(person: Person) -> Plan | None:
    """Replay the log: every row says what it came to, and the plan where it all leads. The person is locked."""
    rows = list(PlanChange.objects.of(person).select_related("session"))
    course, changed = engine.derived(rows)
    PlanChange.objects.bulk_update(changed, _DERIVED)
    _without_plan(rows)
    if course.state is None or course.began is None:
        Plan.objects.of(person).delete()
        derived_anew.send(Plan, person=person)
        return None
    check = [row for row in engine.ordered(rows) if row.check_of_id and row.after][-1]
    told = {"check_of_id": check.check_of_id, "started_on": course.began, "state": engine.state_document(course.state)}
    plan, _ = Plan.objects.update_or_create(person=person, defaults=told)
    derived_anew.send(Plan, person=person)
    return plan


def _without_plan(rows: list[PlanChange]) -> None:
    """A red flag before there was any plan leaves no row: it is no part of a course, and no plan is made of it."""
    gone = [row.pk for row in rows if row.check_of_id and row.after is None]
    if gone:
        PlanChange.objects.filter(pk__in=gone).delete()


def _read_checks(person: Person, since: date) -> None:
    """Read every taken-up check from a day on; each is judged against the block that the log before it had begun."""
    rows = list(PlanChange.objects.of(person).select_related("session", "check_of__person"))
    in_order = engine.ordered(rows)
    for place, row in enumerate(in_order):
        if row.check_of is None or row.day < since:
            continue
        course, _ = engine.derived(in_order[:place])
        sittings = [engine.sitting_of(one.session) for one in in_order[:place] if one.session is not None]
        began = engine.training_began(sittings, course.began)
        read = engine.read_check(row.check_of, began=began, since=course.block_began)
        row.event = _with_time(engine.check_document(read), row)
        row.save(update_fields=["event"])


def _with_time(document: dict[str, Any], row: PlanChange) -> dict[str, Any]:
    """When it was said: as the check was finished, or now where its questions were answered otherwise since."""
    assert row.check_of is not None
    known = row.event.get("screening")
    same = known in {None, document["screening"]}
    finished = row.event.get("told_at") or (row.check_of.finished_at or timezone.now()).isoformat()
    return {**document, "told_at": finished if same else timezone.now().isoformat()}
