"""What is erased by itself: guests who left, accounts nobody confirmed, where somebody was signed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from supple_web.accounts.middleware import SEEN_EVERY
from supple_web.accounts.models import Person, User
from supple_web.audit.record import record
from supple_web.booking.models import Call, State

_AT_ONCE = 200


def forget_guests(now: datetime) -> int:
    """Erase every guest whose last visit is longer ago than the stated days, and who awaits no call. Returns how many.

    A visit is written down at most once in ``SEEN_EVERY``; that much is added, so that nobody is forgotten a minute early.
    """
    forgotten = 0
    while batch := list(_left(now).values_list("pk", flat=True)[:_AT_ONCE]):
        forgotten += sum(_forget(pk, now) for pk in batch)
    return forgotten


@transaction.atomic
def forget_unconfirmed(now: datetime) -> int:
    """Erase accounts whose address nobody ever confirmed and which nobody ever signed in to. Returns how many."""
    left = now - timedelta(days=settings.OPTIONS.guest_days)
    never = User.objects.filter(last_login=None, person=None, is_staff=False, is_superuser=False, date_joined__lt=left)
    unconfirmed = [user.pk for user in never if not EmailAddress.objects.filter(user=user, verified=True).exists()]
    for key in unconfirmed:
        record("forget unconfirmed", "accounts.user", by=None)
        User.objects.filter(pk=key).delete()
    return len(unconfirmed)


@transaction.atomic
def forget_devices() -> int:
    """Erase where and with what somebody was signed in, once that session is over. Returns how many."""
    open_ones = Session.objects.values("session_key")
    count, _ = UserSession.objects.exclude(session_key__in=open_ones).delete()
    return int(count)


def _left(now: datetime) -> QuerySet[Person]:
    left = now - timedelta(days=settings.OPTIONS.guest_days) - SEEN_EVERY
    awaited = Call.objects.filter(state=State.BOOKED, ends_at__gt=now)
    return Person.objects.filter(user=None, last_seen_at__lt=left).exclude(calls__in=awaited)


@transaction.atomic
def _forget(pk: UUID, now: datetime) -> bool:
    """Look again inside the transaction: somebody may have come back, or made an account, in the meantime."""
    person = _left(now).select_for_update().filter(pk=pk).first()
    if person is None:
        return False
    forget(person=person, by=None)
    return True


@transaction.atomic
def forget(*, person: Person, by: Person | None) -> None:
    """Erase a guest and everything they entered, now. An account is erased by its owner, see ``mine``."""
    if not person.is_guest:
        raise ValueError("somebody with an account is not forgotten here")
    record("forget", person, by=by, about=person)
    person.delete()
