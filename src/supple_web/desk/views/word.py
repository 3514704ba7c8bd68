"""A clinician says something else of a finding, and takes it back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from supple_web.assessments.models import Check
from supple_web.clinic.access import acting_staff, client_or_404, clinician_only
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.desk import actions
from supple_web.desk.engine.client import directions_of
from supple_web.desk.engine.word import offered
from supple_web.desk.models import Overruling
from supple_web.desk.views.client import head


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_only
def overrule(request: HttpRequest, pk: uuid.UUID, check: uuid.UUID, direction: str) -> HttpResponse:
    person = client_or_404(request, pk)
    of = get_object_or_404(Check.objects.select_related("plan_change"), person=person, pk=check)
    found = next((one for one in directions_of(of) if one.said.direction == direction), None)
    if found is None:
        raise Http404("Nothing was found of this direction in this check.")
    problem = None
    if request.method == "POST":
        try:
            actions.overrule(
                person=person,
                check=of,
                direction=direction,
                category=request.POST.get("category", ""),
                reason=request.POST.get("reason", ""),
                by=acting_staff(request),
            )
        except Problem as wrong:
            problem = wrong
        else:
            messages.success(request, _("Kept, beside what was measured. The programme follows your word."))
            return redirect("desk_client", pk)
    context = {
        **head(request, person),
        "check": of,
        "found": found,
        "categories": [one for one in offered() if one[0] != found.said.category],
        "typed": request.POST,
        "problem": problem,
    }
    return render(request, "desk/overrule.html", context, status=422 if problem else 200)


@require_POST
@clinician_only
def withdraw(request: HttpRequest, pk: uuid.UUID, overruling: uuid.UUID) -> HttpResponse:
    person = client_or_404(request, pk)
    one = get_object_or_404(Overruling, person=person, pk=overruling)
    actions.withdraw(overruling=one, by=acting_staff(request))
    messages.success(request, _("Withdrawn. The programme follows the measurements again."))
    return redirect("desk_client", pk)
