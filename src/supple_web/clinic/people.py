"""How people are called at the clinic, in lists that ask the database once."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person


def with_names(people: QuerySet[Person]) -> QuerySet[Person]:
    """The same people, with what ``name_of`` reads, in the same query."""
    return people.select_related("contact", "user")


def name_of(person: Person) -> str:
    """What they want to be called, else their address."""
    contact = getattr(person, "contact", None)
    if contact is not None:
        return str(contact.name)
    return person.user.email if person.user else _("somebody without an account")
