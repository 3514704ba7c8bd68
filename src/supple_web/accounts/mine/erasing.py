"""Erasing: at once, everything, for good."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from supple_web.accounts.models import Person, User
from supple_web.accounts.sessions import end_sessions
from supple_web.audit.record import record
from supple_web.clinic.actions.staffing import leave
from supple_web.clinic.models import Invitation
from supple_web.outbox.models import Mail


@transaction.atomic
def erase(*, person: Person, by: Person) -> None:
    """Erase a person, their account and everything that is theirs. Only audit rows stay, with an id that stands nowhere else."""
    person = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    leave(person=person, by=by)
    record("erase", "accounts.person", by=by, about=person)
    user = person.user
    if user is None:
        person.delete()
        return
    _forget_addresses(user)
    end_sessions(user)
    user.delete()


def _forget_addresses(user: User) -> None:
    """Mails and open invitations to an address that is theirs go too, whoever they were about."""
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    for address in {user.email, *proved}:
        Mail.objects.filter(to__iexact=address).delete()
        Invitation.objects.filter(email__iexact=address).delete()
