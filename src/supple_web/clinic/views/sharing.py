"""A person's side: who sees their record, what they agreed to, who read it when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supple_web.accounts.people import visitor
from supple_web.clinic.models import Care


@require_safe
def sharing(request: HttpRequest) -> HttpResponse:
    person = visitor(request)
    care = Care.objects.of(person).filter(ended_at=None).select_related("clinician")
    return render(request, "clinic/sharing.html", {"person": person, "care": care})
