"""Pages that belong to no app of their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, in ten seconds, and the way in; for somebody who has begun, the way on."""
    return render(request, "home.html")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "about.html")


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "sources.html")


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """For whoever watches the server: it answers, and so does its database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
