"""The desk's list: every client of a clinician, those who need attention first. Four queries, however many clients there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from supple_web.accounts.models import Person
from supple_web.clinic.access import clients_of
from supple_web.clinic.models import Staff
from supple_web.desk.models import ClientCard, PutAside, Standing
from supple_web.desk.rules import RULES, Alert, alerts_of, rules_here

PAGE: Final = 25
_RANK: Final = {rule.key: place for place, rule in enumerate(RULES)}
_LAST: Final = len(RULES)
_COLUMNS: Final = tuple(f"standing__{one.name}" for one in Standing._meta.concrete_fields)


@dataclass(frozen=True)
class Row:
    """One client. name: on the clinic's card, else as they say, else their address. standing: None until it was reckoned.

    alerts: what needs attention. aside: what the clinician has put aside.
    """

    person: Person
    name: str
    email: str
    standing: Standing | None
    alerts: list[Alert] = field(default_factory=list)
    aside: list[Alert] = field(default_factory=list)

    @property
    def order(self) -> tuple[int, int, str, str]:
        first = min((_RANK[alert.rule] for alert in self.alerts), default=_LAST)
        return first, -len(self.alerts), self.name.casefold(), str(self.person.pk)


@dataclass(frozen=True)
class Listing:
    """found: how many of all the words found. attention: how many of those have an alert."""

    page: Page  # type: ignore[type-arg]
    total: int
    found: int
    attention: int


def listing(staff: Staff, today: date, *, words: str = "", number: str = "1", only: bool = False) -> Listing:
    """words: parts of a name or an address, all of which must be found. only: clients with an alert alone."""
    everybody = clients_of(staff)
    total = everybody.count()
    rows = rows_of(staff, _matching(everybody, words), today)
    attention = sum(bool(row.alerts) for row in rows)
    shown = [row for row in rows if row.alerts] if only else rows
    return Listing(Paginator(shown, PAGE).get_page(number), total, len(rows), attention)


def rows_of(staff: Staff, clients: QuerySet[Person], today: date) -> list[Row]:
    """In the desk's order."""
    rules = rules_here()
    seen = PutAside.objects.filter(clinician=staff).values_list("person_id", "rule", "reason")
    aside = {(person, rule): reason for person, rule, reason in seen}
    cards = dict(ClientCard.objects.filter(person__in=clients.values("pk")).values_list("person_id", "name"))
    found = clients.select_related("user", "standing", "contact").only("id", "user__email", "contact__name", *_COLUMNS)
    rows = []
    for person in found:
        standing: Standing | None = getattr(person, "standing", None)
        alerts = alerts_of(standing, rules, today) if standing else []
        email = person.user.email if person.user else ""
        row = Row(person, cards.get(person.pk) or _own_name(person) or email, email, standing)
        for alert in alerts:
            (row.aside if aside.get((person.pk, alert.rule)) == alert.reason else row.alerts).append(alert)
        rows.append(row)
    return sorted(rows, key=lambda row: row.order)


def row_of(staff: Staff, person: Person, today: date) -> Row:
    """One client as the list has them."""
    return rows_of(staff, clients_of(staff).filter(pk=person.pk), today)[0]


def _matching(clients: QuerySet[Person], words: str) -> QuerySet[Person]:
    for word in words.split():
        clients = clients.filter(_named(word))
    return clients


def _named(word: str) -> Q:
    return Q(cards__name__icontains=word) | Q(contact__name__icontains=word) | Q(user__email__icontains=word)


def _own_name(person: Person) -> str:
    contact = getattr(person, "contact", None)
    return contact.name if contact else ""
