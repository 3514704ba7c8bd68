"""Where a check goes on: the one place that knows, for every page that has done its part."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.shortcuts import redirect

from supple_web.assessments.engine import screening_of
from supple_web.assessments.engine.typed import doubts_of
from supple_web.assessments.models import Check, TrialSet
from supple_web.assessments.standing import facts_of
from supple_web.assessments.wizard import first_open


def onward(check: Check) -> HttpResponseRedirect:
    """The next thing this check needs, from its rows alone: so it is the same after a reload, in another tab, on another day."""
    check.refresh_from_db()
    if screening_of(check).stop:
        return redirect("check_stop", pk=check.pk)
    page = first_open(facts_of(check))
    if page is not None:
        return redirect("check_page", pk=check.pk, page=page.id)
    return owed(check) or redirect("check_next", pk=check.pk)


def owed(check: Check) -> HttpResponseRedirect | None:
    """What has to be answered before another set: the pain of the last one, what its recording lacks, values in doubt."""
    unasked: TrialSet | None = check.sets.filter(pain__isnull=True).first()
    if unasked is not None:
        return redirect("check_pain", pk=check.pk, set_pk=unasked.pk)
    lacking = next((one for one in check.sets.all() if one.hints.get("asks")), None)
    if lacking is not None:
        return redirect("check_hint", pk=check.pk, set_pk=lacking.pk)
    if doubts_of(check):
        return redirect("check_doubt", pk=check.pk)
    return None
