"""Which check this browser may see and go on with: its person's own, or the one that a desk handed to it.

Every view of a check begins with ``check_for(request, pk)``; what is then written belongs to ``check.person``, whoever holds the
phone.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Final

from django.http import Http404, HttpRequest
from django.utils import timezone

from supple_web.accounts.people import visitor
from supple_web.assessments.models import Check, Handover

#: In the session, which lives on the server: the handover that this browser claimed.
SESSION_KEY: Final = "handed"
#: How long a phone may go on with what was handed to it, counted from the claim.
HANDED_FOR: Final = timedelta(hours=12)


def check_for(request: HttpRequest, pk: uuid.UUID | str) -> Check:
    """The check with this id, if it is this visitor's or was handed to this browser. Raises Http404 for every other one."""
    own: Check | None = Check.objects.of(visitor(request)).filter(pk=pk).first()
    if own is not None:
        return own
    handed = handed_check(request)
    if handed is None or str(handed.pk) != str(pk):
        raise Http404("No such check, or it belongs to somebody else.")
    return handed


def handed_check(request: HttpRequest) -> Check | None:
    """The one check that was handed to this browser, for as long as the handover lasts; None where there is none."""
    claimed = request.session.get(SESSION_KEY)
    if not claimed:
        return None
    since = timezone.now() - HANDED_FOR
    handover = Handover.objects.select_related("check_of__person").filter(pk=claimed, used_at__gt=since).first()
    return handover.check_of if handover else None


def is_guest_here(request: HttpRequest, check: Check) -> bool:
    """Whether this browser only borrows the check: nothing else of its person may be shown or linked here."""
    person = visitor(request)
    return person is None or check.person_id != person.pk
