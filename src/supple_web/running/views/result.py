"""The result of a running check."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from supple_web.common.pages import render
from supple_web.running.engine.result import result_of
from supple_web.running.models import RunningCheck
from supple_web.running.views.entering import address, of_running, onward
from supple_web.training.models import Plan


@require_safe
@of_running
def result(request: HttpRequest, running: RunningCheck) -> HttpResponse:
    if running.finished_at is None:
        return onward(running)
    earlier = RunningCheck.objects.of(running.person).filter(day__lt=running.day, finished_at__isnull=False)
    found = result_of(running, list(earlier.select_related("person")[:24]))
    newer = RunningCheck.objects.of(running.person).filter(day__gt=running.day, finished_at__isnull=False).first()
    context: dict[str, Any] = {
        "running": running,
        "result": found,
        "earlier": earlier,
        "newer": newer,
        "article_url": address("article", "running"),
        "has_plan": Plan.objects.filter(person=running.person).exists(),
        "programme_url": address("programme"),
        "check_url": address("check"),
        "book_url": address("book"),
    }
    return render(request, "running/result.html", context)
