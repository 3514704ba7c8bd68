"""What every verb about a call does: look again once nobody else can change it, take its minutes, write down what happened."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.assessments.warned import warned_check
from supple_web.audit.record import record
from supple_web.booking.asking import RedFlag, Slot, Unknown
from supple_web.booking.availability import blocked
from supple_web.booking.models import Call, CallChange, Rules, State
from supple_web.booking.ticks import free, take
from supple_web.clinic.models import Staff
from supple_web.common.problems import Problem


def locked(call: Call, *, by: Staff | None) -> Call:
    """The call as it is now, locked. Raises Unknown where the booker's link was replaced meanwhile, or it is gone."""
    hold_person(call)
    row: Call | None = (
        Call.objects.select_for_update(of=("self",)).select_related("clinician", "person").filter(pk=call.pk).first()
    )
    if row is None or (by is None and row.manage_digest != call.manage_digest):
        raise Unknown
    return row


def hold_person(call: Call) -> None:
    """Whose it is stays to the end of the transaction.

    Locked before the call, as whoever erases themself does: so neither waits for the other for ever.
    """
    if call.person_id is not None:
        Person.objects.select_for_update(no_key=True).filter(pk=call.person_id).first()


def put(call: Call, slot: Slot, rules: Rules) -> None:
    """Give a call its time and the minutes it blocks; it is saved. Raises TickTaken."""
    call.clinician_id = slot.clinician_id
    call.starts_at, call.ends_at = slot.starts_at, slot.ends_at
    call.blocked_from, call.blocked_until = blocked(slot.starts_at, slot.ends_at, rules)
    with transaction.atomic():
        call.save()
        free(call)
        take(call)


def expire_due(now: datetime) -> int:
    """Free every hold that is over; within the transaction of whoever wants its minutes."""
    due = list(
        Call.objects.select_for_update(of=("self",)).filter(state=State.HELD, expires_at__lte=now).select_related("person")
    )
    for call in due:
        call.state = State.EXPIRED
        call.client_id = None
        call.save(update_fields=["state", "client_id"])
        free(call)
        note(call, "expired", by=None)
    return len(due)


def note(call: Call, kind: str, *, by: Staff | None, was: datetime | None = None, reason: str = "") -> None:
    """A row of the call's history, and one of the audit."""
    CallChange.objects.create(
        call=call, by=by, kind=kind, from_starts_at=was, to_starts_at=call.starts_at, sequence=call.sequence, reason=reason
    )
    record(f"{kind} call", call, by=_actor(call, kind, by), about=call.person)


def still_here(person: Person | None) -> None:
    """Who visits stays who they are to the end of the transaction. Raises Problem where they were erased or joined meanwhile."""
    if person is not None and Person.objects.select_for_update(no_key=True).filter(pk=person.pk).first() is None:
        raise Problem(_("call"), _("a visit that has ended"), _("one that goes on"), _("open the page anew"))


def refuse_red_flag(person: Person | None) -> None:
    """Raises RedFlag for whoever has a warning sign that stands."""
    check = warned_check(person)
    if check is not None:
        problem = RedFlag(
            _("call"), _("an answer that needs to be looked at first"), _("no such answer"), _("read where to go, and how soon")
        )
        problem.check = check
        raise problem


def _actor(call: Call, kind: str, by: Staff | None) -> Person | None:
    if by is not None:
        return by.person
    return None if kind == "expired" else call.person
