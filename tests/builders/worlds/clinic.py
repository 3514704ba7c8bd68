"""What ``supple_web.clinic`` has of a person, one of everything."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.utils import timezone

from builders.staff import make_care, make_staff
from supple_web.accounts.models import Person
from supple_web.clinic import consents
from supple_web.clinic.actions.invitations import digest_of
from supple_web.clinic.models import Contact, Invitation, Purpose, Staff, Testimonial
from supple_web.outbox.post import post


def make(person: Person) -> dict[str, Any]:
    """clinician: who looks after them. care, consent, contact, words; invitation: accepted; open_invitation: of a client."""
    name = f"Clinician {hashlib.sha256(person.pk.bytes).hexdigest()[:8]}"
    clinician = Staff.objects.filter(name=name).first() or make_staff(name)
    made: dict[str, Any] = {"clinician": clinician}
    made["care"] = make_care(clinician, person)
    made["consent"] = consents.give(person=person, purpose=Purpose.REMINDERS, by=person)
    made["contact"] = Contact.objects.create(person=person, name=f"Client {name[-4:]}")
    made["words"] = Testimonial.objects.create(person=person, words="I turn further.", signed="A. B.")
    told = {"clinician": clinician, "invited_by": clinician, "expires_at": timezone.now() + timedelta(days=7)}
    made["open_invitation"] = Invitation.objects.create(
        email=f"open-{name[-8:]}@example.org", token_digest=digest_of(f"open {person.pk}"), **told
    )
    made["invitation"] = Invitation.objects.create(
        email=f"{name[-8:]}@example.org",
        token_digest=digest_of(str(person.pk)),
        accepted_at=timezone.now(),
        accepted_by=person,
        **told,
    )
    post(key=f"test {person.pk}", to=f"{name[-8:]}@example.org", subject="A test", body="Words", person=person)
    return made
