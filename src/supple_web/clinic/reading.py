"""What the log says, for a person about their own record and for administrators about the clinic: no health data in either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from supple_web.accounts.models import Person
from supple_web.audit.models import Row
from supple_web.clinic.models import Staff
from supple_web.clinic.people import name_of, with_names

READ: Final = "read"
#: Apps whose acts say nothing about anybody's health.
_PLAIN: Final = ("clinic.", "accounts.user", "library.", "booking.", "outbox.")
_DAYS_SHOWN: Final = 60
#: What those acts are called; one that is not here is called as it stands in the row.
_VERBS: Final = {
    "invite": gettext_lazy("invited somebody"),
    "withdraw invitation": gettext_lazy("withdrew an invitation"),
    "accept invitation": gettext_lazy("accepted an invitation"),
    "change staff": gettext_lazy("changed a name or roles"),
    "deactivate": gettext_lazy("ended somebody’s access"),
    "reactivate": gettext_lazy("brought somebody back"),
    "end sessions": gettext_lazy("signed somebody out everywhere"),
    "assign": gettext_lazy("assigned a clinician"),
    "share": gettext_lazy("shared their record"),
    "end care": gettext_lazy("ended who looks after whom"),
    "be called": gettext_lazy("said what to be called"),
    "consent": gettext_lazy("agreed"),
    "withdraw consent": gettext_lazy("took an agreement back"),
    "set face": gettext_lazy("changed the clinic’s page"),
    "show words": gettext_lazy("showed somebody’s words"),
    "hide words": gettext_lazy("hid somebody’s words"),
    "sign up": gettext_lazy("made an account"),
    "sign in": gettext_lazy("signed in"),
    "sign out": gettext_lazy("signed out"),
    "change password": gettext_lazy("changed the password"),
    "set password": gettext_lazy("set a password"),
    "reset password": gettext_lazy("replaced a forgotten password"),
    "confirm address": gettext_lazy("confirmed an address"),
    "change address": gettext_lazy("changed the address"),
    "add way to sign in": gettext_lazy("added a way to sign in"),
    "remove way to sign in": gettext_lazy("removed a way to sign in"),
    "renew way to sign in": gettext_lazy("renewed a way to sign in"),
    "set call hours": gettext_lazy("set hours for calls"),
    "set call rules": gettext_lazy("set the rules for calls"),
    "add call exception": gettext_lazy("set a day that differs"),
    "remove call exception": gettext_lazy("took back a day that differs"),
    "new call feed": gettext_lazy("made a calendar address"),
    "answer call request": gettext_lazy("dealt with a wish to be called"),
    "send word": gettext_lazy("sent a mail to a client"),
    "write": gettext_lazy("wrote in the library"),
    "publish": gettext_lazy("published in the library"),
    "withdraw": gettext_lazy("took something back"),
    "restore": gettext_lazy("restored a version in the library"),
}


@dataclass(frozen=True)
class Looked:
    """Somebody read or wrote in a record on one day. last: the last time. times: how often."""

    day: date
    who: str
    last: datetime
    times: int
    wrote: bool


@dataclass(frozen=True)
class Line:
    """One line of the log as administrators see it."""

    at: datetime
    who: str
    verb: str
    about: str


def looks_at(person: Person) -> list[Looked]:
    """Who of the staff read or wrote in this record, by day, the latest first."""
    rows = Row.objects.filter(about=person.audit_id).exclude(by=None).exclude(by=person.audit_id)
    rows = rows.exclude(what__startswith="accounts.user")
    by_day = (
        rows.annotate(day=TruncDate("at", tzinfo=timezone.get_current_timezone()))
        .values("day", "by")
        .annotate(last=Max("at"), reads=Count("pk", filter=Q(verb=READ)), writes=Count("pk", filter=~Q(verb=READ)))
        .order_by("-day", "-last")[:_DAYS_SHOWN]
    )
    found = list(by_day)
    names = _staff_names({row["by"] for row in found})
    unknown = _("somebody who works here no more")
    return [
        Looked(row["day"], names.get(row["by"], unknown), row["last"], row["reads"] + row["writes"], row["writes"] > 0)
        for row in found
    ]


def log_of_the_clinic(staff: Staff | None = None, kind: str = "") -> QuerySet[Row]:
    """What staff did, the latest first. kind: ``read``, ``write`` (in records) or ``clinic`` (everything else)."""
    people = Person.objects.filter(user__staff__isnull=False)
    ids = [staff.person.audit_id] if staff and staff.user_id else list(people.values_list("audit_id", flat=True))
    rows = Row.objects.filter(by__in=ids).order_by("-pk")
    plain = Q()
    for beginning in _PLAIN:
        plain |= Q(what__startswith=beginning)
    if kind == READ:
        return rows.filter(verb=READ)
    if kind == "write":
        return rows.exclude(verb=READ).exclude(plain)
    return rows.exclude(verb=READ).filter(plain) if kind == "clinic" else rows


def lines(rows: Iterable[Row]) -> list[Line]:
    """In words. What was written in a record is not told here, only that something was."""
    rows = list(rows)
    staff = _staff_names({row.by for row in rows if row.by})
    about = {row.about for row in rows if row.about and row.about != row.by}
    names = {one.audit_id: name_of(one) for one in with_names(Person.objects.filter(audit_id__in=about))}
    gone = _("somebody whose data were erased")
    return [
        Line(
            at=row.at,
            who=staff.get(row.by, gone) if row.by else _("the program"),
            verb=_verb(row),
            about=(staff.get(row.about) or names.get(row.about, gone)) if row.about in about else "",
        )
        for row in rows
    ]


def _verb(row: Row) -> str:
    if row.verb == READ:
        return _("read the record")
    return str(_VERBS.get(row.verb, row.verb)) if row.what.startswith(_PLAIN) else _("wrote in the record")


def _staff_names(ids: set[UUID | None]) -> dict[UUID | None, str]:
    """By opaque id, of those who still have an account."""
    rows = Staff.objects.filter(user__person__audit_id__in=[one for one in ids if one]).values_list(
        "user__person__audit_id", "name"
    )
    return dict(rows)
