"""The capture's own page with a guidance of the test's choice, and a server that answers a set as the test says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.http import require_POST

from supple.figure import howto, live_dial


@dataclass
class Site:
    """answers: one a posted set, in order, then ``next`` for ever. received: the bodies that came, parsed."""

    guidance: Mapping[str, Any] = field(default_factory=dict)
    practice: Mapping[str, Any] | None = None
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)


SITE = Site()


def page(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": "Turning, by yourself",
        "guidance": SITE.guidance,
        "practice": SITE.practice,
        "dial": live_dial(theme=None).svg if SITE.practice else None,
        "how": howto("lumbar-locked", theme=None),
        "post_url": "/capture/set",
        "type_url": "/capture/type",
        "upload_url": "/capture/upload",
        "back_url": "/capture/back",
        "percent": 40,
    }
    return render(request, "assessments/capture.html", context)


@require_POST
def post(request: HttpRequest) -> HttpResponse:
    SITE.received.append(json.loads(request.body))
    status, answer = SITE.answers.pop(0) if SITE.answers else (200, {"next": "/capture/arrived"})
    return JsonResponse(answer, status=status)


def arrived(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><html lang='en'><title>Arrived</title><h1>Arrived</h1></html>")


urlpatterns = [
    path("capture/", page),
    path("capture/set", post),
    path("capture/arrived", arrived),
    path("", include("supple_web.config.urls")),
]
