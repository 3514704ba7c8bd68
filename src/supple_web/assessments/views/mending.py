"""After a set: what a recording still lacks, values that can hardly be right, and putting them right."""

from __future__ import annotations

import gzip
import uuid
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from supple_web.assessments import actions
from supple_web.assessments.engine.recordings import measure_again, task_of
from supple_web.assessments.engine.typed import doubts_of, furthest_deg
from supple_web.assessments.fields import Field, Kind, Option, Value, Wrong, read, read_all
from supple_web.assessments.models import Check, Source, Trial, TrialSet
from supple_web.assessments.stages import SHORT, TIMES, title_of
from supple_web.assessments.views.entering import acting, of_check
from supple_web.assessments.views.following import percent
from supple_web.assessments.views.onward import onward
from supple_web.assessments.views.reading import Reading
from supple_web.common.lazy import gettext_lazy as _
from supple_web.common.pages import render
from supple_web.common.problems import Problem

_MOST_S: Final = 24 * 3600.0
UPRIGHT: Final = (
    Field("from", Kind.NUMBER, _("From second"), most=_MOST_S, whole=False, unit="seconds"),
    Field("to", Kind.NUMBER, _("Until second"), most=_MOST_S, whole=False, unit="seconds"),
)
FACING: Final = Field(
    "facing",
    Kind.CHOICE,
    _("The axis of the upper sensor that points forward"),
    options=tuple(Option(f"thorax:{sign}{axis}", f"{'minus ' if sign else ''}{axis}") for axis in "xyz" for sign in ("", "-")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@of_check
def hint(request: HttpRequest, check: Check, set_pk: uuid.UUID) -> HttpResponse:
    """Ask for what the science cannot find in a recording, and measure it again with that."""
    one: TrialSet = get_object_or_404(TrialSet, pk=set_pk, check_of=check)
    asks = one.hints.get("asks", [])
    if not asks or one.raw is None:
        return onward(check)
    by = acting(request, check)
    fields = [*(UPRIGHT if "upright" in asks else ()), *((FACING,) if "facing" in asks else ())]
    problems: dict[str, str] = {}
    if request.method == "POST" and "leave" in request.POST:
        actions.leave_recording(one=one, by=by)
        return onward(check)
    if request.method == "POST":
        values, problems = read_all(fields, request.POST)
        if not problems:
            try:
                return _measured_again(check, one, values, request)
            except Problem as problem:
                problems[fields[0].id] = gettext("{found}. Expected: {expected}.").format(
                    found=problem.found, expected=problem.expected
                )
    context = {
        "check": check,
        "set": one,
        "asks": asks,
        "readings": [Reading(f.id, f, str(request.POST.get(f.id, "")), problems.get(f.id, "")) for f in fields],
        "problems": [(f.id, f.words, problems[f.id]) for f in fields if f.id in problems],
        "file": one.document["files"][0],
        "percent": percent(check),
        "back_url": "",
    }
    return render(request, "assessments/hint.html", context, status=422 if problems else 200)


def _measured_again(check: Check, one: TrialSet, values: dict[str, Value], request: HttpRequest) -> HttpResponse:
    hints: dict[str, Any] = {}
    if "from" in values:
        hints["upright"] = [values["from"], values["to"]]
    if "facing" in values:
        hints["facing"] = values["facing"]
    measured = measure_again(one, gzip.decompress(bytes(one.raw or b"")), hints)
    actions.hint(one=one, hints=hints, measured=measured, by=acting(request, check))
    return onward(check)


@require_http_methods(["GET", "HEAD", "POST"])
@of_check
def doubt(request: HttpRequest, check: Check) -> HttpResponse:
    """Values that can hardly all be right: keep them, or correct them."""
    doubts = doubts_of(check)
    if not doubts:
        return onward(check)
    if request.method == "POST":
        actions.keep_doubtful(check=check, doubts=doubts, by=acting(request, check))
        return onward(check)
    context = {"check": check, "doubts": doubts, "percent": percent(check), "back_url": reverse("check_values", args=[check.pk])}
    return render(request, "assessments/doubt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_check
def values(request: HttpRequest, check: Check) -> HttpResponse:
    """Every typed value of this check, to be put right; recorded sets can be taken out and done again."""
    rows = list(Trial.objects.filter(trial_set__check_of=check, trial_set__source=Source.TYPED).with_sets())
    readings = [_reading(row, request) for row in rows]
    if request.method == "POST" and not any(one.problem for one in readings):
        for row, one in zip(rows, readings, strict=True):
            value = float(str(read(one.field, request.POST)))
            if value != row.value_deg:
                actions.correct_trial(trial=row, value_deg=value, by=acting(request, check))
        return onward(check)
    problems = [(one.field.id, one.field.words, one.problem) for one in readings if one.problem]
    context = {
        "check": check,
        "groups": _groups(rows, readings),
        "recorded": _recorded(check),
        "problems": problems,
        "percent": percent(check),
        "back_url": reverse("check_next", args=[check.pk]),
    }
    return render(request, "assessments/values.html", context, status=422 if problems else 200)


@require_POST
@of_check
def remove(request: HttpRequest, check: Check, set_pk: uuid.UUID) -> HttpResponse:
    """Take a set out; it is offered again as far as the order allows."""
    one: TrialSet = get_object_or_404(TrialSet, pk=set_pk, check_of=check)
    actions.delete_set(one=one, by=acting(request, check))
    return redirect("check_next", pk=check.pk)


def _recorded(check: Check) -> list[dict[str, Any]]:
    sets = check.sets.exclude(source=Source.TYPED)
    return [{"pk": one.pk, "received_at": one.received_at, "title": title_of(task_of(one).stage)} for one in sets]


def _groups(rows: list[Trial], readings: list[Reading]) -> list[dict[str, Any]]:
    """Readings under what was done, in the order in which it was done."""
    groups: dict[str, list[Reading]] = {}
    for row, reading in zip(rows, readings, strict=True):
        groups.setdefault(title_of(task_of(row.trial_set).stage), []).append(reading)
    return [{"title": title, "readings": under} for title, under in groups.items()]


def _reading(row: Trial, request: HttpRequest) -> Reading:
    name = row.direction or row.movement
    place = TIMES[min(_place(row), len(TIMES)) - 1]
    field = Field(
        f"trial-{row.pk}",
        Kind.NUMBER,
        f"{SHORT[name]}, {place}",
        most=furthest_deg(row.movement),
        whole=False,
        unit="degrees",
    )
    given, problem = f"{row.value_deg:g}", ""
    if request.method == "POST":
        given = str(request.POST.get(field.id, ""))
        try:
            read(field, request.POST)
        except Wrong as wrong:
            problem = str(wrong)
    return Reading(name, field, given, problem)


def _place(row: Trial) -> int:
    """Which of its side in its test this trial was, from 1."""
    same = Trial.objects.filter(
        trial_set__check_of=row.trial_set.check_of_id,
        trial_set__mode=row.trial_set.mode,
        trial_set__position=row.trial_set.position,
        movement=row.movement,
        direction=row.direction,
        order__lte=row.order,
    )
    return same.count()
