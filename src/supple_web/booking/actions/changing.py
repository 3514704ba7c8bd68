"""A call gets another time, is cancelled, or is taken up again. Each is one transaction and one more in its calendar file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from supple_web.booking import mails
from supple_web.booking.actions.common import expire_due, locked, note, put
from supple_web.booking.actions.overriding import slot_for_staff
from supple_web.booking.asking import Confirmed, Moved, Taken, TooLate, Unknown
from supple_web.booking.availability import next_free, slots_at
from supple_web.booking.models import Call, Rules, State
from supple_web.booking.rules import can_change, locked_rules, new_token, token_digest
from supple_web.booking.ticks import TickTaken, free, take
from supple_web.clinic.models import Staff
from supple_web.common.problems import Problem


def find_call(*, token: str, now: datetime) -> Call:
    """The call of a link to manage it: booked, or cancelled and then only to be looked at. Raises Unknown; changes nothing."""
    found = Call.objects.select_related("clinician", "person").filter(manage_digest=token_digest(token), ends_at__gt=now)
    call: Call | None = found.filter(state__in=(State.BOOKED, State.CANCELLED)).first()
    if call is None:
        raise Unknown
    return call


@transaction.atomic
def move(
    *, call: Call, starts_at: datetime, now: datetime, clinician: Staff | None = None, by: Staff | None = None, reason: str = ""
) -> Moved:
    """Another time, and where asked for another clinician; the link before is worth nothing any more.

    by: who of the staff, with a reason where the rules say no; None for the booker, found by the link (``find_call``). The same
    time again moves nothing. Raises Taken with the next times, TooLate, Unknown, or Problem.
    """
    rules = locked_rules()
    row = _changeable(call, rules, now, by)
    if row.starts_at == starts_at and (clinician is None or clinician.pk == row.clinician_id):
        return Moved(row, "")
    expire_due(now)
    slots = slots_at(starts_at, now=now, rules=rules, clinician=clinician, without=row)
    if slots:  # whom they know already, if possible
        slot = next((slot for slot in slots if slot.clinician_id == row.clinician_id), slots[0])
    elif by is None:
        raise Taken(next_free(starts_at, now=now, clinician=clinician, without=row))
    else:
        who = clinician or row.clinician
        slot = slot_for_staff(starts_at, now=now, rules=rules, clinician=who, reason=reason, without=row)
    was, was_with, token = row.starts_at, row.clinician, _one_more(row)
    try:
        put(row, slot, rules)
    except TickTaken:
        raise Taken(next_free(starts_at, now=now, clinician=clinician, without=row)) from None
    note(row, "moved", by=by, was=was, reason=reason)
    mails.on_moved(row, token, was_with)
    return Moved(row, token)


@transaction.atomic
def cancel(*, call: Call, now: datetime, by: Staff | None = None, reason: str = "") -> Call:
    """It is off: the row and its history stay, its minutes are free. Cancelled twice, nothing more happens.

    by: who of the staff; None for the booker, found by the link. Raises TooLate, Unknown, or Problem for one that is closed.
    """
    rules = locked_rules()
    row = locked(call, by=by)
    if row.state == State.CANCELLED:
        return row
    row = _changeable(row, rules, now, by)
    row.state, row.cancelled_at, row.client_id = State.CANCELLED, now, None
    row.sequence += 1
    row.save()
    free(row)
    note(row, "cancelled", by=by, reason=reason)
    mails.on_cancelled(row)
    return row


@transaction.atomic
def uncancel(*, call: Call, by: Staff, now: datetime) -> Confirmed:
    """Staff take a cancelled call up again, at its time. Raises Taken where somebody else has that, Problem where it is past."""
    locked_rules()
    row = locked(call, by=by)
    if row.state != State.CANCELLED or row.starts_at <= now:
        raise Problem(_("call"), row.get_state_display(), _("a cancelled call that is still to come"), _("book a new one"))
    if not (row.clinician.active and row.clinician.clinician):
        raise Problem(_("call"), _("a clinician who takes no calls any more"), _("one who does"), _("book a new one"))
    expire_due(now)
    row.state, row.cancelled_at = State.BOOKED, None
    token = _one_more(row)
    row.save()
    try:
        take(row)
    except TickTaken:
        raise Taken(next_free(row.starts_at, now=now, clinician=row.clinician)) from None
    note(row, "uncancelled", by=by)
    mails.on_uncancelled(row, token)
    return Confirmed(row, token)


def _one_more(call: Call) -> str:
    """One more in the calendar file, and a new link; not saved yet."""
    token, call.manage_digest = new_token()
    call.sequence += 1
    return token


def _changeable(call: Call, rules: Rules, now: datetime, by: Staff | None) -> Call:
    """The call, locked. Raises where it cannot be changed, or not by the booker any more."""
    row = locked(call, by=by)
    if row.state != State.BOOKED:
        if by is None:
            raise Unknown
        raise Problem(_("call"), row.get_state_display(), _("a call that is booked"), _("look at it again"))
    if by is None and not can_change(row.starts_at, rules, now):
        expected = _("at least %(minutes)d minutes before it") % {"minutes": rules.change_until_minutes}
        raise TooLate(_("call"), _("a change so shortly before the call"), expected, _("call us, we will sort it out"))
    return row
