"""Agreeing to one purpose, and taking it back as easily: the row stays and says both."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.clinic.consent_texts import version_of
from supple_web.clinic.models import Consent, Purpose


def running(person: Person | None, purpose: Purpose) -> Consent | None:
    """The consent that stands, or None."""
    found: Consent | None = Consent.objects.of(person).filter(purpose=purpose, withdrawn_at=None).first()
    return found


@transaction.atomic
def give(*, person: Person, purpose: Purpose, by: Person) -> Consent:
    """Agree, in the words of today's version; agreed to in the same version before, nothing is added."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    version, standing = version_of(purpose), running(person, purpose)
    if standing is not None and standing.version == version:
        return standing
    if standing is not None:
        _end(standing)
    language = (get_language() or "en")[:2]
    consent: Consent = Consent.objects.create(person=person, purpose=purpose, version=version, language=language)
    record("consent", consent, by=by, about=person)
    return consent


@transaction.atomic
def withdraw(*, person: Person, purpose: Purpose, by: Person) -> None:
    """Take it back; nothing happens where nothing stands. What rests on it is ended by whoever calls this."""
    standing = running(person, purpose)
    if standing is not None:
        _end(standing)
        record("withdraw consent", standing, by=by, about=person)


def _end(consent: Consent) -> None:
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
