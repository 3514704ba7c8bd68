"""The player's own page with a session of the test's choice, a page of the plan, and a server that answers as the test says."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import include, path
from django.views.decorators.http import require_POST

from supple.figure import animated
from supple_web.accounts.people import person_for
from supple_web.common.offline import person_key

DAY = date(2026, 11, 25)


def exercise(key: str = "cat-camel-general", **changes: Any) -> dict[str, Any]:
    base = {
        "id": key,
        "name": key.replace("-", " ").capitalize(),
        "clinical_name": "segmental flexion and extension of the spine",
        "why": "Every session begins with it.",
        "side": "both-at-once",
        "dose": "2 times: 4 s out, 4 s back",
        "cues": ["Slow enough that you could stop anywhere."],
        "faults": [{"fault": "Everything moves at once.", "remedy": "Make it half as large."}],
        "breath": {"pattern": "Breathe out while you round.", "in_s": 4, "out_s": 6},
        "linear": False,
        "held": False,
    }
    return base | changes


def step(index: int, kind: str, seconds: float, **changes: Any) -> dict[str, Any]:
    base = {
        "exercise": index,
        "kind": kind,
        "seconds": seconds,
        "say": kind,
        "show": kind.capitalize(),
        "tone": kind,
        "side": None,
        "set": 1,
        "sets": 1,
        "rep": 1,
        "reps": 1,
        "breathe": False,
        "half_say": None,
    }
    return base | changes


def short() -> dict[str, Any]:
    """Linear movement twice, then a hold of 130 s to the right, then to the left: 300 s."""
    hold = {"say": "Hold, and breathe.", "show": "Hold, and breathe", "breathe": True, "half_say": "Half way."}
    repetitions = [
        step(0, kind, 4, rep=rep, reps=2, show=shown, say=said)
        for rep in (1, 2)
        for kind, shown, said in (("out", f"{rep} of 2", f"{rep}."), ("back", "And back", None))
    ]
    return {
        "schema": "supple.session/1",
        "day": DAY.isoformat(),
        "minutes": 5.0,
        "note": "",
        "exercises": [
            exercise(linear=True),
            exercise(
                "thoracic-rotation-breathing",
                name="Lying turn with breathing",
                side="each",
                dose="one hold of 2 min 10 s",
                held=True,
            ),
        ],
        "steps": [
            step(0, "ready", 8, show="Cat camel general", say="Cat and camel. On hands and knees.", reps=2),
            *repetitions,
            step(1, "ready", 10, side="right", show="Lying turn with breathing", say="Lie on your side. Turning right."),
            step(1, "hold", 130, side="right", **hold),
            step(1, "switch", 6, side="left", show="Now turning left", say="Change sides. Now turning left."),
            step(1, "hold", 130, side="left", **hold),
        ],
    }


@dataclass
class Site:
    """session: None where there is none any more. answers: one a posted result, in order, then "stored" for ever.

    received: the bodies that came, parsed. nobody: the plan's page is shown to whoever asks, and makes no guest of them.
    """

    session: Mapping[str, Any] | None = field(default_factory=short)
    pain_before: int | None = None
    thresholds: tuple[Any, Any] = (6, 4)
    answers: list[Callable[[], HttpResponse]] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    nobody: bool = False


SITE = Site()


def reset(**changes: Any) -> Site:
    SITE.__init__(**changes)  # type: ignore[misc]
    return SITE


def page(request: HttpRequest) -> HttpResponse:
    person_for(request)
    if SITE.session is None:
        return redirect("/today")
    stop_from, modify_from = SITE.thresholds
    context = {
        "session": SITE.session,
        "figures": {one["id"]: animated(one["id"], theme=None, captions=False) for one in SITE.session["exercises"]},
        "post_url": "/session/result",
        "back_url": "/today",
        "pain_before": SITE.pain_before,
        "stop_from": stop_from,
        "modify_from": modify_from,
    }
    return render(request, "training/player.html", context)


def today(request: HttpRequest) -> HttpResponse:
    if not SITE.nobody:
        person_for(request)
    return from_text(request, "", "Today", '<h1>Today</h1><a href="/session/2026-11-25">Begin</a>')


@require_POST
def post(request: HttpRequest) -> HttpResponse:
    """Takes each client_id once, like the real one, and only from the person it says it is of."""
    if request.headers.get("X-Supple-Person") != person_key(request.person):  # type: ignore[attr-defined]
        return JsonResponse({"problem": "This is of somebody else."}, status=409)
    if SITE.answers:
        return SITE.answers.pop(0)()
    body = json.loads(request.body)
    known = any(one["client_id"] == body["client_id"] for one in SITE.received)
    if not known:
        SITE.received.append(body)
    return JsonResponse({"status": "already-stored" if known else "stored", "message": "Well done.", "next": "/today"})


def count(request: HttpRequest) -> JsonResponse:
    return JsonResponse(len(SITE.received), safe=False)


def signed_out(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    return from_text(request, " data-wipe", "Signed out", "<h1>Signed out</h1>")


def no_plan(request: HttpRequest) -> HttpResponse:
    return from_text(request, " data-no-plan", "Stopped", "<h1>No exercise</h1>")


def from_text(request: HttpRequest, attributes: str, title: str, content: str) -> HttpResponse:
    """A page of the real frame."""
    blocks = {"html_attributes": attributes, "title": title, "content": content}
    text = "".join(f"{{% block {name} %}}{words}{{% endblock %}}" for name, words in blocks.items())
    template = engines["django"].from_string('{% extends "base.html" %}' + text)
    return HttpResponse(template.render({}, request))


urlpatterns = [
    path("session/2026-11-25", page),
    path("session/result", post),
    path("session/count", count),
    path("today", today),
    path("harness/signed-out", signed_out),
    path("harness/no-plan", no_plan),
    path("", include("supple_web.config.urls")),
]
