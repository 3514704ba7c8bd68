"""What somebody typed for a call that led to nothing is erased after the stated time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from supple_web.audit.record import record
from supple_web.booking.actions.common import expire_due
from supple_web.booking.models import Call, CallRequest, State
from supple_web.booking.rules import locked_rules

#: A hold that nobody confirmed is of use no longer than its link.
_UNCONFIRMED: Final = timedelta(days=1)


@transaction.atomic
def forget_leads(now: datetime) -> int:
    """Erase calls and requests whose time is over, with their history. Returns how many.

    Somebody who became a client keeps theirs, with the rest of their record.
    """
    rules = locked_rules()
    expire_due(now)
    long_ago = now - timedelta(days=rules.lead_days)
    over = Q(state=State.EXPIRED, expires_at__lte=now - _UNCONFIRMED)
    over |= Q(ends_at__lte=long_ago) & ~Q(became_client=True, person__isnull=False)
    calls = list(Call.objects.filter(over).select_related("person"))
    requests = list(CallRequest.objects.filter(created_at__lte=long_ago).select_related("person"))
    for row in [*calls, *requests]:
        record("forget", row, by=None, about=row.person)
        row.delete()
    return len(calls) + len(requests)
