"""Many clients at once, each with a standing of one kind or another and nothing behind it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from supple_web.accounts.models import Person, User
from supple_web.clinic.models import Care, Consent, Purpose, Staff
from supple_web.desk.models import ClientCard, PutAside, Standing

_BATCH = 1000


def crowd(staff: Staff, number: int) -> list[Person]:
    """So many clients of one clinician, called ``Client 0`` and on."""
    today = timezone.localdate()
    users = User.objects.bulk_create((User(email=f"client{place}@example.org") for place in range(number)), _BATCH)
    people = Person.objects.bulk_create((Person(user=user) for user in users), _BATCH)
    Care.objects.bulk_create((Care(clinician=staff, person=person) for person in people), _BATCH)
    Consent.objects.bulk_create((Consent(person=one, purpose=Purpose.CARE, version="1") for one in people), _BATCH)
    ClientCard.objects.bulk_create((ClientCard(person=one, name=f"Client {place}") for place, one in enumerate(people)), _BATCH)
    standings = (
        Standing(
            person=person,
            reckoned_on=today,
            asks_since=today - timedelta(days=place % 30),
            last_pain=place % 9,
            last_pain_on=today,
            retest_from=today + timedelta(days=place % 40 - 20),
        )
        for place, person in enumerate(people)
    )
    Standing.objects.bulk_create(standings, _BATCH)
    PutAside.objects.bulk_create((PutAside(clinician=staff, person=one, rule="idle", reason="x") for one in people[::3]), _BATCH)
    return people
