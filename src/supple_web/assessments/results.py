"""The page of a result; which check is the latest."""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from supple_web.accounts.models import Person
from supple_web.assessments.access import check_for, is_guest_here
from supple_web.assessments.engine.result import Step, recorded_sets, recording_picture, result_of, version
from supple_web.assessments.models import Check, TrialSet
from supple_web.assessments.models import Result as StoredResult
from supple_web.assessments.warned import warned_check, warning_address
from supple_web.common.lazy import gettext_lazy as _
from supple_web.common.pages import render

#: Where each next step leads: the name of the address, and what its button says. A clinician is reached by phone or mail.
_LEADS: Final = {
    Step.BEGIN: ("today", _("Begin with today’s session")),
    Step.KEEP_MOVING: ("today", _("Keep moving")),
    Step.ANOTHER_DAY: ("today", _("Keep moving until then")),
    Step.ONCE_MORE: ("check_next", _("Measure once more")),
    Step.MEASURE: ("check", _("Measure")),
}


def latest_check(person: Person | None) -> Check | None:
    """The latest check that was finished and did not end at a red flag; None where there is none."""
    finished = Check.objects.of(person).filter(finished_at__isnull=False, result__document__screening__stop=False)
    latest: Check | None = finished.order_by("-day").first()
    return latest


def check_before(check: Check) -> Check | None:
    """The last finished check of an earlier day that did not end at a red flag."""
    finished = Check.objects.of(check.person).filter(finished_at__isnull=False, result__document__screening__stop=False)
    earlier: Check | None = finished.filter(day__lt=check.day).order_by("-day").first()
    return earlier


@require_safe
def check_result(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a finished check found and what to do next. A red flag and an unfinished check have pages of their own."""
    check = check_for(request, pk)
    borrowed = is_guest_here(request, check)
    earlier = None if borrowed else check_before(check)  # who borrows a check sees no other one, not even its values
    result = result_of(check, today=timezone.localdate(), earlier=earlier, borrowed=borrowed)
    if result.stop:
        return redirect("check_stop", pk=check.pk)
    if check.finished_at is None:
        return redirect("check")
    warned = None if borrowed else warned_check(check.person)
    if warned is not None:
        return redirect(warning_address(warned))
    newer = None if borrowed else latest_check(check.person)
    context: dict[str, Any] = {
        "check": check,
        "result": result,
        "earlier": earlier,
        "newer": newer if newer is not None and newer.day > check.day else None,
        "sets": recorded_sets(check),
        "stored": StoredResult.objects.filter(check_of=check).first(),
        "lead": None if result.next is None else _lead(result.next.step, check),
        "today_url": _address("today"),
        "to_clinician": result.next is not None and result.next.step is Step.CLINICIAN,
        "version": version(),
        "borrowed": borrowed,
    }
    return render(request, "assessments/result.html", context)


@require_safe
def check_recording(request: HttpRequest, pk: uuid.UUID, set_pk: uuid.UUID) -> HttpResponse:
    """The turn over time of one recorded set: a page of its own, or within the result where htmx asks for it."""
    check = check_for(request, pk)
    one = get_object_or_404(TrialSet, check_of=check, pk=set_pk)
    picture = recording_picture(one)
    if picture is None:
        raise Http404("This set has no recording of a turn.")
    template = "assessments/_recording.html" if request.htmx else "assessments/recording.html"  # type: ignore[attr-defined]
    return render(request, template, {"check": check, "set": one, "picture": picture})


def _lead(step: Step, check: Check) -> dict[str, str] | None:
    if step not in _LEADS:
        return None
    name, words = _LEADS[step]
    return {"url": _address(name, check if step is Step.ONCE_MORE else None), "words": words}


def _address(name: str, check: Check | None = None) -> str:
    """The address of a page; empty where its app is switched off."""
    try:
        return reverse(name, args=[check.pk] if check else None)
    except NoReverseMatch:
        return ""
