"""A clinician's calls for their own calendar, at an address that is a secret. A calendar asks without signing in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from supple_web.audit.record import record
from supple_web.booking.models import Call, Feed, State
from supple_web.booking.rules import new_token, token_digest
from supple_web.clinic.models import Staff

#: How far back a feed goes: what is older a calendar has kept or forgotten itself.
_BACK: Final = timedelta(days=30)


@transaction.atomic
def new_feed(*, clinician: Staff, by: Staff, now: datetime) -> str:
    """A new secret in place of the one before. Returned once; only its digest is kept."""
    token, digest = new_token()
    Feed.objects.update_or_create(clinician=clinician, defaults={"token_digest": digest, "made_at": now})
    record("new call feed", "booking.feed", by=by.person)
    return token


def feed_of(token: str) -> Staff | None:
    """Whose feed it is, while they take calls."""
    feeds = Feed.objects.filter(token_digest=token_digest(token), clinician__active=True, clinician__clinician=True)
    feed: Feed | None = feeds.select_related("clinician").first()
    return feed.clinician if feed else None


def calls_of_feed(clinician: Staff, now: datetime) -> QuerySet[Call]:
    """Cancelled ones too: a calendar that had them learns that they are off."""
    states = (State.BOOKED, State.CANCELLED, State.ATTENDED, State.MISSED)
    return Call.objects.filter(clinician=clinician, starts_at__gt=now - _BACK, state__in=states)
