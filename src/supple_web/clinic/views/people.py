"""The page of the people: who works here, who is invited, who is looked after by whom. No health data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supple_web.clinic.access import administrator_only
from supple_web.clinic.models import Staff


@require_safe
@administrator_only
def people(request: HttpRequest) -> HttpResponse:
    return render(request, "clinic/people.html", {"staff": Staff.objects.select_related("user")})
