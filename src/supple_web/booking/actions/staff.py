"""What staff do with calls: book one for somebody, say how it went, who becomes a client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.assessments.warned import warned_check
from supple_web.booking import mails
from supple_web.booking.actions.common import expire_due, locked, note
from supple_web.booking.actions.holding import put_at_one_of, refuse_further_calls
from supple_web.booking.actions.overriding import need_reason, slot_for_staff
from supple_web.booking.asking import Confirmed, Details
from supple_web.booking.availability import slots_at
from supple_web.booking.models import Call, State
from supple_web.booking.rules import checked_details, locked_rules, new_token
from supple_web.clinic.actions.caring import assign
from supple_web.clinic.actions.invitations import Invited, Wanted, invite
from supple_web.clinic.consents import running
from supple_web.clinic.models import Care, Purpose, Staff
from supple_web.common.problems import Problem
from supple_web.outbox.links import site


@dataclass(frozen=True)
class Closed:
    """care: runs from now on. invited: they become a client, but did not agree yet that their record is seen: they are asked."""

    call: Call
    care: Care | None = None
    invited: Invited | None = None


@transaction.atomic
def book_by_staff(
    *,
    starts_at: datetime,
    clinician: Staff,
    details: Details,
    by: Staff,
    now: datetime,
    reason: str = "",
    person: Person | None = None,
) -> Confirmed:
    """Book a call for somebody, at once; the address needs no confirming and may be missing. Sent twice, it is booked once.

    person: a client of theirs, found as such by the caller. reason: needed where a rule says no. Raises Taken where the clinician
    has another call then, whatever the reason; and Problem.
    """
    rules = locked_rules()
    columns = checked_details(details, mail_needed=False)
    before = Call.objects.filter(client_id=details.client_id, made_by=by).first() if details.client_id else None
    if before is not None:
        return Confirmed(before, "", again=True)
    expire_due(now)
    slots = slots_at(starts_at, now=now, rules=rules, clinician=clinician)
    against = not slots
    if against:
        slots = [slot_for_staff(starts_at, now=now, rules=rules, clinician=clinician, reason=reason)]
    try:
        refuse_further_calls(rules, now, person=person, email_digest=columns["email_digest"])
    except Problem as problem:
        need_reason(reason, problem.found)
        against = True
    if warned_check(person) is not None:
        need_reason(reason, _("somebody with a warning sign that is still open"))
        against = True
    token, digest = new_token()
    call = Call(
        **columns,
        client_id=details.client_id,
        person=person,
        state=State.BOOKED,
        confirmed_at=now,
        manage_digest=digest,
        made_by=by,
        override_reason=reason.strip() if against else "",
    )
    put_at_one_of(call, slots, rules, starts_at=starts_at, now=now, clinician=clinician)
    note(call, "confirmed", by=by, reason=call.override_reason)
    mails.on_confirmed(call, token)
    return Confirmed(call, token)


@transaction.atomic
def close(
    *, call: Call, attended: bool, by: Staff, now: datetime, outcome: str = "", became_client: bool | None = None
) -> Closed:
    """How a call went; said again, the last word holds and the history has both. Raises Problem for one that has not begun.

    Somebody who becomes a client is seen by the call's clinician only with their consent (``Purpose.CARE``); else the address
    they gave is invited, where there is one.
    """
    locked_rules()
    row = locked(call, by=by)
    if row.state not in {State.BOOKED, State.ATTENDED, State.MISSED} or row.starts_at > now:
        raise Problem(_("call"), row.get_state_display(), _("a booked call that has begun"), _("wait for it, or cancel it"))
    if len(outcome) > 2000:
        raise Problem("outcome", _("a longer text"), _("at most %(count)d characters") % {"count": 2000}, _("shorten it"))
    again, known = row.state != State.BOOKED, row.became_client
    row.state = State.ATTENDED if attended else State.MISSED
    row.closed_at, row.outcome, row.became_client = now, outcome.strip(), became_client
    row.save()
    note(row, "corrected" if again else str(row.state), by=by)
    if not became_client:
        return Closed(row)
    if row.person is not None and running(row.person, Purpose.CARE) is not None:
        return Closed(row, care=_care_for(row, row.person, by))
    return Closed(row, invited=None if known else _invite(row, by))


def _invite(call: Call, by: Staff) -> Invited | None:
    """The booker is asked, at the address they gave, to share with the call's clinician; None where there is none."""
    if not call.email:
        return None
    wanted = Wanted(email=call.email, name=call.name, clinician=call.clinician)
    return invite(wanted=wanted, invited_by=by, by=by.person, site=site())


def _care_for(call: Call, person: Person, by: Staff) -> Care | None:
    """The clinician looks after them from now on; a care that runs goes on. None where they had refused this clinician."""
    try:
        return assign(person=person, clinician=call.clinician, by=by.person)
    except Problem:
        return None
