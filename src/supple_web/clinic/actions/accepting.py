"""Accepting an invitation: the address it was mailed to is verified with it, and what was offered begins."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from supple_web.accounts.models import Person, User
from supple_web.audit.record import record
from supple_web.clinic.actions.caring import be_called, share
from supple_web.clinic.actions.invitations import open_invitations
from supple_web.clinic.models import Invitation, Staff


class Gone(Exception):
    """In the meantime it was accepted, withdrawn, or ended."""


@dataclass(frozen=True)
class Answer:
    """name: how they want to be called here. title: for staff, as clients read it. agrees: to share with the clinician."""

    name: str
    title: str = ""
    agrees: bool = False


def account_of(email: str) -> User | None:
    """The account whose address this is: the one it signs in with, or one that it has proved. Nobody's claim counts."""
    own = User.objects.filter(email__iexact=email).first()
    if own is not None:
        return own
    proved = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
    return proved.user if proved else None


@transaction.atomic
def new_account(*, invitation: Invitation, password: str) -> User:
    """An account with the invited address; the caller has made sure that there is none. Raises Gone."""
    _open(invitation)
    if account_of(invitation.email) is not None:
        raise Gone
    user = User.objects.create_user(invitation.email, password)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=invitation.mailed)
    return user


@transaction.atomic
def accept(*, invitation: Invitation, user: User, answer: Answer, by: Person) -> Invitation:
    """Once, by the account with the invited address. by: the person of that account. Raises Gone."""
    row = _open(invitation)
    if account_of(row.email) != user or by.user_id != user.pk:
        raise Gone
    row.accepted_at, row.accepted_by = timezone.now(), by
    row.save(update_fields=["accepted_at", "accepted_by"])
    record("accept invitation", row, by=by)
    if row.mailed:
        _verified(user, row.email)
    if row.for_staff:
        _work_here(row, user, answer)
        return row
    be_called(person=by, name=answer.name, by=by)
    if answer.agrees and row.clinician is not None:
        share(person=by, clinician=row.clinician, by=by)
    return row


def _open(invitation: Invitation) -> Invitation:
    row = open_invitations().select_for_update(of=("self",)).filter(pk=invitation.pk).first()
    if row is None:
        raise Gone
    return row


def _verified(user: User, email: str) -> None:
    """Whoever has the mailed link reads that address; another account's mere claim of it ends."""
    EmailAddress.objects.filter(email__iexact=email, verified=False).exclude(user=user).delete()
    address = EmailAddress.objects.filter(user=user, email__iexact=email).first()
    if address is None:
        address = EmailAddress.objects.create(user=user, email=email, verified=True)
    elif not address.verified:
        address.verified = True
        address.save(update_fields=["verified"])
    address.set_as_primary(conditional=True)


def _work_here(row: Invitation, user: User, answer: Answer) -> None:
    """Somebody who was here before comes back with the roles of this invitation, and keeps those they have."""
    told = {"name": " ".join(answer.name.split())[:80], "title": " ".join(answer.title.split())[:80], "active": True}
    before = Staff.objects.filter(user=user).first()
    kept = before if before is not None and before.active else None
    roles = {
        "clinician": row.as_clinician or bool(kept and kept.clinician),
        "administrator": row.as_administrator or bool(kept and kept.administrator),
    }
    Staff.objects.update_or_create(user=user, defaults={**told, **roles})
