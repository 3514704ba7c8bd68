"""The one way to write an audit row; called inside the transaction of the act itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supple_web.audit.models import Row

if TYPE_CHECKING:
    from django.db import models
    from django.db.models import QuerySet

    from supple_web.accounts.models import Person


def record(verb: str, what: models.Model | str, *, by: Person | None, about: Person | None = None) -> Row:
    """Add a row. by: who acted (None: the program itself). about: whose record it is; the actor's own where not said."""
    whose = about or by
    named = what if isinstance(what, str) else what._meta.label_lower
    key = "" if isinstance(what, str) else str(what.pk)
    return Row.objects.create(
        by=by.audit_id if by else None, about=whose.audit_id if whose else None, verb=verb, what=named, key=key
    )


def record_read(what: str, *, by: Person, about: QuerySet[Person]) -> None:
    """A row that it was read for each of several people's records, in one insert."""
    told = {"by": by.audit_id, "verb": "read", "what": what}
    Row.objects.bulk_create(Row(about=audit_id, **told) for audit_id in about.values_list("audit_id", flat=True))
