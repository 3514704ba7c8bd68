"""Why who works here signs in with a second step, and where to set it up."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supple_web.clinic.access import acting_staff, has_second_step


@require_safe
@login_required
def second_step(request: HttpRequest) -> HttpResponse:
    staff = acting_staff(request)
    return render(request, "clinic/second_step.html", {"staff": staff, "ready": has_second_step(staff)})
