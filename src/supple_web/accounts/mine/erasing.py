"""Erasing: at once, everything, for good."""

from __future__ import annotations

from django.db import transaction

from supple_web.accounts.models import Person
from supple_web.accounts.sessions import end_sessions
from supple_web.audit.record import record
from supple_web.clinic.actions.staffing import leave


@transaction.atomic
def erase(*, person: Person, by: Person) -> None:
    """Erase a person, their account and everything that is theirs. Only audit rows stay, with an id that stands nowhere else."""
    person = Person.objects.select_for_update(of=("self",)).select_related("user").get(pk=person.pk)
    record("erase", "accounts.person", by=by, about=person)
    user = person.user
    if user is None:
        person.delete()
        return
    leave(person=person, by=by)
    end_sessions(user)
    user.delete()
