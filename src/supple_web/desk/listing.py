"""The desk's list: every client of a clinician, those who need attention first; as many queries for thousands as for one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from supple_web.accounts.models import Person
from supple_web.clinic.access import clients_of
from supple_web.clinic.models import Staff
from supple_web.desk.models import PutAside
from supple_web.desk.rules import RULES, Alert, Stands, alerts_of, rules_here

PAGE: Final = 25
_RANK: Final = {rule.key: place for place, rule in enumerate(RULES)}
_LAST: Final = len(RULES)
_NAMES: Final = ("pk", "user__email", "cards__name", "contact__name")
#: The column that every standing has: null only where there is no standing yet.
_COUNT: Final = Stands._fields.index("undetermined")
_COLUMNS: Final = (*_NAMES, *(f"standing__{name}" for name in Stands._fields))


@dataclass(frozen=True)
class Row:
    """One client. name: on the clinic's card, else as they say, else their address. standing: None until it was reckoned.

    alerts: what needs attention. aside: what the clinician has put aside.
    """

    pk: uuid.UUID
    name: str
    email: str
    standing: Stands | None
    alerts: Sequence[Alert] = ()
    aside: Sequence[Alert] = ()

    @property
    def order(self) -> tuple[int, int, str, int]:
        first = _RANK[self.alerts[0].rule] if self.alerts else _LAST
        return first, -len(self.alerts), self.name.casefold(), self.pk.int


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
    """In the desk's order. Plain columns: with thousands of clients, making models of them took most of the time."""
    rules = rules_here()
    seen = PutAside.objects.filter(clinician=staff).values_list("person_id", "rule", "reason")
    aside = {(person, rule): reason for person, rule, reason in seen}
    rows = []
    for pk, email, card, own, *columns in clients.values_list(*_COLUMNS):
        standing = Stands._make(columns) if columns[_COUNT] is not None else None
        alerts = alerts_of(standing, rules, today) if standing else []
        put = [alert for alert in alerts if aside.get((pk, alert.rule)) == alert.reason]
        left = [alert for alert in alerts if alert not in put] if put else alerts
        rows.append(Row(pk, card or own or email or "", email or "", standing, left, put))
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
