"""A time is held while its booker's address is confirmed, and booked by the link that only the address was sent."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.booking import mails
from supple_web.booking.actions.common import expire_due, hold_person, note, put, refuse_red_flag, still_here
from supple_web.booking.asking import Confirmed, Details, Held, Slot, Taken, TooMany, Unknown
from supple_web.booking.availability import next_free, slots_at
from supple_web.booking.models import Call, Rules, State
from supple_web.booking.rules import checked_details, locked_rules, new_token, token_digest
from supple_web.booking.summaries import summary_for
from supple_web.booking.ticks import TickTaken
from supple_web.clinic.models import Staff
from supple_web.common.problems import Problem

#: How long after a hold is over its link still tries to get the time back.
_LATE: Final = timedelta(days=1)


@transaction.atomic
def hold(*, starts_at: datetime, clinician: Staff | None, details: Details, by: Person | None, now: datetime) -> Held:
    """Hold a time for whoever visits; with anybody who is free where no clinician is asked for.

    by: the person of this visit, never one that a form names. Sent twice (``client_id``), it is held once. Raises Taken with the
    next times, RedFlag, TooMany for too many holds, and Problem for what cannot be meant or a call that they have already.
    """
    rules = locked_rules()
    columns = checked_details(details)
    before = _sent_before(details.client_id, columns["email_digest"], by)
    if before is not None:
        return Held(before, "", again=True)
    still_here(by)
    refuse_red_flag(by)
    expire_due(now)
    refuse_further_calls(rules, now, person=by)
    slots = slots_at(starts_at, now=now, rules=rules, clinician=clinician)
    _refuse_further_holds(rules, columns, slots)
    token, digest = new_token()
    call = Call(
        **columns,
        client_id=details.client_id,
        person=by,
        summary=summary_for(by, agreed=details.share_summary),
        expires_at=now + timedelta(minutes=rules.hold_minutes),
        confirm_digest=digest,
    )
    put_at_one_of(call, slots, rules, starts_at=starts_at, now=now, clinician=clinician)
    note(call, "held", by=None)
    mails.on_held(call, token)
    return Held(call, token)


@transaction.atomic
def confirm(*, token: str, now: datetime) -> Confirmed:
    """Book what was held: whoever has the link reads the address. Confirmed twice, it is booked once.

    A hold that is over is booked where its time can still be had. Raises Unknown, Taken, RedFlag, or Problem where the address
    has a call already.
    """
    rules = locked_rules()
    expire_due(now)
    hold_person(find_held(token=token, now=now))
    call = find_held(token=token, now=now)
    if call.state == State.BOOKED:
        return Confirmed(call, "", again=True)
    refuse_red_flag(call.person)
    refuse_further_calls(rules, now, person=call.person, email_digest=call.email_digest)
    token, call.manage_digest = new_token()
    was_held, call.state = call.state == State.HELD, State.BOOKED
    call.confirmed_at, call.expires_at = now, None
    if was_held:
        call.save()
    else:
        slots = slots_at(call.starts_at, now=now, rules=rules, clinician=call.clinician)
        put_at_one_of(call, slots, rules, starts_at=call.starts_at, now=now, clinician=call.clinician)
    note(call, "confirmed", by=None)
    mails.on_confirmed(call, token)
    return Confirmed(call, token)


def find_held(*, token: str, now: datetime) -> Call:
    """The call of a link to confirm: held, over since not long, or booked by it before. Raises Unknown; changes nothing."""
    found = Call.objects.select_related("clinician", "person").filter(confirm_digest=token_digest(token), ends_at__gt=now)
    late = Q(state__in=(State.HELD, State.EXPIRED), expires_at__gt=now - _LATE)
    call: Call | None = found.filter(late | Q(state=State.BOOKED)).first()
    if call is None:
        raise Unknown
    return call


@transaction.atomic
def expire_holds(now: datetime) -> int:
    """Free holds that are over; nothing waits for it, the list and every booking see to that themselves. Returns how many."""
    locked_rules()
    return expire_due(now)


def refuse_further_calls(rules: Rules, now: datetime, *, person: Person | None, email_digest: str = "") -> None:
    """Raises Problem for whoever has as many calls to come as one may.

    email_digest: of an address that is proven to be theirs; else asking for one would tell what somebody else has booked.
    """
    theirs = Q(person=person) if person is not None else Q(pk=None)
    if email_digest:
        theirs |= Q(email_digest=email_digest)
    calls = list(Call.objects.filter(theirs, state=State.BOOKED, ends_at__gt=now)[: rules.calls_each])
    if len(calls) >= rules.calls_each:
        when = date_format(timezone.localtime(calls[0].starts_at), "DATETIME_FORMAT")
        found = _("a call that you have already, on %(when)s") % {"when": when}
        raise Problem(_("call"), found, _("one call at a time"), _("move it by the link in its mail, or cancel it first"))


def put_at_one_of(
    call: Call, slots: list[Slot], rules: Rules, *, starts_at: datetime, now: datetime, clinician: Staff | None
) -> None:
    """The call gets the first of the slots that the database lets it have. Raises Taken where it is none."""
    for slot in _least_busy_first(slots):
        try:
            put(call, slot, rules)
        except TickTaken:
            continue
        return
    raise Taken(next_free(starts_at, now=now, clinician=clinician))


def _least_busy_first(slots: list[Slot]) -> list[Slot]:
    """So that calls spread over those who take them: fewest calls around that day first."""
    if len(slots) < 2:
        return slots
    day = timedelta(hours=12)
    around = Call.objects.filter(state__in=(State.HELD, State.BOOKED), clinician__in=[slot.clinician_id for slot in slots])
    around = around.filter(starts_at__range=(slots[0].starts_at - day, slots[0].starts_at + day)).order_by()
    busy = dict(around.values_list("clinician").annotate(Count("pk")))
    return sorted(slots, key=lambda slot: (busy.get(slot.clinician_id, 0), slot))


def _refuse_further_holds(rules: Rules, columns: dict[str, Any], slots: list[Slot]) -> None:
    """Nobody can block a day by holding it. The same words whichever limit it was, so that they tell nothing of others."""
    held = Call.objects.filter(state=State.HELD)
    full = {
        row["clinician"]
        for row in held.values("clinician").annotate(count=Count("pk")).order_by()
        if row["count"] >= rules.holds_per_clinician
    }
    address = columns["address_digest"]
    too_many = held.filter(email_digest=columns["email_digest"]).count() >= rules.holds_per_mail or (
        bool(address) and held.filter(address_digest=address).count() >= rules.holds_per_address
    )
    if too_many or (slots and all(slot.clinician_id in full for slot in slots)):
        remedy = _("confirm one by the link in its mail, or try again in %(minutes)d minutes") % {"minutes": rules.hold_minutes}
        raise TooMany(_("call"), _("several times that are held and not confirmed yet"), _("fewer at once"), remedy)
    slots[:] = [slot for slot in slots if slot.clinician_id not in full]


def _sent_before(client_id: uuid.UUID | None, email_digest: str, by: Person | None) -> Call | None:
    """What the same form did before. Raises Problem for an id that belongs to somebody else's form."""
    call: Call | None = Call.objects.filter(client_id=client_id).first() if client_id else None
    if call is not None and (call.email_digest != email_digest or call.person_id != (by.pk if by else None)):
        raise Problem(_("call"), _("a form that was sent before with other answers"), _("a new form"), _("open the page anew"))
    return call
