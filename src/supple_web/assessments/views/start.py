"""The way into a check: what it is, begin, or go on where one was."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supple_web.accounts.people import person_for, visitor
from supple_web.assessments import actions
from supple_web.assessments.access import handed_check
from supple_web.assessments.engine import screening_of
from supple_web.assessments.engine.tasks import plan_of
from supple_web.assessments.limits import Limited, refused
from supple_web.assessments.models import Check
from supple_web.assessments.standing import is_open, open_check
from supple_web.assessments.views.onward import onward, owed
from supple_web.common.pages import render


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The day's check: its beginning where it has not begun, else where it stands."""
    running = open_check(visitor(request)) or _handed(request)
    if running is None and request.method == "POST":
        too_often = refused(request, Limited.BEGIN) if visitor(request) is None else None
        if too_often is not None:
            return too_often
        person = person_for(request)
        running = open_check(person) or actions.begin(person=person, day=timezone.localdate(), by=person)
        return onward(running)
    if running is None:
        earlier = Check.objects.of(visitor(request)).exists()
        return render(request, "assessments/start.html", {"earlier": earlier})
    if running.finished_at is None or screening_of(running).stop or owed(running):
        return onward(running)
    plan = plan_of(running)
    if plan.task is not None:
        return redirect("check_next", pk=running.pk)
    return render(request, "assessments/done_today.html", {"check": running, "plan": plan})


def _handed(request: HttpRequest) -> Check | None:
    handed = handed_check(request)
    return handed if handed is not None and is_open(handed) else None
