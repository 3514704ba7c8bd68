"""Pages that belong to no app of their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from supple_web.assessments.engine.result import card_of
from supple_web.common.engine.evidence import OWN_ANCHOR, STRENGTHS, shelves
from supple_web.common.engine.method import example_dial, example_small, method_numbers
from supple_web.common.engine.own_numbers import own_numbers
from supple_web.common.pages import render
from supple_web.common.way_on import way_on


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, in ten seconds, and the way in; for somebody who has begun, the way on."""
    way = way_on(request)
    context = {
        "way": way,
        "card": card_of(way.latest) if way.latest else None,
        "next_url": way.url,
        "next_words": way.words,
        "dial": None if way.title else example_dial(),
    }
    return render(request, "home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The method, how it is measured and how wrong that can be, privacy, and what a phone needs."""
    context = {"n": method_numbers(), "stiff": example_small("stiff"), "control": example_small("control")}
    return render(request, "about.html", context)


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every number with its source and strength; each has an anchor, so that a result can lead to it."""
    context = {"shelves": shelves(), "own": own_numbers(), "own_anchor": OWN_ANCHOR, "strengths": STRENGTHS}
    return render(request, "sources.html", context)


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """For whoever watches the server: it answers, and so does its database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
