"""A set before it is done, and its values typed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from supple_web.assessments import actions
from supple_web.assessments.engine.typed import furthest_deg
from supple_web.assessments.fields import Field, Kind, Wrong, read
from supple_web.assessments.models import Check
from supple_web.assessments.setup_fields import FILE, PHONE, TYPED
from supple_web.assessments.stages import SHORT, TIMES, Task
from supple_web.assessments.views.entering import acting, of_check
from supple_web.assessments.views.following import percent
from supple_web.assessments.views.tasks import change_url, current, fresh_id, over, sent_id, way_of, way_url


@dataclass(frozen=True)
class Reading:
    """One value to type. name: of its direction or bend."""

    name: str
    field: Field
    given: str = ""
    problem: str = ""


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
    if request.method != "POST":
        return _form(request, check, task, _readings(task))
    readings, values = _typed(request, task)
    if not values:
        return _form(request, check, task, readings)
    try:
        one = actions.add_typed_set(
            check=check,
            task=task,
            values=values,
            instrument=task.instrument or str(check.setup["instrument"]),
            client_id=sent_id(request),
            by=acting(request, check),
        )
    except actions.Over:
        return over(request, check)
    return redirect("check_pain", pk=check.pk, set_pk=one.pk)


def _readings(task: Task) -> list[Reading]:
    return [Reading(name, _field(task, name, time)) for name, time in task.in_turn]


def _field(task: Task, name: str, time: int) -> Field:
    count = task.counts[name]
    which = f", {TIMES[time - 1]}" if count > 1 else ""
    return Field(
        id=f"{name}-{time}",
        kind=Kind.NUMBER,
        words=f"{SHORT[name]}{which}",
        most=furthest_deg(name if task.is_bending else "rotation"),
        unit="degrees",
        whole=False,
    )


def _typed(request: HttpRequest, task: Task) -> tuple[list[Reading], list[tuple[str, float]]]:
    """The form as it was sent, and its values where every one can be read. What is left empty is asked again later."""
    readings: list[Reading] = []
    values: list[tuple[str, float]] = []
    for blank in _readings(task):
        given = str(request.POST.get(blank.field.id, "")).strip()
        problem = ""
        if given:
            try:
                values.append((blank.name, float(read(blank.field, request.POST))))  # type: ignore[arg-type]
            except Wrong as wrong:
                problem = str(wrong)
        readings.append(Reading(blank.name, blank.field, given, problem))
    if not values and not any(one.problem for one in readings):
        first = readings[0]
        readings[0] = Reading(first.name, first.field, "", "Nothing is typed yet; type what the instrument shows, such as 42.5.")
    return readings, [] if any(one.problem for one in readings) else values


def _form(request: HttpRequest, check: Check, task: Task, readings: list[Reading]) -> HttpResponse:
    problems = [(one.field.id, one.field.words, one.problem) for one in readings if one.problem]
    context = {
        "check": check,
        "task": task,
        "readings": readings,
        "problems": problems,
        "instrument": task.instrument or check.setup["instrument"],
        "client_id": str(sent_id(request)) if request.method == "POST" else fresh_id(),
        "percent": percent(check),
        "back_url": reverse("check_set", args=[check.pk, task.stage]),
        "change_urls": {way: change_url(check, way) for way in (PHONE, FILE)},
    }
    return render(request, "assessments/typed.html", context, status=422 if problems else 200)
