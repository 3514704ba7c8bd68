"""The row of a check as it is now, held until the transaction ends."""

from __future__ import annotations

from supple_web.assessments.models import Check


def locked(check: Check) -> Check:
    """Read the check anew and hold it, so that two tabs change it one after the other. Raises Check.DoesNotExist if erased."""
    row: Check = Check.objects.select_related("person").select_for_update(of=("self",)).get(pk=check.pk)
    return row
