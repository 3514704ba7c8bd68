"""No time suits: somebody asks to be called, and staff deal with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.booking import mails
from supple_web.booking.actions.common import refuse_red_flag, still_here
from supple_web.booking.asking import Details, TooMany
from supple_web.booking.models import CallRequest
from supple_web.booking.rules import checked_details, locked_rules
from supple_web.clinic.models import Staff
from supple_web.common.problems import Problem


@transaction.atomic
def ask_for_call(*, details: Details, when: str, by: Person | None, now: datetime) -> CallRequest:
    """Ask to be called. Sent twice, it is asked once. Raises RedFlag, TooMany, or Problem for what cannot be meant."""
    rules = locked_rules()
    columns = checked_details(details)
    columns.pop("how")
    if len(when) > 300:
        raise Problem("when", _("a longer text"), _("at most %(count)d characters") % {"count": 300}, _("shorten it"))
    before: CallRequest | None = CallRequest.objects.filter(client_id=details.client_id).first() if details.client_id else None
    if before is not None:
        return before
    still_here(by)
    refuse_red_flag(by)
    recent = CallRequest.objects.filter(answered_at=None, created_at__gt=now - timedelta(days=1))
    same_mail = recent.filter(email_digest=columns["email_digest"]).count()
    address = columns["address_digest"]
    same_address = recent.filter(address_digest=address).count() if address else 0
    if same_mail >= rules.holds_per_mail or same_address >= rules.holds_per_address:
        raise TooMany(_("request"), _("several requests that wait for an answer"), _("one"), _("wait for our call"))
    request: CallRequest = CallRequest.objects.create(**columns, client_id=details.client_id, person=by, when=when.strip())
    record("request call", request, by=by, about=by)
    mails.on_requested(request)
    return request


@transaction.atomic
def answer_request(*, request: CallRequest, by: Staff, now: datetime, note: str = "") -> CallRequest:
    """Staff dealt with it. Said twice, the first stands."""
    row: CallRequest = CallRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if row.answered_at is None:
        row.answered_at, row.answered_by, row.note = now, by, note.strip()[:300]
        row.save()
        record("answer call request", row, by=by.person, about=row.person)
    return row
