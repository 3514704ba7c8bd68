"""Which alerts the clinic wants, and from when on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from supple_web.clinic.access import acting_staff, clinician_only
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.desk import actions
from supple_web.desk.rules import RULES, rules_here
from supple_web.training.engine import STOP_FROM


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_only
def rules(request: HttpRequest) -> HttpResponse:
    """For the whole clinic; who set it stands in the log."""
    problem = None
    if request.method == "POST":
        try:
            actions.set_rules(told=_told(request.POST), by=acting_staff(request))
        except Problem as found:
            problem = found
        else:
            messages.success(request, _("Set, for the whole clinic."))
            return redirect("desk_rules")
    rows = [
        {
            "rule": rule,
            "on": f"on-{rule.key}" in request.POST if problem else rule.on,
            "number": request.POST.get(f"number-{rule.key}", "") if problem else rule.number,
        }
        for rule in rules_here()
    ]
    return render(
        request, "desk/rules.html", {"rows": rows, "problem": problem, "stop_from": STOP_FROM}, status=422 if problem else 200
    )


def _told(posted: QueryDict) -> dict[str, tuple[bool, int]]:
    told = {}
    for rule in RULES:
        given = str(posted.get(f"number-{rule.key}", rule.number)).strip()
        if not given.isdigit():
            raise Problem(str(rule.title), f"{given!r:.20}", _("a whole number"), _("correct it"))
        told[rule.key] = (f"on-{rule.key}" in posted, int(given))
    return told
