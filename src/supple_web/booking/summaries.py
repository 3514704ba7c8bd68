"""What somebody's check found, in words, for whoever talks to them; only if they agree, and never beside a red flag."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from supple_web.accounts.models import Person
from supple_web.assessments.engine.result import card_of
from supple_web.assessments.results import latest_check
from supple_web.assessments.warned import warned_check
from supple_web.audit.record import record
from supple_web.booking.models import Call
from supple_web.clinic.consents import give, withdraw
from supple_web.clinic.models import Purpose


def summary_of(person: Person | None) -> dict[str, Any] | None:
    """What would go with the call: ``day``, ``lines`` (sentences), ``names`` (plain word, term); None where there is nothing.

    In the language of the visit: what is stored are the words that were agreed to.
    """
    check = None if person is None or warned_check(person) else latest_check(person)
    if check is None:
        return None
    card = card_of(check)
    if not card.headline:
        return None
    names = [{"plain": str(name.plain), "term": str(name.term)} for name in card.names]
    return {"day": check.day.isoformat(), "lines": [str(line) for line in card.headline], "names": names}


def summary_for(person: Person | None, *, agreed: bool) -> dict[str, Any] | None:
    """The summary that is stored with a call; that they agreed is written down."""
    summary = summary_of(person) if agreed else None
    if summary is not None and person is not None:
        give(person=person, purpose=Purpose.BOOKING, by=person)
    return summary


@transaction.atomic
def take_back_summary(*, person: Person, by: Person) -> None:
    """The consent is taken back, and with it what went along with calls is taken out of them, also where one comes meanwhile."""
    Person.objects.select_for_update(no_key=True).filter(pk=person.pk).first()
    withdraw(person=person, purpose=Purpose.BOOKING, by=by)
    for call in Call.objects.of(person).exclude(summary=None):
        call.summary = None
        call.save(update_fields=["summary"])
        record("take back summary", call, by=by, about=person)
