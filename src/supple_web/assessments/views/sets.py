"""A set before it is done, and its values typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from supple_web.assessments import actions
from supple_web.assessments.engine.tasks import BY_MARKS
from supple_web.assessments.models import Check
from supple_web.assessments.setup_fields import FILE, PHONE, TYPED
from supple_web.assessments.stages import Task
from supple_web.assessments.views import reading
from supple_web.assessments.views.entering import acting, of_check
from supple_web.assessments.views.following import percent
from supple_web.assessments.views.reading import Reading, blank
from supple_web.assessments.views.tasks import (
    change_url,
    current,
    fresh_id,
    instrument_of,
    is_made_for,
    over,
    sealed,
    sent_id,
    way_of,
    way_url,
)
from supple_web.common.pages import render


@require_safe
@of_check
def one_set(request: HttpRequest, check: Check, stage: str) -> HttpResponse:
    """What is done in this set, in pictures and words, before anything is measured."""
    task = current(check, stage)
    if task is None:
        return over(request, check)
    context = {
        "check": check,
        "task": task,
        "way": way_of(check, task),
        "way_url": way_url(check, task),
        "percent": percent(check),
        "back_url": reverse("check_next", args=[check.pk]),
        "change_url": reverse("check_page", args=[check.pk, "way"]),
    }
    return render(request, "assessments/set.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_check
def typed(request: HttpRequest, check: Check, stage: str) -> HttpResponse:
    """What an inclinometer or a goniometer shows, in the order of the turns."""
    task = current(check, stage)
    if task is None:
        return over(request, check)
    if way_of(check, task) != TYPED:
        return redirect(change_url(check, TYPED))
    marks = task.placement == BY_MARKS
    if request.method != "POST":
        return _form(request, check, task, blank(task, marks=marks))
    if not is_made_for(request, check, task):
        return over(request, check)
    readings, values = reading.typed(task, request.POST, marks=marks)
    return _kept(request, check, task, values) if values else _form(request, check, task, readings)


def _kept(request: HttpRequest, check: Check, task: Task, values: list[tuple[str, float]]) -> HttpResponse:
    try:
        one = actions.add_typed_set(
            check=check,
            task=task,
            values=values,
            instrument=instrument_of(check, task),
            client_id=sent_id(request),
            by=acting(request, check),
        )
    except actions.Over:
        return over(request, check)
    return redirect("check_pain", pk=check.pk, set_pk=one.pk)


def _form(request: HttpRequest, check: Check, task: Task, readings: list[Reading]) -> HttpResponse:
    problems = [(one.field.id, one.field.words, one.problem) for one in readings if one.problem]
    context = {
        "check": check,
        "task": task,
        "readings": readings,
        "marks": task.placement == BY_MARKS,
        "problems": problems,
        "instrument": instrument_of(check, task),
        "made_for": sealed(check, task),
        "client_id": str(sent_id(request)) if request.method == "POST" else fresh_id(),
        "percent": percent(check),
        "back_url": reverse("check_set", args=[check.pk, task.stage]),
        "change_urls": {way: change_url(check, way) for way in (PHONE, FILE)},
    }
    return render(request, "assessments/typed.html", context, status=422 if problems else 200)
